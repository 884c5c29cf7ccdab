package dev.redstart.lua.lib;

import dev.redstart.lua.LuaError;

/** A set of a pattern, as {@code [%a_.-]} or {@code [^0-9]}: one bit per byte. */
final class CharSet {

    private final long[] bits = new long[4];
    private final int end;

    private CharSet(int end) {
        this.end = end;
    }

    /**
     * Reads the set whose bracket is at {@code start}.
     *
     * @throws LuaError when no bracket closes it before {@code limit}
     */
    static CharSet read(byte[] pattern, int start, int limit) {
        boolean complement = start + 1 < limit && pattern[start + 1] == '^';
        int first = start + (complement ? 2 : 1);
        int close = close(pattern, first, limit);
        CharSet set = new CharSet(close + 1);
        set.fill(pattern, first, close);
        if (complement) for (int i = 0; i < set.bits.length; i++) set.bits[i] = ~set.bits[i];
        return set;
    }

    /** Where the bracket is that closes: not the first character, and none behind a {@code %}. */
    private static int close(byte[] pattern, int first, int limit) {
        int i = first;
        while (i < limit) {
            i += pattern[i] == '%' ? 2 : 1;
            if (i < limit && pattern[i] == ']') return i;
        }
        throw LuaError.of("malformed pattern (missing ']')");
    }

    private void fill(byte[] pattern, int first, int close) {
        int i = first;
        while (i < close) {
            int c = pattern[i] & 0xff;
            if (c == '%') {
                addClass(pattern[i + 1] & 0xff);
                i += 2;
            } else if (i + 2 < close && pattern[i + 1] == '-') {
                for (int in = c; in <= (pattern[i + 2] & 0xff); in++) add(in);
                i += 3;
            } else {
                add(c);
                i++;
            }
        }
    }

    private void add(int c) {
        bits[c >> 6] |= 1L << c;
    }

    private void addClass(int name) {
        for (int c = 0; c <= 0xff; c++) if (isInClass(c, name)) add(c);
    }

    boolean contains(int c) {
        return (bits[c >> 6] >>> c & 1) != 0;
    }

    /** Behind the bracket that closes it. */
    int end() {
        return end;
    }

    /** Whether {@code %name} matches the byte: a letter in upper case is the opposite of that in lower case. */
    static boolean isInClass(int c, int name) {
        boolean upper = Chars.isUpper(name);
        return switch (Chars.lower(name)) {
            case 'a' -> Chars.isLetter(c) != upper;
            case 'c' -> Chars.isControl(c) != upper;
            case 'd' -> Chars.isDigit(c) != upper;
            case 'l' -> Chars.isLower(c) != upper;
            case 'p' -> Chars.isPunctuation(c) != upper;
            case 's' -> Chars.isSpace(c) != upper;
            case 'u' -> Chars.isUpper(c) != upper;
            case 'w' -> Chars.isAlphanumeric(c) != upper;
            case 'x' -> Chars.isHexDigit(c) != upper;
            case 'z' -> (c == 0) != upper;
            default -> name == c;
        };
    }
}
