package dev.redstart.engine.persist.rdb;

import dev.redstart.engine.keyspace.PendingEntry;
import dev.redstart.engine.keyspace.StreamConsumer;
import dev.redstart.engine.keyspace.StreamGroup;
import dev.redstart.engine.keyspace.StreamValue;
import dev.redstart.engine.structure.RadixTree;
import dev.redstart.engine.structure.StreamId;
import dev.redstart.engine.structure.StreamNode;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Writes a stream: its nodes as they are in memory, its counters, its groups with all that is pending. */
final class StreamWriter {

    private final RdbOutput out;
    private final StreamValue stream;
    private final boolean active;
    private @Nullable StreamNode next;

    /** Writes how many nodes there are. {@code active}: whether the version knows when a consumer was last active. */
    StreamWriter(RdbOutput out, StreamValue stream, boolean active) {
        this.out = out;
        this.stream = stream;
        this.active = active;
        next = stream.nodes().first();
        out.length(stream.nodes().size());
    }

    /** Writes the next node, or after the last one all the rest; false when that was written. */
    boolean step() {
        StreamNode node = next;
        if (node == null) {
            rest();
            return false;
        }
        node(node);
        next = stream.nodes().next(node);
        return true;
    }

    private void rest() {
        out.length(stream.size());
        id(stream.lastId());
        id(stream.firstId());
        id(stream.maxDeletedId());
        out.length(stream.entriesAdded());
        out.length(stream.groups().size());
        stream.groups().forEach(this::group);
    }

    private void node(StreamNode node) {
        out.string(key(node));
        out.string(node.toBytes());
    }

    private void id(StreamId id) {
        out.length(id.ms());
        out.length(id.seq());
    }

    private static byte[] key(RadixTree.Entry entry) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(entry.high())
                .putLong(entry.low())
                .array();
    }

    private void group(StreamGroup group) {
        out.string(group.name());
        id(group.lastId());
        out.length(group.entriesRead());
        out.length(group.pending().size());
        group.pending().forEach(this::delivery);
        out.length(group.consumers().size());
        group.consumers().forEach(this::consumer);
    }

    private void delivery(PendingEntry entry) {
        out.raw(key(entry));
        out.fixed(entry.deliveredAt());
        out.length(entry.deliveries());
    }

    /** What is pending for it stands with the group; here are only the IDs. */
    private void consumer(StreamConsumer consumer) {
        out.string(consumer.name());
        out.fixed(consumer.seenAt());
        if (active) out.fixed(consumer.activeAt());
        out.length(consumer.pending().size());
        consumer.pending().forEach(entry -> out.raw(key(entry)));
    }
}
