package dev.redstart.engine.persist.rdb;

import dev.redstart.engine.keyspace.StreamConsumer;
import dev.redstart.engine.keyspace.StreamGroup;
import dev.redstart.engine.keyspace.StreamValue;
import dev.redstart.engine.structure.RadixTree;
import dev.redstart.engine.structure.StreamCursor;
import dev.redstart.engine.structure.StreamId;
import dev.redstart.engine.structure.StreamNode;
import java.nio.ByteBuffer;

/**
 * Reads a stream of any version: 7.0 added the counters from which the lag of a group is told, 7.2 when a consumer was
 * last active. What pending entries, and counts of them, have to agree on is checked throughout.
 */
final class StreamReader {

    private static final int ID_BYTES = 2 * Long.BYTES;

    /** An entry that is pending for the group, while it is not known yet for which consumer. */
    private static final class Delivery extends RadixTree.Entry {
        final long at;
        final long count;

        Delivery(StreamId id, long at, long count) {
            super(id.ms(), id.seq());
            this.at = at;
            this.count = count;
        }
    }

    private final RdbInput in;
    private final boolean counted;
    private final boolean timed;
    private final StreamValue stream = StreamValue.create();

    StreamReader(RdbInput in, int type) {
        this.in = in;
        counted = type != RdbType.STREAM_LISTPACKS;
        timed = type == RdbType.STREAM_LISTPACKS_3;
    }

    StreamValue read() {
        long entries = 0;
        for (int n = in.count(ID_BYTES + 2); n > 0; n--) entries += node();
        counters(entries);
        for (int n = in.count(5); n > 0; n--) group();
        return stream;
    }

    /** How many entries are in it. */
    private int node() {
        byte[] key = in.string();
        if (key.length != ID_BYTES) throw in.corrupt("the key of a stream's node is no ID");
        byte[] listpack = in.string();
        if (!StreamNode.isValid(listpack, true)) throw in.corrupt("Stream listpack integrity check failed");
        StreamNode node = new StreamNode(id(key), listpack);
        if (!stream.addNode(node)) throw in.corrupt("a stream has two nodes of one ID");
        return node.count();
    }

    private static StreamId id(byte[] raw) {
        ByteBuffer halves = ByteBuffer.wrap(raw);
        return new StreamId(halves.getLong(), halves.getLong());
    }

    private StreamId id() {
        return new StreamId(in.number(), in.number());
    }

    private void counters(long entries) {
        if (in.number() != entries) throw in.corrupt("a stream has another length than its nodes");
        StreamId last = id();
        StreamId first = counted ? id() : first();
        StreamId maxDeleted = counted ? id() : StreamId.MIN;
        stream.counters(entries, first, last, maxDeleted, counted ? in.number() : entries);
    }

    private StreamId first() {
        StreamCursor cursor = stream.cursor(StreamId.MIN, StreamId.MAX, false);
        return cursor.next() ? cursor.id() : StreamId.MIN;
    }

    private void group() {
        byte[] name = in.string();
        StreamId last = id();
        long read = counted ? in.number() : stream.distance(last);
        StreamGroup group = stream.addGroup(name, last, read);
        if (group == null) throw in.corrupt("a stream has two groups of one name");
        RadixTree<Delivery> pending = new RadixTree<>();
        for (int n = in.count(ID_BYTES + Long.BYTES + 1); n > 0; n--) {
            Delivery delivery = new Delivery(id(in.raw(ID_BYTES)), in.fixed(), in.number());
            if (!pending.insert(delivery)) throw in.corrupt("an entry is pending twice");
        }
        for (int n = in.count(Long.BYTES + 2); n > 0; n--) consumer(group, pending);
        if (!pending.isEmpty()) throw in.corrupt("an entry is pending for nobody");
    }

    private static String notPending(StreamGroup group, StreamId id) {
        return group.pending().find(id.ms(), id.seq()) == null
                ? "Consumer entry not found in group global PEL"
                : "Stream consumer PEL entry already has a consumer assigned";
    }

    private void consumer(StreamGroup group, RadixTree<Delivery> pending) {
        byte[] name = in.string();
        if (group.consumer(name) != null) throw in.corrupt("Duplicate stream consumer detected");
        long seen = in.fixed();
        StreamConsumer consumer = group.addConsumer(name, seen);
        consumer.active(timed ? in.fixed() : seen);
        for (int n = in.count(ID_BYTES); n > 0; n--) {
            StreamId id = id(in.raw(ID_BYTES));
            Delivery delivery = pending.remove(id.ms(), id.seq());
            if (delivery == null) throw in.corrupt(notPending(group, id));
            group.addPending(id, consumer, delivery.at, delivery.count);
        }
    }
}
