package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.Bytes;
import dev.redstart.Decoders;
import dev.redstart.FlushMode;
import dev.redstart.RedisSession;
import dev.redstart.Script;
import dev.redstart.spi.Feature;
import dev.redstart.spi.RedisCodecException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lua scripts: what goes in, what comes out, what the server keeps. */
@Needs(Feature.SCRIPTS)
public abstract class ScriptingContract extends ContractSuite {

    private static final List<String> NONE = List.of();

    protected ScriptingContract(TestBackend backend) {
        super(backend);
    }

    @BeforeEach
    void forgetScripts() {
        if (redis.capabilities().has(Feature.SCRIPTS)) redis.scriptFlush();
    }

    @Test
    void keysAndArgumentsGoIn() {
        assertThat(redis.eval(
                        "return {KEYS[1], KEYS[2], ARGV[1], ARGV[2], #KEYS, #ARGV}",
                        Decoders.list(Decoders.reply()),
                        List.of("{k}1", "{k}2"),
                        List.of("x", "ü")))
                .containsExactly(
                        Reply.blob("{k}1"),
                        Reply.blob("{k}2"),
                        Reply.blob("x"),
                        Reply.blob("ü"),
                        Reply.integer(2),
                        Reply.integer(2));
    }

    @Test
    void luaValuesComeOutAsReplies() {
        assertThat(redis.eval("return 42", Decoders.integer(), NONE, NONE)).isEqualTo(42);
        assertThat(redis.eval("return 3.99", Decoders.integer(), NONE, NONE)).isEqualTo(3);
        assertThat(redis.eval("return -3.99", Decoders.integer(), NONE, NONE)).isEqualTo(-3);
        assertThat(redis.eval("return 'text'", Decoders.text(), NONE, NONE)).isEqualTo("text");
        assertThat(redis.eval("return tostring(3.99)", Decoders.decimal(), NONE, NONE))
                .isEqualTo(3.99);
        assertThat(redis.eval("return nil", Decoders.textOrNull(), NONE, NONE)).isNull();
        assertThat(redis.eval("local x = 1", Decoders.textOrNull(), NONE, NONE)).isNull();
        assertThat(redis.eval("return true", Decoders.integer(), NONE, NONE)).isEqualTo(1);
        assertThat(redis.eval("return false", Decoders.integerOrNull(), NONE, NONE))
                .isNull();
        assertThat(redis.eval("return redis.status_reply('FINE')", Decoders.text(), NONE, NONE))
                .isEqualTo("FINE");
        assertThat(redis.eval("return {ok='FINE'}", Decoders.text(), NONE, NONE))
                .isEqualTo("FINE");
        assertThat(redis.eval("return {}", Decoders.list(Decoders.text()), NONE, NONE))
                .isEmpty();
        assertThat(redis.eval("return {1, 2, nil, 4}", Decoders.list(Decoders.integer()), NONE, NONE))
                .containsExactly(1L, 2L);
        assertThat(redis.eval("return {{1, 2}, {3}}", Decoders.list(Decoders.list(Decoders.integer())), NONE, NONE))
                .containsExactly(List.of(1L, 2L), List.of(3L));
    }

    @Test
    void commandsRunInside() {
        assertThat(redis.eval(
                        "redis.call('SET', KEYS[1], ARGV[1]) return redis.call('INCRBY', KEYS[1], 5)",
                        Decoders.integer(),
                        List.of("n"),
                        List.of("10")))
                .isEqualTo(15);
        assertThat(redis.get("n")).isEqualTo("15");
        assertThat(redis.eval("return redis.call('GET', KEYS[1])", Decoders.textOrNull(), List.of("none"), NONE))
                .isNull();
    }

