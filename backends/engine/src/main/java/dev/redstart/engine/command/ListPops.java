package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.FIRST;
import static dev.redstart.engine.dispatch.KeySpec.counted;
import static dev.redstart.engine.dispatch.KeySpec.range;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.ListValue;
import dev.redstart.engine.structure.Numbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commands that take elements out of lists, also by waiting for them, and those that move them to another list.
 *
 * <p>A blocking command tries what its plain twin does; when no key has anything it waits and is run again from the top.
 */
final class ListPops {

    static final List<Command> COMMANDS = List.of(
            of("BLMOVE", 6, "write denyoom blocking", range(1, 2, 1), ListPops::blmove),
            of("BLMPOP", -5, "write blocking movablekeys", counted(2), ListPops::blmpop),
            of("BLPOP", -3, "write blocking", range(1, -2, 1), call -> blockingPop(call, true)),
            of("BRPOP", -3, "write blocking", range(1, -2, 1), call -> blockingPop(call, false)),
            of("BRPOPLPUSH", 4, "write denyoom blocking", range(1, 2, 1), ListPops::brpoplpush),
            of("LMOVE", 5, "write denyoom", range(1, 2, 1), ListPops::lmove),
            of("LMPOP", -4, "write movablekeys", counted(1), ListPops::lmpop),
            of("LPOP", -2, "write fast", FIRST, call -> pop(call, true)),
            of("RPOP", -2, "write fast", FIRST, call -> pop(call, false)),
            of("RPOPLPUSH", 3, "write denyoom", range(1, 2, 1), call -> move(call, false, true)));

    private static final CommandError COUNT_NOT_POSITIVE = Errors.of("ERR count should be greater than 0");

    private ListPops() {}

    private static void pop(Call call, boolean head) {
        if (call.count() > 2) throw Errors.wrongArity(call.command().name());
        boolean counted = call.count() == 2;
        long count = counted ? atLeast(0, call, 1, Errors.NOT_POSITIVE) : 1;
        byte[] key = call.arg(0);
        ListValue list = call.write(key, ListValue.class);
        if (list == null) {
            if (counted) call.reply().nullArray();
            else call.reply().nullBulk();
        } else if (!counted) {
            call.reply().blob(take(call, key, list, head));
        } else if (count == 0) {
            call.reply().array(0);
        } else {
            takeArray(call, key, list, head, count);
        }
    }

    /** A number of any size above. */
    private static long atLeast(long min, Call call, int i, CommandError otherwise) {
        long n = call.integer(i, otherwise);
        if (n < min) throw otherwise;
        return n;
    }

    /** One element, with everything that follows from its going. */
    private static byte[] take(Call call, byte[] key, ListValue list, boolean head) {
        byte[] element = list.pop(head);
        gone(call, key, list, head);
        return element;
    }

    private static void takeArray(Call call, byte[] key, ListValue list, boolean head, long count) {
        int n = (int) Math.min(count, list.size());
        call.reply().array(n);
        for (int i = 0; i < n; i++) call.reply().blob(list.pop(head));
        gone(call, key, list, head);
    }

    private static void gone(Call call, byte[] key, ListValue list, boolean head) {
        call.changed(key, EventClass.LIST, head ? "lpop" : "rpop");
        settle(call, key, list);
    }

    private static void settle(Call call, byte[] key, ListValue list) {
        if (!call.removeIfEmpty(key, list)) list.settle(call.limits());
    }

    private static void blockingPop(Call call, boolean head) {
        int last = call.count() - 1;
        long deadline = call.deadline(last);
        for (int i = 0; i < last; i++) {
            byte[] key = call.arg(i);
            ListValue list = call.write(key, ListValue.class);
            if (list == null) continue;
            call.reply().array(2);
            call.reply().blob(key);
            call.reply().blob(take(call, key, list, head));
            call.propagateAs(head ? "LPOP" : "RPOP", key);
            return;
        }
        waitFor(call, call.args(0, last), deadline);
    }

