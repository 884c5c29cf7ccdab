package dev.redstart.engine.keyspace;

import dev.redstart.engine.structure.RadixTree;

/** An entry of a stream that was delivered to a consumer and not acknowledged yet; Redis calls it a NACK. */
public final class PendingEntry extends RadixTree.Entry {

    private StreamConsumer consumer;
    private long deliveredAt;
    private long deliveries;

    PendingEntry(long ms, long seq, StreamConsumer consumer, long deliveredAt, long deliveries) {
        super(ms, seq);
        this.consumer = consumer;
        this.deliveredAt = deliveredAt;
        this.deliveries = deliveries;
    }

    /** To whom it was delivered last. */
    public StreamConsumer consumer() {
        return consumer;
    }

    /** When it was delivered last, in milliseconds since the epoch. */
    public long deliveredAt() {
        return deliveredAt;
    }

    /** How many times it was delivered. */
    public long deliveries() {
        return deliveries;
    }

    /** Another delivery, which makes them so many. */
    public void delivered(long at, long count) {
        deliveredAt = at;
        deliveries = count;
    }

    /** Gives it to another consumer, or leaves it where it is. */
    void moveTo(StreamConsumer owner) {
        if (owner == consumer) return;
        consumer.pending().remove(this);
        owner.pending().insert(this);
        consumer = owner;
    }
}
