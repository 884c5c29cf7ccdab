package dev.redstart.engine.script;

import dev.redstart.lua.Builtin;
import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaFunction;
import dev.redstart.lua.LuaState;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.LuaTable;
import dev.redstart.lua.Results;
import dev.redstart.lua.Values;
import dev.redstart.lua.lib.Libraries;
import org.jspecify.annotations.Nullable;

/** The globals that scripts see: the libraries, {@code redis}, and none that a script could change. */
final class Sandbox {

    private Sandbox() {}

    /** Fills the globals of a new interpreter; {@code evaluating} is whether it is that of EVAL. */
    static void open(LuaState state, Scripting scripting, boolean evaluating) {
        Libraries.open(state);
        LuaTable globals = state.globals();
        if (globals.get("pcall") instanceof LuaFunction pcall) globals.set("pcall", telling(pcall));
        globals.set("redis", new RedisLibrary(scripting, state).table(evaluating));
        denyUnknown(state, globals);
        protect(globals);
        LuaTable ofStrings = state.metatable(LuaString.EMPTY);
        if (ofStrings != null) protect(ofStrings);
    }

    /**
     * A {@code pcall} that gives the text of an error that is a table of Redis', as it did before there were such; after
     * other tables Redis leaves a nil.
     */
    private static LuaFunction telling(LuaFunction pcall) {
        return Builtin.of("pcall", args -> {
            @Nullable Object[] results = Results.all(pcall.call(args.all()));
            if (results.length != 2 || results[0] != Boolean.FALSE || !(results[1] instanceof LuaTable table))
                return results;
            Object text = table.get("err");
            boolean isText = text instanceof LuaString || text instanceof Double;
            return isText ? Results.of(false, text) : Results.of(false, table, null);
        });
    }

    /** Makes asking for what is not there an error. */
    static void denyUnknown(LuaState state, LuaTable table) {
        LuaTable metatable = state.newTable();
        metatable.set("__index", Builtin.of("__index", args -> {
            LuaString name = Values.toText(args.get(2));
            if (name == null) throw LuaError.of("Second argument to luaProtectedTableError must be a string or number");
            throw LuaError.of("Script attempted to access nonexistent global variable '" + name + "'");
        }));
        table.setMetatable(metatable);
    }

    /** Makes the table, and all that can be reached from it, one that scripts cannot change. */
    static void protect(LuaTable table) {
        if (table.isReadOnly()) return;
        table.setReadOnly(true);
        for (int i = table.occupied(0); i >= 0; i = table.occupied(i + 1))
            if (table.valueAt(i) instanceof LuaTable inner) protect(inner);
        LuaTable metatable = table.metatable();
        if (metatable != null) protect(metatable);
    }
}
