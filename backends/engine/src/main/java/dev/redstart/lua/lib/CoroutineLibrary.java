package dev.redstart.lua.lib;

import dev.redstart.lua.Args;
import dev.redstart.lua.Builtin;
import dev.redstart.lua.Coroutine;
import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaFunction;
import dev.redstart.lua.LuaState;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.LuaTable;
import dev.redstart.lua.Results;
import java.util.Locale;

/** {@code coroutine}. */
final class CoroutineLibrary {

    private CoroutineLibrary() {}

    static void open(LuaState state) {
        LuaTable library = state.newTable();
        define(library, "create", args -> state.newCoroutine(body(args)));
        define(library, "resume", args -> {
            Coroutine coroutine = coroutine(args);
            try {
                return Results.after(coroutine.resume(args.from(2)), true);
            } catch (LuaError e) {
                if (e.isAbort()) {
                    throw e;
                }
                return Results.of(false, e.value());
            }
        });
        define(library, "yield", args -> state.yield(args.all()));
        define(library, "running", args -> state.running());
        define(
                library,
                "status",
                args -> LuaString.of(coroutine(args).status().name().toLowerCase(Locale.ROOT)));
        define(library, "wrap", args -> {
            Coroutine coroutine = state.newCoroutine(body(args));
            return Builtin.of("wrapped", inner -> {
                try {
                    return coroutine.resume(inner.all());
                } catch (LuaError e) {
                    if (!e.isAbort() && e.value() instanceof LuaString text) {
                        throw LuaError.atLevel(1, text);
                    }
                    throw e;
                }
            });
        });
        state.globals().set("coroutine", library);
    }

    private static void define(LuaTable library, String name, Builtin.Body body) {
        library.set(name, Builtin.of(name, body));
    }

    private static LuaFunction body(Args args) {
        if (args.get(1) instanceof LuaFunction function && !(function instanceof Builtin)) {
            return function;
        }
        throw args.error(1, "Lua function expected");
    }

    private static Coroutine coroutine(Args args) {
        if (args.get(1) instanceof Coroutine coroutine) {
            return coroutine;
        }
        throw args.error(1, "coroutine expected");
    }
}
