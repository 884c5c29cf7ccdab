package dev.redstart.contract.servers;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for a condition of another process, which nobody can be notified of: asks again and again until a deadline. */
final class Await {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private Await() {}

    interface Condition {
        boolean holds();
    }

    /** Fails with {@code complaint}, made only then, when the condition does not hold in time. */
    static void until(Duration limit, Condition condition, Supplier<? extends RuntimeException> complaint) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - deadline > 0) {
                throw complaint.get();
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted while waiting for a server");
            }
            LockSupport.parkNanos(PAUSE);
        }
    }
}
