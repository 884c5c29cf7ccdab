package dev.redstart.engine.keyspace;

/** Takes what a {@link KeyspaceSnapshot} gives. Called under the engine's lock, also from within commands: throws nothing. */
public interface SnapshotSink {

    /**
     * A key as it was when the snapshot began.
     *
     * @param db       the number its database had then
     * @param expireAt {@link Value#NEVER} when it stays
     * @param use      when it was last used, in seconds since the epoch; under an LFU policy, the counter of its uses
     */
    record Entry(int db, byte[] key, Value value, long expireAt, int use) {}

    /** The walk has come to it. */
    void walked(Entry entry);

    /** It is about to change, or to go, before the walk has come to it; not given again. */
    void changing(Entry entry);

    /** This value, which was given, is about to change. */
    void settle(Value value);
}
