package dev.redstart.caffeine;

import dev.redstart.engine.keyspace.StringValue;
import org.jspecify.annotations.Nullable;

/** What a key holds, as those see it who read without the lock. A new one for each change; only the use of it is noted. */
final class Published {

    /** Null when it is no string: then it takes the lock to say more than that there is something. */
    final @Nullable StringValue string;
    /** {@link dev.redstart.engine.keyspace.Keyspace#NO_EXPIRY} when it stays. */
    final long expireAt;
    /** In bytes when the cache is bounded by weight, else 1. */
    final int weight;
    /**
     * When it was last used, in seconds since the epoch, as precise as anybody asks; 0 when only the heap knows. Written by
     * any thread: which of two at the same time wins means nothing.
     */
    long usedSeconds;

    Published(@Nullable StringValue string, long expireAt, int weight) {
        this.string = string;
        this.expireAt = expireAt;
        this.weight = weight;
    }

    /** Is used now. Most often that is noted already: writing it again would take the object out of the other cores' caches. */
    void used(long millis) {
        long seconds = millis / 1000;
        if (usedSeconds != seconds) usedSeconds = seconds;
    }
}
