package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads that answer, wait, attach and cancel in one moment, many times over: nobody is forgotten. */
class PendingResultStressTest {

    private static final int ROUNDS = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ExecutorService threads = java.util.concurrent.Executors.newFixedThreadPool(4);
    private final Handle handle = new Handle(new ScriptedTransport(), Executors.callbacks());
    private final AtomicInteger decoded = new AtomicInteger();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private interface Part {
        void run(PendingResult<Long> result) throws Exception;
    }

    /** Each round has a fresh result, on which all parts begin together. */
    private void race(Part... parts) throws Exception {
        AtomicReference<PendingResult<Long>> current = new AtomicReference<>(fresh());
        CyclicBarrier round = new CyclicBarrier(parts.length, () -> current.set(fresh()));
        Future<?>[] running = new Future<?>[parts.length];
        for (int p = 0; p < parts.length; p++) {
            Part part = parts[p];
            running[p] = threads.submit(() -> {
                for (int i = 0; i < ROUNDS; i++) {
                    PendingResult<Long> result = current.get();
                    part.run(result);
                    // A part that fails leaves the others waiting here, but not for ever.
                    round.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                }
                return null;
            });
        }
        for (Future<?> part : running) part.get(2, TimeUnit.MINUTES);
    }

    private PendingResult<Long> fresh() {
        Command<Long> command = Command.of(Request.of("X"), reply -> {
            decoded.incrementAndGet();
            return Decoders.integer().decode(reply);
        });
        return new PendingResult<>(command, handle, null);
    }

    @Test
    void whoWaitsAndWhoDependsAlwaysHears() throws Exception {
        AtomicInteger waited = new AtomicInteger();
        AtomicInteger heard = new AtomicInteger();
        race(
                result -> result.onReply(Reply.integer(7)),
                result -> waited.addAndGet(result.get(PATIENCE).intValue()),
                result -> heard.addAndGet(chain(result).get(20, TimeUnit.SECONDS)),
                result -> heard.addAndGet(chain(result).get(20, TimeUnit.SECONDS)));
        assertThat(waited).hasValue(7 * ROUNDS);
        assertThat(heard).hasValue(2 * 7 * ROUNDS);
        assertThat(decoded).as("decoded once each").hasValue(ROUNDS);
    }

    private static CompletableFuture<Integer> chain(PendingResult<Long> result) {
        return result.thenApply(n -> Objects.requireNonNull(n).intValue()).toCompletableFuture();
    }

    @Test
    void aReplyAndACancellationAgreeOnWhoCameFirst() throws Exception {
        AtomicInteger cancelled = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        race(
                result -> result.onReply(Reply.integer(7)),
                result -> {
                    if (result.cancel()) cancelled.incrementAndGet();
                },
                result -> {
                    try {
                        result.get(PATIENCE);
                        answered.incrementAndGet();
                    } catch (dev.redstart.spi.RedisConnectionException e) {
                        assertThat(e).hasMessageContaining("cancelled by the caller");
                    }
                });
        assertThat(answered.get() + cancelled.get()).isEqualTo(ROUNDS);
    }

    @Test
    void whatIsTakenBackIsNotSentAndWhatIsSentIsNotTakenBackUnsent() throws Exception {
        AtomicReference<PendingResult<Long>> current = new AtomicReference<>();
        PendingResult.Unsent waiting = new PendingResult.Unsent("not flushed");
        CyclicBarrier begin = new CyclicBarrier(
                2,
                () -> current.set(
                        new PendingResult<>(Command.of(Request.of("X"), Decoders.integer()), handle, waiting)));
        CyclicBarrier end = new CyclicBarrier(2);
        Future<?> canceller = threads.submit(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                begin.await(20, TimeUnit.SECONDS);
                current.get().cancel();
                end.await(20, TimeUnit.SECONDS);
            }
            return null;
        });
        for (int i = 0; i < ROUNDS; i++) {
            begin.await(20, TimeUnit.SECONDS);
            boolean goes = current.get().markSent();
            end.await(20, TimeUnit.SECONDS);
            dev.redstart.spi.RedisException why = current.get().transportFailure();
            assertThat(Objects.requireNonNull(why).phase())
                    .isEqualTo(goes ? dev.redstart.spi.Phase.UNKNOWN : dev.redstart.spi.Phase.NOT_SENT);
        }
        canceller.get(1, TimeUnit.MINUTES);
    }
}
