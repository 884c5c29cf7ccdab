package dev.redstart.caffeine;

/** Hears which keys have gone. */
@FunctionalInterface
public interface RemovalListener {

    /** Why a key goes. */
    enum Cause {
        /** There was no room for it. */
        EVICTED,
        /** Its time had come: its TTL, {@code expireAfterWrite} or {@code expireAfterAccess}. */
        EXPIRED,
        /** A command took it away: DEL, FLUSHDB, the last LPOP. */
        REMOVED
    }

    /** The key is gone. What this throws goes to its thread's handler of uncaught exceptions. */
    void removed(CachedKey key, Cause cause);
}
