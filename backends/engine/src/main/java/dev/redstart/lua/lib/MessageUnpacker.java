package dev.redstart.lua.lib;

import dev.redstart.lua.Budget;
import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.LuaTable;
import org.jspecify.annotations.Nullable;

/** Reads MessagePack, value by value. Unsigned integers beyond 63 bits come out negative, as in lua-cmsgpack. */
final class MessageUnpacker {

    private final Budget budget;
    private final byte[] data;
    private int at;
    /** Of Lua's stack, as the C library uses it: nesting ends where that ends. */
    private int slots;

    MessageUnpacker(Budget budget, byte[] data, int from) {
        this.budget = budget;
        this.data = data;
        this.at = from;
        this.slots = 1;
    }

    boolean hasMore() {
        return at < data.length;
    }

    int position() {
        return at;
    }

    /** A value of the outermost level; it stays on the stack. */
    @Nullable
    Object unpack() {
        Object value = value();
        slots++;
        return value;
    }

    private @Nullable Object value() {
        budget.step();
        need(1);
        if (slots + 1 > Library.MAX_STACK)
            throw Library.stackOverflow("too many return values at once; use unpack_one or unpack_limit instead.");
        int type = data[at] & 0xff;
        switch (type) {
            case 0xc0, 0xc2, 0xc3:
                at++;
                return type == 0xc0 ? null : Boolean.valueOf(type == 0xc3);
            case 0xcc, 0xcd, 0xce, 0xcf:
                return (double) unsigned(1 << type - 0xcc);
            case 0xd0:
                return (double) (byte) unsigned(1);
            case 0xd1:
                return (double) (short) unsigned(2);
            case 0xd2:
                return (double) (int) unsigned(4);
            case 0xd3:
                return (double) unsigned(8);
            case 0xca:
                return (double) Float.intBitsToFloat((int) unsigned(4));
            case 0xcb:
                return Double.longBitsToDouble(unsigned(8));
            case 0xd9, 0xda, 0xdb:
                return string(unsigned(1 << type - 0xd9));
            case 0xdc, 0xdd:
                return array(unsigned(type == 0xdc ? 2 : 4));
            case 0xde, 0xdf:
                return map(unsigned(type == 0xde ? 2 : 4));
            default:
                return small(type);
        }
    }

    private @Nullable Object small(int type) {
        at++;
        if (type < 0x80 || type >= 0xe0) return (double) (byte) type;
        if (type >= 0xc0) throw LuaError.of("Bad data format in input.");
        if (type >= 0xa0) return string(type & 0x1f);
        return type >= 0x90 ? array(type & 0xf) : map(type & 0xf);
    }

    private void need(long count) {
        if (data.length - at < count) throw LuaError.of("Missing bytes in input.");
    }

    /** Behind the type's byte, which is passed too. */
    private long unsigned(int size) {
        need(1L + size);
        at++;
        long bits = 0;
        for (int i = 0; i < size; i++) bits = bits << 8 | data[at++] & 0xff;
        return bits;
    }

    private LuaString string(long length) {
        need(length);
        budget.string(length);
        LuaString text = LuaString.of(data, at, (int) length);
        at += (int) length;
        return text;
    }

    private LuaTable array(long count) {
        LuaTable table = new LuaTable(budget, 0, 0);
        if (slots + 2 > Library.MAX_STACK) throw Library.stackOverflow("in function mp_decode_to_lua_array");
        slots += 2;
        for (long i = 1; i <= count; i++) table.set((double) i, value());
        slots -= 2;
        return table;
    }

    private LuaTable map(long count) {
        LuaTable table = new LuaTable(budget, 0, 0);
        slots++;
        for (long i = 0; i < count; i++) {
            Object key = value();
            slots++;
            Object value = value();
            // Raised by the table itself, so without a position.
            if (key == null) throw new LuaError(LuaString.of("table index is nil"));
            if (key instanceof Double d && d.isNaN()) throw new LuaError(LuaString.of("table index is NaN"));
            table.set(key, value);
            slots--;
        }
        slots--;
        return table;
    }
}
