package dev.redstart.engine.structure;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * SipHash-1-3 of byte strings under a random key per process, so that nobody outside can choose keys that collide.
 *
 * <p>Source: Aumasson and Bernstein, "SipHash: a fast short-input PRF" (2012), with one compression and three
 * finalization rounds: the reduced variant that Redis' dict, Rust and CPython chose for tables. Deviation: tables keep 32
 * bits, the two halves folded together, because an entry caches its hash and a table never has more than 2^30 buckets.
 */
public final class Hashing {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static long seed0;
    private static long seed1;

    static {
        SecureRandom random = new SecureRandom();
        seed(random.nextLong(), random.nextLong());
    }

    private Hashing() {}

    /**
     * Sets the process' key. Every {@link Dict} already filled becomes unsearchable: for a test's first line and for
     * nothing else.
     */
    public static void seed(long k0, long k1) {
        seed0 = k0;
        seed1 = k1;
    }

    public static int hash32(byte[] key) {
        return hash32(key, 0, key.length);
    }

    public static int hash32(byte[] bytes, int offset, int length) {
        long h = sip13(seed0, seed1, bytes, offset, length);
        return (int) (h ^ (h >>> 32));
    }

    public static long hash64(byte[] key) {
        return sip13(seed0, seed1, key, 0, key.length);
    }

    public static long hash64(byte[] bytes, int offset, int length) {
        return sip13(seed0, seed1, bytes, offset, length);
    }

    static long sip13(long k0, long k1, byte[] bytes, int offset, int length) {
        long v0 = k0 ^ 0x736f6d6570736575L;
        long v1 = k1 ^ 0x646f72616e646f6dL;
        long v2 = k0 ^ 0x6c7967656e657261L;
        long v3 = k1 ^ 0x7465646279746573L;
        int end = offset + length;
        int at = offset;
        boolean last = false;
        for (; ; ) {
            long m;
            if (at + 8 <= end) {
                m = (long) LONG.get(bytes, at);
                at += 8;
            } else {
                m = tail(bytes, at, end) | ((long) length << 56);
                last = true;
            }
            v3 ^= m;
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
            v0 ^= m;
            if (last) {
                break;
            }
        }
        v2 ^= 0xff;
        for (int round = 0; round < 3; round++) {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static long tail(byte[] bytes, int at, int end) {
        long m = 0;
        for (int i = end - 1; i >= at; i--) {
            m = (m << 8) | (bytes[i] & 0xff);
        }
        return m;
    }
}
