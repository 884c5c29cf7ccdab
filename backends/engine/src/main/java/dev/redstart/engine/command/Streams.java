package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.FIRST;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.StreamTrim;
import dev.redstart.engine.keyspace.StreamValue;
import dev.redstart.engine.structure.StreamId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The commands on streams as such; {@link StreamReads} has XREAD and XREADGROUP, {@link StreamGroups} XGROUP,
 * {@link StreamPending} and {@link StreamClaims} what becomes of entries delivered, {@link StreamInfo} XINFO.
 */
final class Streams {

    private static final List<Command> OWN = List.of(
            of("XADD", -5, "write denyoom fast", FIRST, Streams::xadd),
            of("XDEL", -3, "write fast", FIRST, Streams::xdel),
            of("XLEN", 2, "readonly fast", FIRST, Streams::xlen),
            of("XRANGE", -4, "readonly", FIRST, call -> range(call, false)),
            of("XREVRANGE", -4, "readonly", FIRST, call -> range(call, true)),
            of("XSETID", -3, "write denyoom fast", FIRST, Streams::xsetid),
            of("XTRIM", -4, "write", FIRST, Streams::xtrim));

    static final List<Command> COMMANDS = Stream.of(
                    OWN,
                    StreamReads.COMMANDS,
                    StreamGroups.COMMANDS,
                    StreamPending.COMMANDS,
                    StreamClaims.COMMANDS,
                    StreamInfo.COMMANDS)
            .flatMap(List::stream)
            .toList();

    private static final CommandError ADDED_ZERO = Errors.of("ERR The ID specified in XADD must be greater than 0-0");
    private static final CommandError ADDED_TOO_SMALL =
            Errors.of("ERR The ID specified in XADD is equal or smaller than the target stream top item");
    private static final CommandError EXHAUSTED =
            Errors.of("ERR The stream has exhausted the last possible ID, unable to add more items");
    private static final CommandError TOO_LARGE = Errors.of("ERR Elements are too large to be stored");
    private static final CommandError ENTRIES_ADDED_NEGATIVE = Errors.of("ERR entries_added must be positive");
    private static final CommandError SET_BELOW_GIVEN_DELETED =
            Errors.of("ERR The ID specified in XSETID is smaller than the provided max_deleted_entry_id");
    private static final CommandError SET_BELOW_DELETED =
            Errors.of("ERR The ID specified in XSETID is smaller than current max_deleted_entry_id");
    private static final CommandError SET_BELOW_TOP =
            Errors.of("ERR The ID specified in XSETID is smaller than the target stream top item");
    private static final CommandError SET_BELOW_LENGTH =
            Errors.of("ERR The entries_added specified in XSETID is smaller than the target stream length");

    private static final long MAX_ENTRY_BYTES = 1 << 30;

    private Streams() {}

    static @Nullable StreamValue read(Call call) {
        return call.read(call.arg(0), StreamValue.class);
    }

    private static @Nullable StreamValue write(Call call) {
        return call.write(call.arg(0), StreamValue.class);
    }

    private static void xadd(Call call) {
        StreamAddArgs args = StreamAddArgs.ofAdd(call);
        int from = args.fieldsAt();
        int parts = call.count() - from;
        if (parts < 2 || parts % 2 == 1) throw Errors.wrongArity(call.command().name());
        StreamId given = args.id();
        if (given != null && given.isZero() && !args.hasOpenSequence()) throw ADDED_ZERO;
        StreamValue stream = write(call);
        if (stream == null && args.noCreate()) {
            call.reply().nullBulk();
            return;
        }
        StreamId id = newId(call, args, stream == null ? StreamId.MIN : stream.lastId());
        checkSize(call, from);
        byte[] key = call.arg(0);
        if (stream == null) call.db().set(key, stream = StreamValue.create());
        stream.append(id, call.args(), from, call.limits());
        new StreamReply(call.reply()).id(id);
        call.changed(key, EventClass.STREAM, "xadd");
        StreamTrim trim = args.trim();
        if (trim != null && stream.trim(trim) > 0) call.event(key, EventClass.STREAM, "xtrim");
        StreamEffects.added(call, args, id, stream);
    }

