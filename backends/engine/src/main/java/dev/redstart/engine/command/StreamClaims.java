package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.FIRST;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.keyspace.PendingEntry;
import dev.redstart.engine.keyspace.StreamConsumer;
import dev.redstart.engine.keyspace.StreamGroup;
import dev.redstart.engine.keyspace.StreamValue;
import dev.redstart.engine.structure.StreamCursor;
import dev.redstart.engine.structure.StreamId;
import java.util.ArrayList;
import java.util.List;

/**
 * XCLAIM and XAUTOCLAIM: a consumer takes over what is pending for another. What is pending but no longer in the stream
 * is dropped on the way.
 */
final class StreamClaims {

    static final List<Command> COMMANDS = List.of(
            of("XAUTOCLAIM", -6, "write fast", FIRST, StreamClaims::xautoclaim),
            of("XCLAIM", -6, "write fast", FIRST, StreamClaims::xclaim));

    private static final CommandError COUNT_NOT_POSITIVE = Errors.of("ERR COUNT must be > 0");
    private static final CommandError COUNT_TOO_HIGH =
            Errors.of("ERR Insufficient memory, failed allocating transient memory, COUNT too high.");

    /** Entries that XAUTOCLAIM looks at, for each that it may claim. */
    private static final int ATTEMPTS = 10;

    private static final long DEFAULT_COUNT = 100;
    /** The greatest COUNT of which Redis can tell the bytes. */
    private static final long MAX_COUNT = Long.MAX_VALUE / 16;
    /** From here on no machine has room for as many IDs, which Redis sets aside first. */
    private static final long EXHAUSTING_COUNT = 1L << 43;

    private static final long NOT_GIVEN = -1;

    private StreamClaims() {}

    private static CommandError invalid(String argument) {
        return Errors.of("ERR Invalid " + argument);
    }

    /** The group and stream that both commands need, and who claims. */
    private record Claim(Call call, StreamValue stream, StreamGroup group, long minIdle, boolean justId) {

        StreamConsumer consumer() {
            return StreamGroups.seenConsumer(call, call.arg(0), group, call.arg(2));
        }

        boolean isIdle(PendingEntry entry) {
            return minIdle == 0 || call.now() - entry.deliveredAt() >= minIdle;
        }

        /** No longer in the stream, so no longer pending. */
        void drop(PendingEntry entry) {
            group.removePending(entry);
            call.changedAside();
            StreamEffects.pending(call, call.arg(0), group, call.arg(1), entry);
        }

        void take(PendingEntry entry, StreamConsumer consumer, long at, long deliveries) {
            group.claim(entry, consumer);
            entry.delivered(at, deliveries);
            consumer.active(call.now());
            call.changedAside();
            StreamEffects.pending(call, call.arg(0), group, call.arg(1), entry);
        }

        long deliveriesAfter(PendingEntry entry) {
            return justId ? entry.deliveries() : entry.deliveries() + 1;
        }
    }

    private static void xclaim(Call call) {
        call.propagateNothing();
        StreamValue stream = Streams.read(call);
        StreamGroup group = StreamArgs.group(call, stream);
        if (stream == null || group == null) throw StreamArgs.noKeyOrGroup(call.arg(0), call.arg(1), "");
        long minIdle = Math.max(0, call.integer(3, invalid("min-idle-time argument for XCLAIM")));
        List<StreamId> ids = new ArrayList<>();
        int at = 4;
        for (StreamId id; at < call.count() && (id = StreamArgs.parse(call.arg(at), 0)) != null; at++) ids.add(id);
        ClaimOptions options = ClaimOptions.parse(call, at);
        if (options.lastId.compareTo(group.lastId()) > 0) {
            group.position(options.lastId, group.entriesRead());
            call.changedAside();
            StreamEffects.position(call, call.arg(0), group, call.arg(1));
        }
        Claim claim = new Claim(call, stream, group, minIdle, options.justId);
        StreamConsumer consumer = claim.consumer();
        StreamCursor entry = stream.cursor(StreamId.MAX, StreamId.MAX, false);
        StreamReply out = new StreamReply(call.reply());
        call.reply().openArray();
        for (StreamId id : ids) {
            PendingEntry pending = group.pending(id);
            if (!entry.seek(id)) {
                if (pending != null) claim.drop(pending);
                continue;
            }
            if (pending == null && options.force) pending = group.addPending(id, consumer, call.now(), 1);
            else if (pending != null && !claim.isIdle(pending)) continue;
            if (pending == null) continue;
            long deliveries = options.retryCount >= 0 ? options.retryCount : claim.deliveriesAfter(pending);
            claim.take(pending, consumer, options.deliveredAt, deliveries);
            if (options.justId) out.id(id);
            else out.entry(entry);
        }
        call.reply().end();
    }

