package dev.redstart.caffeine;

import dev.redstart.caffeine.RemovalListener.Cause;
import dev.redstart.engine.keyspace.CommandTime;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.Footprint;
import dev.redstart.engine.keyspace.HeapKeyspace;
import dev.redstart.engine.keyspace.KeyLooks;
import dev.redstart.engine.keyspace.KeyVisitor;
import dev.redstart.engine.keyspace.Keyspace;
import dev.redstart.engine.keyspace.KeyspaceHost;
import dev.redstart.engine.keyspace.KeyspaceObserver;
import dev.redstart.engine.keyspace.StringValue;
import dev.redstart.engine.keyspace.Value;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One database of a cache, as commands see it under the lock: a heap, whose keys are there only as long as the cache has
 * them too, and of which every change is noted for {@link CacheStore} to publish.
 */
final class CacheKeyspace implements Keyspace {

    private static final int SALT = 0x9e3779b9;
    private static final long MILLIS_PER_SECOND = 1000;

    /** Spreads the same key of several databases. */
    final int salt;

    private final CacheStore store;
    private final KeyspaceHost host;
    private final HeapKeyspace heap;
    /** The key asked for last: a command asks for the same one several times. Used under the lock only. */
    private CacheKey latest = new CacheKey(this, new byte[0]);

    CacheKeyspace(CacheStore store, int index, KeyspaceHost host) {
        this.store = store;
        this.host = host;
        salt = index * SALT;
        heap = new HeapKeyspace(index, host.time(), host.stats(), new HeapObserver());
    }

    /** Hears what the heap does on its own: lets keys expire, and parts of values. */
    private final class HeapObserver implements KeyspaceObserver {
        @Override
        public void modified(Keyspace db, byte[] key) {
            store.touch(key(key), true);
            host.modified(CacheKeyspace.this, key);
        }

        @Override
        public void gone(Keyspace db, byte[] key) {
            host.gone(CacheKeyspace.this, key);
        }

        @Override
        public void fieldsGone(Keyspace db, byte[] key, List<byte[]> fields) {
            host.fieldsGone(CacheKeyspace.this, key, fields);
        }

        @Override
        public void event(Keyspace db, EventClass type, String event, byte[] key) {
            if (type == EventClass.EXPIRED) store.expired(key(key));
            host.event(CacheKeyspace.this, type, event, key);
        }
    }

    private CacheKey key(byte[] bytes) {
        CacheKey key = latest;
        if (key.bytes != bytes) latest = key = new CacheKey(this, bytes);
        return key;
    }

    CachedKey described(CacheKey key) {
        return new CachedKey(index(), key.bytes.clone());
    }

    /** What is to be published of a key; null when there is none. */
    @Nullable
    Published state(CacheKey key) {
        Value value = heap.peek(key.bytes);
        if (value == null) return null;
        StringValue string = value instanceof StringValue s ? s : null;
        if (string != null) string.published();
        return new Published(string, heap.expiry(key.bytes), weight(key, value));
    }

    private int weight(CacheKey key, Value value) {
        if (!store.options().isWeighed()) return 1;
        return (int) Math.min(Integer.MAX_VALUE, Footprint.ofKey(key.bytes) + value.footprint());
    }

    /** The cache no longer has the key, so it goes from here, too; nothing happens when it has gone already. */
    void leave(CacheKey key, Cause cause) {
        if (heap.remove(key.bytes) == null) return;
        boolean expired = cause == Cause.EXPIRED;
        if (expired) host.stats().expiredKeys++;
        else host.stats().evictedKeys++;
        host.gone(this, key.bytes);
        host.modified(this, key.bytes);
        if (expired) host.event(this, EventClass.EXPIRED, "expired", key.bytes);
        else host.event(this, EventClass.EVICTED, "evicted", key.bytes);
    }

    /** Before each look into the heap: takes off what the cache has thrown out, and tells the cache of the use. */
    private CacheKey reconcile(byte[] bytes, boolean uses) {
        CacheKey key = key(bytes);
        if (isCached(key, uses && host.time().isTouching())) return key;
        if (!store.isTouched(key) && heap.peek(bytes) != null) {
            store.settle();
            if (!isCached(key, false)) store.leave(key, Cause.EXPIRED);
        }
        return key;
    }

