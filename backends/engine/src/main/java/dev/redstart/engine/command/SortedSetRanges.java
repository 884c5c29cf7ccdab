package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.FIRST;
import static dev.redstart.engine.dispatch.KeySpec.range;

import dev.redstart.engine.command.RangeQuery.By;
import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.Ranks;
import dev.redstart.engine.keyspace.ZSetCursor;
import dev.redstart.engine.keyspace.ZSetValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ranges of sorted sets, by rank, by score and by member: to count, to show, to store and to remove. */
final class SortedSetRanges {

    static final List<Command> COMMANDS = List.of(
            of("ZCOUNT", 4, "readonly fast", FIRST, call -> count(call, RangeArgs.byScore(call, 1, 2))),
            of("ZLEXCOUNT", 4, "readonly fast", FIRST, call -> count(call, RangeArgs.byLex(call, 1, 2))),
            of("ZRANGE", -4, "readonly", FIRST, call -> show(call, null, null)),
            of("ZRANGEBYLEX", -4, "readonly", FIRST, call -> show(call, By.LEX, false)),
            of("ZRANGEBYSCORE", -4, "readonly", FIRST, call -> show(call, By.SCORE, false)),
            of("ZRANGESTORE", -5, "write denyoom", range(1, 2, 1), SortedSetRanges::zrangestore),
            of(
                    "ZREMRANGEBYLEX",
                    4,
                    "write",
                    FIRST,
                    call -> remove(call, RangeArgs.byLex(call, 1, 2), "zremrangebylex")),
            of(
                    "ZREMRANGEBYRANK",
                    4,
                    "write",
                    FIRST,
                    call -> remove(call, RangeArgs.byRank(call, 1), "zremrangebyrank")),
            of(
                    "ZREMRANGEBYSCORE",
                    4,
                    "write",
                    FIRST,
                    call -> remove(call, RangeArgs.byScore(call, 1, 2), "zremrangebyscore")),
            of("ZREVRANGE", -4, "readonly", FIRST, call -> show(call, By.RANK, true)),
            of("ZREVRANGEBYLEX", -4, "readonly", FIRST, call -> show(call, By.LEX, true)),
            of("ZREVRANGEBYSCORE", -4, "readonly", FIRST, call -> show(call, By.SCORE, true)));

    private SortedSetRanges() {}

    private static void count(Call call, RangeArgs range) {
        ZSetValue zset = call.read(call.arg(0), ZSetValue.class);
        call.reply().integer(zset == null ? 0 : range.in(zset).size());
    }

    private static void show(Call call, @Nullable By by, @Nullable Boolean reverse) {
        RangeQuery query = RangeQuery.parse(call, 1, by, reverse, true);
        ZSetValue zset = call.read(call.arg(0), ZSetValue.class);
        if (zset == null) {
            call.reply().array(0);
            return;
        }
        Ranks ranks = query.in(zset);
        SortedSets.reply(call.reply(), zset.walk(ranks, query.reverse()), ranks.size(), query.withScores());
    }

    private static void zrangestore(Call call) {
        RangeQuery query = RangeQuery.parse(call, 2, null, null, false);
        ZSetValue source = call.read(call.arg(1), ZSetValue.class);
        byte[] target = call.arg(0);
        Ranks ranks = source == null ? Ranks.NONE : query.in(source);
        if (source != null && !ranks.isEmpty()) {
            call.db().set(target, part(call, source, ranks, query));
            call.changed(target, EventClass.ZSET, "zrangestore");
        } else if (call.db().remove(target) != null) {
            call.changed(target, EventClass.GENERIC, "del");
        }
        call.reply().integer(ranks.size());
    }

    /** Only of a range by rank Redis knows beforehand how large it is. */
    private static ZSetValue part(Call call, ZSetValue source, Ranks ranks, RangeQuery query) {
        int expected = query.by() == By.RANK ? ranks.size() : 0;
        ZSetValue part = ZSetValue.create(expected, 0, call.limits());
        for (ZSetCursor c = source.walk(ranks, query.reverse()); c.next(); )
            part.put(c.member(), c.score(), call.limits());
        return part;
    }

    private static void remove(Call call, RangeArgs range, String event) {
        byte[] key = call.arg(0);
        ZSetValue zset = call.write(key, ZSetValue.class);
        Ranks ranks = zset == null ? Ranks.NONE : range.in(zset);
        if (zset != null && !ranks.isEmpty()) {
            zset.remove(ranks);
            call.changed(key, EventClass.ZSET, event);
            call.removeIfEmpty(key, zset);
        }
        call.reply().integer(ranks.size());
    }
}
