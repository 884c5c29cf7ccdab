package dev.redstart.engine.structure;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The ID of a stream entry: a time and a number that tells entries of the same time apart, both unsigned.
 *
 * @param ms  milliseconds since the epoch, or whatever the writer of the entry counts with
 * @param seq the number within that millisecond
 */
public record StreamId(long ms, long seq) implements Comparable<StreamId> {

    public static final StreamId MIN = new StreamId(0, 0);
    public static final StreamId MAX = new StreamId(-1, -1);

    /** No text of an ID is longer. */
    public static final int MAX_CHARS = 41;

    /** As {@link #compareTo}, of IDs that are no objects. */
    public static int compare(long ms, long seq, long otherMs, long otherSeq) {
        return ms == otherMs ? Long.compareUnsigned(seq, otherSeq) : Long.compareUnsigned(ms, otherMs);
    }

    @Override
    public int compareTo(StreamId other) {
        return compare(ms, seq, other.ms, other.seq);
    }

    /** Whether it is {@code 0-0}, which no entry has. */
    public boolean isZero() {
        return (ms | seq) == 0;
    }

    /** The ID after this one; null after the last of all. */
    public @Nullable StreamId next() {
        if (seq != -1) return new StreamId(ms, seq + 1);
        return ms == -1 ? null : new StreamId(ms + 1, 0);
    }

    /** The ID before this one; null before {@code 0-0}. */
    public @Nullable StreamId previous() {
        if (seq != 0) return new StreamId(ms, seq - 1);
        return ms == 0 ? null : new StreamId(ms - 1, -1);
    }

    /** Writes the text, {@code ms-seq}, at {@code offset} and returns its length, at most {@link #MAX_CHARS}. */
    public static int write(long ms, long seq, byte[] into, int offset) {
        int dash = offset + writeUnsigned(ms, into, offset);
        into[dash] = '-';
        return dash + 1 - offset + writeUnsigned(seq, into, dash + 1);
    }

    private static int writeUnsigned(long value, byte[] into, int offset) {
        if (value >= 0) return Numbers.write(value, into, offset);
        int length = Numbers.write(Long.divideUnsigned(value, 10), into, offset);
        into[offset + length] = (byte) ('0' + Long.remainderUnsigned(value, 10));
        return length + 1;
    }

    @Override
    public String toString() {
        byte[] text = new byte[MAX_CHARS];
        return new String(text, 0, write(ms, seq, text, 0), StandardCharsets.US_ASCII);
    }
}
