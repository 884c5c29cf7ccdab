package dev.redstart.engine.keyspace;

import dev.redstart.engine.structure.Dict;

/** A key of a {@link HeapKeyspace} with all that belongs to it: one object, the value apart. */
final class KeyEntry extends Dict.Entry {

    Value value;
    /** {@link Value#NEVER} when it stays, so that one comparison tells. */
    long expireAt = Value.NEVER;
    /** Where it stands in the {@link ExpiryIndex}; -1 if nowhere. */
    int expirySlot = -1;
    /** See {@link Usage}. */
    int usage;
    /** The last snapshot that has it, or that it is too young for. */
    int snapshot;

    KeyEntry(byte[] key, int hash, Value value) {
        super(key, hash);
        this.value = value;
    }
}
