package dev.redstart;

import dev.redstart.spi.Subscriber;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.Subscriptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a driver, which must not be held up, and a listener, which may be slow: a bounded queue, emptied on the
 * executor by one task at a time. When it is full the newest message is thrown away and a gap put in its place, so that a
 * slow listener costs messages (it is told how many) and never memory or the driver's time.
 */
final class SubscriptionView<K, V> implements Subscription, SubscriptionListener {

    /** As many messages may wait for a listener. */
    private static final int CAPACITY = 10_000;

    private final Handle handle;
    private final Types<K, V> types;
    private final MessageListener<K, V> listener;
    private volatile @Nullable Subscriber subscriber;
    private volatile boolean closed;

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private long dropped;
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
        enqueue(() -> deliver(pattern, channel, body), false);
    }

    @Override
    public void onGap(Throwable cause) {
        String reason = "the connection was lost and is back: " + cause.getMessage();
        enqueue(() -> listener.onGap(new MessageListener.Gap(reason, -1)), true);
    }

    @Override
    public void onEnd(@Nullable Throwable cause) {
        enqueue(() -> listener.onEnd(closed ? null : cause), true);
        lock.lock();
        try {
            ended = true;
        } finally {
            lock.unlock();
        }
    }

    private void deliver(byte @Nullable [] pattern, byte[] channel, byte[] body) {
        String matched = pattern == null ? null : new String(pattern, StandardCharsets.UTF_8);
        listener.onMessage(new Message<>(matched, types.keyCodec.decode(channel), types.valueCodec.decode(body)));
    }

    private void enqueue(Runnable event, boolean always) {
        lock.lock();
        try {
            if (ended) return;
            if (queue.size() >= CAPACITY && !always) {
                dropped++;
                return;
            }
            noteDropped();
            queue.add(event);
            if (running) return;
            running = true;
        } finally {
            lock.unlock();
        }
        try {
            handle.executor.execute(this::drain);
        } catch (RejectedExecutionException closing) {
            // The handle is closing and its executor gone; what is left is the end, told on this thread.
            drain();
        }
    }

    /** Called with the lock held. */
    private void noteDropped() {
        if (dropped == 0) return;
        long n = dropped;
        dropped = 0;
        queue.add(() -> listener.onGap(new MessageListener.Gap(
                "the listener was too slow: more than " + CAPACITY + " messages waited for it", n)));
    }

    private void drain() {
        for (Runnable event = next(); event != null; event = next()) {
            try {
                event.run();
            } catch (RuntimeException | Error e) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
        }
    }

    private @Nullable Runnable next() {
        lock.lock();
        try {
            if (queue.isEmpty()) noteDropped();
            Runnable event = queue.poll();
            if (event == null) running = false;
            return event;
        } finally {
            lock.unlock();
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
