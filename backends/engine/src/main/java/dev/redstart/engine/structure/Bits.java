package dev.redstart.engine.structure;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * An array of bytes as a row of bits: bit 0 is the highest of byte 0. Works on eight bytes at a time where it can.
 */
public final class Bits {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Bits() {}

    public static boolean get(byte[] bytes, long bit) {
        return (bytes[(int) (bit >> 3)] >> (7 - (bit & 7)) & 1) != 0;
    }

    public static void set(byte[] bytes, long bit, boolean on) {
        int mask = 1 << (7 - (bit & 7));
        int at = (int) (bit >> 3);
        bytes[at] = (byte) (on ? bytes[at] | mask : bytes[at] & ~mask);
    }

    /** How many of the bits {@code from} (inclusive) to {@code to} (exclusive) are 1. */
    public static long count(byte[] bytes, long from, long to) {
        if (from >= to) return 0;
        int first = (int) (from >> 3);
        int last = (int) (to - 1 >> 3);
        if (first == last) return Integer.bitCount(bytes[first] & head(from) & tail(to));
        long count = Integer.bitCount(bytes[first] & head(from)) + Integer.bitCount(bytes[last] & tail(to));
        int i = first + 1;
        for (; i + Long.BYTES <= last; i += Long.BYTES) count += Long.bitCount((long) LONGS.get(bytes, i));
        for (; i < last; i++) count += Integer.bitCount(bytes[i] & 0xFF);
        return count;
    }

    /** The first bit from {@code from} (inclusive) to {@code to} (exclusive) that is 1, or 0 if so asked; -1 for none. */
    public static long first(byte[] bytes, long from, long to, boolean one) {
        // Looking for a zero is looking for a one in the complement.
        int flip = one ? 0 : 0xFF;
        long flips = one ? 0 : -1L;
        long at = from;
        while (at < to) {
            int i = (int) (at >> 3);
            if ((at & 7) == 0 && at + Long.SIZE <= to) {
                long word = (long) LONGS.get(bytes, i) ^ flips;
                if (word != 0) return at + Long.numberOfLeadingZeros(word);
                at += Long.SIZE;
            } else {
                int found = (bytes[i] & 0xFF ^ flip) & head(at);
                if (found != 0) {
                    long bit = ((long) i << 3) + Integer.numberOfLeadingZeros(found) - 24;
                    return bit < to ? bit : -1;
                }
                at = (long) i + 1 << 3;
            }
        }
        return -1;
    }

    /** The bits of a byte from this one on. */
    private static int head(long bit) {
        return 0xFF >> (bit & 7);
    }

    /** The bits of a byte before this one; all when it begins the next. */
    private static int tail(long bit) {
        return 0xFF << (-bit & 7) & 0xFF;
    }

    /** So many bits (up to 64) as an unsigned number; those at {@code length} bytes and beyond are 0. */
    public static long read(byte[] bytes, int length, long bit, int width) {
        long value = 0;
        for (long at = bit, end = bit + width; at < end; ) {
            int take = (int) Math.min(8 - (at & 7), end - at);
            long i = at >> 3;
            int b = i < length ? bytes[(int) i] & 0xFF : 0;
            value = value << take | b >> (8 - (at & 7) - take) & (1 << take) - 1;
            at += take;
        }
        return value;
    }

    /** Writes the lowest {@code width} bits of the number. */
    public static void write(byte[] bytes, long bit, int width, long value) {
        int left = width;
        for (long at = bit, end = bit + width; at < end; ) {
            int take = (int) Math.min(8 - (at & 7), end - at);
            int shift = (int) (8 - (at & 7) - take);
            int mask = (1 << take) - 1 << shift;
            left -= take;
            int i = (int) (at >> 3);
            bytes[i] = (byte) (bytes[i] & ~mask | (int) (value >>> left) << shift & mask);
            at += take;
        }
    }

    /** What {@link #combine} does with the bits of several arrays. */
    public enum Operation {
        AND,
        OR,
        XOR;

        private long of(long a, long b) {
            return switch (this) {
                case AND -> a & b;
                case OR -> a | b;
                case XOR -> a ^ b;
            };
        }
    }

    /** Combines {@code other}, of so many bytes and zeros behind them, into all of {@code into}. */
    public static void combine(byte[] into, byte[] other, int length, Operation operation) {
        int both = Math.min(into.length, length);
        int i = 0;
        for (; i + Long.BYTES <= both; i += Long.BYTES)
            LONGS.set(into, i, operation.of((long) LONGS.get(into, i), (long) LONGS.get(other, i)));
        for (; i < both; i++) into[i] = (byte) operation.of(into[i], other[i]);
        if (operation == Operation.AND) java.util.Arrays.fill(into, both, into.length, (byte) 0);
    }

    /** Turns every bit round. */
    public static void invert(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) ~bytes[i];
    }
}
