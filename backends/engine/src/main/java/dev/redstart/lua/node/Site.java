package dev.redstart.lua.node;

import dev.redstart.lua.LuaError;
import org.jspecify.annotations.Nullable;

/** A place in the source, for errors. */
record Site(String source, int line) {

    LuaError error(String text) {
        return LuaError.at(source, line, text);
    }

    /** {@code attempt to index local 'a' (a nil value)}; without a name, {@code attempt to index a nil value}. */
    LuaError cannot(String action, @Nullable String name, @Nullable Object value) {
        String type = "a " + dev.redstart.lua.Values.typeName(value) + " value";
        return error("attempt to " + action + " " + (name == null ? type : name + " (" + type + ")"));
    }

    /** The error, having been told that it came by here. */
    LuaError passed(LuaError error) {
        return passed(error, null);
    }

    LuaError passed(LuaError error, @Nullable String name) {
        error.passing(source, line, name, false);
        return error;
    }
}
