package dev.redstart.engine.persist.rdb;

import dev.redstart.engine.keyspace.PendingEntry;
import dev.redstart.engine.keyspace.StreamConsumer;
import dev.redstart.engine.keyspace.StreamGroup;
import dev.redstart.engine.keyspace.StreamValue;
import dev.redstart.engine.structure.PartSnapshot;
import dev.redstart.engine.structure.RadixTree;
import dev.redstart.engine.structure.StreamId;
import dev.redstart.engine.structure.StreamNode;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a stream: its nodes as they are in memory, its counters, its groups with all that is pending. Before the stream
 * changes it has to be settled: then counters and groups are put down at once, for their turn.
 */
final class StreamWriter implements ValueWriter.Steps {

    private final RdbOutput out;
    private final StreamValue stream;
    private final boolean active;
    private final PartSnapshot nodes;
    private boolean moreNodes;
    private byte @Nullable [] kept;

    /** Writes how many nodes there are. {@code active}: whether the version knows when a consumer was last active. */
    StreamWriter(RdbOutput out, StreamValue stream, boolean active) {
        this.out = out;
        this.stream = stream;
        this.active = active;
        nodes = stream.snapshot(this::node);
        moreNodes = stream.nodes().size() > 0;
        out.length(stream.nodes().size());
    }

    @Override
    public boolean next() {
        if (moreNodes) {
            moreNodes = nodes.step();
            return true;
        }
        if (kept != null) out.raw(kept);
        else rest(out);
        return false;
    }

    @Override
    public void watch() {
        nodes.watch();
    }

    @Override
    public void settle() {
        if (kept != null) return;
        RdbOutput aside = out.sibling();
        rest(aside);
        kept = aside.toBytes();
    }

    @Override
    public void close() {
        nodes.close();
    }

    private void rest(RdbOutput out) {
        out.length(stream.size());
        id(out, stream.lastId());
        id(out, stream.firstId());
        id(out, stream.maxDeletedId());
        out.length(stream.entriesAdded());
        out.length(stream.groups().size());
        stream.groups().forEach(group -> group(out, group));
    }

    private void node(StreamNode node) {
        out.string(key(node));
        out.string(node.toBytes());
    }

    private static void id(RdbOutput out, StreamId id) {
        out.length(id.ms());
        out.length(id.seq());
    }

    private static byte[] key(RadixTree.Entry entry) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(entry.high())
                .putLong(entry.low())
                .array();
    }

    private void group(RdbOutput out, StreamGroup group) {
        out.string(group.name());
        id(out, group.lastId());
        out.length(group.entriesRead());
        out.length(group.pending().size());
        group.pending().forEach(entry -> delivery(out, entry));
        out.length(group.consumers().size());
        group.consumers().forEach(consumer -> consumer(out, consumer));
    }

    private static void delivery(RdbOutput out, PendingEntry entry) {
        out.raw(key(entry));
        out.fixed(entry.deliveredAt());
        out.length(entry.deliveries());
    }

    /** What is pending for it stands with the group; here are only the IDs. */
    private void consumer(RdbOutput out, StreamConsumer consumer) {
        out.string(consumer.name());
        out.fixed(consumer.seenAt());
        if (active) out.fixed(consumer.activeAt());
        out.length(consumer.pending().size());
        consumer.pending().forEach(entry -> out.raw(key(entry)));
    }
}
