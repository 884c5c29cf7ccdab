package dev.redstart.engine.keyspace;

/** One database as it was at one moment, given to a {@link SnapshotSink} a little at a time. Used under the engine's lock. */
public interface KeyspaceSnapshot {

    /** How many keys there were. */
    int size();

    /** How many of them had an expiry. */
    int expiring();

    /** Gives the keys of some buckets; false when that were the last ones. */
    boolean step();

    /** Ends it, whether all was given or not: changes are no longer watched. Idempotent. */
    void close();
}
