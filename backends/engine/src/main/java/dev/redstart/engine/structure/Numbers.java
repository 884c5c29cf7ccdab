package dev.redstart.engine.structure;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Redis' number texts: which bytes are an integer or a double, and how one is written.
 *
 * <p>Integers are canonical or they are not integers at all: {@code -?[1-9][0-9]*} or {@code 0}, within 64 bits. So a
 * value stored as a number gives back the very bytes it was made from. Nothing here throws for bad input except where it
 * says so: ask {@link #isLong} first, or use a fallback; a refused double is NaN, which no accepted text yields.
 *
 * <p>Doubles are read as {@code strtod} reads them (decimal, hexadecimal, {@code inf}, {@code infinity}), correctly
 * rounded, and written by {@link Grisu} or, where they are integers up to 2^62, as integers.
 */
public final class Numbers {
    /** No canonical 64-bit integer is longer. */
    public static final int MAX_LONG_CHARS = 20;
    /** No text that {@link #writeDouble} writes is longer. */
    public static final int MAX_DOUBLE_CHARS = 32;

    private static final byte[] INF = ascii("inf");
    private static final byte[] MINUS_INF = ascii("-inf");
    private static final byte[] NAN = ascii("nan");
    private static final byte[] MINUS_ZERO = ascii("-0");
    private static final byte[] MIN_LONG = ascii("-9223372036854775808");
    /** Beyond it Redis leaves integers to the general printer. */
    private static final double MAX_INTEGER_DOUBLE = 0x1p62;

    /** A tenth of the greatest unsigned long. */
    private static final long UNSIGNED_TENTH = Long.divideUnsigned(-1, 10);

    private static final byte[][] SMALL = new byte[256][];

    static {
        for (int i = 0; i < SMALL.length; i++) {
            SMALL[i] = ascii(Integer.toString(i));
        }
    }

    private Numbers() {}

    private static byte[] ascii(String s) {
        return s.getBytes(StandardCharsets.US_ASCII);
    }

    public static boolean isLong(byte[] text) {
        return isLong(text, 0, text.length);
    }

    /** Whether these bytes are a canonical integer of 64 bits. */
    public static boolean isLong(byte[] text, int offset, int length) {
        if (length == 0 || length > MAX_LONG_CHARS) {
            return false;
        }
        int at = offset;
        int end = offset + length;
        boolean negative = text[at] == '-';
        if (negative) {
            at++;
        } else if (length == 1 && text[at] == '0') {
            return true;
        }
        int digits = end - at;
        if (digits == 0 || digits > 19 || text[at] < '1') {
            return false;
        }
        for (int i = at; i < end; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return false;
            }
        }
        if (digits < 19) {
            return true;
        }
        // 19 digits cannot wrap round 64 bits twice, so an overflow shows in the sign; only -2^63 may look so.
        long value = unchecked(text, at, end);
        return value >= 0 || (negative && value == Long.MIN_VALUE);
    }

    public static long parseLong(byte[] text) {
        return parseLong(text, 0, text.length);
    }

    /** The integer, where {@link #isLong} has said yes; otherwise anything. */
    public static long parseLong(byte[] text, int offset, int length) {
        boolean negative = length > 0 && text[offset] == '-';
        long value = unchecked(text, negative ? offset + 1 : offset, offset + length);
        return negative ? -value : value;
    }

    private static long unchecked(byte[] text, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + (text[i] - '0');
        }
        return value;
    }

    public static long parseLongOrElse(byte[] text, long otherwise) {
        return isLong(text, 0, text.length) ? parseLong(text, 0, text.length) : otherwise;
    }

    /**
     * The integer.
     *
     * @throws NumberFormatException when the text is not a canonical integer
     */
    public static long parseLongStrict(byte[] text) {
        if (!isLong(text, 0, text.length)) {
            throw new NumberFormatException("not a canonical integer");
        }
        return parseLong(text, 0, text.length);
    }

    /**
     * Whether these bytes are an unsigned integer of 64 bits by the lax rules that Redis has for cursors and stream IDs:
     * those of {@code strtoull}, to which white space may stand in front, and a sign, with which it wraps. Only a canonical
     * negative integer is refused. A NUL is no end.
     */
    public static boolean isUnsigned(byte[] text, int offset, int length) {
        if (isLong(text, offset, length)) {
            return text[offset] != '-';
        }
        int end = offset + length;
        int from = digits(text, offset, end);
        long value = 0;
        for (int i = from; i < end; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9 || Long.compareUnsigned(value, UNSIGNED_TENTH) > 0) {
                return false;
            }
            if (value == UNSIGNED_TENTH && digit > 5) {
                return false;
            }
            value = value * 10 + digit;
        }
        return from < end;
    }

    /** The integer, where {@link #isUnsigned} has said yes; otherwise anything. */
    public static long parseUnsigned(byte[] text, int offset, int length) {
        int from = digits(text, offset, offset + length);
        long value = unchecked(text, from, offset + length);
        return from > offset && text[from - 1] == '-' ? -value : value;
    }

    /** Where the digits begin, behind white space and a sign. */
    private static int digits(byte[] text, int from, int end) {
        int at = from;
        while (at < end && (text[at] == ' ' || text[at] >= '\t' && text[at] <= '\r')) {
            at++;
        }
        return at < end && (text[at] == '-' || text[at] == '+') ? at + 1 : at;
    }

    /** A new array, also for small numbers: the caller may keep and change it. */
    public static byte[] toBytes(long value) {
        if (value >= 0 && value < SMALL.length) {
            return SMALL[(int) value].clone();
        }
        byte[] text = new byte[length(value)];
        write(value, text, 0);
        return text;
    }

    /** How many bytes {@link #write} writes. */
    public static int length(long value) {
        if (value == Long.MIN_VALUE) {
            return MIN_LONG.length;
        }
        long rest = Math.abs(value);
        int n = value < 0 ? 2 : 1;
        while (rest >= 1000) {
            rest /= 1000;
            n += 3;
        }
        return rest >= 100 ? n + 2 : rest >= 10 ? n + 1 : n;
    }

    /** Writes the decimal text at {@code offset} and returns its length. */
    public static int write(long value, byte[] into, int offset) {
        if (value == Long.MIN_VALUE) {
            System.arraycopy(MIN_LONG, 0, into, offset, MIN_LONG.length);
            return MIN_LONG.length;
        }
        int length = length(value);
        int at = offset + length;
        long rest = Math.abs(value);
        do {
            long q = rest / 10;
            into[--at] = (byte) ('0' + (rest - q * 10));
            rest = q;
        } while (rest != 0);
        if (value < 0) {
            into[--at] = '-';
        }
        return length;
    }

    /** Whether {@link #writeDouble} writes it as an integer, so that a compact encoding may hold it as one. */
    public static boolean isIntegral(double value) {
        return value >= -MAX_INTEGER_DOUBLE && value <= MAX_INTEGER_DOUBLE && (long) value == value;
    }

    /** As scores and double replies are written: {@code 3}, {@code 0.1}, {@code 1e+21}, {@code -inf}. */
    public static byte[] toBytes(double value) {
        byte[] buffer = new byte[MAX_DOUBLE_CHARS];
        int length = writeDouble(value, buffer, 0);
        return Arrays.copyOf(buffer, length);
    }

    /** Writes at most {@link #MAX_DOUBLE_CHARS} bytes at {@code offset} and returns how many. */
    public static int writeDouble(double value, byte[] into, int offset) {
        if (value == 0) {
            return 1 / value < 0 ? put(MINUS_ZERO, into, offset) : put(SMALL[0], into, offset);
        }
        if (isIntegral(value)) {
            return write((long) value, into, offset);
        }
        if (Double.isNaN(value)) {
            return put(NAN, into, offset);
        }
        if (Double.isInfinite(value)) {
            return put(value < 0 ? MINUS_INF : INF, into, offset);
        }
        return Grisu.write(value, into, offset);
    }

    private static int put(byte[] text, byte[] into, int offset) {
        System.arraycopy(text, 0, into, offset, text.length);
        return text.length;
    }

    public static double parseDouble(byte[] text) {
        return parseDouble(text, 0, text.length);
    }

    /**
     * A score or another double argument; NaN when it is refused: not a number, white space around it, {@code nan},
     * beyond the range of a double, or so small that nothing is left.
     */
    public static double parseDouble(byte[] text, int offset, int length) {
        return DoubleText.parse(text, offset, length, false);
    }

    /**
     * A bound of a range of scores (after its {@code (}), by Redis' laxer rules: nothing, or nothing before a NUL byte,
     * is 0; beyond the range means infinity or 0; no hexadecimal. NaN when it is refused.
     */
    public static double parseScoreBound(byte[] text, int offset, int length) {
        int end = offset;
        while (end < offset + length && text[end] != 0) {
            end++;
        }
        return end == offset ? 0 : DoubleText.parse(text, offset, end - offset, true);
    }
}
