package dev.redstart.caffeine;

import java.util.List;
import java.util.concurrent.Executor;

/**
 * What a cache can beyond Redis' commands: {@code redis.unwrap(LocalCache.class)} on a handle of
 * {@code redstart:caffeine:}. All handles on one cache get the same object. Thread-safe.
 */
public interface LocalCache {

    /** The figures since the cache was opened, all of one moment. Takes the cache's lock for a moment. */
    CacheStatistics statistics();

    /** Up to {@code limit} keys, those first that the policy is most likely to keep. O(size); for a look now and then. */
    List<CachedKey> hottest(int limit);

    /** Up to {@code limit} keys, those first that the policy is most likely to evict. O(size); for a look now and then. */
    List<CachedKey> coldest(int limit);

    /**
     * Tells {@code listener} of every key that goes, on {@code executor}: after the key has gone, for one key in the order
     * in which things happened as far as the executor keeps it. Not told: a value that another has replaced.
     *
     * @return ends it when it is run
     */
    Runnable onRemoval(RemovalListener listener, Executor executor);
}
