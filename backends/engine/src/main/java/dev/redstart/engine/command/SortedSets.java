package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.FIRST;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.ZSetCursor;
import dev.redstart.engine.keyspace.ZSetValue;
import java.util.List;
import java.util.stream.Stream;

/**
 * The commands on members of a sorted set. Adding stands in {@link SortedSetAdd}, ranges in {@link SortedSetRanges}, taking
 * out from the ends in {@link SortedSetPops}, what combines several in {@link SortedSetAlgebra}.
 */
final class SortedSets {

    private static final List<Command> OWN = List.of(
            of("ZCARD", 2, "readonly fast", FIRST, SortedSets::zcard),
            of("ZMSCORE", -3, "readonly fast", FIRST, SortedSets::zmscore),
            of("ZRANDMEMBER", -2, "readonly", FIRST, SortedSetSampling::zrandmember),
            of("ZRANK", -3, "readonly fast", FIRST, call -> rank(call, false)),
            of("ZREM", -3, "write fast", FIRST, SortedSets::zrem),
            of("ZREVRANK", -3, "readonly fast", FIRST, call -> rank(call, true)),
            of("ZSCAN", -3, "readonly", FIRST, SortedSetScan::zscan),
            of("ZSCORE", 3, "readonly fast", FIRST, SortedSets::zscore));

    static final List<Command> COMMANDS = Stream.of(
                    OWN,
                    SortedSetAdd.COMMANDS,
                    SortedSetAlgebra.COMMANDS,
                    SortedSetPops.COMMANDS,
                    SortedSetRanges.COMMANDS)
            .flatMap(List::stream)
            .toList();

    private SortedSets() {}

    /** Members, or members and scores: in RESP3 each with its score in an array, in RESP2 all in a row. */
    static void reply(ReplySink reply, ZSetCursor members, int size, boolean withScores) {
        header(reply, size, withScores);
        while (members.next()) element(reply, members, withScores);
    }

    static void header(ReplySink reply, int size, boolean withScores) {
        reply.array(withScores && !reply.resp3() ? Math.multiplyExact(size, 2) : size);
    }

    static void element(ReplySink reply, ZSetCursor at, boolean withScore) {
        if (withScore && reply.resp3()) reply.array(2);
        reply.blob(at.buffer(), at.offset(), at.length());
        if (withScore) reply.dbl(at.score());
    }

    private static void scoreOrNull(ReplySink reply, double score) {
        if (Double.isNaN(score)) reply.nullBulk();
        else reply.dbl(score);
    }

    private static void zcard(Call call) {
        ZSetValue zset = call.read(call.arg(0), ZSetValue.class);
        call.reply().integer(zset == null ? 0 : zset.size());
    }

    private static void zscore(Call call) {
        ZSetValue zset = call.read(call.arg(0), ZSetValue.class);
        scoreOrNull(call.reply(), zset == null ? Double.NaN : zset.score(call.arg(1)));
    }

    private static void zmscore(Call call) {
        ZSetValue zset = call.read(call.arg(0), ZSetValue.class);
        call.reply().array(call.count() - 1);
        for (int i = 1; i < call.count(); i++)
            scoreOrNull(call.reply(), zset == null ? Double.NaN : zset.score(call.arg(i)));
    }

    private static void rank(Call call, boolean reverse) {
        if (call.count() > 3) throw Errors.wrongArity(call.command().name());
        boolean withScore = call.count() == 3;
        if (withScore && !call.is(2, "WITHSCORE")) throw Errors.SYNTAX;
        ZSetValue zset = call.read(call.arg(0), ZSetValue.class);
        int rank = zset == null ? -1 : zset.rank(call.arg(1));
        ReplySink reply = call.reply();
        if (zset == null || rank < 0) {
            if (withScore) reply.nullArray();
            else reply.nullBulk();
            return;
        }
        if (withScore) reply.array(2);
        reply.integer(reverse ? zset.size() - 1 - rank : rank);
        if (withScore) reply.dbl(zset.score(call.arg(1)));
    }

    private static void zrem(Call call) {
        byte[] key = call.arg(0);
        ZSetValue zset = call.write(key, ZSetValue.class);
        int removed = 0;
        for (int i = 1; zset != null && i < call.count() && !zset.isEmpty(); i++)
            if (zset.remove(call.arg(i))) removed++;
        if (zset != null && removed > 0) {
            call.changed(key, EventClass.ZSET, "zrem");
            call.removeIfEmpty(key, zset);
        }
        call.reply().integer(removed);
    }
}
