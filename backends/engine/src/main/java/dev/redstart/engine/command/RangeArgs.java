package dev.redstart.engine.command;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.keyspace.Ranks;
import dev.redstart.engine.keyspace.ZSetValue;
import dev.redstart.engine.structure.LexRange;
import dev.redstart.engine.structure.Numbers;
import dev.redstart.engine.structure.ScoreRange;
import java.util.Arrays;

/** Which members of a sorted set a command speaks of, by any kind of range. */
@FunctionalInterface
interface RangeArgs {

    /** Bounds that are no strings with a sign in front. */
    CommandError NOT_A_LEX_RANGE = Errors.of("ERR min or max not valid string range item");

    Ranks in(ZSetValue zset);

    /** By rank, in the arguments from {@code i} on. */
    static RangeArgs byRank(Call call, int i) {
        long start = call.integer(i);
        long stop = call.integer(i + 1);
        return zset -> Ranks.of(start, stop, zset.size());
    }

    /** By rank counted from the end. */
    static RangeArgs byReverseRank(Call call, int i) {
        RangeArgs ranks = byRank(call, i);
        return zset -> ranks.in(zset).mirrored(zset.size());
    }

    /** By score, the bounds being these two arguments. */
    static RangeArgs byScore(Call call, int min, int max) {
        byte[] from = call.arg(min);
        byte[] to = call.arg(max);
        ScoreRange range = new ScoreRange(score(from), isOpen(from), score(to), isOpen(to));
        return zset -> zset.ranks(range);
    }

    private static boolean isOpen(byte[] bound) {
        return bound.length > 0 && bound[0] == '(';
    }

    private static double score(byte[] bound) {
        int sign = isOpen(bound) ? 1 : 0;
        double score = Numbers.parseScoreBound(bound, sign, bound.length - sign);
        if (Double.isNaN(score)) throw Errors.MIN_OR_MAX_NOT_A_FLOAT;
        return score;
    }

    /** By member, the bounds being these two arguments. */
    static RangeArgs byLex(Call call, int min, int max) {
        byte[] from = call.arg(min);
        byte[] to = call.arg(max);
        LexRange range = new LexRange(member(from), !isClosed(from), member(to), !isClosed(to));
        return zset -> zset.ranks(range);
    }

    private static boolean isClosed(byte[] bound) {
        return bound.length > 0 && bound[0] == '[';
    }

    private static byte[] member(byte[] bound) {
        // What stands behind a NUL is lost on C.
        boolean bare = bound.length == 1 || bound.length > 1 && bound[1] == 0;
        if (bare && bound[0] == '-') return LexRange.MIN;
        if (bare && bound[0] == '+') return LexRange.MAX;
        if (!isClosed(bound) && !isOpen(bound)) throw NOT_A_LEX_RANGE;
        return Arrays.copyOfRange(bound, 1, bound.length);
    }
}
