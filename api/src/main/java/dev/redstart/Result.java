package dev.redstart;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is to come: of a command sent by {@code async()}, or of a slot of a {@link Pipeline} or {@link Transaction}.
 * Thread-safe. Dependent stages run on the handle's executor, or on the thread that adds them when the value is there
 * already; never on a driver's own threads; those added as {@code ...Async} always on the executor. {@link
 * #toCompletableFuture()} gives a copy: completing or cancelling it does not touch this result.
 */
public interface Result<T extends @Nullable Object> extends CompletionStage<T>, Supplier<T> {

    /**
     * Waits for the value, as long as the backend's own timeout lets it take.
     *
     * @throws dev.redstart.spi.RedisException when the command failed
     * @throws IllegalStateException when it has not been sent: before the flush of its pipeline, before the EXEC of its
     *     transaction, or when that was discarded
     */
    @Override
    T get();

    /**
     * As {@link #get()}, waiting at most this long.
     *
     * @throws dev.redstart.spi.RedisTimeoutException when the value is not there by then; it may still come
     */
    T get(Duration atMost);

    /** Whether it has a value or a failure. */
    boolean isDone();

    /**
     * Takes the command back: one not sent yet is withdrawn, one that blocks on the server stops waiting there; any other
     * runs on and its reply is dropped. False when it was done already.
     */
    boolean cancel();
}