    /** What stands behind the IDs of XCLAIM. */
    private static final class ClaimOptions {

        boolean force;
        boolean justId;
        long retryCount = NOT_GIVEN;
        long deliveredAt;
        StreamId lastId = StreamId.MIN;

        static ClaimOptions parse(Call call, int from) {
            ClaimOptions options = new ClaimOptions();
            long delivered = call.now();
            for (int i = from; i < call.count(); i++) {
                if (call.is(i, "FORCE")) options.force = true;
                else if (call.is(i, "JUSTID")) options.justId = true;
                else if (call.is(i, "IDLE") && call.has(i, 1)) delivered = call.now() - option(call, i++, "IDLE");
                else if (call.is(i, "TIME") && call.has(i, 1)) delivered = option(call, i++, "TIME");
                else if (call.is(i, "RETRYCOUNT") && call.has(i, 1))
                    options.retryCount = option(call, i++, "RETRYCOUNT");
                else if (call.is(i, "LASTID") && call.has(i, 1)) options.lastId = StreamArgs.id(call, ++i);
                else
                    throw Errors.of(
                            "ERR Unrecognized XCLAIM option '" + Errors.echo(call.arg(i), Integer.MAX_VALUE) + "'");
            }
            // A time that cannot be, as of a client whose clock is fast, means now.
            options.deliveredAt = delivered < 0 || delivered > call.now() ? call.now() : delivered;
            return options;
        }

        private static long option(Call call, int i, String word) {
            return call.integer(i + 1, invalid(word + " option argument for XCLAIM"));
        }
    }

    private static void xautoclaim(Call call) {
        call.propagateNothing();
        long minIdle = Math.max(0, call.integer(3, invalid("min-idle-time argument for XAUTOCLAIM")));
        StreamId start = StreamArgs.start(call, 4);
        long count = DEFAULT_COUNT;
        boolean justId = false;
        for (int i = 5; i < call.count(); i++) {
            if (call.is(i, "COUNT") && call.has(i, 1)) {
                count = call.integer(++i, COUNT_NOT_POSITIVE);
                if (count < 1 || count > MAX_COUNT) throw COUNT_NOT_POSITIVE;
            } else if (call.is(i, "JUSTID")) {
                justId = true;
            } else {
                throw Errors.SYNTAX;
            }
        }
        StreamValue stream = Streams.read(call);
        StreamGroup group = StreamArgs.group(call, stream);
        if (stream == null || group == null) throw StreamArgs.noKeyOrGroup(call.arg(0), call.arg(1), "");
        if (count >= EXHAUSTING_COUNT) throw COUNT_TOO_HIGH;
        sweep(new Claim(call, stream, group, minIdle, justId), start, count);
    }

    /** The cursor comes first in the reply, so what was claimed is collected before it is written. */
    private static void sweep(Claim claim, StreamId start, long count) {
        Call call = claim.call();
        StreamConsumer consumer = claim.consumer();
        StreamCursor entry = claim.stream().cursor(StreamId.MAX, StreamId.MAX, false);
        List<StreamId> claimed = new ArrayList<>();
        List<StreamId> gone = new ArrayList<>();
        PendingEntry pending = claim.group().pending().ceiling(start.ms(), start.seq());
        for (long tries = count * ATTEMPTS; tries > 0 && pending != null; tries--) {
            if (claimed.size() + gone.size() >= count) break;
            if (!entry.seek(pending.id())) {
                claim.drop(pending);
                gone.add(pending.id());
            } else if (claim.isIdle(pending)) {
                claim.take(pending, consumer, call.now(), claim.deliveriesAfter(pending));
                claimed.add(pending.id());
            }
            pending = claim.group().pending().next(pending);
        }
        StreamReply out = new StreamReply(call.reply());
        call.reply().array(3);
        out.id(pending == null ? StreamId.MIN : pending.id());
        if (claim.justId()) out.ids(claimed);
        else writeEntries(call, entry, claimed, out);
        out.ids(gone);
    }

    private static void writeEntries(Call call, StreamCursor entry, List<StreamId> ids, StreamReply out) {
        call.reply().array(ids.size());
        for (StreamId id : ids) {
            if (!entry.seek(id)) throw new IllegalStateException("it was there a moment ago");
            out.entry(entry);
        }
    }
}
