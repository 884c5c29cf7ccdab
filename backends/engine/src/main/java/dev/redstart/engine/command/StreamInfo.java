package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.at;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.keyspace.PendingEntry;
import dev.redstart.engine.keyspace.StreamConsumer;
import dev.redstart.engine.keyspace.StreamGroup;
import dev.redstart.engine.keyspace.StreamValue;
import dev.redstart.engine.structure.RadixTree;
import dev.redstart.engine.structure.StreamCursor;
import dev.redstart.engine.structure.StreamId;
import java.util.List;

/** XINFO: a stream, its groups and their consumers as they stand. */
final class StreamInfo {

    static final List<Command> COMMANDS = List.of(Command.container(
            "XINFO",
            of("XINFO CONSUMERS", 4, "readonly", at(2), StreamInfo::consumers),
            of("XINFO GROUPS", 3, "readonly", at(2), StreamInfo::groups),
            of("XINFO STREAM", -3, "readonly", at(2), StreamInfo::stream),
            Help.row(
                    "XINFO",
                    "loading stale",
                    "CONSUMERS <key> <group>",
                    "    The consumers of a group.",
                    "GROUPS <key>",
                    "    The groups of a stream.",
                    "STREAM <key> [FULL [COUNT <n>]]",
                    "    The stream itself; FULL with entries, groups and all that is pending.")));

    private static final long DEFAULT_COUNT = 10;

    private final ReplySink reply;
    private final StreamReply ids;

    private StreamInfo(Call call) {
        reply = call.reply();
        ids = new StreamReply(reply);
    }

    private static StreamValue read(Call call) {
        StreamValue stream = call.read(call.arg(1), StreamValue.class);
        if (stream == null) throw Errors.NO_SUCH_KEY;
        return stream;
    }

    private void put(String name, long value) {
        reply.blob(name);
        reply.integer(value);
    }

    private void put(String name, byte[] value) {
        reply.blob(name);
        reply.blob(value);
    }

    private void put(String name, StreamId id) {
        reply.blob(name);
        ids.id(id);
    }

    private void putOr(long missing, String name, long value) {
        reply.blob(name);
        if (value == missing) reply.nullBulk();
        else reply.integer(value);
    }

    // STREAM

    private static void stream(Call call) {
        StreamValue stream = read(call);
        if (call.count() == 2) {
            new StreamInfo(call).summary(stream);
            return;
        }
        boolean fits = call.count() == 3 || call.count() == 5;
        if (!fits || !call.is(2, "FULL")) throw Errors.unknownUse(call.arg(0), "XINFO");
        long count = DEFAULT_COUNT;
        if (call.count() == 5) {
            if (!call.is(3, "COUNT")) throw Errors.unknownUse(call.arg(0), "XINFO");
            count = call.integer(4);
            if (count < 0) count = DEFAULT_COUNT;
        }
        new StreamInfo(call).full(stream, count);
    }

    private void counters(StreamValue stream) {
        put("length", stream.size());
        put("radix-tree-keys", stream.nodes().size());
        put("radix-tree-nodes", stream.nodes().nodes());
        put("last-generated-id", stream.lastId());
        put("max-deleted-entry-id", stream.maxDeletedId());
        put("entries-added", stream.entriesAdded());
        put("recorded-first-entry-id", stream.firstId());
    }

    private void summary(StreamValue stream) {
        reply.map(10);
        counters(stream);
        put("groups", stream.groups().size());
        reply.blob("first-entry");
        edge(stream, false);
        reply.blob("last-entry");
        edge(stream, true);
    }

    private void edge(StreamValue stream, boolean last) {
        StreamCursor cursor = stream.cursor(StreamId.MIN, StreamId.MAX, last);
        if (cursor.next()) ids.entry(cursor);
        else reply.nullBulk();
    }

    /** Up to {@code count} entries, and of all that is pending, 0 for all. */
    private void full(StreamValue stream, long count) {
        reply.map(9);
        counters(stream);
        reply.blob("entries");
        ids.entries(stream.cursor(StreamId.MIN, StreamId.MAX, false), count);
        reply.blob("groups");
        reply.array(stream.groups().size());
        for (StreamGroup group : stream.groups()) full(stream, group, count);
    }

    private void full(StreamValue stream, StreamGroup group, long count) {
        reply.map(7);
        put("name", group.name());
        put("last-delivered-id", group.lastId());
        progress(stream, group);
        put("pel-count", group.pending().size());
        reply.blob("pending");
        pending(group.pending(), count, true);
        reply.blob("consumers");
        reply.array(group.consumers().size());
        for (StreamConsumer consumer : group.consumers()) {
            reply.map(5);
            put("name", consumer.name());
            put("seen-time", consumer.seenAt());
            put("active-time", consumer.activeAt());
            put("pel-count", consumer.pending().size());
            reply.blob("pending");
            pending(consumer.pending(), count, false);
        }
    }

    private void progress(StreamValue stream, StreamGroup group) {
        putOr(StreamGroup.UNKNOWN, "entries-read", group.entriesRead());
        putOr(StreamValue.UNKNOWN_LAG, "lag", stream.lag(group));
    }

    private void pending(RadixTree<PendingEntry> pending, long count, boolean withConsumer) {
        long left = count == 0 ? pending.size() : Math.min(count, pending.size());
        reply.array((int) left);
        for (PendingEntry e = pending.first(); e != null && left > 0; e = pending.next(e), left--) {
            reply.array(withConsumer ? 4 : 3);
            ids.id(e.high(), e.low());
            if (withConsumer) reply.blob(e.consumer().name());
            reply.integer(e.deliveredAt());
            reply.integer(e.deliveries());
        }
    }

    // GROUPS and CONSUMERS

    private static void groups(Call call) {
        StreamValue stream = read(call);
        StreamInfo info = new StreamInfo(call);
        call.reply().array(stream.groups().size());
        for (StreamGroup group : stream.groups()) {
            call.reply().map(6);
            info.put("name", group.name());
            info.put("consumers", group.consumers().size());
            info.put("pending", group.pending().size());
            info.put("last-delivered-id", group.lastId());
            info.progress(stream, group);
        }
    }

    private static void consumers(Call call) {
        StreamGroup group = read(call).group(call.arg(2));
        if (group == null) throw StreamArgs.noGroup(call.arg(1), call.arg(2));
        StreamInfo info = new StreamInfo(call);
        call.reply().array(group.consumers().size());
        for (StreamConsumer consumer : group.consumers()) {
            boolean wasActive = consumer.activeAt() != StreamConsumer.NEVER_ACTIVE;
            call.reply().map(4);
            info.put("name", consumer.name());
            info.put("pending", consumer.pending().size());
            info.put("idle", Math.max(0, call.now() - consumer.seenAt()));
            info.put("inactive", wasActive ? call.now() - consumer.activeAt() : StreamConsumer.NEVER_ACTIVE);
        }
    }
}
