package dev.redstart.engine.keyspace;

/** A hash. */
public final class HashValue implements Value {

    @Override
    public String type() {
        return "hash";
    }

    @Override
    public String encoding() {
        return "listpack";
    }

    @Override
    public Value copy() {
        return new HashValue();
    }

    @Override
    public boolean isEmpty() {
        return true;
    }
}
