package dev.redstart.engine.keyspace;

/** A sorted set. */
public final class ZSetValue implements Value {

    @Override
    public String type() {
        return "zset";
    }

    @Override
    public String encoding() {
        return "listpack";
    }

    @Override
    public Value copy() {
        return new ZSetValue();
    }

    @Override
    public boolean isEmpty() {
        return true;
    }
}
