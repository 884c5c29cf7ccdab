package dev.redstart.contract;

import dev.redstart.Message;
import dev.redstart.MessageListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A listener that keeps what it hears until a case asks for it. */
final class Inbox<K, V> implements MessageListener<K, V> {

    private static final long PATIENCE_SECONDS = 10;

    private final BlockingQueue<Message<K, V>> messages = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Throwable cause;

    @Override
    public void onMessage(Message<K, V> message) {
        messages.add(message);
    }

    @Override
    public void onEnd(@Nullable Throwable why) {
        cause = why;
        ended.countDown();
    }

    /** The next message, waited for. */
    Message<K, V> next() {
        try {
            Message<K, V> message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (message == null) throw new AssertionError("no message came");
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    List<V> nextBodies(int count) {
        List<V> bodies = new ArrayList<>(count);
        for (int i = 0; i < count; i++) bodies.add(next().body());
        return bodies;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Waits for the end and gives its cause. */
    @Nullable
    Throwable awaitEnd() {
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) throw new AssertionError("the end was never told");
            return cause;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
