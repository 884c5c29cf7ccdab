package dev.redstart.engine.keyspace;

import dev.redstart.engine.structure.StreamId;

/**
 * What the oldest entries of a stream have to go by.
 *
 * @param length      how many may stay; -1 when it goes by ID
 * @param minId       the least ID that stays, when {@code length} is -1
 * @param approximate whether only whole nodes go, so that more may stay than need to
 * @param limit       how many may go at most, 0 for all
 */
public record StreamTrim(long length, StreamId minId, boolean approximate, long limit) {

    public static StreamTrim toLength(long length, boolean approximate, long limit) {
        return new StreamTrim(length, StreamId.MIN, approximate, limit);
    }

    public static StreamTrim toId(StreamId minId, boolean approximate, long limit) {
        return new StreamTrim(-1, minId, approximate, limit);
    }

    boolean isByLength() {
        return length >= 0;
    }
}
