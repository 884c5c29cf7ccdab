package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redstart.spi.Feature;
import dev.redstart.spi.Lane;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisCodecException;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import dev.redstart.spi.UnsupportedCommandException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransactionTest {

    private static final Reply.Error EXECABORT =
            new Reply.Error("EXECABORT Transaction discarded because of previous errors.");

    private final ScriptedTransport transport = ScriptedTransport.answering(request -> Reply.integer(1));
    private final Redis redis = Redstart.over(transport);
    /** Of all attempts; whatever happens, none may be left without an outcome. */
    private final List<Result<Long>> results = new ArrayList<>();

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(transport.allSessionsClosed()).isTrue();
        assertThat(results).allMatch(Result::isDone);
    }

    private Result<Long> note(Result<Long> result) {
        results.add(result);
        return result;
    }

    @Test
    void itGoesInOneFlushToTheNodeOfItsFirstKey() {
        Outcome<Long> outcome = redis.transaction(tx -> {
            tx.ping();
            return note(tx.incr("k"));
        });
        assertThat(outcome.get()).isEqualTo(1);
        assertThat(transport.sent).containsExactly("MULTI", "EXEC", "PING", "INCR k");
        assertThat(transport.pinned).containsExactly(Route.key(Bytes.utf8("k").toArray()));
    }

    @Test
    void beforeItIsOverAResultHasNoValue() {
        redis.transaction(tx -> {
            Result<Long> n = note(tx.incr("k"));
            assertThatIllegalStateException().isThrownBy(n::get).withMessageContaining("has not been executed");
            return n;
        });
        assertThat(results.get(0).get()).isEqualTo(1);
    }

    @Test
    void aConnectionLostBeforeExecHasDoneNothing() {
        transport.inSession = request -> {
            if (request.name().equals("EXEC")) throw transport.lost(request, Phase.NOT_SENT);
            return null;
        };
        RedisConnectionException e =
                catchThrowableOfType(RedisConnectionException.class, () -> redis.transaction(tx -> note(tx.incr("k"))));
        assertThat(e.phase()).isEqualTo(Phase.NOT_SENT);
        assertThat(catchThrowable(results.get(0)::get)).isSameAs(e);
    }

    @Test
    void aConnectionLostWhileExecRunsMayHaveDoneIt() {
        transport.inSession = request -> {
            if (request.name().equals("EXEC")) throw transport.lost(request, Phase.UNKNOWN);
            return null;
        };
        RedisConnectionException e = catchThrowableOfType(
                RedisConnectionException.class, () -> redis.watch("w").transact((seen, tx) -> note(tx.incr("k"))));
        assertThat(e.phase()).isEqualTo(Phase.UNKNOWN);
        assertThat(e.command()).isEqualTo("EXEC");
    }

    @Test
    void withoutAConnectionNothingIsSent() {
        transport.close();
        RedisConnectionException e =
                catchThrowableOfType(RedisConnectionException.class, () -> redis.transaction(tx -> note(tx.incr("k"))));
        assertThat(e.phase()).isEqualTo(Phase.NOT_SENT);
    }

    @Test
    void aCommandRefusedWhileQueueingSaysSoItself() {
        transport.inSession = request -> switch (request.name()) {
            case "INCR" -> new Reply.Error("OOM command not allowed");
            case "EXEC" -> EXECABORT;
            default -> null;
        };
        RedisReplyException abort = catchThrowableOfType(
                RedisReplyException.class,
                () -> redis.transaction(tx -> {
                    note(tx.strlen("k"));
                    return note(tx.incr("k"));
                }));
        assertThat(abort.code()).isEqualTo("EXECABORT");
        assertThat(catchThrowable(results.get(0)::get)).isSameAs(abort);
        RedisReplyException own = catchThrowableOfType(RedisReplyException.class, results.get(1)::get);
        assertThat(own.code()).isEqualTo("OOM");
        assertThat(own.command()).isEqualTo("INCR");
        assertThat(abort.getSuppressed()).containsExactly(own);
    }

    @Test
    void whenTheServerDoesNotBeginItTheResultsSayWhatTheirCommandsDidAlone() {
        transport.inSession = request -> switch (request.name()) {
            case "MULTI" -> new Reply.Error("NOPERM this user has no permissions to run the 'multi' command");
            case "EXEC" -> new Reply.Error("ERR EXEC without MULTI");
            default -> null;
        };
        RedisReplyException e =
                catchThrowableOfType(RedisReplyException.class, () -> redis.transaction(tx -> note(tx.incr("k"))));
        assertThat(e.code()).isEqualTo("NOPERM");
        assertThat(e.command()).isEqualTo("MULTI");
        assertThat(results.get(0).get()).isEqualTo(1);
    }

    @Test
    void repliesThatDoNotMatchTheCommandsAreAnError() {
        for (Reply strange : List.of(Reply.OK, Reply.array(), Reply.array(Reply.OK, Reply.OK))) {
            transport.inSession = request -> request.name().equals("EXEC") ? strange : null;
            assertThatThrownBy(() -> redis.transaction(tx -> note(tx.incr("k"))))
                    .isInstanceOf(RedisCodecException.class)
                    .hasMessageContaining("an array of 1 replies");
        }
    }

    @Test
    void aTransportThatThrowsLeavesNobodyWaiting() {
        IllegalStateException bug = new IllegalStateException("bug");
        transport.inSession = request -> {
            if (request.name().equals("EXEC")) throw bug;
            return null;
        };
        assertThatThrownBy(() -> redis.transaction(tx -> note(tx.incr("k"))))
                .isInstanceOf(RedisConnectionException.class)
                .hasCause(bug);
        assertThatThrownBy(results.get(0)::get).isInstanceOf(RedisConnectionException.class);
    }

    @Test
    void anAttemptThatMetAChangeIsAbandonedAndTheNextOneCounts() {
        AtomicInteger runs = new AtomicInteger();
        transport.inSession = request -> request.name().equals("EXEC") && runs.get() < 3 ? Reply.NULL : null;
        Outcome<Long> outcome = redis.watch("w").transact((seen, tx) -> {
            runs.incrementAndGet();
            assertThat(seen.strlen("w")).isEqualTo(1);
            return note(tx.incr("k"));
        });
        assertThat(outcome.attempts()).isEqualTo(3);
        assertThat(outcome.get()).isEqualTo(1);
        assertThat(results).hasSize(3);
        assertThatIllegalStateException().isThrownBy(results.get(0)::get).withMessageContaining("changed");
        assertThat(transport.sessions).hasSize(3);
    }

    @Test
    void attemptsAreBounded() {
        transport.inSession = request -> request.name().equals("EXEC") ? Reply.NULL : null;
        TransactionConflictException e = catchThrowableOfType(
                TransactionConflictException.class,
                () -> redis.watch("w").attempts(2).transact((seen, tx) -> note(tx.incr("k"))));
        assertThat(e.attempts()).isEqualTo(2);
        assertThatThrownBy(() -> redis.transaction(tx -> note(tx.incr("k"))))
                .as("also when it had not watched: it was not executed")
                .isInstanceOf(TransactionConflictException.class);
    }

    @Test
    void whatTheBodyThrowsComesOutAndNothingIsSent() {
        assertThatThrownBy(() -> redis.watch("w").transact((seen, tx) -> {
                    note(tx.incr("k"));
                    if (!results.isEmpty()) throw new IOException("disk");
                    return tx.commit();
                }))
                .isInstanceOf(IOException.class);
        assertThat(transport.sent).containsExactly("WATCH w");
        assertThatThrownBy(() -> redis.transaction(tx -> {
                    note(tx.incr("k"));
                    throw new StackOverflowError("deep");
                }))
                .isInstanceOf(StackOverflowError.class);
        assertThatThrownBy(() -> redis.transaction(tx -> {
                    note(tx.incr("k"));
                    return null;
                }))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("tx.commit()");
    }

    @Test
    void watchingMayFail() {
        transport.inSession = request -> request.name().equals("WATCH") ? new Reply.Error("NOPERM no") : null;
        assertThatThrownBy(() -> redis.watch("w").transact((seen, tx) -> note(tx.incr("k"))))
                .isInstanceOf(RedisReplyException.class)
                .hasMessageContaining("WATCH on scripted at memory");
    }

    @Test
    void oneMayStandInsideAnother() {
        Outcome<Long> outer = redis.transaction(tx -> {
            Result<Long> n = note(tx.incr("outer"));
            redis.transaction(inner -> note(inner.incr("inner")));
            return n;
        });
        assertThat(outer.get()).isEqualTo(1);
        assertThat(transport.sent).containsExactly("MULTI", "EXEC", "INCR inner", "MULTI", "EXEC", "INCR outer");
    }

    @Test
    void whatIsTakenBackOrDiscardedIsNotSent() {
        assertThat(redis.transaction(tx -> {
                            assertThat(note(tx.incr("taken")).cancel()).isTrue();
                            return tx.commit();
                        })
                        .isCommitted())
                .isTrue();
        Outcome<Long> discarded = redis.transaction(tx -> {
            note(tx.incr("k"));
            return tx.discard();
        });
        assertThat(discarded.isCommitted()).isFalse();
        assertThat(discarded.orElse(7L)).isEqualTo(7);
        assertThat(transport.sent).isEmpty();
    }

    @Test
    void aBlockingCommandHasAnOrdinaryDeadlineInIt() {
        List<Request> seen = new ArrayList<>();
        transport.inSession = request -> {
            seen.add(request);
            return null;
        };
        transport.script = request -> Reply.NULL;
        redis.transaction(tx -> tx.blmove("a", "b", ListEnd.LEFT, ListEnd.RIGHT, Duration.ofSeconds(5)));
        Request blmove = seen.get(1);
        assertThat(blmove.lane()).isEqualTo(Lane.SHARED);
        assertThat(blmove.timeoutMillis()).isEqualTo(Request.DEFAULT_TIMEOUT);
        assertThat(blmove.keyPositions()).containsExactly(0, 1);
        assertThat(ScriptedTransport.text(blmove)).isEqualTo("BLMOVE a b LEFT RIGHT 5");
    }

    @Test
    void aBackendWithoutTransactionsSaysSoBeforeAnything() {
        transport.features.remove(Feature.TRANSACTIONS);
        UnsupportedCommandException e =
                catchThrowableOfType(UnsupportedCommandException.class, () -> redis.transaction(Transaction::commit));
        assertThat(e).hasMessage("the backend scripted has no transactions [MULTI on scripted at memory, not sent]");
        assertThatThrownBy(() -> redis.watch("k")).isInstanceOf(RedisException.class);
    }
}
