package dev.redstart.engine.keyspace;

/**
 * Where an engine keeps all its databases: on the heap, or in something that has a say of its own in what stays. The seam
 * for the latter: it hears when the lock is taken and released, so that what happened to keys in between (they were
 * evicted) and what commands did to them meet at these two moments; and it may let single keys be read without the lock.
 *
 * <p>One store serves one engine.
 */
@FunctionalInterface
public interface KeyspaceStore {

    /** {@link #stamp} when reads need the lock. */
    long LOCKED = -1;

    /** A plain one: a {@link HeapKeyspace} for each database. */
    KeyspaceStore HEAP = (index, host) -> new HeapKeyspace(index, host.time(), host.stats(), host);

    /** The database of that number, empty. Called once for each, before anything else. */
    Keyspace create(int index, KeyspaceHost host);

    /** The lock has been taken; no command has run yet. */
    default void locked() {}

    /** The lock is about to be released: what commands did may now be seen by those who read without it. */
    default void unlocking() {}

    /**
     * To be taken before a read without the lock, and given to {@link #isValid} after it; {@link #LOCKED} when that
     * read has to take the lock.
     */
    default long stamp() {
        return LOCKED;
    }

    /** Whether all that was read since the stamp was taken belongs to one state of the data. */
    default boolean isValid(long stamp) {
        return false;
    }
}
