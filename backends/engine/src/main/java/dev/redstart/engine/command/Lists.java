package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.FIRST;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.ListValue;
import dev.redstart.engine.structure.QuicklistCursor;
import java.util.List;
import java.util.stream.Stream;

/** The commands that read lists and change them in place; {@link ListPops} takes elements out and moves them. */
final class Lists {

    private static final List<Command> OWN = List.of(
            of("LINDEX", 3, "readonly", FIRST, Lists::lindex),
            of("LINSERT", 5, "write denyoom", FIRST, Lists::linsert),
            of("LLEN", 2, "readonly fast", FIRST, Lists::llen),
            of("LPOS", -3, "readonly", FIRST, Lists::lpos),
            of("LPUSH", -3, "write denyoom fast", FIRST, call -> push(call, true, true)),
            of("LPUSHX", -3, "write denyoom fast", FIRST, call -> push(call, true, false)),
            of("LRANGE", 4, "readonly", FIRST, Lists::lrange),
            of("LREM", 4, "write", FIRST, Lists::lrem),
            of("LSET", 4, "write denyoom", FIRST, Lists::lset),
            of("LTRIM", 4, "write", FIRST, Lists::ltrim),
            of("RPUSH", -3, "write denyoom fast", FIRST, call -> push(call, false, true)),
            of("RPUSHX", -3, "write denyoom fast", FIRST, call -> push(call, false, false)));

    static final List<Command> COMMANDS =
            Stream.concat(OWN.stream(), ListPops.COMMANDS.stream()).toList();

    private static final CommandError RANK_ZERO =
            Errors.of("ERR RANK can't be zero: use 1 to start from the first match, 2"
                    + " from the second ... or use negative to start from the end of the list");
    private static final CommandError COUNT_NEGATIVE = Errors.of("ERR COUNT can't be negative");
    private static final CommandError MAXLEN_NEGATIVE = Errors.of("ERR MAXLEN can't be negative");

    private Lists() {}

    /** The element the cursor stands on, without a copy of it where it is bytes. */
    static void reply(ReplySink reply, QuicklistCursor cursor) {
        if (cursor.isInteger()) reply.blob(cursor.bytes());
        else reply.blob(cursor.array(), cursor.offset(), cursor.length());
    }

    private static void push(Call call, boolean head, boolean create) {
        byte[] key = call.arg(0);
        ListValue list = call.write(key, ListValue.class);
        if (list == null && !create) {
            call.reply().integer(0);
            return;
        }
        boolean fresh = list == null;
        if (list == null) list = ListValue.create(call.limits());
        List<byte[]> added = call.args(1, call.count());
        list.makeRoom(added, call.limits());
        for (byte[] element : added) list.push(element, head);
        if (fresh) call.db().set(key, list);
        call.changed(key, EventClass.LIST, head ? "lpush" : "rpush");
        call.reply().integer(list.size());
    }

    private static void llen(Call call) {
        ListValue list = call.read(call.arg(0), ListValue.class);
        call.reply().integer(list == null ? 0 : list.size());
    }

    private static void lindex(Call call) {
        ListValue list = call.read(call.arg(0), ListValue.class);
        if (list == null) {
            call.reply().nullBulk();
            return;
        }
        QuicklistCursor cursor = list.cursor(call.integer(1), true);
        if (cursor.next()) reply(call.reply(), cursor);
        else call.reply().nullBulk();
    }

    /** Redis cuts the index to 32 bits, so that 4294967296 is the head there; here it is out of range. */
    private static void lset(Call call) {
        byte[] key = call.arg(0);
        ListValue list = call.write(key, ListValue.class);
        if (list == null) throw Errors.NO_SUCH_KEY;
        long index = call.integer(1);
        list.makeRoom(call.args(2, 3), call.limits());
        if (!list.set(index, call.arg(2))) throw Errors.INDEX_OUT_OF_RANGE;
        list.settle(call.limits());
        call.changed(key, EventClass.LIST, "lset");
        call.reply().ok();
    }

    private static void linsert(Call call) {
        boolean after = call.is(1, "AFTER");
        if (!after && !call.is(1, "BEFORE")) throw Errors.SYNTAX;
        byte[] key = call.arg(0);
        ListValue list = call.write(key, ListValue.class);
        if (list == null) {
            call.reply().integer(0);
            return;
        }
        list.makeRoom(call.args(3, 4), call.limits());
        QuicklistCursor cursor = list.cursor(0, true);
        boolean found = false;
        while (!found && cursor.next()) found = cursor.equalTo(call.arg(2));
        if (!found) {
            call.reply().integer(-1);
            return;
        }
        if (after) cursor.insertAfter(call.arg(3));
        else cursor.insertBefore(call.arg(3));
        call.changed(key, EventClass.LIST, "linsert");
        call.reply().integer(list.size());
    }

