package dev.redstart;

import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a driver, which must not be held up, and a listener, which may be slow: a bounded queue of calls of the
 * listener, emptied on the executor by one task at a time. When it is full the newest call is thrown away and a gap put in its
 * place, so that a slow listener costs messages (it is told how many) and never memory or the driver's time.
 */
final class Deliveries {

    /** As many calls may wait for a listener. */
    static final int CAPACITY = 10_000;

    /** As many calls of the listener make one task; then others get their turn on the executor. */
    private static final int TURN = 100;

    private final Handle handle;
    private final Consumer<MessageListener.Gap> onGap;

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    /** Calls thrown away since the last one that was queued. */
    private long dropped;
    /** Why others were lost meanwhile, when the connection was; then nobody knows how many. */
    private @Nullable String lost;
    /** Whether a task is queued or running. */
    private boolean running;

    private boolean ended;

    Deliveries(Handle handle, Consumer<MessageListener.Gap> onGap) {
        this.handle = handle;
        this.onGap = onGap;
    }

    /** Queues a call, or drops it when too many wait; nothing after the last one. */
    void add(Runnable call) {
        boolean idle;
        lock.lock();
        try {
            if (ended) return;
            if (queue.size() >= CAPACITY) {
                dropped++;
                return;
            }
            queueGap();
            queue.add(call);
            idle = takeUp();
        } finally {
            lock.unlock();
        }
        if (idle) handle.execute(this::takeTurn);
    }

    /** Nobody knows what was lost here. */
    void addGap(String reason) {
        boolean idle;
        lock.lock();
        try {
            if (ended) return;
            lost = reason;
            // A listener that does not keep up hears of many gaps as one.
            if (queue.size() < CAPACITY) queueGap();
            idle = takeUp();
        } finally {
            lock.unlock();
        }
        if (idle) handle.execute(this::takeTurn);
    }

    /** Queues the last call, even when too many wait. */
    void addLast(Runnable call) {
        boolean idle;
        lock.lock();
        try {
            if (ended) return;
            ended = true;
            queueGap();
            queue.add(call);
            idle = takeUp();
        } finally {
            lock.unlock();
        }
        if (idle) handle.execute(this::takeTurn);
    }

    /** Puts what was missed into its place, if anything was. With the lock held. */
    private void queueGap() {
        if (dropped == 0 && lost == null) return;
        MessageListener.Gap gap = lost != null
                ? new MessageListener.Gap(lost, -1)
                : new MessageListener.Gap(
                        "the listener was too slow: more than " + CAPACITY + " messages waited for it", dropped);
        dropped = 0;
        lost = null;
        queue.add(() -> onGap.accept(gap));
    }

    /** Whether the caller is to start a task, since there is none. With the lock held. */
    private boolean takeUp() {
        boolean idle = !running;
        running = true;
        return idle;
    }

    private void takeTurn() {
        for (int i = 0; i < TURN; i++) {
            Runnable call = next();
            if (call == null) return;
            try {
                call.run();
            } catch (Throwable e) {
                report(e);
            }
        }
        handle.execute(this::takeTurn);
    }

    private @Nullable Runnable next() {
        lock.lock();
        try {
            if (queue.isEmpty()) queueGap();
            Runnable call = queue.poll();
            if (call == null) running = false;
            return call;
        } finally {
            lock.unlock();
        }
    }

    /** What a listener throws is its own affair, and so is what its thread's handler throws: the next call comes. */
    static void report(Throwable e) {
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        } catch (Throwable ignored) {
            // As the JVM does.
        }
    }
}