    private static StreamId newId(Call call, StreamAddArgs args, StreamId last) {
        if (last.equals(StreamId.MAX)) throw EXHAUSTED;
        StreamId given = args.id();
        StreamId id;
        if (given == null) {
            boolean later = Long.compareUnsigned(call.now(), last.ms()) > 0;
            id = later ? new StreamId(call.now(), 0) : last.next();
        } else if (args.hasOpenSequence() && given.ms() == last.ms()) {
            id = last.seq() == -1 ? null : last.next();
        } else {
            id = given;
        }
        if (id == null || id.compareTo(last) <= 0) throw ADDED_TOO_SMALL;
        return id;
    }

    private static void checkSize(Call call, int from) {
        long bytes = 0;
        for (int i = from; i < call.count(); i++) bytes += call.arg(i).length;
        if (bytes > MAX_ENTRY_BYTES) throw TOO_LARGE;
    }

    private static void xdel(Call call) {
        StreamValue stream = write(call);
        int deleted = stream == null ? 0 : stream.delete(StreamArgs.ids(call, 1, call.count()));
        if (deleted > 0) call.changed(call.arg(0), EventClass.STREAM, "xdel");
        call.reply().integer(deleted);
    }

    private static void xtrim(Call call) {
        StreamAddArgs args = StreamAddArgs.ofTrim(call);
        StreamTrim trim = args.trim();
        StreamValue stream = write(call);
        long deleted = stream == null || trim == null ? 0 : stream.trim(trim);
        if (stream != null && trim != null && deleted > 0) {
            call.changed(call.arg(0), EventClass.STREAM, "xtrim");
            StreamEffects.trimmed(call, args, stream);
        }
        call.reply().integer(deleted);
    }

    private static void xlen(Call call) {
        StreamValue stream = read(call);
        call.reply().integer(stream == null ? 0 : stream.size());
    }

    private static void range(Call call, boolean reverse) {
        StreamId start = StreamArgs.start(call, reverse ? 2 : 1);
        StreamId end = StreamArgs.end(call, reverse ? 1 : 2);
        long count = -1;
        for (int i = 3; i < call.count(); i++) {
            if (!call.is(i, "COUNT") || !call.has(i, 1)) throw Errors.SYNTAX;
            count = Math.max(0, call.integer(++i));
        }
        StreamValue stream = read(call);
        if (stream == null) call.reply().array(0);
        else if (count == 0) call.reply().nullArray();
        else new StreamReply(call.reply()).entries(stream.cursor(start, end, reverse), Math.max(0, count));
    }

    private static void xsetid(Call call) {
        StreamId id = StreamArgs.id(call, 1);
        long added = -1;
        StreamId maxDeleted = StreamId.MIN;
        for (int i = 2; i < call.count(); i++) {
            if (call.is(i, "ENTRIESADDED") && call.has(i, 1)) {
                added = call.integer(++i);
                if (added < 0) throw ENTRIES_ADDED_NEGATIVE;
            } else if (call.is(i, "MAXDELETEDID") && call.has(i, 1)) {
                maxDeleted = StreamArgs.id(call, ++i);
                if (id.compareTo(maxDeleted) < 0) throw SET_BELOW_GIVEN_DELETED;
            } else {
                throw Errors.SYNTAX;
            }
        }
        StreamValue stream = write(call);
        if (stream == null) throw Errors.NO_SUCH_KEY;
        if (id.compareTo(stream.maxDeletedId()) < 0) throw SET_BELOW_DELETED;
        if (stream.hasAfter(id)) throw SET_BELOW_TOP;
        if (added != -1 && stream.size() > added) throw SET_BELOW_LENGTH;
        stream.counters(
                id,
                maxDeleted.isZero() ? stream.maxDeletedId() : maxDeleted,
                added == -1 ? stream.entriesAdded() : added);
        call.changedAside(call.arg(0), EventClass.STREAM, "xsetid");
        call.reply().ok();
    }
}
