package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.halfBehind;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.keyspace.PendingEntry;
import dev.redstart.engine.keyspace.StreamConsumer;
import dev.redstart.engine.keyspace.StreamGroup;
import dev.redstart.engine.keyspace.StreamValue;
import dev.redstart.engine.structure.StreamCursor;
import dev.redstart.engine.structure.StreamId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * XREAD and XREADGROUP: what is new in several streams, also by waiting for it.
 *
 * <p>One that waits is run again from the top. So {@code $} has to be fixed when it begins to wait; and XREADGROUP is run
 * again also when its stream has gone, to say that there is no such group any more.
 */
final class StreamReads {

    static final List<Command> COMMANDS = List.of(
            of("XREAD", -4, "readonly blocking movablekeys", halfBehind("STREAMS", 1), StreamReads::xread),
            of("XREADGROUP", -7, "write blocking movablekeys", halfBehind("STREAMS", 4), StreamReads::xreadgroup));

    private static final CommandError GROUP_NOT_HERE =
            Errors.of("ERR The GROUP option is only supported by XREADGROUP. You called XREAD instead.");
    private static final CommandError NOACK_NOT_HERE =
            Errors.of("ERR The NOACK option is only supported by XREADGROUP. You called XREAD instead.");
    private static final CommandError NO_GROUP_OPTION = Errors.of("ERR Missing GROUP option for XREADGROUP");
    private static final CommandError NEW_NOT_HERE = Errors.of("ERR The > ID can be specified only when calling"
            + " XREADGROUP using the GROUP <group> <consumer> option.");
    private static final CommandError LAST_MEANINGLESS = meaningless('$');
    private static final CommandError TOP_MEANINGLESS = meaningless('+');

    private StreamReads() {}

    private static CommandError meaningless(char id) {
        return Errors.of(
                "ERR The " + id + " ID is meaningless in the context of XREADGROUP: you want to read the history"
                        + " of this consumer by specifying a proper ID, or use the > ID to get new messages. The " + id
                        + " ID would just return an empty result set.");
    }

    private static void xread(Call call) {
        ReadArgs args = ReadArgs.parse(call, false);
        StreamValue[] streams = new StreamValue[args.streams];
        StreamId[] after = new StreamId[args.streams];
        for (int i = 0; i < args.streams; i++) {
            streams[i] = call.read(args.key(i), StreamValue.class);
            after[i] = after(call, args.idAt(i), streams[i]);
        }
        Sections out = new Sections(call.reply());
        for (int i = 0; i < args.streams; i++) {
            StreamId next = streams[i] != null && streams[i].hasAfter(after[i]) ? after[i].next() : null;
            if (next == null) continue;
            out.begin(args.key(i));
            out.entries.entries(streams[i].cursor(next, StreamId.MAX, false), args.count);
        }
        if (out.end()) return;
        for (int i = 0; args.blocks && i < args.streams; i++)
            if (call.is(args.idAt(i), '$'))
                call.replaceArg(args.idAt(i), after[i].toString().getBytes(StandardCharsets.US_ASCII));
        waitOrGiveUp(call, args, false);
    }

    private static StreamId after(Call call, int idAt, @Nullable StreamValue stream) {
        if (call.is(idAt, '$')) return stream == null ? StreamId.MIN : stream.lastId();
        if (call.is(idAt, '+')) {
            StreamId top = stream == null ? null : stream.lastEntry();
            StreamId before = top == null ? null : top.previous();
            return before == null ? StreamId.MIN : before;
        }
        if (call.is(idAt, '>')) throw NEW_NOT_HERE;
        return StreamArgs.id(call, idAt);
    }

    private static void waitOrGiveUp(Call call, ReadArgs args, boolean evenWithoutKey) {
        if (args.blocks && call.mayBlock())
            call.block(call.args(args.at, args.at + args.streams), StreamValue.class, args.deadline, evenWithoutKey);
        else call.reply().nullArray();
    }

    private static void xreadgroup(Call call) {
        call.propagateNothing();
        ReadArgs args = ReadArgs.parse(call, true);
        StreamValue[] streams = new StreamValue[args.streams];
        StreamGroup[] groups = new StreamGroup[args.streams];
        StreamId[] after = new StreamId[args.streams];
        for (int i = 0; i < args.streams; i++) {
            StreamValue stream = call.read(args.key(i), StreamValue.class);
            StreamGroup group = stream == null ? null : stream.group(args.group());
            if (stream == null || group == null)
                throw StreamArgs.noKeyOrGroup(args.key(i), args.group(), " in XREADGROUP with GROUP option");
            // Counted as a read, and yet it goes on to change the group.
            call.db().write(args.key(i));
            streams[i] = stream;
            groups[i] = group;
            after[i] = afterInGroup(call, args.idAt(i));
        }
        Sections out = new Sections(call.reply());
        for (int i = 0; i < args.streams; i++) {
            StreamConsumer consumer = StreamGroups.seenConsumer(call, args.key(i), groups[i], args.consumer());
            StreamId from = after[i].next();
            if (from != null) {
                out.begin(args.key(i));
                history(call, streams[i], consumer, from, args.count, out.entries);
            } else if (streams[i].hasAfter(groups[i].lastId())) {
                out.begin(args.key(i));
                deliver(call, args, args.key(i), streams[i], groups[i], consumer, out.entries);
                StreamEffects.position(call, args.key(i), groups[i], groups[i].name());
            }
        }
        if (!out.end()) waitOrGiveUp(call, args, true);
    }

