package dev.redstart.engine.command;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.keyspace.Ranks;
import dev.redstart.engine.keyspace.ZSetCursor;
import dev.redstart.engine.keyspace.ZSetValue;
import java.util.random.RandomGenerator;

/** ZRANDMEMBER. A random member is one of random rank, so all are exactly as likely. */
final class SortedSetSampling {

    /** A sample of more than this part of the members is made by walking over all of them. */
    private static final int DENSE = 3;

    private SortedSetSampling() {}

    static void zrandmember(Call call) {
        if (call.count() == 1) {
            one(call);
            return;
        }
        long count = call.integer(1);
        if (count == Long.MIN_VALUE) throw Errors.LONG_RANGE;
        boolean withScores = call.count() > 2;
        if (call.count() > 3 || withScores && !call.is(2, "WITHSCORES")) throw Errors.SYNTAX;
        if (withScores && Math.abs(count) > Long.MAX_VALUE / 2) throw Errors.OUT_OF_RANGE;
        ZSetValue zset = call.read(call.arg(0), ZSetValue.class);
        if (zset == null || count == 0) call.reply().array(0);
        else if (count < 0) repeated(call, zset, -count, withScores);
        else distinct(call, zset, (int) Math.min(count, zset.size()), withScores);
    }

    private static void one(Call call) {
        ZSetValue zset = call.read(call.arg(0), ZSetValue.class);
        if (zset == null) call.reply().nullBulk();
        else show(call.reply(), zset, call.random().nextInt(zset.size()), false);
    }

    private static void show(ReplySink reply, ZSetValue zset, int rank, boolean withScore) {
        ZSetCursor at = zset.walk(new Ranks(rank, rank + 1), false);
        if (at.next()) SortedSets.element(reply, at, withScore);
    }

    /** Written as they are drawn: their number may be huge. */
    private static void repeated(Call call, ZSetValue zset, long count, boolean withScores) {
        call.reply().openArray();
        for (long i = 0; i < count; i++) {
            if (i % Sets.DRAWN_AT_ONCE == 0 && call.isCutOff()) break;
            show(call.reply(), zset, call.random().nextInt(zset.size()), withScores);
        }
        call.reply().end();
    }

    private static void distinct(Call call, ZSetValue zset, int count, boolean withScores) {
        ReplySink reply = call.reply();
        SortedSets.header(reply, count, withScores);
        if ((long) count * DENSE > zset.size()) {
            select(call, zset, count, withScores);
        } else {
            for (int rank : draw(call.random(), count, zset.size())) show(reply, zset, rank, withScores);
        }
    }

    /** Selection sampling (Knuth, volume 2, algorithm S): takes each with the chance that it is among those still wanted. */
    private static void select(Call call, ZSetValue zset, int count, boolean withScores) {
        int wanted = count;
        int rest = zset.size();
        for (ZSetCursor at = zset.walk(zset.all(), true); wanted > 0 && at.next(); rest--) {
            if (call.random().nextInt(rest) >= wanted) continue;
            SortedSets.element(call.reply(), at, withScores);
            wanted--;
        }
    }

    /**
     * Distinct ranks by Robert Floyd's algorithm (Communications of the ACM 30, 1987): the i-th draw is among one more
     * than the one before, and who is drawn again lets that newest one in. Those drawn stand in an open hash table, as
     * rank + 1.
     */
    private static int[] draw(RandomGenerator random, int count, int size) {
        int[] drawn = new int[count];
        int[] table = new int[Integer.highestOneBit(count) * 4];
        for (int i = 0; i < count; i++) {
            int newest = size - count + i;
            int rank = random.nextInt(newest + 1);
            if (!enter(table, rank)) enter(table, rank = newest);
            drawn[i] = rank;
        }
        return drawn;
    }

    private static boolean enter(int[] table, int rank) {
        int at = rank * 0x9E3779B1 & table.length - 1;
        while (table[at] != 0) {
            if (table[at] == rank + 1) return false;
            at = at + 1 & table.length - 1;
        }
        table[at] = rank + 1;
        return true;
    }
}
