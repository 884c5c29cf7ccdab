package dev.redstart.lua.lib;

import dev.redstart.lua.Budget;
import dev.redstart.lua.Builtin;
import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaState;
import dev.redstart.lua.LuaTable;

/**
 * A table of functions that is being filled. The order of adding, and the room made first, decide the order in which
 * {@code pairs} shows them: both are Redis'.
 */
final class Library {

    /** Slots that a C function of Lua has for arguments and results together. */
    static final int MAX_STACK = 8000;

    private final LuaTable table;

    Library(Budget budget, int room) {
        table = new LuaTable(budget, 0, room);
    }

    Library add(String name, Builtin.Body body) {
        table.set(name, Builtin.of(name, body));
        return this;
    }

    Library add(String name, Object value) {
        table.set(name, value);
        return this;
    }

    LuaTable table() {
        return table;
    }

    void register(LuaState state, String name) {
        state.globals().set(name, table);
    }

    /** To throw: so many slots are not to be had. */
    static LuaError stackOverflow(String reason) {
        return LuaError.of("stack overflow (" + reason + ")");
    }
}
