package dev.redstart.contract;

import static dev.redstart.ScoredValue.scored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.ScanCursor;
import dev.redstart.ZaddOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sorted sets: adding members, changing their scores, and scores as numbers. */
public abstract class SortedSetScoreContract extends ContractSuite {

    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final String NOT_A_NUMBER = "ERR resulting score is not a number (NaN)";

    protected SortedSetScoreContract(TestBackend backend) {
        super(backend);
    }

    private void abc() {
        redis.zadd("z", List.of(scored("a", 1), scored("b", 2), scored("c", 3)));
    }

    @Test
    void addingCountsOnlyNewMembers() {
        assertThat(redis.zadd("z", 1, "a")).isEqualTo(1);
        assertThat(redis.zadd("z", 2, "a")).isZero();
        assertThat(redis.zadd("z", List.of(scored("a", 3), scored("b", 4), scored("c", 5))))
                .isEqualTo(2);
        assertThat(redis.zadd("z", List.of(scored("c", 6), scored("d", 7)))).isEqualTo(1);
        assertThat(redis.zadd("z", Map.of("d", 8.0, "e", 9.0))).isEqualTo(1);
        assertThat(redis.zrangeWithScores("z", 0, -1))
                .containsExactly(scored("a", 3), scored("b", 4), scored("c", 6), scored("d", 8), scored("e", 9));
    }

    @Test
    void theLastScoreOfAMemberNamedTwiceCounts() {
        assertThat(redis.zadd("z", List.of(scored("a", 1), scored("a", 2)))).isEqualTo(1);
        assertThat(redis.zscore("z", "a")).isEqualTo(2);
    }

    @Test
    void equalScoresAreOrderedByBytes() {
        redis.zadd(
                "z",
                List.of(
                        scored("b", 0),
                        scored("B", 0),
                        scored("", 0),
                        scored("ba", 0),
                        scored("ä", 0),
                        scored("a", 0)));
        assertThat(redis.zrange("z", 0, -1)).containsExactly("", "B", "a", "b", "ba", "ä");
    }

    @Test
    void nxOnlyAdds() {
        abc();
        assertThat(redis.zadd("z", ZaddOptions.ifAbsent(), List.of(scored("a", 9), scored("d", 4))))
                .isEqualTo(1);
        assertThat(redis.zmscore("z", "a", "d")).containsExactly(1.0, 4.0);
    }

    @Test
    void xxOnlyChanges() {
        abc();
        assertThat(redis.zadd("z", ZaddOptions.ifPresent(), List.of(scored("a", 9), scored("d", 4))))
                .isZero();
        assertThat(redis.zmscore("z", "a", "d")).containsExactly(9.0, null);
        assertThat(redis.zadd("none", ZaddOptions.ifPresent(), 1, "a")).isZero();
        assertThat(redis.exists("none")).isZero();
    }

    @Test
    void gtAndLtChangeInOneDirectionAndStillAdd() {
        abc();
        redis.zadd("z", ZaddOptions.ifGreater(), List.of(scored("a", 0), scored("b", 5), scored("d", -1)));
        assertThat(redis.zmscore("z", "a", "b", "d")).containsExactly(1.0, 5.0, -1.0);
        redis.zadd("z", ZaddOptions.ifLess(), List.of(scored("a", 0), scored("b", 9), scored("e", 99)));
        assertThat(redis.zmscore("z", "a", "b", "e")).containsExactly(0.0, 5.0, 99.0);
        redis.zadd("z", ZaddOptions.ifPresent().ifGreater(), List.of(scored("a", 3), scored("f", 1)));
        redis.zadd("z", ZaddOptions.ifPresent().ifLess(), List.of(scored("b", 4), scored("g", 1)));
        assertThat(redis.zmscore("z", "a", "f", "b", "g")).containsExactly(3.0, null, 4.0, null);
    }

    @Test
    void chCountsWhatChanged() {
        abc();
        assertThat(redis.zadd(
                        "z",
                        ZaddOptions.countChanged(),
                        List.of(scored("a", 1), scored("b", 7), scored("c", 8), scored("d", 9))))
                .isEqualTo(3);
        assertThat(redis.zadd("z", ZaddOptions.ifGreater().countChanged(), List.of(scored("a", 0), scored("b", 8))))
                .isEqualTo(1);
    }

