package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redstart.Outcome;
import dev.redstart.Redis;
import dev.redstart.Result;
import dev.redstart.TransactionConflictException;
import dev.redstart.spi.Feature;
import dev.redstart.spi.RedisReplyException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Optimistic transactions: run again when a watched key has changed meanwhile. */
@Needs(Feature.TRANSACTIONS)
public abstract class WatchContract extends ContractSuite {

    protected WatchContract(TestBackend backend) {
        super(backend);
    }

    private static long number(@Nullable String text) {
        return Long.parseLong(Objects.requireNonNull(text));
    }

    @Test
    void theBodyReadsThenQueues() {
        redis.set("balance:1", "80");
        Outcome<Long> paid = redis.watch("balance:1").transact((seen, tx) -> {
            if (number(seen.get("balance:1")) < 50) return tx.discard();
            tx.incrby("balance:2", 50);
            return tx.decrby("balance:1", 50);
        });
        assertThat(paid.isCommitted()).isTrue();
        assertThat(paid.attempts()).isEqualTo(1);
        assertThat(paid.get()).isEqualTo(30);
        assertThat(redis.get("balance:2")).isEqualTo("50");
    }

    @Test
    void theBodyMayDiscard() {
        redis.set("balance:1", "20");
        Outcome<Long> paid = redis.watch("balance:1").transact((seen, tx) -> {
            tx.incrby("balance:2", 50);
            return number(seen.get("balance:1")) < 50 ? tx.discard() : tx.decrby("balance:1", 50);
        });
        assertThat(paid.isCommitted()).isFalse();
        assertThat(paid.toString()).isEqualTo("discarded after 1 attempt");
        assertThat(redis.exists("balance:2")).isZero();
    }

