package dev.redstart.engine.keyspace;

/** A value of many elements, which changes in place; so it remembers how large it was when it was last counted. */
public abstract sealed class Aggregate implements Value permits ListValue, SetValue, ZSetValue, HashValue, StreamValue {

    private long counted;

    /** Its {@link #footprint} when it was last counted. */
    final long counted() {
        return counted;
    }

    /** Counts again, and returns by how much it has grown since. */
    final long count() {
        long now = footprint();
        long grown = now - counted;
        counted = now;
        return grown;
    }
}
