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
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one object of a command on its way: its command, the handler of its reply, and the user's {@link Result}.
 *
 * <p>The driver's thread only puts the reply here and wakes whoever waits. It is decoded by the thread that wants the
 * value, and dependent stages run on the executor, so no codec and no callback of a user's ever holds up a driver. The
 * latch and the stage are made only when somebody waits or attaches one: most results of a pipeline need neither.
 *
 * <p>All state is in {@link #outcome}, which goes one way: {@link Unsent} (in a pipeline or transaction), then null (under
 * way), maybe {@link Cancelling}, then settled: a {@link Reply} or a {@link RuntimeException}, and the reply once decoded a
 * {@link Value}. Who waits puts the latch up and then looks at the outcome; who settles sets the outcome and then looks
 * for the latch: one of them sees the other. The same goes for the stage.
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

    /** An outcome that is none yet. */
    private abstract static class Open {}

    /** Not handed to the driver yet; {@code why} is what a caller hears who asks already. One for many results. */
    static final class Unsent extends Open {
        private final String why;

        Unsent(String why) {
            this.why = why;
        }
    }

    /** Being taken back: a reply comes too late, but the driver may still tell how far the command had got. */
    private static final class Cancelling extends Open {
        volatile Phase phase = Phase.UNKNOWN;
    }

    /** A value that has been decoded; wrapped, since it may be null or a {@link Reply}. */
    private record Value(@Nullable Object value) {}

    final Command<T> command;
    final Handle handle;

    private volatile @Nullable Object outcome;
    private volatile @Nullable CountDownLatch latch;
    private volatile @Nullable CompletableFuture<T> stage;
    private volatile Cancellation cancellation = Cancellation.NONE;

    /** {@code unsent}: why there can be no value yet; null when it is handed over at once. */
    PendingResult(Command<T> command, Handle handle, @Nullable Unsent unsent) {
        this.command = command;
        this.handle = handle;
        if (unsent != null) outcome = unsent;
    }

    /** Hands itself over. */
    final void send() {
        cancellation = handle.transport.send(command.request(), this);
    }

    /** Says that it is about to be handed over; false when it is not to be any more: it was taken back. */
    final boolean markSent() {
        Object o = outcome;
        return o instanceof Unsent && OUTCOME.compareAndSet(this, o, null);
    }

    /** It will never be sent, or what was sent came to nothing; {@code get()} says why. */
    final void abandon(String why) {
        markSent();
        settle(new IllegalStateException(why));
    }

    @Override
    public void onReply(Reply reply) {
        settle(reply);
    }

    @Override
    public void onFailure(RedisException failure) {
        if (!settle(failure) && outcome instanceof Cancelling cancelling) cancelling.phase = failure.phase();
    }

    /** The first one counts. */
    final boolean settle(Object replyOrFailure) {
        if (!OUTCOME.compareAndSet(this, null, replyOrFailure)) return false;
        announce();
        return true;
    }

    private void announce() {
        CountDownLatch waiting = latch;
        if (waiting != null) waiting.countDown();
        CompletableFuture<T> dependents = stage;
        if (dependents != null) handle.execute(() -> complete(dependents));
    }

    @Override
    public final boolean isDone() {
        Object o = outcome;
        return o != null && !(o instanceof Open);
    }

    /** Whether a reply is still waited for. */
    final boolean isUnderWay() {
        return outcome == null;
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
        await(Times.nanos(atMost));
        return value();
    }

    /** Waits until answered; {@link Long#MAX_VALUE} is for ever. */
    final void await(long nanos) {
        if (isDone()) return;
        requireSent();
        CountDownLatch waiting = latch;
        if (waiting == null) {
            LATCH.compareAndSet(this, null, new CountDownLatch(1));
            waiting = Objects.requireNonNull(latch);
        }
        if (isDone()) return;
        try {
            if (nanos == Long.MAX_VALUE) waiting.await();
            else if (!waiting.await(nanos, TimeUnit.NANOSECONDS))
                throw new RedisTimeoutException("no result within " + Duration.ofNanos(nanos), origin(), Phase.UNKNOWN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisConnectionException("interrupted while waiting for the result", origin(), Phase.UNKNOWN, e);
        }
    }

    private RedisException.Origin origin() {
        return Failures.origin(command.request().name(), handle.capabilities);
    }

    final void requireSent() {
        if (outcome instanceof Unsent unsent) throw new IllegalStateException(unsent.why);
    }

    /** The value of a settled result. */
    @SuppressWarnings("unchecked")
    private T value() {
        Object o = outcome;
        if (o instanceof Reply) o = decode();
        if (o instanceof Value v) return (T) v.value();
        throw (RuntimeException) Objects.requireNonNull(o);
    }

    /** Decodes, once: the bytes belong to the codec, which may do to them what it likes. */
    private synchronized @Nullable Object decode() {
        if (!(outcome instanceof Reply reply)) return outcome;
        Object decoded;
        try {
            decoded = new Value(handle.decode(command, reply));
        } catch (RuntimeException e) {
            decoded = e;
        }
        outcome = decoded;
        return decoded;
    }

    @Override
    public final boolean cancel() {
        Object o = outcome;
        if (o instanceof Unsent && OUTCOME.compareAndSet(this, o, cancelled(Phase.NOT_SENT))) {
            announce();
            return true;
        }
        Cancelling cancelling = new Cancelling();
        if (!OUTCOME.compareAndSet(this, null, cancelling)) return false;
        try {
            withdraw();
        } finally {
            outcome = cancelled(cancelling.phase);
            announce();
        }
        return true;
    }

    /** Tells the driver that nobody wants the reply any more. */
    void withdraw() {
        cancellation.cancel();
    }

    private RedisException cancelled(Phase phase) {
        return new RedisConnectionException("cancelled by the caller", origin(), phase);
    }

    /**
     * The future that dependents hang on. One made when the value is there is complete before anybody sees it, so what is
     * attached runs on the thread that attaches it. One made before is completed on the executor, never by a thread that
     * only happens to attach something else.
     */
    @Override
    final CompletableFuture<T> stage() {
        CompletableFuture<T> known = stage;
        if (known != null) return known;
        CompletableFuture<T> fresh = new DependentStage<>(this);
        boolean done = isDone();
        if (done) complete(fresh);
        if (!STAGE.compareAndSet(this, null, fresh)) return Objects.requireNonNull(stage);
        // Settled in between, maybe by a thread that did not see the stage yet.
        if (!done && isDone()) handle.execute(() -> complete(fresh));
        return fresh;
    }

    private void complete(CompletableFuture<T> dependents) {
        if (dependents.isDone()) return;
        try {
            dependents.complete(value());
        } catch (RuntimeException | Error failure) {
            dependents.completeExceptionally(failure);
        }
    }
}