    private static void waitFor(Call call, List<byte[]> keys, long deadline) {
        if (call.mayBlock()) call.block(keys, ListValue.class, deadline);
        else call.reply().nullArray();
    }

    private static void lmpop(Call call) {
        MultiPop pop = MultiPop.parse(call, 0);
        if (!pop.run(call)) call.reply().nullArray();
    }

    private static void blmpop(Call call) {
        MultiPop pop = MultiPop.parse(call, 1);
        long deadline = call.deadline(0);
        if (!pop.run(call)) waitFor(call, pop.keys, deadline);
    }

    /** {@code numkeys key [key ...] LEFT|RIGHT [COUNT n]}. */
    private record MultiPop(List<byte[]> keys, boolean head, long count) {

        static MultiPop parse(Call call, int at) {
            long keys = atLeast(1, call, at, Errors.NUMKEYS_NOT_POSITIVE);
            if (keys >= call.count() - at - 1) throw Errors.SYNTAX;
            int side = at + 1 + (int) keys;
            boolean head = isHead(call, side);
            long count = -1;
            for (int i = side + 1; i < call.count(); i++) {
                if (count != -1 || !call.is(i, "COUNT") || !call.has(i, 1)) throw Errors.SYNTAX;
                count = atLeast(1, call, ++i, COUNT_NOT_POSITIVE);
            }
            return new MultiPop(call.args(at + 1, side), head, Math.max(1, count));
        }

        boolean run(Call call) {
            for (byte[] key : keys) {
                ListValue list = call.write(key, ListValue.class);
                if (list == null) continue;
                call.reply().array(2);
                call.reply().blob(key);
                long taken = Math.min(count, list.size());
                takeArray(call, key, list, head, count);
                if (call.isPropagated()) call.propagateAs(head ? "LPOP" : "RPOP", key, Numbers.toBytes(taken));
                return true;
            }
            return false;
        }
    }

    private static boolean isHead(Call call, int i) {
        if (call.is(i, "LEFT")) return true;
        if (call.is(i, "RIGHT")) return false;
        throw Errors.SYNTAX;
    }

    private static void lmove(Call call) {
        move(call, isHead(call, 2), isHead(call, 3));
    }

    private static void move(Call call, boolean from, boolean to) {
        byte[] moved = moved(call, from, to);
        if (moved == null) call.reply().nullBulk();
        else call.reply().blob(moved);
    }

    private static void blmove(Call call) {
        boolean from = isHead(call, 2);
        boolean to = isHead(call, 3);
        if (blockingMove(call, from, to, call.deadline(4)))
            call.propagateAs("LMOVE", call.arg(0), call.arg(1), call.arg(2), call.arg(3));
    }

    private static void brpoplpush(Call call) {
        if (blockingMove(call, false, true, call.deadline(2))) call.propagateAs("RPOPLPUSH", call.arg(0), call.arg(1));
    }

    /** False when there was nothing to move. */
    private static boolean blockingMove(Call call, boolean from, boolean to, long deadline) {
        byte[] moved = moved(call, from, to);
        if (moved != null) call.reply().blob(moved);
        else if (call.mayBlock()) call.block(call.args(0, 1), ListValue.class, deadline);
        else call.reply().nullBulk();
        return moved != null;
    }

    /** Moves one element from the first key to the second; null when the first has none. Source and target may be one list. */
    private static byte @Nullable [] moved(Call call, boolean from, boolean to) {
        byte[] source = call.arg(0);
        byte[] target = call.arg(1);
        ListValue list = call.write(source, ListValue.class);
        if (list == null) return null;
        ListValue other = call.write(target, ListValue.class);
        byte[] element = list.pop(from);
        boolean fresh = other == null;
        if (other == null) other = ListValue.create(call.limits());
        other.makeRoomForMoved(element, call.limits());
        other.push(element, to);
        if (fresh) call.db().set(target, other);
        call.changed(target, EventClass.LIST, to ? "lpush" : "rpush");
        // The move is one change.
        call.changedUncounted(source);
        call.event(source, EventClass.LIST, from ? "lpop" : "rpop");
        settle(call, source, list);
        return element;
    }
}
