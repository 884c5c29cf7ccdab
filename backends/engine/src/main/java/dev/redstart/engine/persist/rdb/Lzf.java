package dev.redstart.engine.persist.rdb;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The LZF format (M. Lehmann): a control byte below 32 stands before so many literal bytes and one; any other has the length
 * of a repetition, less two, in its upper three bits (7: a further byte is added) and, with the next byte, how far back it
 * begins, less one, in thirteen bits.
 */
final class Lzf {

    private static final int MAX_LITERALS = 32;
    private static final int MAX_DISTANCE = 1 << 13;
    private static final int MAX_LENGTH = 264;
    private static final int HASH_BITS = 14;

    private static final int MAX_BASE = 1 << 30;

    /** Where three bytes were last seen, plus {@link #base}: what lies below that is of an earlier text. */
    private final int[] seen = new int[1 << HASH_BITS];

    /** Moves behind each text, so that the table need not be cleared for the next. */
    private int base = 1;

    /** For one thread; compresses many texts. */
    Lzf() {}

    /** Null when it would not come out shorter than {@code limit}. */
    byte @Nullable [] compress(byte[] in, int limit) {
        byte[] out = new byte[limit];
        if (in.length > MAX_BASE - base) {
            Arrays.fill(seen, 0);
            base = 1;
        }
        byte[] shorter = compress(in, limit, out);
        base = Math.min(MAX_BASE, base + in.length);
        return shorter;
    }

    private byte @Nullable [] compress(byte[] in, int limit, byte[] out) {
        int written = 0;
        int literals = 0;
        int i = 0;
        while (i < in.length) {
            int back = i + 2 < in.length ? match(in, i) : -1;
            if (back < 0) {
                i++;
                literals++;
                continue;
            }
            written = putLiterals(in, i - literals, literals, out, written);
            literals = 0;
            int length = 3;
            while (length < MAX_LENGTH && i + length < in.length && in[back + length] == in[i + length]) length++;
            int distance = i - back - 1;
            int size = length - 2 < 7 ? 2 : 3;
            if (written < 0 || written + size > limit) return null;
            out[written++] = (byte) (Math.min(length - 2, 7) << 5 | distance >> 8);
            if (size == 3) out[written++] = (byte) (length - 9);
            out[written++] = (byte) distance;
            i += length;
        }
        written = putLiterals(in, i - literals, literals, out, written);
        return written < 0 ? null : Arrays.copyOf(out, written);
    }

    /** Where three bytes like those at {@code i} stood before, near enough; -1 when nowhere. Notes the place. */
    private int match(byte[] in, int i) {
        int three = (in[i] & 0xFF) << 16 | (in[i + 1] & 0xFF) << 8 | in[i + 2] & 0xFF;
        int slot = three * 0x9E3779B1 >>> 32 - HASH_BITS;
        int back = seen[slot] - base;
        seen[slot] = base + i;
        boolean same = back >= 0
                && i - back <= MAX_DISTANCE
                && in[back] == in[i]
                && in[back + 1] == in[i + 1]
                && in[back + 2] == in[i + 2];
        return same ? back : -1;
    }

    private static int putLiterals(byte[] in, int from, int count, byte[] out, int at) {
        int written = at;
        for (int i = from, end = from + count; i < end && written >= 0; ) {
            int n = Math.min(MAX_LITERALS, end - i);
            if (written + n + 1 > out.length) return -1;
            out[written++] = (byte) (n - 1);
            System.arraycopy(in, i, out, written, n);
            written += n;
            i += n;
        }
        return written;
    }

    /** Exactly {@code length} bytes, or null when {@code in} does not say as many. */
    static byte @Nullable [] decompress(byte[] in, int from, int to, int length) {
        byte[] out = new byte[length];
        int written = 0;
        int i = from;
        while (i < to) {
            int control = in[i++] & 0xFF;
            if (control < MAX_LITERALS) {
                int n = control + 1;
                if (i + n > to || written + n > length) return null;
                System.arraycopy(in, i, out, written, n);
                i += n;
                written += n;
            } else {
                int n = (control >> 5) + 2;
                if (n == 9 && i < to) n += in[i++] & 0xFF;
                if (i >= to) return null;
                int back = written - ((control & 0x1F) << 8 | in[i++] & 0xFF) - 1;
                if (back < 0 || written + n > length) return null;
                // Byte by byte: the repetition may reach into what it writes.
                for (int end = written + n; written < end; ) out[written++] = out[back++];
            }
        }
        return written == length ? out : null;
    }
}
