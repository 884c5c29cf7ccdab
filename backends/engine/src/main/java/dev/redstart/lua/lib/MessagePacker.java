package dev.redstart.lua.lib;

import dev.redstart.lua.Budget;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.LuaTable;
import dev.redstart.lua.Values;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as MessagePack, each number in its shortest form. A table whose keys are just 1 to n is an array, an
 * empty one too. What has no form, and tables nested deeper than {@value #MAX_NESTING}, are nil.
 *
 * <p>Format: the MessagePack specification; the choices are those of lua-cmsgpack 0.4.0.
 */
final class MessagePacker {

    private static final int MAX_NESTING = 16;

    private final Budget budget;
    private final ByteSink out;

    MessagePacker(Budget budget) {
        this.budget = budget;
        this.out = new ByteSink(budget);
    }

    LuaString result() {
        return out.toLuaString();
    }

    void pack(@Nullable Object value) {
        pack(value, 0);
    }

    private void pack(@Nullable Object value, int level) {
        budget.step();
        if (value instanceof LuaString text) string(text);
        else if (value instanceof Double number) number(number);
        else if (value instanceof Boolean truth) out.add(truth ? 0xc3 : 0xc2);
        else if (value instanceof LuaTable table && level < MAX_NESTING) table(table, level + 1);
        else out.add(0xc0);
    }

    private void string(LuaString text) {
        int length = text.length();
        if (length < 32) out.add(0xa0 | length);
        else if (length <= 0xff) header(0xd9, length, 1);
        else header(length <= 0xffff ? 0xda : 0xdb, length, length <= 0xffff ? 2 : 4);
        out.add(text);
    }

    private void header(int type, long bits, int size) {
        out.add(type);
        out.addInteger(bits, size, true);
    }

    private void number(double number) {
        long integer = Values.toInteger(number);
        if (integer == number && !Double.isInfinite(number)) integer(integer);
        else if ((float) number == number) header(0xca, Float.floatToRawIntBits((float) number), 4);
        else header(0xcb, Double.doubleToRawLongBits(number), 8);
    }

    private void integer(long n) {
        if (n >= -32 && n <= 0x7f) out.add((int) n);
        else if (n > 0) {
            if (n <= 0xff) header(0xcc, n, 1);
            else if (n <= 0xffff) header(0xcd, n, 2);
            else if (n <= 0xffffffffL) header(0xce, n, 4);
            else header(0xcf, n, 8);
        } else if (n >= Byte.MIN_VALUE) header(0xd0, n, 1);
        else if (n >= Short.MIN_VALUE) header(0xd1, n, 2);
        else if (n >= Integer.MIN_VALUE) header(0xd2, n, 4);
        else header(0xd3, n, 8);
    }

    private void table(LuaTable table, int level) {
        int count = 0;
        double greatest = 0;
        boolean array = true;
        for (int place = table.occupied(0); place >= 0; place = table.occupied(place + 1)) {
            budget.step();
            count++;
            if (table.keyAt(place) instanceof Double key && key > 0 && (int) (double) key == key)
                greatest = Math.max(greatest, key);
            else array = false;
        }
        if (array && greatest == count) {
            count(0x90, 0xdc, count);
            for (int i = 1; i <= count; i++) pack(table.get(i), level);
            return;
        }
        count(0x80, 0xde, count);
        for (int place = table.occupied(0); place >= 0; place = table.occupied(place + 1)) {
            pack(table.keyAt(place), level);
            pack(table.valueAt(place), level);
        }
    }

    private void count(int shortType, int longType, int count) {
        if (count <= 15) out.add(shortType | count);
        else if (count <= 0xffff) header(longType, count, 2);
        else header(longType + 1, count, 4);
    }
}
