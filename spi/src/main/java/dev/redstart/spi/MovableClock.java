package dev.redstart.spi;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A clock that stands still until it is moved: give it to {@code Redstart.builder(url).clock(clock)} and a test sees a TTL
 * elapse or a blocked pop time out without waiting. Thread-safe.
 */
public final class MovableClock extends Clock {

    private volatile Instant now;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private MovableClock(Instant start) {
        now = start;
    }

    /** A clock that stands at {@code start}. */
    public static MovableClock at(Instant start) {
        return new MovableClock(start);
    }

    /** A clock that stands at the present. */
    public static MovableClock atPresent() {
        return at(Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
    }

    /**
     * Moves forward, then tells the listeners; when this returns, what was due has been seen to.
     *
     * @throws IllegalArgumentException when {@code by} is negative: time in a cache never runs backwards
     */
    public void advance(Duration by) {
        if (by.isNegative()) throw new IllegalArgumentException("a clock moves forward only, not by " + by);
        synchronized (listeners) {
            now = now.plus(by);
        }
        listeners.forEach(Runnable::run);
    }

    /** Runs {@code listener} after each move, on the mover's thread, until the result is run. */
    public Runnable onMove(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public long millis() {
        return now.toEpochMilli();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Not supported: it would be a second clock that the first does not move. */
    @Override
    public Clock withZone(ZoneId zone) {
        if (zone.equals(ZoneOffset.UTC)) return this;
        throw new UnsupportedOperationException("MovableClock is in UTC");
    }
}