    @Test
    void incrGivesTheNewScoreOrNull() {
        assertThat(redis.zaddIncr("z", ZaddOptions.countChanged(), 1.5, "a")).isEqualTo(1.5);
        assertThat(redis.zaddIncr("z", ZaddOptions.ifPresent(), 2, "a")).isEqualTo(3.5);
        assertThat(redis.zaddIncr("z", ZaddOptions.ifPresent(), 2, "b")).isNull();
        assertThat(redis.zaddIncr("z", ZaddOptions.ifAbsent(), 2, "a")).isNull();
        assertThat(redis.zaddIncr("z", ZaddOptions.ifGreater(), -1, "a")).isNull();
        assertThat(redis.zaddIncr("z", ZaddOptions.ifLess(), -1, "a")).isEqualTo(2.5);
    }

    @Test
    void incrementsBeginAtZero() {
        assertThat(redis.zincrby("z", 2.5, "a")).isEqualTo(2.5);
        assertThat(redis.zincrby("z", -5, "a")).isEqualTo(-2.5);
        assertThat(redis.zincrby("z", INFINITY, "a")).isEqualTo(INFINITY);
        assertThat(redis.zincrby("z", 1, "a")).isEqualTo(INFINITY);
    }

    @Test
    void infinitiesThatCancelOutAreRefused() {
        redis.zadd("z", INFINITY, "a");
        Refused.with(NOT_A_NUMBER, () -> redis.zincrby("z", -INFINITY, "a"));
        Refused.with(NOT_A_NUMBER, () -> redis.zaddIncr("z", ZaddOptions.ifPresent(), -INFINITY, "a"));
        assertThat(redis.zscore("z", "a")).isEqualTo(INFINITY);
    }

    @Test
    void everyDoubleComesBackAsItWas() {
        double[] scores = {
            0,
            0.1,
            -0.1,
            1.0 / 3,
            0.1 + 0.2,
            3.0000000000000004,
            1e15,
            123456789012345.67,
            9007199254740991.0,
            9007199254740993.0,
            1e17,
            1e20,
            1e21,
            1e300,
            -1e-300,
            1e-7,
            Double.MAX_VALUE,
            Double.MIN_NORMAL,
            Double.MIN_VALUE,
            INFINITY,
            -INFINITY
        };
        for (double score : scores) {
            redis.del("z");
            redis.zadd("z", score, "m");
            assertThat(redis.zscore("z", "m")).isEqualTo(Double.valueOf(score));
            assertThat(redis.zmscore("z", "m")).containsExactly(score);
            assertThat(redis.zrangeWithScores("z", 0, -1)).containsExactly(scored("m", score));
            assertThat(redis.zscan("z", ScanCursor.START).elements()).containsExactly(scored("m", score));
            assertThat(redis.zadd("one", score, "m")).isEqualTo(1);
            assertThat(redis.zpopmin("one")).isEqualTo(scored("m", score));
        }
    }

    @Test
    void zeroKeepsItsSignInASkiplistOnly() {
        redis.zadd("small", -0.0, "m");
        assertThat(redis.zscore("small", "m")).isEqualTo(Double.valueOf(0.0));
        redis.zadd("big", 1, "x".repeat(65));
        redis.zadd("big", -0.0, "m");
        assertThat(redis.zscore("big", "m")).isEqualTo(Double.valueOf(-0.0));
    }

    @Test
    void scoresThatAreNoNumbersAreRefused() {
        Refused.with("ERR value is not a valid float", () -> redis.call("ZADD", "z", "one", "a"));
        Refused.with("ERR value is not a valid float", () -> redis.call("ZADD", "z", "nan", "a"));
        Refused.with("ERR value is not a valid float", () -> redis.call("ZADD", "z", "1", "a", "x", "b"));
        Refused.with("ERR value is not a valid float", () -> redis.call("ZINCRBY", "z", "one", "a"));
        Refused.with("ERR syntax error", () -> redis.call("ZADD", "z", "1", "a", "2"));
        assertThat(redis.exists("z")).isZero();
    }

    @Test
    void optionsThatContradictAreRefused() {
        String nxAndXx = "ERR XX and NX options at the same time are not compatible";
        String gtLtNx = "ERR GT, LT, and/or NX options at the same time are not compatible";
        Refused.with(nxAndXx, () -> redis.call("ZADD", "z", "NX", "XX", "1", "a"));
        Refused.with(gtLtNx, () -> redis.call("ZADD", "z", "NX", "GT", "1", "a"));
        Refused.with(gtLtNx, () -> redis.call("ZADD", "z", "GT", "LT", "1", "a"));
        Refused.with(
                "ERR INCR option supports a single increment-element pair",
                () -> redis.call("ZADD", "z", "INCR", "1", "a", "2", "b"));
    }
}
