package dev.redstart.lua.node;

import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaFunction;
import dev.redstart.lua.LuaState;
import dev.redstart.lua.LuaTable;

/** From syntax tree to closure nodes. */
public final class Compiler {

    private Compiler() {}

    /** The chunk as a function of any arguments. */
    public static LuaFunction compile(
            LuaState state, LuaTable globals, byte[] source, String chunkName, int openLevels) {
        throw LuaError.at(chunkName, 1, "not compiled");
    }
}
