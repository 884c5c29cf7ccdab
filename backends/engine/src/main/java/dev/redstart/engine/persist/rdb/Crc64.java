package dev.redstart.engine.persist.rdb;

/**
 * The CRC-64 of RDB files: the polynomial of D. Jones, bits reflected, start and end 0. Eight bytes at a step, by tables for
 * each distance (M. Kounavis and F. Berry, <i>Slicing-by-8</i>, 2005).
 */
public final class Crc64 {

    /** 0xad93d23594c935a9 with its bits in reverse. */
    private static final long POLYNOMIAL = Long.reverse(0xad93d23594c935a9L);

    private static final long[][] TABLES = tables();

    private Crc64() {}

    private static long[][] tables() {
        long[][] tables = new long[8][256];
        for (int i = 0; i < 256; i++) {
            long crc = i;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? crc >>> 1 ^ POLYNOMIAL : crc >>> 1;
            tables[0][i] = crc;
        }
        for (int t = 1; t < 8; t++)
            for (int i = 0; i < 256; i++)
                tables[t][i] = tables[t - 1][i] >>> 8 ^ tables[0][(int) tables[t - 1][i] & 0xFF];
        return tables;
    }

    /** Goes on from {@code crc}, 0 at the beginning, over these bytes. */
    public static long update(long crc, byte[] bytes, int from, int to) {
        long c = crc;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            for (int n = 0; n < 8; n++) c ^= (bytes[i + n] & 0xFFL) << 8 * n;
            long next = 0;
            for (int n = 0; n < 8; n++) next ^= TABLES[7 - n][(int) (c >>> 8 * n) & 0xFF];
            c = next;
        }
        for (; i < to; i++) c = c >>> 8 ^ TABLES[0][(int) (c ^ bytes[i]) & 0xFF];
        return c;
    }
}
