package dev.redstart.engine.structure;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.random.RandomGenerator;

/**
 * A sorted set of integers in one byte array, in Redis' exact layout.
 *
 * <p>Layout, all little endian: bytes per value (2, 4 or 8, in 32 bits), number of values (32 bits), the values in
 * ascending order. A value too wide for the set widens all of them, and is then the first or the last; removing it
 * narrows nothing.
 *
 * <p>Source: Redis' {@code intset.c}. Deviation: operations that change something leave the array they are given alone
 * and return another one, so that a set may be shared with a snapshot; when nothing changes they return the same array.
 */
public final class Intset {
    private static final int HEADER = 8;
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Intset() {}

    public static byte[] create() {
        return allocate(2, 0);
    }

    private static byte[] allocate(int width, int length) {
        byte[] set = new byte[Math.addExact(HEADER, Math.multiplyExact(width, length))];
        INTS.set(set, 0, width);
        INTS.set(set, 4, length);
        return set;
    }

    public static int length(byte[] set) {
        return (int) INTS.get(set, 4);
    }

    /** Bytes per value. */
    public static int width(byte[] set) {
        return set[0];
    }

    private static int widthOf(long value) {
        return value == (short) value ? 2 : value == (int) value ? 4 : 8;
    }

    /** The value at {@code index} in ascending order. */
    public static long get(byte[] set, int index) {
        return get(set, set[0], index);
    }

    private static long get(byte[] set, int width, int index) {
        int at = HEADER + index * width;
        return switch (width) {
            case 2 -> (short) SHORTS.get(set, at);
            case 4 -> (int) INTS.get(set, at);
            default -> (long) LONGS.get(set, at);
        };
    }

    private static void put(byte[] set, int width, int index, long value) {
        int at = HEADER + index * width;
        switch (width) {
            case 2 -> SHORTS.set(set, at, (short) value);
            case 4 -> INTS.set(set, at, (int) value);
            default -> LONGS.set(set, at, value);
        }
    }

    public static boolean contains(byte[] set, long value) {
        return find(set, value) >= 0;
    }

    /** Index of the value, or {@code -1 - index} of where it would be inserted. */
    public static int find(byte[] set, long value) {
        int width = set[0];
        int low = 0;
        int high = length(set) - 1;
        // Sets tend to be filled in order: look at the ends before searching.
        if (high < 0 || value > get(set, width, high)) {
            return -1 - (high + 1);
        }
        if (value < get(set, width, 0)) {
            return -1;
        }
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = get(set, width, middle);
            if (found < value) {
                low = middle + 1;
            } else if (found > value) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return -1 - low;
    }

    /** The set with the value; the same array when it was there. */
    public static byte[] add(byte[] set, long value) {
        int at = find(set, value);
        if (at >= 0) {
            return set;
        }
        int index = -1 - at;
        int length = length(set);
        int width = set[0];
        int needed = widthOf(value);
        if (needed <= width) {
            byte[] changed = allocate(width, length + 1);
            int split = HEADER + index * width;
            System.arraycopy(set, HEADER, changed, HEADER, split - HEADER);
            put(changed, width, index, value);
            System.arraycopy(set, split, changed, split + width, set.length - split);
            return changed;
        }
        byte[] changed = allocate(needed, length + 1);
        int shift = index == 0 ? 1 : 0;
        for (int i = 0; i < length; i++) {
            put(changed, needed, i + shift, get(set, width, i));
        }
        put(changed, needed, index, value);
        return changed;
    }

    /** The set without the value; the same array when it was not there. */
    public static byte[] remove(byte[] set, long value) {
        int index = find(set, value);
        return index < 0 ? set : removeAt(set, index);
    }

    public static byte[] removeAt(byte[] set, int index) {
        int width = set[0];
        byte[] changed = allocate(width, length(set) - 1);
        int split = HEADER + index * width;
        System.arraycopy(set, HEADER, changed, HEADER, split - HEADER);
        System.arraycopy(set, split + width, changed, split, changed.length - split);
        return changed;
    }

    /** A random value of a set that is not empty. */
    public static long random(byte[] set, RandomGenerator random) {
        return get(set, random.nextInt(length(set)));
    }

    /**
     * Whether this is a set that every operation here can trust, and not empty. Without {@code deep} the order of the
     * values is taken on trust.
     */
    public static boolean validate(byte[] set, boolean deep) {
        if (set.length < HEADER) {
            return false;
        }
        int width = (int) INTS.get(set, 0);
        long length = (int) INTS.get(set, 4) & 0xffff_ffffL;
        if (width != 2 && width != 4 && width != 8) {
            return false;
        }
        if (length == 0 || HEADER + length * width != set.length) {
            return false;
        }
        if (deep) {
            for (int i = 1; i < length; i++) {
                if (get(set, width, i - 1) >= get(set, width, i)) {
                    return false;
                }
            }
        }
        return true;
    }
}