    @Test
    void argumentsMayBeAnyBytes() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) all[i] = (byte) i;
        assertThat(binary().eval("return ARGV[1]", Decoders.bytes(), List.of(), List.of(Bytes.of(all))))
                .isEqualTo(Bytes.of(all));
    }

    @Test
    void errorsOfScriptsAreErrors() {
        Refused.with(
                "MYCODE my text",
                () -> redis.eval("return redis.error_reply('MYCODE my text')", Decoders.text(), NONE, NONE));
        Refused.with("MYCODE again", () -> redis.eval("return {err='MYCODE again'}", Decoders.text(), NONE, NONE));
        refusedBeginning(
                "ERR user_script:1: Script attempted to access nonexistent global variable 'foo'",
                () -> redis.eval("return foo()", Decoders.text(), NONE, NONE));
        refusedBeginning(
                "ERR Error compiling script (new function): user_script:1:",
                () -> redis.eval("syntax(", Decoders.text(), NONE, NONE));
        refusedBeginning(
                "ERR Error compiling script (new function): user_script:1:", () -> redis.scriptLoad("syntax("));
    }

    @Test
    void errorsOfCommandsEndAScriptUnlessItCatchesThem() {
        redis.set("s", "text");
        refusedBeginning(
                "ERR value is not an integer or out of range",
                () -> redis.eval("return redis.call('INCR', KEYS[1])", Decoders.integer(), List.of("s"), NONE));
        assertThat(redis.eval("return redis.pcall('INCR', KEYS[1]).err:sub(1, 3)", Decoders.text(), List.of("s"), NONE))
                .isEqualTo("ERR");
    }

    private static void refusedBeginning(String beginning, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RedisReplyException.class, e -> assertThat(e.reply())
                .startsWith(beginning));
    }

    @Test
    void aReplyOfAnotherTypeIsShown() {
        assertThatThrownBy(() -> redis.eval("return 'nine'", Decoders.integer(), NONE, NONE))
                .isInstanceOf(RedisCodecException.class)
                .hasMessageContaining("nine");
    }

    @Test
    void scriptsThatOnlyReadMayNotWrite() {
        redis.set("s", "v");
        String get = "return redis.call('GET', KEYS[1])";
        assertThat(redis.evalRo(get, Decoders.text(), List.of("s"), NONE)).isEqualTo("v");
        assertThat(redis.evalshaRo(redis.scriptLoad(get), Decoders.text(), List.of("s"), NONE))
                .isEqualTo("v");
        refusedBeginning(
                "ERR Write commands are not allowed from read-only scripts.",
                () -> redis.evalRo("return redis.call('SET', KEYS[1], 'w')", Decoders.text(), List.of("s"), NONE));
        assertThat(redis.get("s")).isEqualTo("v");
    }

    @Test
    void theServerKeepsScriptsByTheirSha1() {
        String source = "return 'unique to this case'";
        String sha1 = Script.of(source, Decoders.text()).sha1();
        Refused.with(
                "NOSCRIPT No matching script. Please use EVAL.",
                () -> redis.evalsha(sha1, Decoders.text(), NONE, NONE));
        Refused.with(
                "NOSCRIPT No matching script. Please use EVAL.",
                () -> redis.evalshaRo("0".repeat(40), Decoders.text(), NONE, NONE));
        assertThat(redis.scriptExists(sha1)).containsExactly(false);
        assertThat(redis.scriptLoad(source)).isEqualTo(sha1);
        assertThat(redis.scriptExists("0".repeat(40), sha1)).containsExactly(false, true);
        assertThat(redis.evalsha(sha1, Decoders.text(), NONE, NONE)).isEqualTo("unique to this case");
        assertThat(redis.evalsha(sha1.toUpperCase(Locale.ROOT), Decoders.text(), NONE, NONE))
                .isEqualTo("unique to this case");
    }

    @Test
    @Needs(Feature.MULTI_SLOT)
    void whatWasRunIsKeptUntilItIsFlushed() {
        Script<Long> script = Script.of("return 7", Decoders.integer());
        for (FlushMode mode : FlushMode.values()) {
            assertThat(redis.eval(script.source(), script.decoder(), NONE, NONE))
                    .isEqualTo(7);
            assertThat(redis.scriptExists(script.sha1())).containsExactly(true);
            redis.scriptFlush(mode);
            assertThat(redis.scriptExists(script.sha1())).containsExactly(false);
        }
        redis.scriptLoad(script.source());
        redis.scriptFlush();
        assertThat(redis.scriptExists(script.sha1())).containsExactly(false);
    }

    @Test
    void whereNoScriptRunsNoneCanBeKilled() {
        Refused.with("NOTBUSY No scripts in execution right now.", () -> redis.scriptKill());
    }

    /**
     * Both connections are made before the script runs: while it does, the server has no ear for one that is being opened,
     * and a shared one may be the script's own. Should nobody kill it, the script ends by itself.
     */
    @Test
    @Needs(commands = "CONFIG")
    void aScriptThatRunsTooLongCanBeKilled() {
        redis.call("CONFIG", "SET", "busy-reply-threshold", "20");
        try (RedisSession<String, String> runner = redis.session();
                RedisSession<String, String> killer = redis.session()) {
            runner.ping();
            killer.ping();
            Elsewhere<String> running = Elsewhere.run(
                    () -> runner.eval("for i = 1, 2e9 do end return 'not killed'", Decoders.text(), NONE, NONE));
            eventually("a script runs and is killed", () -> isKilledBy(killer));
            assertThatThrownBy(running::get)
                    .isInstanceOf(RedisReplyException.class)
                    .hasMessageContaining("Script killed by user with SCRIPT KILL");
        } finally {
            redis.call("CONFIG", "SET", "busy-reply-threshold", "5000");
        }
        assertThat(redis.ping()).isEqualTo("PONG");
    }

    private static boolean isKilledBy(RedisSession<String, String> killer) {
        try {
            killer.scriptKill();
            return true;
        } catch (RedisReplyException e) {
            if (e.code().equals("NOTBUSY")) return false;
            throw e;
        }
    }
}
