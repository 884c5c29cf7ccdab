package dev.redstart.engine.keyspace;

import dev.redstart.engine.structure.RadixTree;

/** A consumer of a {@link StreamGroup}. */
public final class StreamConsumer {

    /** {@link #activeAt()} of one that never got an entry. */
    public static final long NEVER_ACTIVE = -1;

    private final byte[] name;
    private final RadixTree<PendingEntry> pending = new RadixTree<>();
    private long seenAt;
    private long activeAt = NEVER_ACTIVE;

    StreamConsumer(byte[] name, long seenAt) {
        this.name = name;
        this.seenAt = seenAt;
    }

    /** Not to be changed. */
    public byte[] name() {
        return name;
    }

    /** What was delivered to it; only its group changes it, which has the same entries. */
    public RadixTree<PendingEntry> pending() {
        return pending;
    }

    /** When it last asked for something, in milliseconds since the epoch. */
    public long seenAt() {
        return seenAt;
    }

    /** When it last got something, or {@link #NEVER_ACTIVE}. */
    public long activeAt() {
        return activeAt;
    }

    public void seen(long at) {
        seenAt = at;
    }

    public void active(long at) {
        activeAt = at;
    }
}
