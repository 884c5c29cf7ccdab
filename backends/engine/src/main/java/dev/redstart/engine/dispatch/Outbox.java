package dev.redstart.engine.dispatch;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen after the lock is released: replies to clients that had been waiting, messages to subscribers. Filled
 * under the lock, hence in the order of the commands; emptied by one thread at a time, hence heard in that order.
 *
 * <p>Who comes while another thread delivers leaves its work to that one and goes on.
 */
final class Outbox {

    private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private volatile @Nullable Thread deliverer;
    /** Written under the lock: whether anything was posted by the command that is about to release it. */
    private boolean posted;

    /** Under the lock. The work must be quick; what it throws goes to the thread's handler of uncaught exceptions. */
    void post(Runnable work) {
        queue.add(work);
        posted = true;
    }

    /** Under the lock, just before releasing it: whether {@link #deliver} has to be called after. */
    boolean takePosted() {
        boolean p = posted;
        posted = false;
        return p;
    }

    /** After the lock was released. */
    void deliver() {
        if (pending.getAndIncrement() != 0) return;
        int seen = 1;
        do {
            deliverer = Thread.currentThread();
            Runnable work;
            while ((work = queue.poll()) != null) run(work);
            deliverer = null;
            seen = pending.addAndGet(-seen);
        } while (seen != 0);
    }

    private static void run(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            Thread t = Thread.currentThread();
            t.getUncaughtExceptionHandler().uncaughtException(t, e);
        }
    }

    /** Returns when all that was posted before has been delivered; at once when called by a delivery. */
    void awaitDelivered() {
        if (deliverer == Thread.currentThread()) return;
        CountDownLatch reached = new CountDownLatch(1);
        queue.add(reached::countDown);
        deliver();
        try {
            // Bounded, because a listener may itself wait for the caller of this.
            reached.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
