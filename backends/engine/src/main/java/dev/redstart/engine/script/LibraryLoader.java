package dev.redstart.engine.script;

import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.lua.Args;
import dev.redstart.lua.Builtin;
import dev.redstart.lua.LuaAbort;
import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaFunction;
import dev.redstart.lua.LuaState;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.LuaTable;
import dev.redstart.lua.Results;
import dev.redstart.lua.Values;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a library's code, in which it registers its functions. Meanwhile it sees nothing but a small {@code redis}: the
 * globals of libraries are an empty table, whose metatable says where names are looked up, there or in the sandbox.
 */
final class LibraryLoader {

    private static final long TIMEOUT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final String INDEX = "__index";

    private final Scripting scripting;
    private @Nullable Environment environment;
    private @Nullable Library loading;
    private long deadlineNanos;

    /** An interpreter for libraries. */
    private record Environment(LuaState state, LuaTable globals, LuaTable lookup, LuaTable whileLoading) {}

    LibraryLoader(Scripting scripting) {
        this.scripting = scripting;
    }

    /** The next library begins with a new interpreter. */
    void reset() {
        environment = null;
    }

    /** The interpreter in which the functions run. */
    LuaState state() {
        return environment().state;
    }

    private Environment environment() {
        Environment made = environment;
        if (made == null) environment = made = create();
        return made;
    }

    private Environment create() {
        LuaState state = new LuaState();
        Sandbox.open(state, scripting, false);
        state.budget().onPoll(() -> poll(state));
        LuaTable redis = state.newTable();
        redis.set("register_function", Builtin.of("register_function", this::register));
        RedisLibrary.addLog(redis, scripting.dispatcher());
        RedisLibrary.addVersion(redis);
        Sandbox.denyUnknown(state, redis);
        LuaTable whileLoading = state.newTable();
        whileLoading.set("redis", redis);
        Sandbox.denyUnknown(state, whileLoading);
        Sandbox.protect(whileLoading);
        LuaTable lookup = state.newTable();
        lookup.set(INDEX, state.globals());
        lookup.setReadOnly(true);
        LuaTable globals = state.newTable();
        globals.setMetatable(lookup);
        globals.setReadOnly(true);
        return new Environment(state, globals, lookup, whileLoading);
    }

    private void poll(LuaState state) {
        if (loading == null) scripting.poll(state);
        else if (deadlineNanos != 0 && System.nanoTime() - deadlineNanos > 0)
            throw new LuaAbort("FUNCTION LOAD timeout");
    }

    /**
     * Runs the code, which adds its functions to {@code library}.
     *
     * @throws CommandError when it does not compile, or fails
     */
    void run(byte[] code, Library library, boolean timed) {
        Environment in = environment();
        LuaFunction body;
        try {
            body = in.state.load(code, "@user_function", in.globals);
        } catch (LuaError e) {
            throw Errors.of("ERR Error compiling function: " + e.getMessage());
        }
        loading = library;
        deadlineNanos = timed ? System.nanoTime() + TIMEOUT_NANOS : 0;
        in.lookup.set(INDEX, in.whileLoading);
        try {
            in.state.execute(body);
        } catch (LuaError e) {
            throw Errors.of("ERR Error registering functions: "
                    + ScriptError.of(e, in.state).message());
        } finally {
            in.lookup.set(INDEX, in.state.globals());
            loading = null;
        }
    }

    // redis.register_function

    private @Nullable Object register(Args args) {
        Library library = loading;
        if (library == null)
            throw ScriptError.raise("redis.register_function can only be called on FUNCTION LOAD command");
        if (args.count() < 1 || args.count() > 2)
            throw ScriptError.raise("wrong number of arguments to redis.register_function");
        Library.Function function = args.count() == 1 ? named(args.get(1)) : positional(args);
        if (!Shebang.isName(function.name()))
            throw ScriptError.raise("Library names can only contain letters, numbers, or underscores(_) and must be at"
                    + " least one character long");
        if (library.functions().putIfAbsent(function.name(), function) != null)
            throw ScriptError.raise("Function already exists in the library");
        return Results.NONE;
    }

    private static Library.Function positional(Args args) {
        LuaString name = Values.toText(args.get(1));
        if (name == null) throw ScriptError.raise("first argument to redis.register_function must be a string");
        if (!(args.get(2) instanceof LuaFunction body))
            throw ScriptError.raise("second argument to redis.register_function must be a function");
        return new Library.Function(name.toString(), null, ScriptFlag.none(), body);
    }

    private static Library.Function named(@Nullable Object value) {
        if (!(value instanceof LuaTable table))
            throw ScriptError.raise("calling redis.register_function with a single argument is only applicable to Lua"
                    + " table (representing named arguments).");
        LuaString name = null;
        LuaString description = null;
        LuaFunction body = null;
        Set<ScriptFlag> flags = ScriptFlag.none();
        for (int i = table.occupied(0); i >= 0; i = table.occupied(i + 1)) {
            LuaString key = Values.toText(table.keyAt(i));
            if (key == null)
                throw ScriptError.raise("named argument key given to redis.register_function is not a string");
            Object argument = table.valueAt(i);
            switch (key.toString().toLowerCase(Locale.ROOT)) {
                case "function_name" -> name = text("function_name", argument);
                case "description" -> description = text("description", argument);
                case "callback" -> body = callback(argument);
                case "flags" -> flags = flags(argument);
                default -> throw ScriptError.raise("unknown argument given to redis.register_function");
            }
        }
        if (name == null) throw ScriptError.raise("redis.register_function must get a function name argument");
        if (body == null) throw ScriptError.raise("redis.register_function must get a callback argument");
        return new Library.Function(name.toString(), description == null ? null : description.toString(), flags, body);
    }

    private static LuaString text(String argument, @Nullable Object value) {
        LuaString text = Values.toText(value);
        if (text == null)
            throw ScriptError.raise(argument + " argument given to redis.register_function must be a string");
        return text;
    }

    private static LuaFunction callback(@Nullable Object value) {
        if (value instanceof LuaFunction function) return function;
        throw ScriptError.raise("callback argument given to redis.register_function must be a function");
    }

    private static Set<ScriptFlag> flags(@Nullable Object value) {
        if (!(value instanceof LuaTable table))
            throw ScriptError.raise(
                    "flags argument to redis.register_function must be a table representing function flags");
        Set<ScriptFlag> flags = ScriptFlag.none();
        for (int i = 1; table.get(i) != null; i++) {
            LuaString word = Values.toText(table.get(i));
            ScriptFlag flag =
                    word == null ? null : ScriptFlag.of(word.toString().toLowerCase(Locale.ROOT));
            if (flag == null) throw ScriptError.raise("unknown flag given");
            flags.add(flag);
        }
        return flags;
    }
}
