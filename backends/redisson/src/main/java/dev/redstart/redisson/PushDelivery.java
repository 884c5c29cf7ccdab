package dev.redstart.redisson;

import dev.redstart.spi.Reply;
import dev.redstart.spi.server.ServerFailures;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Brings pushes from the event loop, which must not wait, to a session's listener: soon, on a thread of ours, and at the
 * latest before a call of the session returns whose reply came after them. One at a time, in order.
 */
final class PushDelivery implements Consumer<Reply.Push> {

    private final Consumer<Reply.Push> listener;
    private final Executor executor;
    private final Queue<Reply.Push> queue = new ConcurrentLinkedQueue<>();
    /** Whether a thread has been asked to deliver and has not begun. */
    private final AtomicBoolean due = new AtomicBoolean();

    private final ReentrantLock delivering = new ReentrantLock();

    PushDelivery(Consumer<Reply.Push> listener, Executor executor) {
        this.listener = listener;
        this.executor = executor;
    }

    /** On the event loop. */
    @Override
    public void accept(Reply.Push push) {
        queue.add(push);
        if (due.getAndSet(true)) return;
        try {
            executor.execute(this::deliver);
        } catch (RejectedExecutionException e) {
            // The session's next call delivers.
            due.set(false);
        }
    }

    /** Delivers what is there. Not with a lock held that the listener may want. */
    void deliver() {
        // The listener's own call of the session: it hears the rest when it has returned.
        if (delivering.isHeldByCurrentThread()) return;
        delivering.lock();
        try {
            due.set(false);
            for (Reply.Push push; (push = queue.poll()) != null; ) {
                Reply.Push next = push;
                ServerFailures.tell(() -> listener.accept(next));
            }
        } finally {
            delivering.unlock();
        }
    }
}
