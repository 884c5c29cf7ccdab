package dev.redstart.lua.lib;

import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaState;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.Results;
import java.nio.charset.StandardCharsets;

/** The engine's Lua with all libraries, asked as {@link RealLua} is. */
final class OwnLua {

    private final LuaState state = new LuaState();

    OwnLua() {
        Libraries.open(state);
    }

    String eval(String script) {
        byte[] source = script.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return Results.first(state.execute(state.load(source, "@user_script"))) instanceof LuaString text
                    ? new String(text.bytes(), StandardCharsets.ISO_8859_1)
                    : "no string";
        } catch (LuaError e) {
            return "-ERR " + e.getMessage();
        }
    }
}
