package dev.redstart.lua.lib;

import dev.redstart.lua.Budget;
import dev.redstart.lua.LuaString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that become a string. Growing is asked of the budget, so that no string passes its limit. */
final class ByteSink {

    private final Budget budget;
    private byte[] bytes = new byte[64];
    private int length;

    ByteSink(Budget budget) {
        this.budget = budget;
    }

    int length() {
        return length;
    }

    void add(int b) {
        if (length == bytes.length) grow(1);
        bytes[length++] = (byte) b;
    }

    void add(byte[] more) {
        add(more, 0, more.length);
    }

    void add(byte[] more, int from, int to) {
        int count = to - from;
        if (count > bytes.length - length) grow(count);
        System.arraycopy(more, from, bytes, length, count);
        length += count;
    }

    void add(LuaString text) {
        add(text.bytes(), 0, text.length());
    }

    void addAscii(String text) {
        add(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The lowest {@code count} bytes of the bits; beyond eight come zeros. */
    void addInteger(long bits, int count, boolean bigEndian) {
        for (int i = 0; i < count; i++) {
            int place = bigEndian ? count - 1 - i : i;
            add(place < Long.BYTES ? (int) (bits >>> 8 * place) : 0);
        }
    }

    private void grow(int more) {
        long needed = (long) length + more;
        budget.string(needed);
        bytes = Arrays.copyOf(bytes, (int) Math.min(Budget.MAX_STRING, Math.max(needed, 2L * bytes.length)));
    }

    LuaString toLuaString() {
        return LuaString.of(Arrays.copyOf(bytes, length));
    }
}
