package dev.redstart.engine.structure;

import org.jspecify.annotations.Nullable;

/**
 * The sparse form of a {@link HyperLogLog}: registers as runs of equal ones, behind the same header.
 *
 * <pre>
 * 00xxxxxx            ZERO   1 to 64 registers of 0
 * 01xxxxxx xxxxxxxx   XZERO  1 to 16384 registers of 0
 * 1vvvvvxx            VAL    1 to 4 registers of 1 to 32
 * </pre>
 *
 * Setting a register splits the run that holds it into up to three and then joins neighbours of the same value, as Redis
 * does it, so that the bytes come out equal. Every length is checked: the bytes may come from a client.
 */
final class HllSparse {

    /** Registers above it fit only the dense form. */
    static final int MAX_VALUE = 32;

    /** Says that the sparse form does not hold it. */
    static final byte[] TOO_LONG = {};

    private static final int MAX_ZEROS = 64;
    private static final int MAX_EQUAL = 4;
    /** Within so many runs from the one that was split neighbours are looked for. */
    private static final int JOINING = 5;

    /** Hears the runs in order. */
    interface Visitor {
        void run(int first, int count, int value);
    }

    private HllSparse() {}

    private static boolean isValue(byte b) {
        return b < 0;
    }

    private static boolean isLongZeros(byte b) {
        return (b & 0xC0) == 0x40;
    }

    private static int size(byte b) {
        return isLongZeros(b) ? 2 : 1;
    }

    private static int value(byte b) {
        return isValue(b) ? (b >> 2 & 0x1F) + 1 : 0;
    }

    private static int run(byte[] bytes, int at, int end) {
        byte b = bytes[at];
        if (isValue(b)) return (b & 3) + 1;
        if (!isLongZeros(b)) return (b & 0x3F) + 1;
        if (at + 1 >= end) throw new HyperLogLog.Corrupt();
        return ((b & 0x3F) << 8 | bytes[at + 1] & 0xFF) + 1;
    }

    /** Shows all runs; together they are exactly all registers. */
    static void forEach(byte[] bytes, int length, Visitor visitor) {
        int register = 0;
        for (int at = HyperLogLog.HEADER; at < length; at += size(bytes[at])) {
            int count = run(bytes, at, length);
            if (register + count > HyperLogLog.REGISTERS) throw new HyperLogLog.Corrupt();
            visitor.run(register, count, value(bytes[at]));
            register += count;
        }
        if (register != HyperLogLog.REGISTERS) throw new HyperLogLog.Corrupt();
    }

    /** Adds the run at {@code at} to the text, and gives where the next begins. */
    static int describe(byte[] bytes, int at, int end, StringBuilder text) {
        byte b = bytes[at];
        int count = run(bytes, at, end);
        if (isValue(b))
            text.append("v:").append(value(b)).append(',').append(count).append(' ');
        else text.append(isLongZeros(b) ? "Z:" : "z:").append(count).append(' ');
        return at + size(b);
    }

    /** An array with header and registers that are all 0. */
    static byte[] create() {
        byte[] bytes = new byte[HyperLogLog.HEADER + 2];
        putZeros(bytes, HyperLogLog.HEADER, HyperLogLog.REGISTERS);
        return bytes;
    }

    /**
     * Raises a register. Null when it was as high already; {@link #TOO_LONG} when that would be longer than {@code limit} or
     * the value is too high; else what it is now: {@code bytes} itself, changed in place, or another array, without room.
     */
    static byte @Nullable [] raise(byte[] bytes, int length, int register, int value, int limit) {
        if (value > MAX_VALUE) return TOO_LONG;
        int at = HyperLogLog.HEADER;
        int before = at;
        int first = 0;
        int count = 0;
        while (at < length) {
            count = run(bytes, at, length);
            if (register < first + count) break;
            before = at;
            at += size(bytes[at]);
            first += count;
        }
        if (at >= length) throw new HyperLogLog.Corrupt();
        int old = value(bytes[at]);
        if (old >= value) return null;
        if (count == 1 && size(bytes[at]) == 1) {
            putValue(bytes, at, value, 1);
            return joined(bytes, length, before);
        }
        byte[] runs = new byte[5];
        int n = putRun(runs, 0, old, register - first);
        n = putValue(runs, n, value, 1);
        n = putRun(runs, n, old, first + count - 1 - register);
        int replaced = size(bytes[at]);
        int longer = length + n - replaced;
        if (n > replaced && longer > limit) return TOO_LONG;
        byte[] result = new byte[longer];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(runs, 0, result, at, n);
        System.arraycopy(bytes, at + replaced, result, at + n, length - at - replaced);
        return joined(result, longer, before);
    }

    private static int putRun(byte[] into, int at, int value, int count) {
        if (count == 0) return at;
        return value > 0 ? putValue(into, at, value, count) : putZeros(into, at, count);
    }

    private static int putValue(byte[] into, int at, int value, int count) {
        into[at] = (byte) (0x80 | value - 1 << 2 | count - 1);
        return at + 1;
    }

    private static int putZeros(byte[] into, int at, int count) {
        if (count <= MAX_ZEROS) {
            into[at] = (byte) (count - 1);
            return at + 1;
        }
        into[at] = (byte) (0x40 | count - 1 >> 8);
        into[at + 1] = (byte) (count - 1);
        return at + 2;
    }

    /** Joins runs of equal values, of which each holds up to four, in the few runs from {@code from} on. */
    private static byte[] joined(byte[] bytes, int length, int from) {
        byte[] result = bytes;
        int end = length;
        int at = from;
        for (int looked = 0; looked < JOINING && at < end; looked++) {
            byte b = result[at];
            boolean same = isValue(b) && at + 1 < end && isValue(result[at + 1]) && value(b) == value(result[at + 1]);
            int both = same ? run(result, at, end) + run(result, at + 1, end) : 0;
            if (same && both <= MAX_EQUAL) {
                putValue(result, at + 1, value(b), both);
                byte[] shorter = new byte[end - 1];
                System.arraycopy(result, 0, shorter, 0, at);
                System.arraycopy(result, at + 1, shorter, at, end - at - 1);
                result = shorter;
                end--;
            } else {
                at += size(b);
            }
        }
        return result;
    }
}
