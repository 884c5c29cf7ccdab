package dev.redstart.caffeine;

import dev.redstart.caffeine.RemovalListener.Cause;
import dev.redstart.engine.keyspace.KeyspaceHost;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/** Tells listeners of keys that have gone, after the lock was released. */
final class Removals {

    private record Told(RemovalListener listener, Executor executor) {}

    private final List<Told> all = new CopyOnWriteArrayList<>();

    Runnable add(RemovalListener listener, Executor executor) {
        Told told = new Told(listener, executor);
        all.add(told);
        return () -> all.remove(told);
    }

    /** Under the lock. */
    void tell(KeyspaceHost host, CacheKey key, Cause cause) {
        if (all.isEmpty()) return;
        CachedKey gone = key.owner.described(key);
        for (Told t : all) host.later(() -> t.executor.execute(() -> t.listener.removed(gone, cause)));
    }
}
