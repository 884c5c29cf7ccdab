package dev.redstart.caffeine;

import dev.redstart.engine.keyspace.CommandTime;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.KeyLooks;
import dev.redstart.engine.keyspace.Keyspace;
import dev.redstart.engine.keyspace.KeyspaceHost;
import dev.redstart.engine.keyspace.LockNeeded;
import dev.redstart.engine.keyspace.StringValue;
import org.jspecify.annotations.Nullable;

/** Looks at strings without the lock: what is published, and nothing else. */
final class CacheLooks implements KeyLooks {

    private final CacheStore store;
    private final CacheKeyspace db;
    private final KeyspaceHost host;
    private final CommandTime time;

    CacheLooks(CacheStore store, CacheKeyspace db, KeyspaceHost host, CommandTime time) {
        this.store = store;
        this.db = db;
        this.host = host;
        this.time = time;
    }

    @Override
    public @Nullable StringValue read(byte[] key) {
        CacheKey k = new CacheKey(db, key);
        Published state = alive(k, store.cache.getIfPresent(k));
        if (state != null) state.used(time.millis());
        return counted(state);
    }

    @Override
    public @Nullable StringValue look(byte[] key) {
        CacheKey k = new CacheKey(db, key);
        return counted(alive(k, store.policy.getIfPresentQuietly(k)));
    }

    @Override
    public long expiry(byte[] key) {
        CacheKey k = new CacheKey(db, key);
        Published state = alive(k, store.policy.getIfPresentQuietly(k));
        if (state == null) return Keyspace.NO_KEY;
        return state.expireAt;
    }

    private @Nullable Published alive(CacheKey key, @Nullable Published state) {
        if (state == null || !store.isDue(state, time.millis())) return state;
        store.expire(key, state);
        return null;
    }

    private @Nullable StringValue counted(@Nullable Published state) {
        if (state == null) {
            // Somebody is to hear of the miss, in the order of everything that is published.
            if (host.hears(EventClass.MISS)) throw LockNeeded.SIGNAL;
            host.stats().countUnlocked(false);
            return null;
        }
        // Other values change in place, and hash fields expire.
        if (state.string == null) throw LockNeeded.SIGNAL;
        host.stats().countUnlocked(true);
        return state.string;
    }
}
