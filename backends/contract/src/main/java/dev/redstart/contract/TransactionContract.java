package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redstart.Decoders;
import dev.redstart.Outcome;
import dev.redstart.Result;
import dev.redstart.Script;
import dev.redstart.Transaction;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.UnsupportedCommandException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Transactions without watched keys; {@link WatchContract} has those with. */
@Needs(Feature.TRANSACTIONS)
public abstract class TransactionContract extends ContractSuite {

    protected TransactionContract(TestBackend backend) {
        super(backend);
    }

    private record Moved(long from, long to) {}

    @Test
    void theOutcomeIsTheValueOfTheResultThatTheBodyReturned() {
        Outcome<Long> outcome = redis.transaction(tx -> {
            tx.set("n", "41");
            return tx.incr("n");
        });
        assertThat(outcome.isCommitted()).isTrue();
        assertThat(outcome.attempts()).isEqualTo(1);
        assertThat(outcome.get()).isEqualTo(42);
    }

    @Test
    void theBodyMayBeASingleCommandWithoutValue() {
        Outcome<@Nullable Void> outcome = redis.transaction(tx -> tx.set("k", "v"));
        assertThat(outcome.isCommitted()).isTrue();
        assertThat(outcome.get()).isNull();
        assertThat(redis.get("k")).isEqualTo("v");
    }

    @Test
    void severalValuesComeOutOfALambda() {
        redis.set("from", "10");
        Outcome<Moved> moved = redis.transaction(tx -> {
            Result<Long> from = tx.decrby("from", 3);
            Result<Long> to = tx.incrby("to", 3);
            return () -> new Moved(from.get(), to.get());
        });
        assertThat(moved.get()).isEqualTo(new Moved(7, 3));
    }

    @Test
    void aBodyWithoutValueReturnsCommit() {
        Outcome<@Nullable Void> outcome = redis.transaction(tx -> {
            tx.incr("a");
            tx.incr("b");
            return tx.commit();
        });
        assertThat(outcome.isCommitted()).isTrue();
        assertThat(outcome.get()).isNull();
        assertThat(redis.mget("a", "b")).containsExactly("1", "1");
    }

    @Test
    void theBodyMayChooseBetweenAValueAndDiscarding() {
        for (boolean wanted : new boolean[] {true, false}) {
            Outcome<Long> outcome = redis.transaction(tx -> wanted ? tx.incr("n") : tx.discard());
            assertThat(outcome.isCommitted()).isEqualTo(wanted);
            assertThat(outcome.orElse(-1L)).isEqualTo(wanted ? 1L : -1L);
        }
    }

