package dev.redstart.engine.command;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.keyspace.Ranks;
import dev.redstart.engine.keyspace.ZSetValue;
import org.jspecify.annotations.Nullable;

/**
 * What ZRANGE and its relatives ask: {@code start stop [BYSCORE|BYLEX] [REV] [LIMIT offset count] [WITHSCORES]}. The older
 * ones have some of it in their names.
 *
 * @param count how many at most; all if negative
 */
record RangeQuery(RangeArgs range, By by, boolean reverse, long offset, long count, boolean withScores) {

    enum By {
        RANK,
        SCORE,
        LEX
    }

    private static final CommandError LIMIT_BY_RANK =
            Errors.of("ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX");
    private static final CommandError SCORES_BY_LEX =
            Errors.of("ERR syntax error, WITHSCORES not supported in combination with BYLEX");

    /**
     * The arguments from {@code at} on.
     *
     * @param by      of which kind the range is; null when the arguments may say so
     * @param reverse null when the arguments may say so
     */
    static RangeQuery parse(Call call, int at, @Nullable By by, @Nullable Boolean reverse, boolean scoresAllowed) {
        By kind = by;
        Boolean backward = reverse;
        long offset = 0;
        long count = -1;
        boolean withScores = false;
        for (int i = at + 2; i < call.count(); i++) {
            if (scoresAllowed && call.is(i, "WITHSCORES")) {
                withScores = true;
            } else if (call.is(i, "LIMIT") && call.has(i, 2)) {
                offset = call.integer(++i);
                count = call.integer(++i);
            } else if (backward == null && call.is(i, "REV")) {
                backward = true;
            } else if (kind == null && call.is(i, "BYLEX")) {
                kind = By.LEX;
            } else if (kind == null && call.is(i, "BYSCORE")) {
                kind = By.SCORE;
            } else {
                throw Errors.SYNTAX;
            }
        }
        boolean rev = backward != null && backward;
        if (kind == null) kind = By.RANK;
        if (kind == By.RANK && count != -1) throw LIMIT_BY_RANK;
        if (kind == By.LEX && withScores) throw SCORES_BY_LEX;
        return new RangeQuery(range(call, at, kind, rev), kind, rev, offset, count, withScores);
    }

    /** Backwards, the greater bound comes first. */
    private static RangeArgs range(Call call, int at, By kind, boolean reverse) {
        int min = reverse ? at + 1 : at;
        int max = reverse ? at : at + 1;
        return switch (kind) {
            case RANK -> reverse ? RangeArgs.byReverseRank(call, at) : RangeArgs.byRank(call, at);
            case SCORE -> RangeArgs.byScore(call, min, max);
            case LEX -> RangeArgs.byLex(call, min, max);
        };
    }

    Ranks in(ZSetValue zset) {
        Ranks ranks = range.in(zset);
        if (by == By.RANK) return ranks;
        // An oddity of Redis': in a large sorted set a negative offset counts from the far end of the range.
        boolean fromFarEnd = offset < 0 && zset.isTable() && offset >= -ranks.size();
        return ranks.limit(fromFarEnd ? offset + ranks.size() : offset, count, reverse);
    }
}
