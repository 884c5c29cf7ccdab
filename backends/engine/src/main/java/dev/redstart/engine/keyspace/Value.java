package dev.redstart.engine.keyspace;

import java.util.List;

/** What a key holds. */
public sealed interface Value permits StringValue, Aggregate {

    /** {@link #nextExpiry()} of a value of which nothing expires. */
    long NEVER = Long.MAX_VALUE;

    /** The word that {@code TYPE} answers. */
    String type();

    /** The word that {@code OBJECT ENCODING} answers. */
    String encoding();

    /** A value of the same content and encoding that shares nothing mutable with this one. */
    Value copy();

    /** Whether nothing is in it: then the key must not exist. Never true of a string or a stream. */
    boolean isEmpty();

    /** About how many bytes of heap it takes; O(1). */
    long footprint();

    /** How many pieces it is made of, which the collector will have to look at; 1 for a compact one. O(1). */
    default long pieces() {
        return 1;
    }

    /** When the first part of it (a hash field) expires, in milliseconds since the epoch; {@link #NEVER} if none does. */
    default long nextExpiry() {
        return NEVER;
    }

    /** Drops the parts whose time has come, and returns their names. */
    default List<byte[]> expireParts(long now) {
        return List.of();
    }

    /** Drops that part if its time has come; false if it has not, or there is no such part. */
    default boolean expirePart(byte[] part, long now) {
        return false;
    }
}
