package dev.redstart.contract;

import static dev.redstart.ScoredValue.scored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.ZcombineOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sorted sets combined. */
public abstract class SortedSetAlgebraContract extends ContractSuite {

    private static final List<String> XY = List.of("{z}x", "{z}y");
    private static final String X = "{z}x";
    private static final String Y = "{z}y";
    private static final String TO = "{z}to";
    private static final String NONE = "{z}none";

    protected SortedSetAlgebraContract(TestBackend backend) {
        super(backend);
    }

    /** x has a 1, b 2, c 3; y has b 20, c 30, d 40. All keys are in one slot. */
    @BeforeEach
    void twoSets() {
        redis.zadd(X, List.of(scored("a", 1), scored("b", 2), scored("c", 3)));
        redis.zadd(Y, List.of(scored("b", 20), scored("c", 30), scored("d", 40)));
    }

    @Test
    void aUnionAddsScoresUp() {
        assertThat(redis.zunion(X, Y)).containsExactly("a", "b", "c", "d");
        assertThat(redis.zunion(XY)).containsExactly("a", "b", "c", "d");
        assertThat(redis.zunionWithScores(X, Y))
                .containsExactly(scored("a", 1), scored("b", 22), scored("c", 33), scored("d", 40));
        assertThat(redis.zunionWithScores(XY, ZcombineOptions.sum())).isEqualTo(redis.zunionWithScores(XY));
        assertThat(redis.zunionWithScores(X, X)).containsExactly(scored("a", 2), scored("b", 4), scored("c", 6));
    }

    @Test
    void aUnionTakesWeightsAndAnotherAggregate() {
        assertThat(redis.zunion(XY, ZcombineOptions.weights(1, -1))).containsExactly("d", "c", "b", "a");
        assertThat(redis.zunionWithScores(XY, ZcombineOptions.weights(10, 0.5)))
                .containsExactly(scored("a", 10), scored("d", 20), scored("b", 30), scored("c", 45));
        assertThat(redis.zunionWithScores(XY, ZcombineOptions.min()))
                .containsExactly(scored("a", 1), scored("b", 2), scored("c", 3), scored("d", 40));
        assertThat(redis.zunionWithScores(XY, ZcombineOptions.max()))
                .containsExactly(scored("a", 1), scored("b", 20), scored("c", 30), scored("d", 40));
        assertThat(redis.zunionWithScores(XY, ZcombineOptions.weights(100, 1).max()))
                .containsExactly(scored("d", 40), scored("a", 100), scored("b", 200), scored("c", 300));
    }

    @Test
    void anIntersectionHasWhatIsInAll() {
        assertThat(redis.zinter(X, Y)).containsExactly("b", "c");
        assertThat(redis.zinter(XY)).containsExactly("b", "c");
        assertThat(redis.zinterWithScores(X, Y)).containsExactly(scored("b", 22), scored("c", 33));
        assertThat(redis.zinterWithScores(XY)).containsExactly(scored("b", 22), scored("c", 33));
        assertThat(redis.zinter(XY, ZcombineOptions.weights(-1, 0))).containsExactly("c", "b");
        assertThat(redis.zinterWithScores(XY, ZcombineOptions.min().weights(2, 1)))
                .containsExactly(scored("b", 4), scored("c", 6));
        assertThat(redis.zinterWithScores(XY, ZcombineOptions.max())).containsExactly(scored("b", 20), scored("c", 30));
        assertThat(redis.zinter(X, Y, NONE)).isEmpty();
    }

    @Test
    void everyFormTakesEveryAggregate() {
        Map<ZcombineOptions, Double> scoresOfB = Map.of(
                ZcombineOptions.weights(3, 1), 26.0,
                ZcombineOptions.weights(3, 1).sum(), 26.0,
                ZcombineOptions.weights(3, 1).min(), 6.0,
                ZcombineOptions.weights(3, 1).max(), 20.0);
        scoresOfB.forEach((options, score) -> {
            assertThat(redis.zunionWithScores(XY, options)).contains(scored("b", score));
            assertThat(redis.zunion(XY, options)).contains("b");
            assertThat(redis.zinterWithScores(XY, options)).contains(scored("b", score));
            assertThat(redis.zinter(XY, options)).contains("b");
            redis.zunionstore(TO, XY, options);
            assertThat(redis.zscore(TO, "b")).isEqualTo(score);
            redis.zinterstore(TO, XY, options);
            assertThat(redis.zscore(TO, "b")).isEqualTo(score);
        });
    }

    @Test
    void anIntersectionCanBeCounted() {
        assertThat(redis.zintercard(X, Y)).isEqualTo(2);
        assertThat(redis.zintercard(XY)).isEqualTo(2);
        assertThat(redis.zintercard(1, XY)).isEqualTo(1);
        assertThat(redis.zintercard(0, XY)).isEqualTo(2);
        assertThat(redis.zintercard(X, NONE)).isZero();
        Refused.with("ERR LIMIT can't be negative", () -> redis.zintercard(-1, XY));
    }

    @Test
    void aDifferenceKeepsTheFirstScores() {
        assertThat(redis.zdiff(X, Y)).containsExactly("a");
        assertThat(redis.zdiff(XY)).containsExactly("a");
        assertThat(redis.zdiffWithScores(Y, X)).containsExactly(scored("d", 40));
        assertThat(redis.zdiffWithScores(List.of(X, NONE)))
                .containsExactly(scored("a", 1), scored("b", 2), scored("c", 3));
        assertThat(redis.zdiff(X, X)).isEmpty();
        assertThat(redis.zdiff(NONE, X)).isEmpty();
    }

