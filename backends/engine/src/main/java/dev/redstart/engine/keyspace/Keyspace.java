package dev.redstart.engine.keyspace;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One database: keys, their values, and when they expire. A key whose time has come is gone for everybody, whether it has
 * been removed yet or not; the three lookups remove it.
 *
 * <p>An implementation signals {@link KeyspaceObserver} for keys that expire, miss or are new; nothing else of what is
 * done through this interface, since a command knows better what its change is called.
 *
 * <p>Times are milliseconds since the epoch. A key expires at the very millisecond (Redis: the one after).
 */
public interface Keyspace extends KeyLooks {

    /** {@link #expiry} of a key that stays. */
    long NO_EXPIRY = -1;

    /** {@link #expiry} of a key that does not exist. */
    long NO_KEY = -2;

    /** Its number; SWAPDB changes it. */
    int index();

    /** See {@link #index()}. */
    void index(int index);

    /** For a command that goes on to change: marks the key as used. */
    @Nullable
    Value write(byte[] key);

    /** For a look from the side, as TYPE or OBJECT: leaves no trace. */
    @Nullable
    Value peek(byte[] key);

    /** Stores, and drops an expiry that was there. The key's array now belongs to the keyspace. */
    void set(byte[] key, Value value);

    /** Stores, and keeps an expiry that was there. */
    void replace(byte[] key, Value value);

    /** Takes the key out; null when it does not exist. */
    @Nullable
    Value remove(byte[] key);

    /** Lets an existing key expire at {@code at}, or never with {@link #NO_EXPIRY}; a time in the past is the caller's error. */
    void expiry(byte[] key, long at);

    /** A command has changed what is at the key (if there still is anything), whether through this interface or in place. */
    default void modified(byte[] key) {}

    /**
     * A view for whoever does not hold the lock, which sees single keys as the last holder left them and throws
     * {@link LockNeeded} where it cannot tell. For one thread, at the moments that {@code time} tells. Only for a store
     * that gives {@linkplain KeyspaceStore#stamp stamps}.
     */
    default KeyLooks unlocked(CommandTime time) {
        throw new UnsupportedOperationException("this keyspace is read under the lock");
    }

    /** Has {@link Value#expireParts} called when {@link Value#nextExpiry} has come; to be told when a first part expires. */
    void trackParts(byte[] key);

    /** Takes out the parts of the value there that are due now; what is then empty is gone. */
    void expireParts(byte[] key);

    /**
     * Takes out that part of the value there if it is due now, and tells whether it was. No event is signalled and an empty
     * value stays: the command that came upon it knows when to do so.
     */
    boolean expirePart(byte[] key, byte[] part);

    /** Seconds since the key was last used, without using it; 0 for one that does not exist. */
    long idleSeconds(byte[] key);

    /** Makes an existing key look as if it had last been used so many seconds ago; not while uses are counted instead. */
    void idleSeconds(byte[] key, long seconds);

    /** How often the key is used, see {@link Usage}; 0 for one that does not exist, or where that is not counted. */
    default int frequency(byte[] key) {
        return 0;
    }

    /** Makes an existing key look as if it were used that often; only while uses are counted. */
    default void frequency(byte[] key, int counter) {}

    /**
     * Shows about so many keys found at random that may be evicted, of those with an expiry if {@code expiringOnly}; false
     * when there are none.
     */
    default boolean sample(int count, boolean expiringOnly, RandomGenerator random, EvictionVisitor visitor) {
        return false;
    }

    /** Any key that may be evicted, see {@link #sample}; null when there is none. */
    default byte @Nullable [] evictable(boolean expiringOnly, RandomGenerator random) {
        return null;
    }

    /** Takes the key out to make room; false when it does not exist. */
    default boolean evict(byte[] key) {
        return false;
    }

    /** Any key, or null when there is none. */
    byte @Nullable [] randomKey(RandomGenerator random);

    /** Shows some keys and returns the cursor to go on with; 0 begins and, returned, ends. SCAN's guarantee holds. */
    long scan(long cursor, KeyVisitor visitor);

    /** Shows all keys. */
    void forEach(KeyVisitor visitor);

    /** How many keys there are, those that have expired and are not removed yet included. */
    int size();

    /** About how many bytes of heap all keys and values take, see {@link Footprint}; 0 where that is not counted. */
    default long bytes() {
        return 0;
    }

    /** How many of them have an expiry. */
    int expiring();

    /** How many others have parts that expire. */
    int expiringParts();

    /** How long those with an expiry have yet, on average, in milliseconds; 0 when there are none. */
    long averageTtl();

    /** Takes out everything. */
    void clear();

    /**
     * Looks at up to {@code limit} keys with an expiry and removes those whose time has come; returns how many went.
     * Successive calls come to all of them.
     */
    int expireSome(int limit);

    /**
     * Begins a snapshot of what is there now. Only one at a time; keys that have expired and are not removed yet are in it.
     * Not for a store whose keys come and go without commands: who keeps keys elsewhere has no persistence.
     */
    default KeyspaceSnapshot snapshot(SnapshotSink sink) {
        throw new UnsupportedOperationException("no snapshots of this keyspace");
    }
}