    @Test
    void discardingDropsWhatWasQueued() {
        AtomicReference<@Nullable Result<Long>> queued = new AtomicReference<>();
        Outcome<Long> outcome = redis.transaction(tx -> {
            queued.set(tx.incr("n"));
            return tx.discard();
        });
        assertThat(outcome.isCommitted()).isFalse();
        assertThat(redis.exists("n")).isZero();
        assertThatThrownBy(outcome::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("discarded");
        Result<Long> abandoned = queued.get();
        assertThat(abandoned).isNotNull();
        assertThatThrownBy(abandoned::get).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theBodyMayThrowACheckedExceptionAndNothingHappens() {
        AtomicReference<@Nullable Result<Long>> queued = new AtomicReference<>();
        assertThatThrownBy(() -> redis.transaction(tx -> {
                    Result<Long> n = tx.incr("n");
                    queued.set(n);
                    if (n.isDone()) return n;
                    throw new IOException("disk");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk");
        assertThat(redis.exists("n")).isZero();
        Result<Long> abandoned = queued.get();
        assertThat(abandoned).isNotNull();
        assertThatThrownBy(abandoned::get).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void askingInsideTheBodyIsAMistakeAndThrows() {
        Outcome<Long> outcome = redis.transaction(tx -> {
            Result<Long> n = tx.incr("n");
            CompletableFuture<Long> twice = n.thenApply(x -> 2 * x).toCompletableFuture();
            assertThatThrownBy(n::get)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not been executed");
            assertThatThrownBy(() -> n.get(Duration.ofSeconds(5))).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(twice::join).isInstanceOf(IllegalStateException.class);
            return twice::join;
        });
        assertThat(outcome.get()).isEqualTo(2);
    }

    @Test
    void aFailedSlotIsCommittedAndItsErrorIsThrownByItsOwnResult() {
        redis.set("text", "no number");
        List<Result<Long>> results = new ArrayList<>();
        Outcome<Long> outcome = redis.transaction(tx -> {
            results.add(tx.incr("a"));
            results.add(tx.lpush("text", "x"));
            results.add(tx.incr("b"));
            return results.get(1);
        });
        assertThat(outcome.isCommitted()).isTrue();
        RedisReplyException error = catchThrowableOfType(RedisReplyException.class, outcome::get);
        assertThat(error.code()).isEqualTo("WRONGTYPE");
        assertThat(error.command()).isEqualTo("LPUSH");
        assertThat(results.get(0).get()).isEqualTo(1);
        assertThat(results.get(2).get()).isEqualTo(1);
        assertThat(redis.mget("a", "b", "text")).containsExactly("1", "1", "no number");
    }

    @Test
    void aCommandThatIsRefusedWhileQueueingAbortsAll() {
        List<Result<Long>> fine = new ArrayList<>();
        List<Result<Reply>> refused = new ArrayList<>();
        RedisReplyException abort = catchThrowableOfType(
                RedisReplyException.class,
                () -> redis.transaction(tx -> {
                    fine.add(tx.incr("n"));
                    refused.add(tx.call("GET"));
                    return fine.get(0);
                }));
        assertThat(abort.code()).isEqualTo("EXECABORT");
        assertThat(abort).hasMessageContaining("Transaction discarded because of previous errors.");
        assertThat(redis.exists("n")).isZero();
        assertThatThrownBy(refused.get(0)::get)
                .isInstanceOf(RedisReplyException.class)
                .hasMessageContaining("wrong number of arguments for 'get' command");
        assertThatThrownBy(fine.get(0)::get)
                .isInstanceOf(RedisReplyException.class)
                .hasMessageContaining("EXECABORT");
        assertThat(redis.incr("n")).isEqualTo(1);
    }

    @Test
    void anUnknownCommandAbortsAll() {
        assertThatThrownBy(() -> redis.transaction(tx -> {
                    tx.incr("n");
                    return tx.call("NOSUCHCOMMAND", "x");
                }))
                .isInstanceOf(dev.redstart.spi.RedisException.class);
        assertThat(redis.exists("n")).isZero();
        assertThat(redis.<@Nullable Void, RuntimeException>transaction(tx -> tx.set("k", "v"))
                        .isCommitted())
                .isTrue();
    }

    @Test
    void nothingOfOthersRunsInBetween() throws Exception {
        int rounds = 200;
        Elsewhere<Boolean> other = Elsewhere.run(() -> {
            boolean even = true;
            for (int i = 0; i < rounds; i++)
                even &= redis.mget("a", "b").stream().distinct().count() == 1;
            return even;
        });
        for (int i = 0; i < rounds; i++) {
            redis.transaction(tx -> {
                tx.incr("a");
                return tx.incr("b");
            });
        }
        assertThat(other.get()).isTrue();
    }

    @Test
    void anEmptyTransactionIsCommitted() {
        Outcome<@Nullable Void> outcome = redis.transaction(Transaction::commit);
        assertThat(outcome.isCommitted()).isTrue();
        assertThat(outcome.get()).isNull();
    }

    @Test
    void afterTheBodyItTakesNothingMore() {
        List<Transaction<String, String>> leaked = new ArrayList<>();
        redis.transaction(tx -> {
            leaked.add(tx);
            return tx.incr("n");
        });
        assertThatThrownBy(() -> leaked.get(0).incr("n")).isInstanceOf(IllegalStateException.class);
        assertThat(redis.get("n")).isEqualTo("1");
    }

    @Test
    void aCommandTakenBackIsNotExecuted() {
        Outcome<Long> outcome = redis.transaction(tx -> {
            assertThat(tx.set("taken", "back").cancel()).isTrue();
            return tx.incr("n");
        });
        assertThat(outcome.get()).isEqualTo(1);
        assertThat(redis.exists("taken")).isZero();
    }

    @Test
    void whatChangesTheConnectionIsRefused() {
        for (String command : List.of("MULTI", "EXEC", "WATCH", "SELECT")) {
            assertThatThrownBy(() -> redis.transaction(tx -> tx.call(command, "1")))
                    .isInstanceOfSatisfying(UnsupportedCommandException.class, e -> assertThat(e.phase())
                            .isEqualTo(Phase.NOT_SENT))
                    .hasMessageContaining(command);
        }
    }

    @Test
    void aBlockingCommandDoesNotBlockInIt() {
        assertThat(redis.transaction(tx -> tx.blpop(null, "list")).get()).isNull();
        redis.rpush("list", "x");
        assertThat(redis.transaction(tx ->
                                tx.blmove("list", "other", dev.redstart.ListEnd.LEFT, dev.redstart.ListEnd.LEFT, null))
                        .get())
                .isEqualTo("x");
    }

    @Test
    void rawCommandsTakePartToo() {
        Outcome<Reply> outcome = redis.transaction(tx -> {
            tx.call("RPUSH", "list", "a", "b");
            return tx.call(Request.of("LRANGE").key("list").arg(0).arg(-1));
        });
        assertThat(Decoders.list(Decoders.text()).decode(outcome.get())).containsExactly("a", "b");
    }

    @Test
    @Needs(Feature.SCRIPTS)
    void aScriptIsSentByItsText() {
        Script<Long> sum = Script.of("return ARGV[1] + ARGV[2]", Decoders.integer());
        redis.call("SCRIPT", "FLUSH");
        assertThat(redis.transaction(tx -> tx.run(sum, List.of(), List.of("1", "2")))
                        .get())
                .isEqualTo(3);
    }

    @Test
    void stagesHearOfTheirValuesAfterwards() {
        List<CompletableFuture<Long>> stages = new ArrayList<>();
        redis.transaction(tx -> {
            stages.add(tx.incr("n").thenApply(n -> 10 * n).toCompletableFuture());
            return tx.commit();
        });
        assertThat(stages.get(0).join()).isEqualTo(10);
    }
}