    @Test
    void eachCanBeStored() {
        assertThat(redis.zunionstore(TO, X, Y)).isEqualTo(4);
        assertThat(redis.zscore(TO, "c")).isEqualTo(33);
        assertThat(redis.zunionstore(TO, XY, ZcombineOptions.weights(1, 2).max()))
                .isEqualTo(4);
        assertThat(redis.zscore(TO, "c")).isEqualTo(60);
        assertThat(redis.zinterstore(TO, X, Y)).isEqualTo(2);
        assertThat(redis.zrangeWithScores(TO, 0, -1)).containsExactly(scored("b", 22), scored("c", 33));
        assertThat(redis.zinterstore(TO, XY, ZcombineOptions.min())).isEqualTo(2);
        assertThat(redis.zrangeWithScores(TO, 0, -1)).containsExactly(scored("b", 2), scored("c", 3));
        assertThat(redis.zdiffstore(TO, X, Y)).isEqualTo(1);
        assertThat(redis.zrangeWithScores(TO, 0, -1)).containsExactly(scored("a", 1));
    }

    @Test
    void storingReplacesWhateverWasThere() {
        redis.set(TO, "text");
        redis.expire(TO, Duration.ofHours(1));
        assertThat(redis.zunionstore(TO, XY)).isEqualTo(4);
        assertThat(redis.pttl(TO).isPersistent()).isTrue();
        assertThat(redis.zinterstore(TO, List.of(X, NONE))).isZero();
        assertThat(redis.exists(TO)).isZero();
        redis.set(TO, "text");
        assertThat(redis.zdiffstore(TO, List.of(NONE))).isZero();
        assertThat(redis.exists(TO)).isZero();
    }

    @Test
    void theDestinationMayBeOneOfTheSources() {
        assertThat(redis.zunionstore(X, X, Y)).isEqualTo(4);
        assertThat(redis.zrangeWithScores(X, 0, -1))
                .containsExactly(scored("a", 1), scored("b", 22), scored("c", 33), scored("d", 40));
    }

    @Test
    void membersOfPlainSetsCountOne() {
        String set = "{z}set";
        redis.sadd(set, "a", "n");
        assertThat(redis.zunionWithScores(List.of(X, set), ZcombineOptions.weights(1, 10)))
                .containsExactly(scored("b", 2), scored("c", 3), scored("n", 10), scored("a", 11));
        assertThat(redis.zinterWithScores(set, X)).containsExactly(scored("a", 2));
        assertThat(redis.zdiffWithScores(set, X)).containsExactly(scored("n", 1));
        assertThat(redis.zintercard(set, X)).isEqualTo(1);
    }

    @Test
    void infinitiesThatCancelOutGiveZero() {
        redis.zadd(X, Double.POSITIVE_INFINITY, "i");
        redis.zadd(Y, Double.NEGATIVE_INFINITY, "i");
        assertThat(redis.zinterWithScores(X, Y)).contains(scored("i", 0));
        assertThat(redis.zinterWithScores(List.of(X, X), ZcombineOptions.weights(0, 0)))
                .contains(scored("i", 0));
    }

    @Test
    void manyMembersMakeASkiplist() {
        for (int i = 0; i < 200; i++) {
            redis.zadd(X, i, "n" + i);
            if (i % 2 == 0) redis.zadd(Y, i, "n" + i);
        }
        assertThat(redis.zinterstore(TO, X, Y)).isEqualTo(102);
        assertThat(encodingOf(TO)).isEqualTo("listpack");
        assertThat(redis.zunionstore(TO, X, Y)).isEqualTo(204);
        assertThat(encodingOf(TO)).isEqualTo("skiplist");
        assertThat(redis.zdiffstore(TO, X, Y)).isEqualTo(101);
        assertThat(redis.zscore(TO, "n199")).isEqualTo(199);
    }

    @Test
    void wrongArgumentsAreRefused() {
        Refused.with("ERR weight value is not a float", () -> redis.call("ZUNION", "1", X, "WEIGHTS", "x"));
        Refused.with("ERR syntax error", () -> redis.call("ZUNION", "1", X, "AGGREGATE", "AVG"));
        Refused.with("ERR syntax error", () -> redis.call("ZDIFF", "1", X, "WEIGHTS", "1"));
        Refused.with("ERR syntax error", () -> redis.call("ZUNIONSTORE", TO, "1", X, "WITHSCORES"));
        Refused.with("ERR at least 1 input key is needed for 'zunion' command", () -> redis.call("ZUNION", "0", X));
        Refused.with("ERR syntax error", () -> redis.call("ZUNIONSTORE", TO, "3", X, Y));
    }

    @Test
    void anotherTypeIsRefused() {
        String text = "{z}text";
        redis.set(text, "v");
        Refused.asWrongType(() -> redis.zunion(X, text));
        Refused.asWrongType(() -> redis.zunionstore(TO, X, text));
        Refused.asWrongType(() -> redis.zinter(X, text));
        Refused.asWrongType(() -> redis.zinterstore(TO, X, text));
        Refused.asWrongType(() -> redis.zintercard(X, text));
        Refused.asWrongType(() -> redis.zdiff(X, text));
        Refused.asWrongType(() -> redis.zdiffstore(TO, X, text));
    }
}
