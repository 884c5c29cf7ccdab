package dev.redstart.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing escapes: a script ends in an error of Lua, and the interpreter runs the next one. */
@Timeout(60)
class LimitsTest {

    private final LuaState state = Scripts.state();

    private LuaFunction load(String script) {
        return state.load(script.getBytes(StandardCharsets.UTF_8), "@user_script");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while true do end",
                "repeat until false",
                "for i = 1, 1e300 do end",
                "for i = 1, 0, 0 do end for i = 1, 1, 0 do end",
                "while true do pcall(function() while true do end end) end",
                "while true do pcall(error) end",
                "local function f() return f() end f()",
                "local co = coroutine.wrap(function() while true do end end) while true do co() end",
                "while true do xpcall(function() while true do end end, function() while true do end end) end",
                "for k in function() return 1 end do end",
            })
    void anInterruptEndsIt(String script) {
        AtomicInteger polls = new AtomicInteger();
        state.budget().onPoll(() -> {
            if (polls.incrementAndGet() == 1000) {
                state.budget().interrupt("killed");
            }
        });
        assertThatThrownBy(() -> state.execute(load(script)))
                .isInstanceOf(LuaAbort.class)
                .hasMessageContaining("killed");
        assertThat(polls.get()).isGreaterThanOrEqualTo(1000);
        stillRuns();
    }

    private void stillRuns() {
        state.budget().onPoll(() -> {});
        assertThat(Scripts.ofOurs(state, "return 1 + 1")).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local function f() return 1 + f() end f()",
                "local t = setmetatable({}, {}) getmetatable(t).__index = function(t, k) return t[k] end return t.x",
                "local t = setmetatable({}, {}) getmetatable(t).__concat = function(a, b) return a .. b end return t"
                        + " .. t",
                "local t = setmetatable({}, {}) getmetatable(t).__lt = function(a, b) return a < b end return t < t",
                "local t = setmetatable({}, {}) getmetatable(t).__call = function(t) return 1 + t() end return t()",
            })
    void recursionOverflowsAStackOfLua(String script) {
        assertThat(Scripts.ofOurs(state, script))
                .startsWith("error: user_script:1: ")
                .endsWith("stack overflow");
        stillRuns();
    }

    @Test
    void coroutinesAreBounded() {
        assertThat(Scripts.ofOurs(
                        state,
                        "for i = 1, 100000 do local co = coroutine.create(function() coroutine.yield() end)"
                                + " local ok, e = coroutine.resume(co) if not ok then return e end end"))
                .isEqualTo("too many coroutines");
        assertThat(Scripts.ofOurs(
                        state,
                        "local co for i = 1, 100000 do co = coroutine.wrap(function() coroutine.yield() end) co() end"))
                .isEqualTo("error: user_script:1: too many coroutines");
        stillRuns();
    }

    @Test
    void whatCoroutinesWereLeftEndsWithTheScript() {
        Scripts.ofOurs(state, "for i = 1, 50 do coroutine.wrap(function() coroutine.yield() end)() end");
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.isAlive() && thread.getName().equals("redstart-lua-coroutine"));
    }

    @Test
    void aLongExpressionIsNoDeepOne() {
        assertThat(Scripts.ofOurs(state, "return 1" + "+1".repeat(100_000))).isEqualTo("100001");
        assertThat(Scripts.ofOurs(state, "local t = {} t.a = t return t" + ".a".repeat(100_000) + " == t"))
                .isEqualTo("1");
    }

    @Test
    void stringsAreBounded() {
        assertThat(Scripts.ofOurs(state, "local s = 'x' while true do s = s .. s end"))
                .isEqualTo("error: not enough memory");
        stillRuns();
    }
}
