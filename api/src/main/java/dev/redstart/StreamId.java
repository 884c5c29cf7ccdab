package dev.redstart;

import java.time.Instant;

/**
 * Names an entry of a stream: when it was added, and which of that millisecond it is. Ordered by time, then sequence, and
 * written {@code 1526919030474-55}. Immutable.
 *
 * <p>Both numbers are unsigned, as in Redis: what has the highest bit set is a negative {@code long}, and only {@link
 * #compareTo} and {@link #toString} read it right.
 *
 * @param millis   milliseconds since 1970 by the server's clock, or whatever the producer chose; unsigned
 * @param sequence counts entries with the same time from 0; unsigned
 */
public record StreamId(long millis, long sequence) implements Comparable<StreamId> {

    /** {@code 0-0}, before any entry: none can have it. */
    public static final StreamId MIN = new StreamId(0, 0);

    /** The last one there can be. */
    public static final StreamId MAX = new StreamId(-1, -1);

    /**
     * Reads {@code ms-seq}, or {@code ms} alone for the sequence 0.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static StreamId parse(String text) {
        int dash = text.indexOf('-');
        try {
            return dash < 0
                    ? new StreamId(unsigned(text), 0)
                    : new StreamId(unsigned(text.substring(0, dash)), unsigned(text.substring(dash + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a stream ID looks like 1526919030474-55, not like " + text);
        }
    }

    /** The JDK would take a sign, too. */
    private static long unsigned(String digits) {
        if (digits.startsWith("+")) throw new NumberFormatException();
        return Long.parseUnsignedLong(digits);
    }

    /** The first ID of this millisecond. */
    public static StreamId firstAt(Instant time) {
        return new StreamId(millis(time), 0);
    }

    /** The last ID of this millisecond. */
    public static StreamId lastAt(Instant time) {
        return new StreamId(millis(time), -1);
    }

    private static long millis(Instant time) {
        long millis = time.toEpochMilli();
        if (millis < 0) throw new IllegalArgumentException("a stream ID cannot be from before 1970: " + time);
        return millis;
    }

    /**
     * The one that comes right after this.
     *
     * @throws ArithmeticException after {@link #MAX}
     */
    public StreamId next() {
        if (sequence != -1) return new StreamId(millis, sequence + 1);
        if (millis != -1) return new StreamId(millis + 1, 0);
        throw new ArithmeticException("there is no stream ID after " + this);
    }

    @Override
    public int compareTo(StreamId other) {
        int byTime = Long.compareUnsigned(millis, other.millis);
        return byTime != 0 ? byTime : Long.compareUnsigned(sequence, other.sequence);
    }

    /** As Redis writes it: {@code ms-seq}. */
    @Override
    public String toString() {
        return Long.toUnsignedString(millis) + "-" + Long.toUnsignedString(sequence);
    }

    /** As it goes over the wire. */
    byte[] bytes() {
        return NumberCodecs.ascii(toString());
    }
}