    /** The greatest ID, after which there is none, stands for what is new. */
    private static StreamId afterInGroup(Call call, int idAt) {
        if (call.is(idAt, '$')) throw LAST_MEANINGLESS;
        if (call.is(idAt, '+')) throw TOP_MEANINGLESS;
        return call.is(idAt, '>') ? StreamId.MAX : StreamArgs.id(call, idAt);
    }

    private static void deliver(
            Call call,
            ReadArgs args,
            byte[] key,
            StreamValue stream,
            StreamGroup group,
            StreamConsumer consumer,
            StreamReply out) {
        StreamId from = group.lastId().next();
        if (from == null) throw new IllegalStateException("something is after it");
        StreamCursor cursor = stream.cursor(from, StreamId.MAX, false);
        call.reply().openArray();
        for (long n = 0; (args.count == 0 || n < args.count) && cursor.next(); n++) {
            StreamId id = cursor.id();
            stream.advance(group, id);
            out.entry(cursor);
            if (args.noAck) continue;
            group.deliver(id, consumer, call.now());
            PendingEntry pending = call.isPropagated() ? group.pending(id) : null;
            if (pending != null) StreamEffects.pending(call, key, group, group.name(), pending);
        }
        call.reply().end();
        call.changedAside();
    }

    /** What is pending for the consumer: delivered once more. */
    private static void history(
            Call call, StreamValue stream, StreamConsumer consumer, StreamId from, long count, StreamReply out) {
        StreamCursor entry = stream.cursor(StreamId.MAX, StreamId.MAX, false);
        PendingEntry pending = consumer.pending().ceiling(from.ms(), from.seq());
        call.reply().openArray();
        for (long n = 0; pending != null && (count == 0 || n < count); n++) {
            if (entry.seek(pending.id())) {
                out.entry(entry);
                pending.delivered(call.now(), pending.deliveries() + 1);
            } else {
                out.goneEntry(pending.id());
            }
            pending = consumer.pending().next(pending);
        }
        call.reply().end();
    }

    /** The reply, a part per stream that has something: pairs in an array, or in RESP3 a map. */
    private static final class Sections {

        final StreamReply entries;
        private final ReplySink reply;
        private boolean begun;

        Sections(ReplySink reply) {
            this.reply = reply;
            entries = new StreamReply(reply);
        }

        void begin(byte[] key) {
            if (!begun && reply.resp3()) reply.openMap();
            else if (!begun) reply.openArray();
            begun = true;
            if (!reply.resp3()) reply.array(2);
            reply.blob(key);
        }

        /** False, and nothing was written, when there was no part. */
        boolean end() {
            if (begun) reply.end();
            return begun;
        }
    }

    /** {@code [GROUP group consumer] [COUNT n] [BLOCK ms] [NOACK] STREAMS key [key ...] id [id ...]}, in any order. */
    private static final class ReadArgs {

        private final Call call;
        private int groupAt = -1;
        /** 0 for no limit. */
        long count;

        boolean blocks;
        long deadline;
        boolean noAck;
        /** Where the first key stands, and how many there are. */
        int at = -1;

        int streams;

        private ReadArgs(Call call) {
            this.call = call;
        }

        static ReadArgs parse(Call call, boolean grouped) {
            ReadArgs args = new ReadArgs(call);
            args.parse(grouped);
            return args;
        }

        private void parse(boolean grouped) {
            for (int i = 0; i < call.count() && at < 0; i++) {
                if (call.is(i, "BLOCK") && call.has(i, 1)) {
                    deadline = call.deadlineMillis(++i);
                    blocks = true;
                } else if (call.is(i, "COUNT") && call.has(i, 1)) {
                    count = Math.max(0, call.integer(++i));
                } else if (call.is(i, "STREAMS") && call.has(i, 1)) {
                    at = i + 1;
                } else if (call.is(i, "GROUP") && call.has(i, 2)) {
                    if (!grouped) throw GROUP_NOT_HERE;
                    groupAt = i + 1;
                    i += 2;
                } else if (call.is(i, "NOACK")) {
                    if (!grouped) throw NOACK_NOT_HERE;
                    noAck = true;
                } else {
                    throw Errors.SYNTAX;
                }
            }
            if (at < 0) throw Errors.SYNTAX;
            int rest = call.count() - at;
            if (rest % 2 != 0) throw unbalanced(grouped);
            if (grouped && groupAt < 0) throw NO_GROUP_OPTION;
            streams = rest / 2;
        }

        private static CommandError unbalanced(boolean grouped) {
            return Errors.of("ERR Unbalanced '" + (grouped ? "xreadgroup" : "xread")
                    + "' list of streams: for each stream key an " + (grouped ? "ID or '>'" : "ID, '+', or '$'")
                    + " must be specified.");
        }

        byte[] key(int i) {
            return call.arg(at + i);
        }

        int idAt(int i) {
            return at + streams + i;
        }

        byte[] group() {
            return call.arg(groupAt);
        }

        byte[] consumer() {
            return call.arg(groupAt + 1);
        }
    }
}
