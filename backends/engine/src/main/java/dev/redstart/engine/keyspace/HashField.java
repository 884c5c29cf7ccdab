package dev.redstart.engine.keyspace;

import dev.redstart.engine.structure.Dict;

/** A field of a hash that has outgrown its listpack. */
class HashField extends Dict.Entry {

    byte[] value;

    HashField(byte[] name, int hash, byte[] value) {
        super(name, hash);
        this.value = value;
    }

    /** When it expires; {@link Value#NEVER} unless it is {@link Expiring}. */
    long expireAt() {
        return Value.NEVER;
    }

    /** One with an expiry; a class of its own, so that the others do not pay for it. */
    static final class Expiring extends HashField {

        long at;
        /** Where it stands in the {@link FieldHeap}. */
        int slot;

        Expiring(byte[] name, int hash, byte[] value, long at) {
            super(name, hash, value);
            this.at = at;
        }

        @Override
        long expireAt() {
            return at;
        }
    }
}
