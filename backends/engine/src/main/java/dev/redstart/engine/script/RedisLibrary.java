package dev.redstart.engine.script;

import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.Dispatcher;
import dev.redstart.engine.dispatch.Host;
import dev.redstart.engine.dispatch.ScriptRun;
import dev.redstart.engine.dispatch.ScriptRuns;
import dev.redstart.lua.Args;
import dev.redstart.lua.Builtin;
import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaState;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.LuaTable;
import dev.redstart.lua.Results;
import dev.redstart.lua.Values;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The table {@code redis}. */
final class RedisLibrary {

    /** {@code CommandTable} has the version, but it knows this package. */
    private static final String VERSION = "8.0.6";

    private static final int VERSION_NUMBER = 0x00080006;
    private static final Host.LogLevel[] LEVELS = Host.LogLevel.values();
    private static final int MOST_NAMES = 1000;
    private static final byte[][] NO_ARGS = {};

    /** A command under the name that a script uses, whose case may be any. */
    private record Named(String name, @Nullable Command row) {}

    private final Scripting scripting;
    private final LuaState state;
    private final LuaReplySink reply;
    private final Map<LuaString, Named> names = new HashMap<>();
    private boolean calling;

    RedisLibrary(Scripting scripting, LuaState state) {
        this.scripting = scripting;
        this.state = state;
        reply = new LuaReplySink(state.budget(), runs().client());
    }

    private ScriptRuns runs() {
        return scripting.dispatcher().scripts();
    }

    private ScriptRun run() {
        ScriptRun run = runs().current();
        if (run == null) throw ScriptError.raise("no script runs");
        return run;
    }

    /** {@code evaluating}: with what only EVAL's scripts have. */
    LuaTable table(boolean evaluating) {
        LuaTable redis = state.newTable();
        add(redis, "call", args -> call(args, true));
        add(redis, "pcall", args -> call(args, false));
        addLog(redis, scripting.dispatcher());
        addVersion(redis);
        add(redis, "setresp", this::setResp);
        add(redis, "sha1hex", RedisLibrary::sha1);
        add(redis, "error_reply", this::errorReply);
        add(redis, "status_reply", this::statusReply);
        add(redis, "set_repl", this::setReplication);
        redis.set("REPL_NONE", Values.box(0));
        redis.set("REPL_AOF", Values.box(1));
        redis.set("REPL_SLAVE", Values.box(2));
        redis.set("REPL_REPLICA", Values.box(2));
        redis.set("REPL_ALL", Values.box(3));
        add(redis, "acl_check_cmd", this::mayCall);
        if (evaluating) {
            add(redis, "breakpoint", args -> Boolean.FALSE);
            add(redis, "debug", args -> Results.NONE);
            add(redis, "replicate_commands", args -> Boolean.TRUE);
        }
        return redis;
    }

    private static void add(LuaTable table, String name, Builtin.Body body) {
        table.set(name, Builtin.of(name, body));
    }

    static void addVersion(LuaTable redis) {
        redis.set("REDIS_VERSION_NUM", Values.box(VERSION_NUMBER));
        redis.set("REDIS_VERSION", LuaString.of(VERSION));
    }

    static void addLog(LuaTable redis, Dispatcher dispatcher) {
        for (Host.LogLevel level : LEVELS) redis.set("LOG_" + level, Values.box(level.ordinal()));
        add(redis, "log", args -> {
            if (args.count() < 2) throw ScriptError.raise("redis.log() requires two arguments or more.");
            Double number = Values.toNumber(args.get(1));
            if (number == null) throw ScriptError.raise("First argument must be a number (log level).");
            int level = (int) Values.toInteger(number);
            if (level < 0 || level >= LEVELS.length) throw ScriptError.raise("Invalid log level.");
            dispatcher.host().log(LEVELS[level], line(args));
            return Results.NONE;
        });
    }

    /** All arguments after the first that have a text. */
    private static String line(Args args) {
        StringJoiner line = new StringJoiner(" ");
        for (int i = 2; i <= args.count(); i++) {
            LuaString text = Values.toText(args.get(i));
            if (text != null) line.add(new String(text.bytes(), StandardCharsets.UTF_8));
        }
        return line.toString();
    }

    // Commands

