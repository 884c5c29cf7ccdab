package dev.redstart.spi;

import java.util.List;

/**
 * What to subscribe to.
 *
 * @param kind  channels, patterns or shard channels
 * @param names at least one; their arrays belong to the receiver
 */
public record Subscriptions(Kind kind, List<byte[]> names) {

    /** The ways to subscribe. */
    public enum Kind {
        /** By name of the channel. */
        CHANNEL,
        /** By glob pattern. */
        PATTERN,
        /** By name of a shard channel. */
        SHARD,
        /** Everything the server executes ({@code MONITOR}); has no names, and the body is the line. */
        MONITOR
    }

    public Subscriptions {
        names = List.copyOf(names);
        if (names.isEmpty() != (kind == Kind.MONITOR))
            throw new IllegalArgumentException("subscribing needs at least one " + kind);
    }
}
