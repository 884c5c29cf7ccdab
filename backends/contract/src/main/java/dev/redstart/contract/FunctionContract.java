package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.Bytes;
import dev.redstart.Decoders;
import dev.redstart.FlushMode;
import dev.redstart.FunctionLibrary;
import dev.redstart.FunctionRestorePolicy;
import dev.redstart.FunctionStats;
import dev.redstart.RedisSession;
import dev.redstart.spi.Feature;
import dev.redstart.spi.RedisCodecException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Functions: Lua that the server keeps by name. */
@Needs(
        value = Feature.SCRIPTS,
        commands = {"FUNCTION", "FCALL", "FCALL_RO"})
public abstract class FunctionContract extends ContractSuite {

    private static final List<String> NONE = List.of();

    private static final String COUNTERS =
            """
            #!lua name=counters
            redis.register_function('up', function(keys, args) return redis.call('INCRBY', keys[1], args[1]) end)
            redis.register_function{
                function_name = 'peek',
                callback = function(keys, args) return redis.call('GET', keys[1]) end,
                flags = {'no-writes', 'allow-stale'},
                description = 'reads a counter'}
            """;

    private static final String ECHO = library("echo", "echo", "return {keys[1], args[1], #keys, #args}");

    protected FunctionContract(TestBackend backend) {
        super(backend);
    }

    @AfterEach
    void forgetLibraries() {
        redis.functionFlush();
    }

    private static String library(String name, String function, String body) {
        return "#!lua name=" + name + "\nredis.register_function('" + function + "', function(keys, args) " + body
                + " end)";
    }

    @Test
    void keysAndArgumentsGoIn() {
        assertThat(redis.functionLoad(ECHO)).isEqualTo("echo");
        assertThat(redis.fcall("echo", Decoders.list(Decoders.reply()), List.of("{k}1", "{k}2"), List.of("ü")))
                .containsExactly(Reply.blob("{k}1"), Reply.blob("ü"), Reply.integer(2), Reply.integer(1));
    }

    @Test
    void commandsRunInside() {
        redis.functionLoad(COUNTERS);
        assertThat(redis.fcall("up", Decoders.integer(), List.of("n"), List.of("5")))
                .isEqualTo(5);
        assertThat(redis.fcallRo("peek", Decoders.textOrNull(), List.of("n"), NONE))
                .isEqualTo("5");
        assertThat(redis.fcallRo("peek", Decoders.textOrNull(), List.of("none"), NONE))
                .isNull();
        assertThatThrownBy(() -> redis.fcall("peek", Decoders.integer(), List.of("n"), NONE))
                .isInstanceOf(RedisCodecException.class);
    }

