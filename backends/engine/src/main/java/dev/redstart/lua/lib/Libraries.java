package dev.redstart.lua.lib;

import dev.redstart.lua.LuaState;

/** Opens all libraries in a state. */
public final class Libraries {

    private Libraries() {}

    /** Sets all globals that Redis' scripts find, but for {@code redis} itself, and the metatable of strings. */
    public static void open(LuaState state) {
        BaseLibrary.open(state);
        TableLibrary.open(state);
        StringLibrary.open(state);
        MathLibrary.open(state);
        OsLibrary.open(state);
        JsonLibrary.open(state);
        StructLibrary.open(state);
        MessagePackLibrary.open(state);
        BitLibrary.open(state);
    }
}
