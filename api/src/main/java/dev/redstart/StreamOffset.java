package dev.redstart;

import java.util.Objects;

/**
 * From where a stream is read. Immutable.
 *
 * <pre>{@code
 * redis.xread(Map.of("events", StreamOffset.after(seen), "alarms", StreamOffset.start()));
 * redis.xreadgroup("billing", "worker-1", Map.of("events", StreamOffset.undelivered()));
 * }</pre>
 */
public final class StreamOffset {

    private static final StreamOffset START = after(StreamId.MIN);
    private static final StreamOffset LATEST = new StreamOffset("$");
    private static final StreamOffset LAST_ENTRY = new StreamOffset("+");
    private static final StreamOffset UNDELIVERED = new StreamOffset(">");

    private final String text;

    private StreamOffset(String text) {
        this.text = text;
    }

    /**
     * From the first entry on. For {@code xreadgroup}: from the first of those that were delivered to this consumer and are
     * not acknowledged.
     */
    public static StreamOffset start() {
        return START;
    }

    /** What comes after this ID. For {@code xreadgroup}: of those delivered to this consumer and not acknowledged. */
    public static StreamOffset after(StreamId id) {
        Objects.requireNonNull(id, "the ID is null");
        return new StreamOffset(id.toString());
    }

    /**
     * What is added from now on ({@code $}); for {@code xread} of use only when it waits. A loop does so once, then goes on
     * {@link #after(StreamId)} the last entry it saw: what is added between two calls would be missed otherwise. Refused by
     * {@code xreadgroup}.
     */
    public static StreamOffset latest() {
        return LATEST;
    }

    /** The last entry there is ({@code +}), whatever the count. For {@code xread} only. Since Redis 7.4. */
    public static StreamOffset lastEntry() {
        return LAST_ENTRY;
    }

    /** What no consumer of the group has got yet ({@code >}). For {@code xreadgroup} only. */
    public static StreamOffset undelivered() {
        return UNDELIVERED;
    }

    /** As it goes over the wire. */
    byte[] bytes() {
        return NumberCodecs.ascii(text);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof StreamOffset other && text.equals(other.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As Redis writes it. */
    @Override
    public String toString() {
        return text;
    }
}