    @Test
    void whenAWatchedKeyChangedTheBodyRunsAgainOnWhatIsThereNow() {
        Redis rival = another();
        redis.set("n", "1");
        List<String> seenValues = new ArrayList<>();
        List<Result<@Nullable Void>> abandoned = new ArrayList<>();
        Outcome<@Nullable Void> outcome = redis.watch("n").transact((seen, tx) -> {
            String n = Objects.requireNonNull(seen.get("n"));
            seenValues.add(n);
            if (seenValues.size() < 3) rival.incr("n");
            abandoned.add(tx.set("n", n + "0"));
            return abandoned.get(abandoned.size() - 1);
        });
        assertThat(seenValues).containsExactly("1", "2", "3");
        assertThat(outcome.attempts()).isEqualTo(3);
        assertThat(outcome.isCommitted()).isTrue();
        assertThat(redis.get("n")).isEqualTo("30");
        assertThatThrownBy(abandoned.get(0)::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("changed");
    }

    @Test
    void whenTheKeyChangesEachTimeItGivesUp() {
        Redis rival = another();
        AtomicInteger runs = new AtomicInteger();
        TransactionConflictException conflict = catchThrowableOfType(
                TransactionConflictException.class,
                () -> redis.watch("n").attempts(4).transact((seen, tx) -> {
                    runs.incrementAndGet();
                    rival.incr("n");
                    return tx.set("other", "v");
                }));
        assertThat(conflict.attempts()).isEqualTo(4);
        assertThat(runs).hasValue(4);
        assertThat(redis.exists("other")).isZero();
        assertThat(redis.get("n")).isEqualTo("4");
    }

    /** What counts as a change of the watched key. */
    private enum Change {
        SET(r -> r.set("k", "new")),
        SAME_VALUE(r -> r.set("k", "v")),
        DELETE(r -> r.del("k")),
        EXPIRE(r -> r.expire("k", Duration.ofHours(1))),
        EXPIRE_AT_ONCE(r -> r.expireat("k", Instant.ofEpochSecond(1))),
        RENAME_AWAY(r -> r.rename("k", "elsewhere")),
        RENAME_OVER(r -> {
            r.set("elsewhere", "v");
            r.rename("elsewhere", "k");
        }),
        FLUSHDB(r -> r.call("FLUSHDB")),
        FLUSHALL(r -> r.call("FLUSHALL"));

        final Consumer<Redis> action;

        Change(Consumer<Redis> action) {
            this.action = action;
        }
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void anyChangeOfAnotherClientCounts(Change change) {
        Redis rival = another();
        redis.set("k", "v");
        AtomicInteger runs = new AtomicInteger();
        Outcome<Long> outcome = redis.watch("k").transact((seen, tx) -> {
            if (runs.incrementAndGet() == 1) change.action.accept(rival);
            return tx.incr("runs");
        });
        assertThat(outcome.attempts()).isEqualTo(2);
        assertThat(outcome.get()).isEqualTo(1);
    }

    @Test
    void whatDoesNotTouchTheWatchedKeysDoesNotCount() {
        Redis rival = another();
        redis.set("k", "v");
        Outcome<Long> outcome = redis.watch("k", "missing").transact((seen, tx) -> {
            rival.set("other", "x");
            rival.get("k");
            rival.del("missing");
            rival.expire("missing", Duration.ofHours(1));
            return tx.incr("n");
        });
        assertThat(outcome.attempts()).isEqualTo(1);
    }

    @Test
    void aMissingKeyCanBeWatchedForItsCreation() {
        Redis rival = another();
        AtomicInteger runs = new AtomicInteger();
        Outcome<Boolean> outcome = redis.watch(List.of("a", "b")).transact((seen, tx) -> {
            if (runs.incrementAndGet() == 1) rival.set("b", "taken");
            return tx.setnx("b", "mine");
        });
        assertThat(outcome.attempts()).isEqualTo(2);
        assertThat(outcome.get()).isFalse();
    }

    @Test
    void aChangeByTheBodyItselfCountsToo() {
        AtomicInteger runs = new AtomicInteger();
        Outcome<Long> outcome = redis.watch("k").transact((seen, tx) -> {
            if (runs.incrementAndGet() == 1) seen.set("k", "v");
            return tx.incr("n");
        });
        assertThat(outcome.attempts()).isEqualTo(2);
    }

    @Test
    void aBodyThatQueuesNothingIsCommitted() {
        redis.set("k", "v");
        Outcome<String> outcome = redis.watch("k").transact((seen, tx) -> {
            String value = Objects.requireNonNull(seen.get("k"));
            return () -> value;
        });
        assertThat(outcome.isCommitted()).isTrue();
        assertThat(outcome.get()).isEqualTo("v");
    }

    @Test
    void anErrorOfACommandIsCommittedAndNotTriedAgain() {
        redis.set("text", "no number");
        AtomicInteger runs = new AtomicInteger();
        Outcome<Long> outcome = redis.watch("text").transact((seen, tx) -> {
            runs.incrementAndGet();
            return tx.incr("text");
        });
        assertThat(outcome.isCommitted()).isTrue();
        assertThatThrownBy(outcome::get).isInstanceOf(RedisReplyException.class);
        assertThat(runs).hasValue(1);
    }

    @Test
    void afterCommitDiscardAndFailureNothingStaysWatched() {
        redis.set("k", "v");
        for (int i = 0; i < 20; i++) {
            redis.watch("k").transact((seen, tx) -> tx.discard());
            redis.watch("k").transact((seen, tx) -> tx.set("k", "v"));
            assertThatThrownBy(() -> redis.watch("k").transact((seen, tx) -> {
                        tx.set("k", "x");
                        if (seen.exists("k") == 1) throw new IOException("disk");
                        return tx.commit();
                    }))
                    .isInstanceOf(IOException.class);
        }
        redis.set("k", "changed");
        for (int i = 0; i < 20; i++) {
            // A watch left on a connection of the pool would abort this.
            Outcome<Long> outcome = redis.transaction(tx -> tx.incr("n"));
            assertThat(outcome.get()).isEqualTo(i + 1);
        }
    }

    @Test
    void manyThreadsCountCorrectly() {
        int threads = 4;
        int rounds = 25;
        List<Elsewhere<Integer>> counters = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            counters.add(Elsewhere.run(() -> {
                int attempts = 0;
                for (int i = 0; i < rounds; i++) {
                    attempts += redis.watch("n")
                            .attempts(10_000)
                            .transact((seen, tx) -> {
                                String n = seen.get("n");
                                return tx.set("n", Long.toString(n == null ? 1 : number(n) + 1));
                            })
                            .attempts();
                }
                return attempts;
            }));
        }
        int attempts = counters.stream().mapToInt(Elsewhere::get).sum();
        assertThat(attempts).isGreaterThanOrEqualTo(threads * rounds);
        assertThat(redis.get("n")).isEqualTo(Integer.toString(threads * rounds));
    }

    @Test
    void watchingNothingAndNoAttemptsAreMistakes() {
        assertThatThrownBy(() -> redis.watch()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> redis.watch("k").attempts(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