    @Test
    void argumentsMayBeAnyBytes() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) all[i] = (byte) i;
        redis.functionLoad(library("l", "first", "return args[1]"));
        assertThat(binary().fcall("first", Decoders.bytes(), List.of(), List.of(Bytes.of(all))))
                .isEqualTo(Bytes.of(all));
    }

    @Test
    void whatMayWriteIsNotCalledForReading() {
        redis.functionLoad(COUNTERS);
        Refused.with(
                "ERR Can not execute a script with write flag using *_ro command.",
                () -> redis.fcallRo("up", Decoders.integer(), List.of("n"), List.of("1")));
        Refused.with("ERR Function not found", () -> redis.fcall("none", Decoders.integer(), NONE, NONE));
        Refused.with("ERR Function not found", () -> redis.fcallRo("none", Decoders.integer(), NONE, NONE));
        Refused.with("ERR Bad number of keys provided", () -> redis.call("FCALL", "up", "x"));
        Refused.with(
                "ERR Number of keys can't be greater than number of args", () -> redis.call("FCALL", "up", "2", "n"));
    }

    @Test
    void aLibraryIsReplacedOnlyWhenToldSo() {
        redis.functionLoad(library("l", "f", "return 1"));
        Refused.with("ERR Library 'l' already exists", () -> redis.functionLoad(library("l", "f", "return 2")));
        Refused.with("ERR Function f already exists", () -> redis.functionLoad(library("other", "f", "return 3")));
        assertThat(redis.fcall("f", Decoders.integer(), NONE, NONE)).isEqualTo(1);
        assertThat(redis.functionLoadReplace(library("l", "f", "return 2"))).isEqualTo("l");
        assertThat(redis.fcall("f", Decoders.integer(), NONE, NONE)).isEqualTo(2);
    }

    @Test
    void whatIsNoLibraryIsRefused() {
        Refused.with("ERR Missing library metadata", () -> redis.functionLoad("return 1"));
        Refused.with("ERR No functions registered", () -> redis.functionLoad("#!lua name=l\nlocal a = 1"));
        Refused.with("ERR Engine 'js' not found", () -> redis.functionLoad("#!js name=l\nlocal a = 1"));
        Refused.with("ERR Library name was not given", () -> redis.functionLoad("#!lua\nlocal a = 1"));
        assertThatThrownBy(() -> redis.functionLoad("#!lua name=l\nsyntax("))
                .isInstanceOfSatisfying(RedisReplyException.class, e -> assertThat(e.reply())
                        .startsWith("ERR Error compiling function: "));
        assertThat(redis.functionList()).isEmpty();
    }

    @Test
    void librariesAreListed() {
        redis.functionLoad(COUNTERS);
        redis.functionLoad(ECHO);
        assertThat(redis.functionList())
                .extracting(FunctionLibrary::name)
                .containsExactlyInAnyOrder("counters", "echo");
        FunctionLibrary counters = redis.functionList("count*").get(0);
        assertThat(counters.engine()).isEqualTo("LUA");
        assertThat(counters.code()).isNull();
        assertThat(counters.functions())
                .containsExactlyInAnyOrder(
                        new FunctionLibrary.Function("up", null, Set.of()),
                        new FunctionLibrary.Function("peek", "reads a counter", Set.of("no-writes", "allow-stale")));
        assertThat(redis.functionListWithCode("counters"))
                .extracting(FunctionLibrary::code)
                .containsExactly(COUNTERS);
        assertThat(redis.functionListWithCode())
                .extracting(FunctionLibrary::code)
                .containsExactlyInAnyOrder(COUNTERS, ECHO);
        assertThat(redis.functionList("none")).isEmpty();
        Refused.with("ERR Unknown argument all", () -> redis.call("FUNCTION", "LIST", "all"));
    }

    @Test
    void aDeletedLibraryTakesItsFunctionsWithIt() {
        redis.functionLoad(COUNTERS);
        redis.functionDelete("counters");
        Refused.with("ERR Function not found", () -> redis.fcall("up", Decoders.integer(), List.of("n"), NONE));
        Refused.with("ERR Library not found", () -> redis.functionDelete("counters"));
    }

    @Test
    void allLibrariesMayBeDeleted() {
        for (FlushMode mode : FlushMode.values()) {
            redis.functionLoad(ECHO);
            redis.functionFlush(mode);
            assertThat(redis.functionList()).isEmpty();
        }
        redis.functionLoad(ECHO);
        redis.call("FLUSHALL");
        assertThat(redis.functionList()).hasSize(1);
        redis.functionFlush();
        assertThat(redis.functionList()).isEmpty();
        Refused.with(
                "ERR FUNCTION FLUSH only supports SYNC|ASYNC option", () -> redis.call("FUNCTION", "FLUSH", "later"));
    }

    @Test
    void dumpedLibrariesAreRestored() {
        redis.functionLoad(library("l", "f", "return 1"));
        Bytes dump = redis.functionDump();
        Refused.with("ERR Library l already exists", () -> redis.functionRestore(dump));
        Refused.with("ERR Library l already exists", () -> redis.functionRestore(dump, FunctionRestorePolicy.APPEND));
        redis.functionLoadReplace(library("l", "f", "return 2"));
        redis.functionLoad(ECHO);
        redis.functionRestore(dump, FunctionRestorePolicy.REPLACE);
        assertThat(redis.fcall("f", Decoders.integer(), NONE, NONE)).isEqualTo(1);
        assertThat(redis.functionList()).hasSize(2);
        redis.functionRestore(dump, FunctionRestorePolicy.FLUSH);
        assertThat(redis.functionList()).extracting(FunctionLibrary::name).containsExactly("l");
        redis.functionFlush();
        redis.functionRestore(dump);
        assertThat(redis.fcall("f", Decoders.integer(), NONE, NONE)).isEqualTo(1);
        Refused.with(
                "ERR DUMP payload version or checksum are wrong", () -> redis.functionRestore(Bytes.utf8("no dump")));
        Refused.with(
                "ERR Wrong restore policy given, value should be either FLUSH, APPEND or REPLACE.",
                () -> redis.call("FUNCTION", "RESTORE", "x", "merge"));
    }

    @Test
    void whatThereIsIsCounted() {
        assertThat(redis.functionStats())
                .isEqualTo(new FunctionStats(null, Map.of("LUA", new FunctionStats.Engine(0, 0))));
        redis.functionLoad(COUNTERS);
        redis.functionLoad(ECHO);
        assertThat(redis.functionStats().engines()).isEqualTo(Map.of("LUA", new FunctionStats.Engine(2, 3)));
    }

    @Test
    void whereNoFunctionRunsNoneCanBeKilled() {
        Refused.with("NOTBUSY No scripts in execution right now.", () -> redis.functionKill());
    }

    /** As for scripts: both connections are made before the function runs. Should nobody kill it, it ends by itself. */
    @Test
    @Needs(commands = "CONFIG")
    void aFunctionThatRunsTooLongIsSeenAndCanBeKilled() {
        redis.functionLoad(library("l", "spin", "for i = 1, 2e9 do end return 'not killed'"));
        redis.call("CONFIG", "SET", "busy-reply-threshold", "20");
        try (RedisSession<String, String> runner = redis.session();
                RedisSession<String, String> killer = redis.session()) {
            runner.ping();
            killer.ping();
            Elsewhere<String> running = Elsewhere.run(() -> runner.fcall("spin", Decoders.text(), NONE, List.of("x")));
            eventually("a function runs", () -> killer.functionStats().running() != null);
            FunctionStats.Running seen = killer.functionStats().running();
            assertThat(seen.name()).isEqualTo("spin");
            assertThat(seen.command())
                    .containsExactly(Bytes.utf8("FCALL"), Bytes.utf8("spin"), Bytes.utf8("0"), Bytes.utf8("x"));
            assertThat(seen.since()).isPositive();
            killer.functionKill();
            assertThatThrownBy(running::get)
                    .isInstanceOf(RedisReplyException.class)
                    .hasMessageContaining("Script killed by user");
        } finally {
            redis.call("CONFIG", "SET", "busy-reply-threshold", "5000");
        }
        assertThat(redis.ping()).isEqualTo("PONG");
    }
}
