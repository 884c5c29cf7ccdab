package dev.redstart.lua.lib;

/**
 * The generator behind Redis' {@code math.random}: {@code lrand48} of POSIX, a linear congruence of 48 bits of which the
 * highest 31 are shown. As in Redis it belongs to the server: a script goes on where the last one stopped.
 */
final class LuaRandom {

    private static final long MASK = (1L << 48) - 1;
    private static final long INCREMENT = 0xB;
    private static final long MULTIPLIER = 0x5DEECE66DL;
    private static final long LOW_SEED = 0x330E;

    private long bits = 0x1234ABCD330EL;

    void seed(int seed) {
        bits = (seed & 0xffffffffL) << 16 | LOW_SEED;
    }

    /** From 0 to below 1. */
    double next() {
        bits = bits * MULTIPLIER + INCREMENT & MASK;
        return (double) ((bits >>> 17) % Integer.MAX_VALUE) / Integer.MAX_VALUE;
    }
}
