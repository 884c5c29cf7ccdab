package dev.redstart.contract;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Something that runs on a thread of its own while a case goes on; a case is over only when it has been waited for. */
final class Elsewhere<T extends @Nullable Object> {

    private static final long PATIENCE_SECONDS = 20;

    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private final Thread thread;

    private Elsewhere(Callable<T> body) {
        thread = new Thread(
                () -> {
                    try {
                        outcome.complete(body.call());
                    } catch (Throwable e) {
                        outcome.completeExceptionally(e);
                    }
                },
                "contract-elsewhere");
        thread.setDaemon(true);
        thread.start();
    }

    static <T extends @Nullable Object> Elsewhere<T> run(Callable<T> body) {
        return new Elsewhere<>(body);
    }

    void interrupt() {
        thread.interrupt();
    }

    /** Its value; what it threw is thrown here. */
    T get() {
        try {
            return outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException thrown) throw thrown;
            throw new AssertionError("the other thread failed", e.getCause());
        } catch (TimeoutException e) {
            AssertionError stuck = new AssertionError("the other thread has not ended");
            stuck.setStackTrace(thread.getStackTrace());
            throw stuck;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
