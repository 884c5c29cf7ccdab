package dev.redstart;

import dev.redstart.spi.Cancellation;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisTimeoutException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one object of a command on its way: its command, the handler of its reply, and the user's {@link Result}.
 *
 * <p>The driver's thread only puts the reply here and wakes whoever waits. It is decoded by the thread that wants the
 * value, and dependent stages run on the executor, so no codec and no callback of a user's ever holds up a driver. The
 * latch and the stage are made only when somebody waits or attaches one: most results of a pipeline need neither.
 */
class PendingResult<T extends @Nullable Object> extends StageDelegate<T> implements Result<T>, ReplyHandler {

    private static final VarHandle OUTCOME;
    private static final VarHandle LATCH;
    private static final VarHandle STAGE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            OUTCOME = lookup.findVarHandle(PendingResult.class, "outcome", Object.class);
            LATCH = lookup.findVarHandle(PendingResult.class, "latch", CountDownLatch.class);
            STAGE = lookup.findVarHandle(PendingResult.class, "stage", CompletableFuture.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A value that has been decoded; wrapped, since it may be null or a {@link Reply}. */
    private record Value(@Nullable Object value) {}

    final Command<T> command;
    final Handle handle;

    /** Null until answered; then a {@link Reply}, and once decoded a {@link Value} or a {@link RuntimeException}. */
    private volatile @Nullable Object outcome;

    private volatile @Nullable CountDownLatch latch;
    private volatile @Nullable CompletableFuture<T> stage;
    private volatile Cancellation cancellation = Cancellation.NONE;
    /** Why there can be no value yet; null once it has been handed to the driver. */
    private volatile @Nullable String unsent;

    PendingResult(Command<T> command, Handle handle, @Nullable String unsent) {
        this.command = command;
        this.handle = handle;
        this.unsent = unsent;
    }

    /** Hands itself over. */
    final void send() {
        unsent = null;
        cancellation = handle.transport.send(command.request(), this);
    }

    final void markSent() {
        unsent = null;
    }

    /** It will never be sent; {@code get()} says why. */
    final void abandon(String why) {
        settle(new IllegalStateException(why));
    }

    @Override
    public void onReply(Reply reply) {
        settle(reply);
    }

    @Override
    public void onFailure(RedisException failure) {
        settle(failure);
    }

    final void settle(Object replyOrFailure) {
        if (!OUTCOME.compareAndSet(this, null, replyOrFailure)) return;
        CountDownLatch waiting = latch;
        if (waiting != null) waiting.countDown();
        CompletableFuture<T> dependents = stage;
        if (dependents == null) return;
        try {
            handle.executor.execute(() -> completeStage(dependents));
        } catch (RejectedExecutionException closed) {
            // The handle is closing: its dependents still have to hear of it, on the only thread left.
            completeStage(dependents);
        }
    }

    @Override
    public final boolean isDone() {
        return outcome != null;
    }

    /** Whether no reply came; the results of a flushed pipeline are asked this. */
    final @Nullable RedisException transportFailure() {
        return outcome instanceof RedisException e && e.phase() != Phase.REPLIED ? e : null;
    }

    @Override
    public T get() {
        await(Long.MAX_VALUE);
        return value();
    }

    @Override
    public T get(Duration atMost) {
        await(Times.positive(atMost).toNanos());
        return value();
    }

    /** Waits until answered. */
    final void await(long nanos) {
        if (outcome != null) return;
        requireSent();
        CountDownLatch waiting = latch;
        if (waiting == null) {
            LATCH.compareAndSet(this, null, new CountDownLatch(1));
            waiting = java.util.Objects.requireNonNull(latch);
        }
        if (outcome != null) return;
        String name = command.request().name();
        try {
            if (nanos == Long.MAX_VALUE) waiting.await();
            else if (!waiting.await(nanos, TimeUnit.NANOSECONDS))
                throw new RedisTimeoutException(
                        "no result within " + Duration.ofNanos(nanos),
                        Failures.origin(name, handle.capabilities),
                        Phase.UNKNOWN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisConnectionException(
                    "interrupted while waiting for the result",
                    Failures.origin(name, handle.capabilities),
                    Phase.UNKNOWN,
                    e);
        }
    }

    final void requireSent() {
        String why = unsent;
        if (why != null && outcome == null) throw new IllegalStateException(why);
    }

    /** The value of a settled result; decodes it the first time. */
    @SuppressWarnings("unchecked")
    private T value() {
        Object o = outcome;
        if (o instanceof Reply reply) {
            Object decoded;
            try {
                decoded = new Value(handle.decode(command, reply));
            } catch (RuntimeException e) {
                decoded = e;
            }
            // Two threads may both decode; all see what the first made.
            OUTCOME.compareAndSet(this, reply, decoded);
            o = outcome;
        }
        if (o instanceof RuntimeException failure) throw failure;
        return (T) ((Value) java.util.Objects.requireNonNull(o)).value();
    }

    @Override
    public final boolean cancel() {
        if (outcome != null) return false;
        RedisException cancelled = new RedisConnectionException(
                "cancelled by the caller",
                Failures.origin(command.request().name(), handle.capabilities),
                unsent == null ? Phase.UNKNOWN : Phase.NOT_SENT);
        settle(cancelled);
        cancellation.cancel();
        return outcome == cancelled;
    }

    @Override
    final CompletableFuture<T> stage() {
        CompletableFuture<T> dependents = stage;
        if (dependents == null) {
            STAGE.compareAndSet(this, null, new Dependent<>(this));
            dependents = java.util.Objects.requireNonNull(stage);
        }
        // On the thread that attaches: the value is there, and this thread belongs to the user.
        if (outcome != null) completeStage(dependents);
        return dependents;
    }

    private void completeStage(CompletableFuture<T> dependents) {
        if (dependents.isDone()) return;
        try {
            dependents.complete(value());
        } catch (RuntimeException failure) {
            dependents.completeExceptionally(failure);
        }
    }

    /** A stage behind a result. Waiting for one whose command has not been sent would be for ever: it throws instead. */
    private static final class Dependent<S extends @Nullable Object> extends CompletableFuture<S> {

        private final PendingResult<?> source;

        Dependent(PendingResult<?> source) {
            this.source = source;
        }

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new Dependent<>(source);
        }

        @Override
        public S get() throws InterruptedException, java.util.concurrent.ExecutionException {
            source.requireSent();
            return super.get();
        }

        @Override
        public S get(long timeout, TimeUnit unit)
                throws InterruptedException, java.util.concurrent.ExecutionException,
                        java.util.concurrent.TimeoutException {
            source.requireSent();
            return super.get(timeout, unit);
        }

        @Override
        public S join() {
            source.requireSent();
            return super.join();
        }
    }
}
