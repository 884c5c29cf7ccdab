package dev.redstart.engine.keyspace;

import org.jspecify.annotations.Nullable;

/**
 * What can be asked of single keys without changing any. A {@link Keyspace} answers under the engine's lock; one that
 * allows for it also hands out a view that answers without ({@link Keyspace#unlocked}).
 */
public interface KeyLooks {

    /** For a command that only reads: counted as hit or miss, and marks the key as used. */
    @Nullable
    Value read(byte[] key);

    /** The same without marking the key as used. */
    @Nullable
    Value look(byte[] key);

    /** When the key expires, or {@link Keyspace#NO_EXPIRY} or {@link Keyspace#NO_KEY}. */
    long expiry(byte[] key);
}
