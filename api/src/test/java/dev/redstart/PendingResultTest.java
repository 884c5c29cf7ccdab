package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisTimeoutException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PendingResultTest {

    private final ScriptedTransport transport = new ScriptedTransport();
    private final ManualExecutor executor = new ManualExecutor();
    private final AsyncView<String, String> async = view(new Handle(transport, executor));

    private static AsyncView<String, String> view(Handle handle) {
        return new AsyncView<>(handle, Wire.commands());
    }

    private Result<Long> held() {
        transport.holding = true;
        return async.incr("n");
    }

    private void answer(Reply reply) {
        transport.held.get(transport.held.size() - 1).reply(reply);
    }

    @Test
    void whoWaitsIsWokenByTheAnswer() throws InterruptedException {
        Result<Long> result = held();
        List<Long> got = new ArrayList<>();
        Thread waiter = new Thread(() -> got.add(result.get()));
        waiter.start();
        while (waiter.getState() != Thread.State.WAITING) Thread.onSpinWait();
        answer(Reply.integer(7));
        waiter.join();
        assertThat(got).containsExactly(7L);
        assertThat(result.isDone()).isTrue();
    }

    @Test
    void waitingHasAnEnd() {
        Result<Long> result = held();
        RedisTimeoutException late =
                catchThrowableOfType(RedisTimeoutException.class, () -> result.get(Duration.ofMillis(1)));
        assertThat(late.phase()).isEqualTo(Phase.UNKNOWN);
        assertThat(late).hasMessageContaining("PT0.001S").hasMessageContaining("INCR on scripted at memory");
        assertThatIllegalArgumentException().isThrownBy(() -> result.get(Duration.ZERO));
        answer(Reply.integer(1));
        assertThat(result.get(ChronoUnit.FOREVER.getDuration())).isEqualTo(1);
    }

    @Test
    void anInterruptEndsTheWaitAndNotTheCommand() {
        Result<Long> result = held();
        Thread.currentThread().interrupt();
        RedisConnectionException e = catchThrowableOfType(RedisConnectionException.class, result::get);
        assertThat(Thread.interrupted()).as("the flag is set again").isTrue();
        assertThat(e.phase()).isEqualTo(Phase.UNKNOWN);
        assertThat(e).hasCauseInstanceOf(InterruptedException.class);
        answer(Reply.integer(1));
        assertThat(result.get()).isEqualTo(1);
    }

    @Test
    void theFirstOutcomeCounts() {
        Result<Long> result = held();
        answer(Reply.integer(1));
        answer(Reply.integer(2));
        transport.held.get(0).fail(Phase.UNKNOWN);
        assertThat(result.get()).isEqualTo(1);
        assertThat(result.cancel()).isFalse();
        assertThat(transport.held.get(0).cancelled).isFalse();
    }

    @Test
    void aReplyIsDecodedOnceAndNotByTheDriver() {
        AtomicInteger decoded = new AtomicInteger();
        transport.holding = true;
        Result<Integer> result = async.send(Command.of(Request.of("X"), reply -> decoded.incrementAndGet()));
        answer(Reply.OK);
        assertThat(decoded).hasValue(0);
        assertThat(result.get()).isEqualTo(1);
        assertThat(result.get()).isEqualTo(1);
        assertThat(result.toCompletableFuture().join()).isEqualTo(1);
    }

    @Test
    void eachAsksForTheSameFailure() {
        transport.script = request -> new Reply.Error("WRONGTYPE no");
        Result<Long> result = async.incr("n");
        RedisException e = catchThrowableOfType(RedisException.class, result::get);
        assertThat(catchThrowable(result::get)).isSameAs(e);
        assertThat(result.<Object>handle((v, failure) -> failure)
                        .toCompletableFuture()
                        .join())
                .isSameAs(e);
    }

    @Test
    void whatADecoderBreaksWithReachesStagesToo() {
        Result<String> result = async.send(Command.of(Request.of("X"), reply -> {
            throw new StackOverflowError("deep");
        }));
        assertThatThrownBy(result::get).isInstanceOf(StackOverflowError.class);
        assertThatThrownBy(result.toCompletableFuture()::join).hasCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void dependentsRunOnTheExecutorAndNotOnTheThreadThatAnswers() {
        Result<Long> result = held();
        CompletableFuture<Long> twice = result.thenApply(n -> 2 * n).toCompletableFuture();
        answer(Reply.integer(4));
        assertThat(twice).isNotDone();
        assertThat(result.get()).as("who waits needs no executor").isEqualTo(4);

        // Nor on one that only happens to attach something else.
        CompletableFuture<Long> thrice = result.thenApply(n -> 3 * n).toCompletableFuture();
        assertThat(twice).isNotDone();
        executor.runAll();
        assertThat(twice).isCompletedWithValue(8L);
        assertThat(thrice).isCompletedWithValue(12L);
    }

    @Test
    void whatIsAttachedToAValueRunsAtOnce() {
        Result<Long> result = held();
        answer(Reply.integer(4));
        assertThat(result.thenApply(n -> Thread.currentThread())).isCompletedWithValue(Thread.currentThread());
        assertThat(executor.size()).isZero();
    }

    @Test
    void asyncStagesUseTheHandlesExecutor() {
        Result<Long> result = held();
        answer(Reply.integer(4));
        CompletableFuture<Long> later = result.thenApplyAsync(n -> n + 1).toCompletableFuture();
        assertThat(later).isNotDone();
        executor.runAll();
        assertThat(later).isCompletedWithValue(5L);
    }

    @Test
    void whatTheExecutorRefusesRunsOnAThreadOfOurs() throws Exception {
        AsyncView<String, String> refused = view(new Handle(transport, task -> {
            throw new RejectedExecutionException("full");
        }));
        transport.holding = true;
        CompletableFuture<Thread> thread =
                refused.incr("n").thenApply(n -> Thread.currentThread()).toCompletableFuture();
        answer(Reply.integer(1));
        assertThat(thread.get(10, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
        assertThat(thread.join().isDaemon()).isTrue();
    }

    @Test
    void aCopyIsNotTheResult() {
        Result<Long> result = held();
        assertThat(result.toCompletableFuture().complete(9L)).isTrue();
        assertThat(result.toCompletableFuture().cancel(true)).isTrue();
        answer(Reply.integer(1));
        executor.runAll();
        assertThat(result.get()).isEqualTo(1);
        assertThat(result.toCompletableFuture().join()).isEqualTo(1);
    }

    @Test
    void oneThatWasNotSentIsWithdrawn() {
        Result<Long> result = held();
        CompletableFuture<Long> stage = result.toCompletableFuture();
        assertThat(result.cancel()).isTrue();
        assertThat(result.cancel()).isFalse();
        assertThat(catchThrowableOfType(RedisConnectionException.class, result::get)
                        .phase())
                .isEqualTo(Phase.NOT_SENT);
        executor.runAll();
        assertThatThrownBy(stage::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(RedisConnectionException.class);
    }

    @Test
    void oneThatRunsOnHasItsReplyDropped() {
        Result<Long> result = held();
        transport.held.get(0).ifCancelled = null;
        assertThat(result.cancel()).isTrue();
        answer(Reply.integer(1));
        RedisConnectionException e = catchThrowableOfType(RedisConnectionException.class, result::get);
        assertThat(e.phase()).isEqualTo(Phase.UNKNOWN);
        assertThat(e).hasMessageContaining("cancelled by the caller").hasMessageContaining("INCR");
    }

    @Test
    void closingTheTransportWakesWhoWaits() throws InterruptedException {
        Result<Long> result = held();
        List<Throwable> got = new ArrayList<>();
        Thread waiter = new Thread(() -> got.add(catchThrowable(result::get)));
        waiter.start();
        while (waiter.getState() != Thread.State.WAITING) Thread.onSpinWait();
        transport.close();
        waiter.join();
        assertThat(got).singleElement().isInstanceOf(RedisConnectionException.class);
    }
}
