package dev.redstart;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A stage behind a result, or behind such a stage. Waiting for one whose command has not been sent would be for ever: it
 * throws instead. What is attached as {@code ...Async} without an executor runs on the handle's.
 */
final class DependentStage<S extends @Nullable Object> extends CompletableFuture<S> {

    private final PendingResult<?> source;

    DependentStage(PendingResult<?> source) {
        this.source = source;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new DependentStage<>(source);
    }

    @Override
    public Executor defaultExecutor() {
        return source.handle::execute;
    }

    private void requireSent() {
        // One may also be completed by hand.
        if (!isDone()) source.requireSent();
    }

    @Override
    public S get() throws InterruptedException, ExecutionException {
        requireSent();
        return super.get();
    }

    @Override
    public S get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        requireSent();
        return super.get(timeout, unit);
    }

    @Override
    public S join() {
        requireSent();
        return super.join();
    }
}
