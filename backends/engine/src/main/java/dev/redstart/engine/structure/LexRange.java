package dev.redstart.engine.structure;

import java.util.Arrays;

/**
 * An interval of members in the order of unsigned bytes; each end may be left out of it. The ends may also be {@link #MIN}
 * and {@link #MAX}, before and after all members, which are told from members by identity.
 */
public record LexRange(byte[] min, boolean minExclusive, byte[] max, boolean maxExclusive) {
    public static final byte[] MIN = new byte[0];
    public static final byte[] MAX = new byte[0];

    public boolean isEmpty() {
        int order = compare(min, max);
        return order > 0 || (order == 0 && (minExclusive || maxExclusive));
    }

    /** Whether the member is not below the interval. */
    public boolean aboveMin(byte[] member) {
        int order = compare(member, min);
        return minExclusive ? order > 0 : order >= 0;
    }

    /** Whether the member is not above the interval. */
    public boolean belowMax(byte[] member) {
        int order = compare(member, max);
        return maxExclusive ? order < 0 : order <= 0;
    }

    public boolean contains(byte[] member) {
        return aboveMin(member) && belowMax(member);
    }

    private static int compare(byte[] a, byte[] b) {
        if (a == b) {
            return 0;
        }
        if (a == MIN || b == MAX) {
            return -1;
        }
        return a == MAX || b == MIN ? 1 : Arrays.compareUnsigned(a, b);
    }
}