    private @Nullable Object call(Args args, boolean raising) {
        ScriptRun run = run();
        byte[][] words;
        try {
            words = words(args);
        } catch (LuaError e) {
            if (raising) throw e;
            return e.value();
        }
        if (calling) throw ScriptError.raise("luaRedisGenericCommand() recursive call detected.");
        Named named = named(args, words);
        reply.reset();
        calling = true;
        try {
            runs().call(run, named.row, named.name, arguments(words), reply);
        } finally {
            calling = false;
        }
        Object value = reply.value();
        boolean failed = reply.isError();
        reply.reset();
        if (failed && raising) throw new LuaError(value);
        return value;
    }

    private static byte[][] words(Args args) {
        if (args.count() == 0) throw ScriptError.raise("Please specify at least one argument for this redis lib call");
        byte[][] words = new byte[args.count()][];
        for (int i = 0; i < words.length; i++) {
            byte[] word = LuaReplySink.argument(args.get(i + 1));
            if (word == null) throw ScriptError.raise("Lua redis lib command arguments must be strings or integers");
            words[i] = word;
        }
        return words;
    }

    private static byte[][] arguments(byte[][] words) {
        return words.length == 1 ? NO_ARGS : Arrays.copyOfRange(words, 1, words.length);
    }

    /** Its row, of a container that of the subcommand; without one when there is no such command. */
    private Named named(Args args, byte[][] words) {
        Named named = named(args.get(1), words[0]);
        Command row = named.row;
        if (row == null || row.subcommands().isEmpty() || words.length == 1) return named;
        String sub = new String(words[1], StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
        return new Named(named.name, row.subcommands().get(sub));
    }

    private Named named(@Nullable Object value, byte[] word) {
        if (!(value instanceof LuaString name)) return find(word);
        Named named = names.get(name);
        if (named != null) return named;
        if (names.size() == MOST_NAMES) names.clear();
        Named found = find(word);
        names.put(name, found);
        return found;
    }

    private Named find(byte[] word) {
        String name = new String(word, StandardCharsets.ISO_8859_1);
        return new Named(name, scripting.dispatcher().find(name.toUpperCase(Locale.ROOT)));
    }

    private Object mayCall(Args args) {
        byte[][] words = words(args);
        Command row = named(args, words).row;
        if (row == null) throw ScriptError.raise("Invalid command passed to redis.acl_check_cmd()");
        return runs().mayCall(row, arguments(words));
    }

    // Settings of the run

    private Object setResp(Args args) {
        if (args.count() != 1) throw ScriptError.raise("redis.setresp() requires one argument.");
        long version = integer(args.get(1));
        if (version != 2 && version != 3) throw ScriptError.raise("RESP version must be 2 or 3.");
        runs().client().protocol((int) version);
        return Results.NONE;
    }

    private Object setReplication(Args args) {
        ScriptRun run = run();
        if (args.count() != 1) throw ScriptError.raise("redis.set_repl() requires one argument.");
        long flags = integer(args.get(1));
        if (flags < 0 || flags > 3)
            throw ScriptError.raise("Invalid replication flags. Use REPL_AOF, REPL_REPLICA, REPL_ALL or REPL_NONE.");
        run.replication(ScriptRun.Replication.values()[(int) flags]);
        return Results.NONE;
    }

    private static long integer(@Nullable Object value) {
        Double number = Values.toNumber(value);
        return number == null ? 0 : Values.toInteger(number);
    }

    // Values

    private static Object sha1(Args args) {
        if (args.count() != 1) throw ScriptError.raise("wrong number of arguments");
        LuaString text = Values.toText(args.get(1));
        return LuaString.of(Sha1.hex(text == null ? LuaString.EMPTY.bytes() : text.bytes()));
    }

    private Object errorReply(Args args) {
        if (args.count() != 1 || !(args.get(1) instanceof LuaString text)) return wrongArguments();
        String message = text.toString();
        if (message.startsWith("-")) message = message.substring(1);
        boolean coded = message.indexOf(' ') >= 0;
        return ScriptError.table(state.budget(), coded ? message : "ERR " + message);
    }

    private Object statusReply(Args args) {
        if (args.count() != 1 || !(args.get(1) instanceof LuaString text)) return wrongArguments();
        LuaTable table = state.newTable();
        table.set("ok", text);
        return table;
    }

    private LuaTable wrongArguments() {
        return ScriptError.table(state.budget(), "ERR wrong number or type of arguments");
    }
}
