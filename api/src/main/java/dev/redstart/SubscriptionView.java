package dev.redstart;

import dev.redstart.spi.Subscriber;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.Subscriptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a driver, which must not be held up, and a listener, which may be slow: a bounded queue, emptied on the
 * executor by one task at a time. When it is full the newest message is thrown away and a gap put in its place, so that a
 * slow listener costs messages (it is told how many) and never memory or the driver's time.
 */
final class SubscriptionView<K, V> implements Subscription, SubscriptionListener {

    /** As many messages may wait for a listener. */
    static final int CAPACITY = 10_000;

    /** As many calls of the listener make one task; then others get their turn on the executor. */
    private static final int TURN = 100;

    private final Handle handle;
    private final Types<K, V> types;
    private final MessageListener<K, V> listener;
    private volatile @Nullable Subscriber subscriber;
    private volatile boolean closed;

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    /** Messages thrown away since the last one that was queued. */
    private long dropped;
    /** Why others were lost meanwhile, when the connection was; then nobody knows how many. */
    private @Nullable String lost;
    /** Whether a task is queued or running. */
    private boolean running;

    private boolean ended;

    SubscriptionView(Handle handle, Types<K, V> types, MessageListener<K, V> listener) {
        this.handle = handle;
        this.types = types;
        this.listener = listener;
    }

    void start(Subscriptions subscriptions) {
        subscriber = handle.transport.subscribe(subscriptions, this);
    }

    @Override
    public void onMessage(byte @Nullable [] pattern, byte[] channel, byte[] body) {
        boolean idle;
        lock.lock();
        try {
            if (ended) return;
            if (queue.size() >= CAPACITY) {
                dropped++;
                return;
            }
            queueGap();
            queue.add(() -> deliver(pattern, channel, body));
            idle = takeUp();
        } finally {
            lock.unlock();
        }
        if (idle) handle.execute(this::takeTurn);
    }

    @Override
    public void onGap(Throwable cause) {
        boolean idle;
        lock.lock();
        try {
            if (ended) return;
            lost = "the connection was lost and is back: " + cause.getMessage();
            // A listener that does not keep up hears of many gaps as one.
            if (queue.size() < CAPACITY) queueGap();
            idle = takeUp();
        } finally {
            lock.unlock();
        }
        if (idle) handle.execute(this::takeTurn);
    }

    @Override
    public void onEnd(@Nullable Throwable cause) {
        Throwable told = closed ? null : cause;
        boolean idle;
        lock.lock();
        try {
            if (ended) return;
            ended = true;
            queueGap();
            queue.add(() -> listener.onEnd(told));
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
        queue.add(() -> listener.onGap(gap));
    }

    private void deliver(byte @Nullable [] pattern, byte[] channel, byte[] body) {
        String matched = pattern == null ? null : new String(pattern, StandardCharsets.UTF_8);
        Message<K, V> message;
        try {
            message = new Message<>(matched, types.keyCodec.decode(channel), types.valueCodec.decode(body));
        } catch (RuntimeException e) {
            report(Failures.cannotDecodeMessage(e, handle.capabilities));
            listener.onGap(new MessageListener.Gap("a message could not be decoded: " + e, 1));
            return;
        }
        listener.onMessage(message);
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

    /** What a listener throws is its own affair, and so is what its thread's handler throws: the next message comes. */
    private static void report(Throwable e) {
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        } catch (Throwable ignored) {
            // As the JVM does.
        }
    }

    @Override
    public boolean isActive() {
        Subscriber s = subscriber;
        return s != null && s.isActive();
    }

    @Override
    public void close() {
        closed = true;
        Subscriber s = subscriber;
        if (s != null) s.close();
    }
}
