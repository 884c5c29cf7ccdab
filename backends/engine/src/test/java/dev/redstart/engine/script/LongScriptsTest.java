package dev.redstart.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.engine.TestEngine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that do not end by themselves, and scripts that want too much: the engine goes on. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LongScriptsTest {

    private static final String BUSY =
            "(error) BUSY Redis is busy running a script. You can only call %s KILL or SHUTDOWN" + " NOSAVE.";
    private static final String KILLED = "ERR Script killed by user with SCRIPT KILL... script: ";

    private final TestEngine engine = TestEngine.open();

    @BeforeEach
    void beImpatient() {
        assertThat(engine.text("CONFIG SET busy-reply-threshold 20")).isEqualTo("OK");
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private CompletableFuture<String> start(String line) {
        return CompletableFuture.supplyAsync(() -> engine.text(line), task -> new Thread(task).start());
    }

    /** The first answer that others get that is not the usual one. */
    private String awaitRefusal(CompletableFuture<String> running) {
        while (!running.isDone()) {
            String reply = engine.text("PING");
            if (!reply.equals("PONG")) return reply;
        }
        return "it ended: " + running.join();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while true do end",
                "repeat until false",
                "for i = 1, 1e300 do end",
                "while true do pcall(function() while true do end end) end",
                "while true do pcall(error) end",
                "local function f() return f() end f()",
                "while true do redis.call('GET', 'k') end",
                "local s = string.rep('a', 100) string.find(s, string.rep('.-', 40) .. 'b')",
                "local c = coroutine.wrap(function() while true do end end) c()",
            })
    void othersAreToldSoAndMayEndIt(String script) throws Exception {
        CompletableFuture<String> running = start("EVAL \"" + script + "\" 0");
        assertThat(awaitRefusal(running)).isEqualTo(BUSY.formatted("SCRIPT"));
        assertThat(engine.text("SET k v")).isEqualTo(BUSY.formatted("SCRIPT"));
        assertThat(engine.text("FUNCTION KILL")).isEqualTo(BUSY.formatted("SCRIPT"));
        assertThat(engine.text("FUNCTION STATS")).isEqualTo(BUSY.formatted("SCRIPT"));
        assertThat(engine.text("SCRIPT KILL")).isEqualTo("OK");
        assertThat(running.get(20, TimeUnit.SECONDS)).startsWith("(error) " + KILLED);
        assertThat(engine.text("PING")).isEqualTo("PONG");
        assertThat(engine.text("SCRIPT KILL")).isEqualTo("(error) NOTBUSY No scripts in execution right now.");
        assertThat(engine.text("INFO commandstats"))
                .containsPattern("cmdstat_eval:calls=1,.*failed_calls=1")
                .contains("cmdstat_script|kill:calls=2,");
    }

    @Test
    void aFunctionIsEndedByFunctionKill() throws Exception {
        engine.run("FUNCTION LOAD \"#!lua name=l\nredis.register_function('spin', function() while true do end end)\"");
        CompletableFuture<String> running = start("FCALL spin 1 key arg");
        assertThat(awaitRefusal(running)).isEqualTo(BUSY.formatted("FUNCTION"));
        assertThat(engine.text("SCRIPT KILL")).isEqualTo(BUSY.formatted("FUNCTION"));
        assertThat(engine.text("FUNCTION STATS"))
                .contains("name=spin, command=[FCALL, spin, 1, key, arg], duration_ms=");
        assertThat(engine.text("FUNCTION KILL")).isEqualTo("OK");
        assertThat(running.get(20, TimeUnit.SECONDS)).startsWith("(error) " + KILLED + "spin, on @user_function:2.");
    }

    @Test
    void oneThatHasWrittenIsNotEnded() {
        CompletableFuture<String> running = start("EVAL \"redis.call('SET', 'k', 'v') while true do end\" 0");
        awaitRefusal(running);
        assertThat(engine.text("SCRIPT KILL")).startsWith("(error) UNKILLABLE Sorry the script already executed write");
        engine.close();
        assertThat(running.join()).startsWith("(error) " + KILLED);
    }

    @Test
    void timeStandsStillAndNobodyIsServedBeforeItsEnd() throws Exception {
        CompletableFuture<String> waiting = start("BLPOP list 0");
        while (!engine.text("INFO clients").contains("blocked_clients:1")) Thread.onSpinWait();
        String script =
                "redis.call('RPUSH', 'list', 'a') redis.call('SET', 'k', 'v', 'PX', 100) local n = 0 repeat n = n +"
                        + " 1 until n == 3e7 return {redis.call('LLEN', 'list'), redis.call('PTTL', 'k')}";
        CompletableFuture<String> running = start("EVAL \"" + script + "\" 0");
        while (!running.isDone()) engine.text("PING");
        assertThat(running.get()).isIn("[1, 100]", "[0, 100]");
        engine.run("RPUSH list b");
        assertThat(waiting.get(20, TimeUnit.SECONDS)).startsWith("[list, ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return string.rep('x', 2^31 - 1)",
                "local s = 'x' while true do s = s .. s end",
                "local t = {} while true do t[#t + 1] = string.rep('x', 1e6) end",
                "local function f() return 1 + f() end return f()",
                "local t = setmetatable({}, {}) getmetatable(t).__index = function(x, k) return x[k .. 'x'] end return"
                        + " t.a",
                "local t = setmetatable({}, {}) getmetatable(t).__add = function(a, b) return a + b end return t + t",
                "local t = {} for i = 1, 1e5 do t[i] = coroutine.create(coroutine.yield) assert(coroutine.resume(t[i]))"
                        + " end",
                "local t = {} for i = 1, 1e4 do t = {t} end return cjson.encode(t)",
                "return cjson.decode(string.rep('[', 1e5) .. string.rep(']', 1e5))",
                "return loadstring('return ' .. string.rep('(', 1e5) .. '1' .. string.rep(')', 1e5))()",
                "return unpack({}, 1, 1e8)",
            })
    void whatWantsTooMuchFails(String script) {
        engine.run("CONFIG SET busy-reply-threshold 0");
        assertThat(engine.text("EVAL \"" + script + "\" 0")).startsWith("(error) ");
        assertThat(engine.text("EVAL \"return 'next'\" 0")).isEqualTo("next");
    }
}
