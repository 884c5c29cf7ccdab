package dev.redstart.redisson;

import dev.redstart.spi.Reply;
import io.netty.channel.Channel;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a stream of messages has brought and its listener has not taken yet. Bounded: when too much waits, the connection is
 * not read until the listener has caught up, and then the server feels it.
 */
final class Inbox {

    private static final int HIGH = 4096;
    private static final int LOW = 1024;

    private final Channel channel;
    /** Empty for a call to look up. */
    private final LinkedBlockingQueue<Optional<Reply>> queue = new LinkedBlockingQueue<>();

    /** Changed on the event loop alone. */
    private volatile boolean paused;

    Inbox(Channel channel) {
        this.channel = channel;
    }

    /** On the event loop. */
    void add(Reply reply) {
        queue.add(Optional.of(reply));
        if (queue.size() < HIGH || paused) return;
        paused = true;
        channel.config().setAutoRead(false);
    }

    /** Makes {@link #poll} return. */
    void wake() {
        queue.add(Optional.empty());
    }

    /** The next, or null when nothing came for so long, or at a {@link #wake}. */
    @Nullable
    Reply poll(int millis) {
        Optional<Reply> next;
        try {
            next = queue.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Nobody but a listener can have done that to the subscription's own thread; go on.
            return null;
        }
        if (paused && queue.size() <= LOW) resume();
        return next == null ? null : next.orElse(null);
    }

    private void resume() {
        try {
            channel.eventLoop().execute(() -> {
                paused = false;
                channel.config().setAutoRead(true);
            });
        } catch (RejectedExecutionException e) {
            // The event loops have ended, and nothing more will come.
        }
    }
}
