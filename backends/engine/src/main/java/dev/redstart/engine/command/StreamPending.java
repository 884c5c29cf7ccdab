package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.FIRST;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.keyspace.PendingEntry;
import dev.redstart.engine.keyspace.StreamConsumer;
import dev.redstart.engine.keyspace.StreamGroup;
import dev.redstart.engine.structure.RadixTree;
import dev.redstart.engine.structure.StreamId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a group has delivered: acknowledging it, and looking at what is pending. */
final class StreamPending {

    static final List<Command> COMMANDS = List.of(
            of("XACK", -4, "write fast", FIRST, StreamPending::xack),
            of("XPENDING", -3, "readonly", FIRST, StreamPending::xpending));

    private StreamPending() {}

    /** The group, or the error that either it or its key is missing. */
    static StreamGroup group(Call call) {
        StreamGroup group = StreamArgs.group(call, Streams.read(call));
        if (group == null) throw StreamArgs.noKeyOrGroup(call.arg(0), call.arg(1), "");
        return group;
    }

    private static void xack(Call call) {
        StreamGroup group = StreamArgs.group(call, Streams.read(call));
        int acknowledged = 0;
        if (group != null) {
            for (StreamId id : StreamArgs.ids(call, 2, call.count())) {
                PendingEntry entry = group.pending(id);
                if (entry == null) continue;
                group.removePending(entry);
                call.changedAside();
                acknowledged++;
            }
        }
        call.reply().integer(acknowledged);
    }

    private static void xpending(Call call) {
        int words = call.count();
        if (words == 2) {
            summary(call, group(call));
            return;
        }
        if (words < 5 || words > 8) throw Errors.SYNTAX;
        Range range = Range.parse(call);
        StreamGroup group = group(call);
        RadixTree<PendingEntry> pending = group.pending();
        if (range.consumer() != null) {
            StreamConsumer consumer = group.consumer(range.consumer());
            pending = consumer == null ? new RadixTree<>() : consumer.pending();
        }
        list(call, pending, range);
    }

    private static void summary(Call call, StreamGroup group) {
        ReplySink reply = call.reply();
        PendingEntry first = group.pending().first();
        PendingEntry last = group.pending().last();
        reply.array(4);
        reply.integer(group.pending().size());
        if (first == null || last == null) {
            reply.nullBulk();
            reply.nullBulk();
            reply.nullArray();
            return;
        }
        StreamReply ids = new StreamReply(reply);
        ids.id(first.id());
        ids.id(last.id());
        reply.openArray();
        for (StreamConsumer consumer : group.consumers()) {
            if (consumer.pending().isEmpty()) continue;
            reply.array(2);
            reply.blob(consumer.name());
            reply.blob(Integer.toString(consumer.pending().size()));
        }
        reply.end();
    }

    /**
     * {@code [IDLE ms] start end count [consumer]}.
     *
     * @param idle how long ago the delivery must be, in milliseconds; 0 for any
     */
    private record Range(long idle, StreamId start, StreamId end, long count, byte @Nullable [] consumer) {

        static Range parse(Call call) {
            int at = 2;
            long idle = 0;
            if (call.is(2, "IDLE")) {
                idle = call.integer(3);
                if (call.count() < 7) throw Errors.SYNTAX;
                at = 4;
            }
            long count = Math.max(0, call.integer(at + 2));
            StreamId start = StreamArgs.start(call, at);
            StreamId end = StreamArgs.end(call, at + 1);
            return new Range(idle, start, end, count, at + 3 < call.count() ? call.arg(at + 3) : null);
        }
    }

    private static void list(Call call, RadixTree<PendingEntry> pending, Range range) {
        ReplySink reply = call.reply();
        StreamReply ids = new StreamReply(reply);
        StreamId end = range.end();
        long left = range.count();
        reply.openArray();
        PendingEntry e = pending.ceiling(range.start().ms(), range.start().seq());
        for (; e != null && left > 0; e = pending.next(e)) {
            if (StreamId.compare(e.high(), e.low(), end.ms(), end.seq()) > 0) break;
            long idle = call.now() - e.deliveredAt();
            if (range.idle() != 0 && idle < range.idle()) continue;
            left--;
            reply.array(4);
            ids.id(e.high(), e.low());
            reply.blob(e.consumer().name());
            reply.integer(Math.max(0, idle));
            reply.integer(e.deliveries());
        }
        reply.end();
    }
}
