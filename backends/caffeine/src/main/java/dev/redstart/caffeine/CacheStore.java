package dev.redstart.caffeine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.redstart.caffeine.RemovalListener.Cause;
import dev.redstart.engine.keyspace.Keyspace;
import dev.redstart.engine.keyspace.KeyspaceHost;
import dev.redstart.engine.keyspace.KeyspaceStore;
import java.lang.invoke.VarHandle;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All databases of one cache: the Caffeine cache that they share, and what keeps it and their heaps in step.
 *
 * <p>Design: the heap is what commands see and change under the lock; the cache is what everybody else sees. A command
 * only notes which keys it touches. When the lock is released, each of them is published: one new state per key, however
 * many changes led there. Where it is several keys, readers without the lock wait for the lock until all are done (a
 * sequence lock: {@link #version} is odd meanwhile). A key that was there when the lock was taken is published only if it
 * is still in the cache; if not, it has been evicted in the meantime, and no write that began before that brings it back.
 *
 * <p>In the other direction, evictions come on whatever thread Caffeine does its maintenance on, so they are queued, and
 * applied under the lock: when it is taken, when it is about to be released, and when a command meets such a key.
 */
class CacheStore implements KeyspaceStore, LocalCache {

    /** A state that has left the cache for a reason of its own. */
    private record Gone(CacheKey key, Published state, Cause cause) {}

    final Cache<CacheKey, Published> cache;
    final Policy<CacheKey, Published> policy;
    private final CacheOptions options;
    private final List<CacheKeyspace> databases = new ArrayList<>();
    private final Queue<Gone> gone = new ConcurrentLinkedQueue<>();
    private final Removals removals = new Removals();
    /** What the holder of the lock has touched. */
    private TouchedKeys touched = new TouchedKeys();
    /** Takes over from {@link #touched} while that is published; empty otherwise. */
    private TouchedKeys spare = new TouchedKeys();

    private @Nullable KeyspaceHost host;
    private long writes;
    /** Who is publishing now; for {@link #maintain}, which only has to recognise itself. */
    private @Nullable Thread publisher;
    /** Odd while what readers could see is in between two states. Written under the lock. */
    private volatile long version;

    CacheStore(CacheOptions options, Clock clock) {
        this.options = options;
        Caffeine<CacheKey, Published> builder = Caffeine.newBuilder()
                .executor(this::maintain)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .evictionListener(this::left);
        if (options.expireAfterWrite() != null) builder.expireAfterWrite(options.expireAfterWrite());
        if (options.expireAfterAccess() != null) builder.expireAfterAccess(options.expireAfterAccess());
        if (options.isWeighed()) builder.maximumWeight(options.maximumWeight()).weigher((key, state) -> state.weight);
        else builder.maximumSize(options.maximumSize());
        cache = builder.build();
        policy = cache.policy();
    }

    /**
     * Runs Caffeine's maintenance: somewhere and soon while there is room, so that readers and writers need not do it. A
     * writer who finds the cache full does it at once, so that the bound holds when a write returns; and where time throws
     * keys out, everybody does, for somebody may wait for the event.
     */
    private void maintain(Runnable task) {
        boolean needed =
                Thread.currentThread() == publisher && (options.isWeighed() || size() >= options.maximumSize());
        if (needed || options.expires()) task.run();
        else ForkJoinPool.commonPool().execute(task);
    }

    private long size() {
        return cache.estimatedSize();
    }

    private void left(@Nullable CacheKey key, @Nullable Published state, RemovalCause cause) {
        if (key == null || state == null) return;
        gone.add(new Gone(key, state, cause == RemovalCause.EXPIRED ? Cause.EXPIRED : Cause.EVICTED));
    }

    @Override
    public Keyspace create(int index, KeyspaceHost host) {
        this.host = host;
        CacheKeyspace db = new CacheKeyspace(this, index, host);
        databases.add(db);
        return db;
    }

    CacheOptions options() {
        return options;
    }

    /** Whether the TTL of that state is over. */
    boolean isDue(Published state, long now) {
        return state.expireAt != Keyspace.NO_EXPIRY && state.expireAt <= now;
    }

    /** Found by somebody without the lock: nobody may see this state any more, whatever a slower clock says. */
    void expire(CacheKey key, Published state) {
        if (cache.asMap().remove(key, state)) gone.add(new Gone(key, state, Cause.EXPIRED));
    }

    // The lock

    @Override
    public void locked() {
        if (!gone.isEmpty()) applyGone();
    }

    @Override
    public void unlocking() {
        if (!touched.isEmpty()) {
            publisher = Thread.currentThread();
            publish();
            publisher = null;
            // Somebody else's maintenance was going on, and may have begun before the last write.
            if (!options.isWeighed() && size() > options.maximumSize()) cache.cleanUp();
        }
        if (!gone.isEmpty()) applyGone();
        if ((version & 1) != 0) version++;
    }

    /** From here to the release, who reads has to take the lock. */
    void disturb() {
        if ((version & 1) == 0) version++;
    }

    @Override
    public long stamp() {
        long v = version;
        return (v & 1) == 0 ? v : LOCKED;
    }

    @Override
    public boolean isValid(long stamp) {
        // What was read since the stamp was taken must not move behind this look at the version.
        VarHandle.acquireFence();
        return version == stamp;
    }

    // From the heap to the cache

    /** The holder of the lock changes the key, which the cache had before or not. */
    void touch(CacheKey key, boolean before) {
        touched.add(key, before);
    }

    /** Whether the holder of the lock has changed the key, so that what the cache says is no longer true. */
    boolean isTouched(CacheKey key) {
        return touched.contains(key);
    }

    /** The key has left heap and cache; if it comes again, it comes as a new one. */
    private void untouch(CacheKey key) {
        touched.remove(key);
    }

    /** The same for all keys of that database. */
    void untouchAll(CacheKeyspace db) {
        touched.removeIf(key -> key.owner == db);
    }

    private void publish() {
        if (touched.size() > 1) disturb();
        // The heap may find that one of them has expired by now.
        TouchedKeys keys = touched;
        touched = spare;
        spare = keys;
        List<CacheKey> lost = new ArrayList<>(0);
        keys.forEach((key, before) -> {
            if (!publish(key, before)) lost.add(key);
        });
        keys.clear();
        if (lost.isEmpty()) return;
        settle();
        // Most were in the queue. The others have been found too old by Caffeine only now.
        for (CacheKey key : lost) if (policy.getIfPresentQuietly(key) == null) leave(key, Cause.EXPIRED);
    }

    /** False when the key was evicted while the command ran. */
    private boolean publish(CacheKey key, boolean before) {
        Published state = key.owner.state(key);
        if (state == null) {
            withdraw(key, Cause.REMOVED);
            return true;
        }
        writes++;
        if (!before) {
            cache.put(key, state);
            return true;
        }
        Published old = cache.asMap().replace(key, state);
        if (old != null) state.usedSeconds = Math.max(state.usedSeconds, old.usedSeconds);
        return old != null;
    }

    /** Takes the key out of the cache. Whoever takes a state out, and nobody else, has it told to listeners. */
    void withdraw(CacheKey key, Cause cause) {
        if (cache.asMap().remove(key) != null) removals.tell(host(), key, cause);
    }

    // From the cache to the heap

    /** Has Caffeine do what it puts off, and takes off the heap what it has thrown out. */
    void settle() {
        cache.cleanUp();
        applyGone();
    }

    private void applyGone() {
        for (Gone g; (g = gone.poll()) != null; ) {
            // The listener hears before the state has left. This waits until it has.
            cache.asMap().remove(g.key, g.state);
            removals.tell(host(), g.key, g.cause);
            boolean back = policy.getIfPresentQuietly(g.key) != null || touched.isNew(g.key);
            if (!back) leave(g.key, g.cause);
        }
    }

    /** Takes a key off the heap that is no longer in the cache. */
    void leave(CacheKey key, Cause cause) {
        key.owner.leave(key, cause);
        untouch(key);
    }

    /** The heap has found the key's time to have come. */
    void expired(CacheKey key) {
        withdraw(key, Cause.EXPIRED);
        untouch(key);
    }

    private KeyspaceHost host() {
        return Objects.requireNonNull(host);
    }

    // Beyond commands

    @Override
    public CacheStatistics statistics() {
        return host().underLock(() -> {
            settle();
            var stats = host().stats();
            long size = databases.stream().mapToLong(CacheKeyspace::size).sum();
            long weight = policy.eviction().orElseThrow().weightedSize().orElse(size);
            return new CacheStatistics(
                    stats.hits(), stats.misses(), writes, stats.evictedKeys, stats.expiredKeys, size, weight);
        });
    }

    @Override
    public List<CachedKey> hottest(int limit) {
        return described(policy.eviction().orElseThrow().hottest(limit));
    }

    @Override
    public List<CachedKey> coldest(int limit) {
        return described(policy.eviction().orElseThrow().coldest(limit));
    }

    private static List<CachedKey> described(Map<CacheKey, Published> keys) {
        return keys.keySet().stream().map(key -> key.owner.described(key)).toList();
    }

    @Override
    public Runnable onRemoval(RemovalListener listener, Executor executor) {
        return removals.add(listener, executor);
    }
}
