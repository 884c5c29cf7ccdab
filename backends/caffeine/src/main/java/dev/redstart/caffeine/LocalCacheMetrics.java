package dev.redstart.caffeine;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.cache.CacheMeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * A cache's figures as Micrometer has them for every cache: {@code cache.gets} (tag {@code result}), {@code cache.puts},
 * {@code cache.evictions}, {@code cache.size}; beside them {@code cache.expirations} and {@code cache.weight}. Needs
 * {@code micrometer-core}, which this module does not bring along.
 *
 * <pre>{@code
 * new LocalCacheMetrics(redis.unwrap(LocalCache.class), "users", Tags.empty()).bindTo(registry);
 * }</pre>
 */
public final class LocalCacheMetrics extends CacheMeterBinder<LocalCache> {

    /** The meters will be tagged {@code cache=name}, and with {@code tags}. Holds the cache weakly. */
    public LocalCacheMetrics(LocalCache cache, String name, Iterable<Tag> tags) {
        super(cache, name, tags);
    }

    /** Null once the cache has been collected. */
    private @Nullable CacheStatistics statistics() {
        LocalCache cache = getCache();
        return cache == null ? null : cache.statistics();
    }

    @Override
    protected @Nullable Long size() {
        CacheStatistics s = statistics();
        return s == null ? null : s.size();
    }

    @Override
    protected long hitCount() {
        CacheStatistics s = statistics();
        return s == null ? 0 : s.hits();
    }

    @Override
    protected @Nullable Long missCount() {
        CacheStatistics s = statistics();
        return s == null ? null : s.misses();
    }

    @Override
    protected @Nullable Long evictionCount() {
        CacheStatistics s = statistics();
        return s == null ? null : s.evictions();
    }

    @Override
    protected long putCount() {
        CacheStatistics s = statistics();
        return s == null ? 0 : s.writes();
    }

    @Override
    protected void bindImplementationSpecificMetrics(MeterRegistry registry) {
        LocalCache cache = getCache();
        if (cache == null) return;
        FunctionCounter.builder("cache.expirations", cache, c -> c.statistics().expirations())
                .tags(getTagsWithCacheName())
                .description("Keys that went because their time had come")
                .register(registry);
        Gauge.builder("cache.weight", cache, c -> c.statistics().weight())
                .tags(getTagsWithCacheName())
                .description("Bytes of the keys and values there, where the cache is bounded by them")
                .register(registry);
    }
}
