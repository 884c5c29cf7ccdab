package dev.redstart;

import java.time.Instant;
import java.util.Objects;

/**
 * The entries of a stream between two IDs, each of which may belong to it or not. Always from low to high, also for commands
 * that go backwards. A range whose low bound is above the high one is empty.
 *
 * <pre>{@code
 * redis.xrange("events", StreamRange.greaterThan(last), 100);
 * redis.xrange("events", StreamRange.between(yesterday, now));
 * }</pre>
 *
 * @param low          the low bound
 * @param lowIncluded  whether the low bound itself belongs to it
 * @param high         the high bound
 * @param highIncluded whether the high bound itself belongs to it
 */
public record StreamRange(StreamId low, boolean lowIncluded, StreamId high, boolean highIncluded) {

    private static final StreamRange ALL = closed(StreamId.MIN, StreamId.MAX);

    /** Refuses a bound that is null. */
    public StreamRange {
        Objects.requireNonNull(low, "a bound is null");
        Objects.requireNonNull(high, "a bound is null");
    }

    /** Every entry. */
    public static StreamRange all() {
        return ALL;
    }

    /** This entry only. */
    public static StreamRange exactly(StreamId id) {
        return closed(id, id);
    }

    /** {@code low <= id <= high}. */
    public static StreamRange closed(StreamId low, StreamId high) {
        return new StreamRange(low, true, high, true);
    }

    /** {@code low < id < high}. */
    public static StreamRange open(StreamId low, StreamId high) {
        return new StreamRange(low, false, high, false);
    }

    /** {@code low <= id < high}. */
    public static StreamRange closedOpen(StreamId low, StreamId high) {
        return new StreamRange(low, true, high, false);
    }

    /** {@code low < id <= high}. */
    public static StreamRange openClosed(StreamId low, StreamId high) {
        return new StreamRange(low, false, high, true);
    }

    /** {@code low <= id}. */
    public static StreamRange atLeast(StreamId low) {
        return closed(low, StreamId.MAX);
    }

    /** {@code low < id}. */
    public static StreamRange greaterThan(StreamId low) {
        return openClosed(low, StreamId.MAX);
    }

    /** {@code id <= high}. */
    public static StreamRange atMost(StreamId high) {
        return closed(StreamId.MIN, high);
    }

    /** {@code id < high}. */
    public static StreamRange lessThan(StreamId high) {
        return closedOpen(StreamId.MIN, high);
    }

    /** The entries whose ID is of these milliseconds, both included. */
    public static StreamRange between(Instant from, Instant to) {
        return closed(StreamId.firstAt(from), StreamId.lastAt(to));
    }

    /** As {@code 1-1}, {@code (1-1} or {@code -}. */
    byte[] lowBytes() {
        return lowIncluded && low.equals(StreamId.MIN) ? Words.bytes("-") : bytes(low, lowIncluded);
    }

    /** As {@code 1-1}, {@code (1-1} or {@code +}. */
    byte[] highBytes() {
        return highIncluded && high.equals(StreamId.MAX) ? Words.bytes("+") : bytes(high, highIncluded);
    }

    private static byte[] bytes(StreamId bound, boolean included) {
        return included ? bound.bytes() : Prefix.put('(', bound.bytes());
    }
}
