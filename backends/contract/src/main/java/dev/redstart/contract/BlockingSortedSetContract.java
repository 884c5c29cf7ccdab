package dev.redstart.contract;

import static dev.redstart.ScoreEnd.MAX;
import static dev.redstart.ScoreEnd.MIN;
import static dev.redstart.ScoredValue.scored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.KeyValue;
import dev.redstart.Result;
import dev.redstart.ScoredValue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pops from sorted sets that wait. Keys are in one slot. */
public abstract class BlockingSortedSetContract extends ContractSuite {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(30);
    private static final String A = "{z}a";
    private static final String B = "{z}b";

    protected BlockingSortedSetContract(TestBackend backend) {
        super(backend);
    }

    @Test
    void whatIsThereIsTakenAtOnce() {
        redis.zadd(B, List.of(scored("x", 1), scored("y", 2), scored("z", 3)));
        assertThat(redis.bzpopmin(LONG, A, B)).isEqualTo(new KeyValue<>(B, scored("x", 1)));
        assertThat(redis.bzpopmax(LONG, List.of(A, B))).isEqualTo(new KeyValue<>(B, scored("z", 3)));
        assertThat(redis.bzpopmin(null, B)).isEqualTo(new KeyValue<>(B, scored("y", 2)));
        assertThat(redis.exists(B)).isZero();
    }

    @Test
    void theFirstKeyThatHasSomeCounts() {
        redis.zadd(A, 9, "late");
        redis.zadd(B, 1, "early");
        assertThat(redis.bzpopmin(LONG, List.of(A, B))).isEqualTo(new KeyValue<>(A, scored("late", 9)));
        assertThat(redis.bzpopmax(LONG, A, B)).isEqualTo(new KeyValue<>(B, scored("early", 1)));
    }

    @Test
    void severalAreTakenFromOneKey() {
        redis.zadd(B, List.of(scored("x", 1), scored("y", 2), scored("z", 3), scored("zz", 4)));
        assertThat(redis.bzmpop(LONG, MIN, A, B)).isEqualTo(new KeyValue<>(B, List.of(scored("x", 1))));
        assertThat(redis.bzmpop(LONG, MAX, List.of(A, B))).isEqualTo(new KeyValue<>(B, List.of(scored("zz", 4))));
        assertThat(redis.bzmpop(LONG, MAX, 9, List.of(A, B)))
                .isEqualTo(new KeyValue<>(B, List.of(scored("z", 3), scored("y", 2))));
    }

    @Test
    void afterTheTimeoutItIsNull() {
        long start = System.nanoTime();
        assertThat(redis.bzpopmin(SHORT, A)).isNull();
        assertThat(redis.bzpopmax(SHORT, A, B)).isNull();
        assertThat(redis.bzmpop(SHORT, MIN, A)).isNull();
        // A server counts in whole milliseconds, so each may come a part of one early.
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(SHORT.minusMillis(1).multipliedBy(3));
    }

    @Test
    void addingWakesWhoWaits() {
        Result<KeyValue<String, ScoredValue<String>>> waiting = async().bzpopmin(LONG, A, B);
        awaitBlocked(1);
        assertThat(redis.zadd(B, List.of(scored("x", 2), scored("y", 1)))).isEqualTo(2);
        assertThat(waiting.get(LONG)).isEqualTo(new KeyValue<>(B, scored("y", 1)));
        assertThat(redis.zrange(B, 0, -1)).containsExactly("x");
    }

    @Test
    void infiniteScoresComeThrough() {
        Result<KeyValue<String, ScoredValue<String>>> waiting = async().bzpopmax(null, A);
        awaitBlocked(1);
        redis.zadd(A, Double.NEGATIVE_INFINITY, "x");
        assertThat(waiting.get(LONG)).isEqualTo(new KeyValue<>(A, scored("x", Double.NEGATIVE_INFINITY)));
    }

    @Test
    void zmpopThatWaitsTakesUpToItsCount() {
        Result<KeyValue<String, List<ScoredValue<String>>>> waiting = async().bzmpop(LONG, MIN, 2, List.of(A, B));
        awaitBlocked(1);
        redis.zadd(A, List.of(scored("x", 1), scored("y", 2), scored("z", 3)));
        assertThat(waiting.get(LONG)).isEqualTo(new KeyValue<>(A, List.of(scored("x", 1), scored("y", 2))));
    }

    @Test
    void whoWaitedLongestIsServedFirst() {
        Result<KeyValue<String, ScoredValue<String>>> first = async().bzpopmin(LONG, A);
        awaitBlocked(1);
        Result<KeyValue<String, ScoredValue<String>>> second = async().bzpopmin(LONG, A);
        awaitBlocked(2);
        redis.zadd(A, 5, "x");
        assertThat(first.get(LONG)).isEqualTo(new KeyValue<>(A, scored("x", 5)));
        assertThat(second.isDone()).isFalse();
        redis.zadd(A, 6, "y");
        assertThat(second.get(LONG)).isEqualTo(new KeyValue<>(A, scored("y", 6)));
    }

    @Test
    void everyCommandThatMakesASortedSetWakes() {
        redis.zadd(B, 1, "x");
        Result<KeyValue<String, ScoredValue<String>>> byStore = async().bzpopmin(LONG, A);
        awaitBlocked(1);
        redis.zunionstore(A, B);
        assertThat(byStore.get(LONG)).isEqualTo(new KeyValue<>(A, scored("x", 1)));

        Result<KeyValue<String, ScoredValue<String>>> byRename = async().bzpopmin(LONG, A);
        awaitBlocked(1);
        redis.rename(B, A);
        assertThat(byRename.get(LONG)).isEqualTo(new KeyValue<>(A, scored("x", 1)));
    }

    @Test
    void aKeyOfAnotherTypeDoesNotWake() {
        Result<KeyValue<String, ScoredValue<String>>> waiting = async().bzpopmin(LONG, A);
        awaitBlocked(1);
        redis.set(A, "text");
        redis.del(A);
        redis.zadd(A, 1, "x");
        assertThat(waiting.get(LONG)).isEqualTo(new KeyValue<>(A, scored("x", 1)));
    }

    @Test
    void wrongArgumentsAreRefused() {
        redis.set(A, "text");
        Refused.asWrongType(() -> redis.bzpopmin(LONG, A));
        Refused.asWrongType(() -> redis.bzpopmax(LONG, B, A));
        Refused.asWrongType(() -> redis.bzmpop(LONG, MIN, A));
        Refused.with("ERR count should be greater than 0", () -> redis.bzmpop(LONG, MIN, 0, List.of(B)));
        Refused.with("ERR timeout is negative", () -> redis.call("BZPOPMIN", B, "-1"));
        Refused.with("ERR timeout is not a float or out of range", () -> redis.call("BZPOPMAX", B, "soon"));
    }
}
