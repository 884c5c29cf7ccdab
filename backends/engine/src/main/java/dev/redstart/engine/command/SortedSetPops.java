package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.FIRST;
import static dev.redstart.engine.dispatch.KeySpec.counted;
import static dev.redstart.engine.dispatch.KeySpec.range;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.Ranks;
import dev.redstart.engine.keyspace.ZSetCursor;
import dev.redstart.engine.keyspace.ZSetValue;
import dev.redstart.engine.structure.Numbers;
import java.util.List;

/**
 * The commands that take the members of the least or greatest scores out of sorted sets, also by waiting for some.
 *
 * <p>A blocking command tries what its plain twin does; when no key has anything it waits and is run again from the top.
 */
final class SortedSetPops {

    static final List<Command> COMMANDS = List.of(
            of("BZMPOP", -5, "write blocking movablekeys", counted(2), SortedSetPops::bzmpop),
            of("BZPOPMAX", -3, "write blocking fast", range(1, -2, 1), call -> blockingPop(call, true)),
            of("BZPOPMIN", -3, "write blocking fast", range(1, -2, 1), call -> blockingPop(call, false)),
            of("ZMPOP", -4, "write movablekeys", counted(1), SortedSetPops::zmpop),
            of("ZPOPMAX", -2, "write fast", FIRST, call -> pop(call, true)),
            of("ZPOPMIN", -2, "write fast", FIRST, call -> pop(call, false)));

    private static final CommandError COUNT_NOT_POSITIVE = Errors.of("ERR count should be greater than 0");

    private SortedSetPops() {}

    /** Only where a count is given, RESP3 has an array for each member with its score. */
    private static void pop(Call call, boolean max) {
        if (call.count() > 2) throw Errors.SYNTAX;
        boolean counted = call.count() == 2;
        long count = counted ? call.integer(1, Errors.NOT_POSITIVE) : 1;
        if (count < 0) throw Errors.NOT_POSITIVE;
        byte[] key = call.arg(0);
        ZSetValue zset = call.write(key, ZSetValue.class);
        ReplySink reply = call.reply();
        if (zset == null || count == 0) {
            reply.array(0);
            return;
        }
        Ranks ranks = Ranks.end(max, count, zset.size());
        boolean nested = counted && reply.resp3();
        reply.array(nested ? ranks.size() : Math.multiplyExact(ranks.size(), 2));
        take(call, key, zset, ranks, max, nested);
    }

    private static void take(Call call, byte[] key, ZSetValue zset, Ranks ranks, boolean max, boolean nested) {
        ReplySink reply = call.reply();
        for (ZSetCursor at = zset.walk(ranks, max); at.next(); ) {
            if (nested) reply.array(2);
            reply.blob(at.buffer(), at.offset(), at.length());
            reply.dbl(at.score());
        }
        zset.remove(ranks);
        call.changed(key, EventClass.ZSET, max ? "zpopmax" : "zpopmin");
        call.removeIfEmpty(key, zset);
    }

    private static void blockingPop(Call call, boolean max) {
        int last = call.count() - 1;
        long deadline = call.deadline(last);
        for (byte[] key : call.args(0, last)) {
            ZSetValue zset = call.write(key, ZSetValue.class);
            if (zset == null) continue;
            call.reply().array(3);
            call.reply().blob(key);
            take(call, key, zset, Ranks.end(max, 1, zset.size()), max, false);
            call.propagateAs(max ? "ZPOPMAX" : "ZPOPMIN", key);
            return;
        }
        waitFor(call, call.args(0, last), deadline);
    }

    private static void waitFor(Call call, List<byte[]> keys, long deadline) {
        if (call.mayBlock()) call.block(keys, ZSetValue.class, deadline);
        else call.reply().nullArray();
    }

    private static void zmpop(Call call) {
        if (!MultiPop.parse(call, 0).run(call)) call.reply().nullArray();
    }

    private static void bzmpop(Call call) {
        MultiPop pop = MultiPop.parse(call, 1);
        long deadline = call.deadline(0);
        if (!pop.run(call)) waitFor(call, pop.keys, deadline);
    }

    /** {@code numkeys key [key ...] MIN|MAX [COUNT n]}. */
    private record MultiPop(List<byte[]> keys, boolean max, long count) {

        static MultiPop parse(Call call, int at) {
            long keys = call.integer(at, Errors.NUMKEYS_NOT_POSITIVE);
            if (keys < 1) throw Errors.NUMKEYS_NOT_POSITIVE;
            if (keys >= call.count() - at - 1) throw Errors.SYNTAX;
            int where = at + 1 + (int) keys;
            boolean max = call.is(where, "MAX");
            if (!max && !call.is(where, "MIN")) throw Errors.SYNTAX;
            return new MultiPop(call.args(at + 1, where), max, count(call, where + 1));
        }

        private static long count(Call call, int at) {
            if (at == call.count()) return 1;
            if (!call.is(at, "COUNT") || !call.has(at, 1)) throw Errors.SYNTAX;
            long count = call.integer(at + 1, COUNT_NOT_POSITIVE);
            if (count < 1) throw COUNT_NOT_POSITIVE;
            if (call.has(at, 2)) throw Errors.SYNTAX;
            return count;
        }

        boolean run(Call call) {
            for (byte[] key : keys) {
                ZSetValue zset = call.write(key, ZSetValue.class);
                if (zset == null) continue;
                Ranks ranks = Ranks.end(max, count, zset.size());
                call.reply().array(2);
                call.reply().blob(key);
                call.reply().array(ranks.size());
                take(call, key, zset, ranks, max, true);
                if (call.isPropagated())
                    call.propagateAs(max ? "ZPOPMAX" : "ZPOPMIN", key, Numbers.toBytes(ranks.size()));
                return true;
            }
            return false;
        }
    }
}