    private boolean isCached(CacheKey key, boolean uses) {
        return (uses ? store.cache.getIfPresent(key) : store.policy.getIfPresentQuietly(key)) != null;
    }

    /** The same before a change, which is noted. */
    private void touch(byte[] bytes) {
        if (store.isTouched(key(bytes))) return;
        CacheKey key = reconcile(bytes, false);
        store.touch(key, heap.peek(bytes) != null);
    }

    @Override
    public int index() {
        return heap.index();
    }

    @Override
    public void index(int index) {
        store.disturb();
        heap.index(index);
    }

    @Override
    public @Nullable Value read(byte[] key) {
        reconcile(key, true);
        return heap.read(key);
    }

    @Override
    public @Nullable Value look(byte[] key) {
        reconcile(key, false);
        return heap.look(key);
    }

    @Override
    public @Nullable Value write(byte[] key) {
        reconcile(key, true);
        return heap.write(key);
    }

    @Override
    public @Nullable Value peek(byte[] key) {
        reconcile(key, false);
        return heap.peek(key);
    }

    @Override
    public void set(byte[] key, Value value) {
        touch(key);
        heap.set(key, value);
    }

    @Override
    public void replace(byte[] key, Value value) {
        touch(key);
        heap.replace(key, value);
    }

    @Override
    public @Nullable Value remove(byte[] key) {
        touch(key);
        return heap.remove(key);
    }

    @Override
    public long expiry(byte[] key) {
        reconcile(key, false);
        return heap.expiry(key);
    }

    @Override
    public void expiry(byte[] key, long at) {
        touch(key);
        heap.expiry(key, at);
    }

    /** What a command has removed was noted when it did so. */
    @Override
    public void modified(byte[] key) {
        if (heap.peek(key) != null) store.touch(key(key), true);
    }

    @Override
    public KeyLooks unlocked(CommandTime time) {
        return new CacheLooks(store, this, host, time);
    }

    @Override
    public void trackParts(byte[] key) {
        heap.trackParts(key);
    }

    @Override
    public void expireParts(byte[] key) {
        heap.expireParts(key);
    }

    @Override
    public boolean expirePart(byte[] key, byte[] part) {
        return heap.expirePart(key, part);
    }

    @Override
    public long idleSeconds(byte[] key) {
        long idle = heap.idleSeconds(key);
        Published state = store.policy.getIfPresentQuietly(key(key));
        if (state == null) return idle;
        long since = host.time().millis() / MILLIS_PER_SECOND - state.usedSeconds;
        return Math.max(0, Math.min(idle, since));
    }

    @Override
    public void idleSeconds(byte[] key, long seconds) {
        touch(key);
        heap.idleSeconds(key, seconds);
        Published state = store.policy.getIfPresentQuietly(key(key));
        if (state != null) state.usedSeconds = 0;
    }

    @Override
    public byte @Nullable [] randomKey(RandomGenerator random) {
        while (true) {
            byte[] key = heap.randomKey(random);
            if (key == null || peek(key) != null) return key;
        }
    }

    @Override
    public long scan(long cursor, KeyVisitor visitor) {
        return heap.scan(cursor, present(visitor));
    }

    @Override
    public void forEach(KeyVisitor visitor) {
        heap.forEach(present(visitor));
    }

    /** A walk passes over what is no longer cached, and leaves it: only the key that is shown may go in a walk. */
    private KeyVisitor present(KeyVisitor visitor) {
        return (bytes, value) -> {
            CacheKey key = key(bytes);
            if (isCached(key, false) || store.isTouched(key)) visitor.visit(bytes, value);
        };
    }

    @Override
    public int size() {
        return heap.size();
    }

    @Override
    public int expiring() {
        return heap.expiring();
    }

    @Override
    public int expiringParts() {
        return heap.expiringParts();
    }

    @Override
    public long averageTtl() {
        return heap.averageTtl();
    }

    @Override
    public void clear() {
        store.disturb();
        heap.forEach((bytes, value) -> store.withdraw(key(bytes), Cause.REMOVED));
        heap.clear();
        store.untouchAll(this);
    }

    @Override
    public int expireSome(int limit) {
        int before = heap.size();
        if (before > 0 && store.options().expires()) store.settle();
        return before - heap.size() + heap.expireSome(limit);
    }
}