    private static void lrange(Call call) {
        long start = call.integer(1);
        long stop = call.integer(2);
        ListValue list = call.read(call.arg(0), ListValue.class);
        Span span = Span.of(start, stop, list == null ? 0 : list.size());
        ReplySink reply = call.reply();
        reply.array((int) span.count());
        if (list == null || span.count() == 0) return;
        QuicklistCursor cursor = list.cursor(span.start(), true);
        for (long n = 0; n < span.count(); n++) {
            cursor.next();
            reply(reply, cursor);
        }
    }

    private static void ltrim(Call call) {
        byte[] key = call.arg(0);
        long start = call.integer(1);
        long stop = call.integer(2);
        ListValue list = call.write(key, ListValue.class);
        if (list != null) {
            Span kept = Span.of(start, stop, list.size());
            int size = list.size();
            list.deleteRange(kept.start() + kept.count(), size);
            list.deleteRange(0, kept.count() == 0 ? size : kept.start());
            list.settle(call.limits());
            call.changed(key, EventClass.LIST, "ltrim");
            if (list.size() == size) call.propagateNothing();
            call.removeIfEmpty(key, list);
        }
        call.reply().ok();
    }

    private static void lrem(Call call) {
        byte[] key = call.arg(0);
        long count = call.integer(1);
        if (count == Long.MIN_VALUE) throw Errors.LONG_RANGE;
        ListValue list = call.write(key, ListValue.class);
        long removed = 0;
        if (list != null) {
            long most = count == 0 ? Long.MAX_VALUE : Math.abs(count);
            QuicklistCursor cursor = list.cursor(count < 0 ? -1 : 0, count >= 0);
            while (removed < most && cursor.next()) {
                if (!cursor.equalTo(call.arg(2))) continue;
                cursor.remove();
                removed++;
            }
            if (removed > 0) {
                if (!list.isEmpty()) list.settle(call.limits());
                call.changed(key, EventClass.LIST, "lrem");
                call.removeIfEmpty(key, list);
            }
        }
        call.reply().integer(removed);
    }

    /** {@code LPOS key element [RANK r] [COUNT n] [MAXLEN n]}. */
    private static void lpos(Call call) {
        long rank = 1;
        long count = -1;
        long most = 0;
        for (int i = 2; i < call.count(); i++) {
            if (call.is(i, "RANK") && call.has(i, 1)) {
                rank = call.integer(++i);
                if (rank == Long.MIN_VALUE) throw Errors.LONG_RANGE;
                if (rank == 0) throw RANK_ZERO;
            } else if (call.is(i, "COUNT") && call.has(i, 1)) {
                count = notNegative(call, ++i, COUNT_NEGATIVE);
            } else if (call.is(i, "MAXLEN") && call.has(i, 1)) {
                most = notNegative(call, ++i, MAXLEN_NEGATIVE);
            } else {
                throw Errors.SYNTAX;
            }
        }
        ListValue list = call.read(call.arg(0), ListValue.class);
        boolean many = count >= 0;
        ReplySink reply = call.reply();
        if (many) reply.openArray();
        long found = list == null ? 0 : positions(call, list, rank, many ? count : 1, most);
        if (many) reply.end();
        else if (found == 0) reply.nullBulk();
    }

    private static long notNegative(Call call, int i, CommandError otherwise) {
        long n = call.integer(i, otherwise);
        if (n < 0) throw otherwise;
        return n;
    }

    /** Writes up to {@code count} positions (0: all) and says how many. */
    private static long positions(Call call, ListValue list, long rank, long count, long most) {
        boolean forward = rank > 0;
        QuicklistCursor cursor = list.cursor(forward ? 0 : -1, forward);
        long skip = Math.abs(rank) - 1;
        long found = 0;
        for (long walked = 0; (most == 0 || walked < most) && cursor.next(); walked++) {
            if (!cursor.equalTo(call.arg(1)) || skip-- > 0) continue;
            call.reply().integer(forward ? walked : list.size() - 1 - walked);
            if (++found == count) break;
        }
        return found;
    }

    /** A range of indexes, cut to what there is. */
    private record Span(long start, long count) {
        static Span of(long start, long stop, long size) {
            long first = Math.max(0, start < 0 ? start + size : start);
            long last = Math.min(size - 1, stop < 0 ? stop + size : stop);
            return first > last ? new Span(0, 0) : new Span(first, last - first + 1);
        }
    }
}
