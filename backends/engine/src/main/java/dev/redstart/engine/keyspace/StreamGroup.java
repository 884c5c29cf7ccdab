package dev.redstart.engine.keyspace;

import dev.redstart.engine.structure.RadixTree;
import dev.redstart.engine.structure.StreamId;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A consumer group: how far it has come in the stream, its consumers, and what they have not acknowledged.
 *
 * <p>A pending entry is one object in two trees, the group's and its consumer's; everything that changes either goes
 * through here. Consumers stand in the order of their names, in a red-black tree instead of Redis' rax: they are few, and
 * looked up once per command.
 */
public final class StreamGroup {

    /** {@link #entriesRead()} when it cannot be told. */
    public static final long UNKNOWN = -1;

    private static final long GROUP = 200;
    private static final long CONSUMER = 200;
    /** An entry is in two trees. */
    private static final long PENDING = 100;

    private final byte[] name;
    private final RadixTree<PendingEntry> pending = new RadixTree<>();
    private final TreeMap<byte[], StreamConsumer> consumers = new TreeMap<>(Arrays::compareUnsigned);
    private StreamId lastId;
    private long entriesRead;

    StreamGroup(byte[] name, StreamId lastId, long entriesRead) {
        this.name = name;
        this.lastId = lastId;
        this.entriesRead = entriesRead;
    }

    StreamGroup copy() {
        StreamGroup copy = new StreamGroup(name, lastId, entriesRead);
        for (StreamConsumer c : consumers.values()) {
            StreamConsumer twin = copy.addConsumer(c.name(), c.seenAt());
            twin.active(c.activeAt());
            c.pending().forEach(e -> copy.addPending(e.id(), twin, e.deliveredAt(), e.deliveries()));
        }
        return copy;
    }

    /** Not to be changed. */
    public byte[] name() {
        return name;
    }

    /** The last entry delivered to anybody; what comes after it is new to the group. */
    public StreamId lastId() {
        return lastId;
    }

    /** How many entries, from the first ever, the group has read up to {@link #lastId()}; or {@link #UNKNOWN}. */
    public long entriesRead() {
        return entriesRead;
    }

    /** Moves the group to another place in the stream. */
    public void position(StreamId id, long read) {
        lastId = id;
        entriesRead = read;
    }

    // Consumers

    public @Nullable StreamConsumer consumer(byte[] consumer) {
        return consumers.get(consumer);
    }

    /** In the order of their names; not to be changed. */
    public Collection<StreamConsumer> consumers() {
        return consumers.values();
    }

    /** A new one; there is none of that name. */
    public StreamConsumer addConsumer(byte[] consumer, long seenAt) {
        StreamConsumer added = new StreamConsumer(consumer, seenAt);
        consumers.put(consumer, added);
        return added;
    }

    /** Removes a consumer with all that is pending for it. */
    public void removeConsumer(StreamConsumer consumer) {
        consumer.pending().forEach(pending::remove);
        consumers.remove(consumer.name());
    }

    /** About how many bytes of heap it takes. */
    long bytes() {
        return GROUP
                + Footprint.array(name.length)
                + (long) consumers.size() * CONSUMER
                + (long) pending.size() * PENDING;
    }

    // What is pending

    /** All that was delivered and not acknowledged; not to be changed. */
    public RadixTree<PendingEntry> pending() {
        return pending;
    }

    public @Nullable PendingEntry pending(StreamId id) {
        return pending.find(id.ms(), id.seq());
    }

    /** Notes a delivery that is not pending yet; it counts as {@code deliveries}. Null when it is. */
    public @Nullable PendingEntry addPending(StreamId id, StreamConsumer consumer, long at, long deliveries) {
        PendingEntry entry = new PendingEntry(id.ms(), id.seq(), consumer, at, deliveries);
        if (!pending.insert(entry)) return null;
        consumer.pending().insert(entry);
        return entry;
    }

    /** It was acknowledged, or is gone from the stream. */
    public void removePending(PendingEntry entry) {
        pending.remove(entry);
        entry.consumer().pending().remove(entry);
    }

    /** Gives a pending entry to a consumer, who may be the one that has it. */
    public void claim(PendingEntry entry, StreamConsumer consumer) {
        entry.moveTo(consumer);
    }

    /** An entry goes to a consumer for the first time, or, when the group was set back, as if it did. */
    public void deliver(StreamId id, StreamConsumer consumer, long now) {
        consumer.active(now);
        if (addPending(id, consumer, now, 1) != null) return;
        PendingEntry known = pending(id);
        if (known == null) throw new IllegalStateException("neither pending nor not");
        known.moveTo(consumer);
        known.delivered(now, 1);
    }
}
