package dev.redstart.lettuce;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Subscriber;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.server.Backoff;
import dev.redstart.spi.server.ServerFailures;
import dev.redstart.spi.server.ServerSettings;
import dev.redstart.spi.server.SubscriptionDialogue;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A subscription: a line that subscribes and delivers, and when it is over another one, after a {@link Backoff}. Messages
 * are delivered on the line's event loop; everything between two lines happens on one thread of the background, so that the
 * listener hears from one thread at a time and in order.
 *
 * <p>A line that carries nothing may be dead without anybody noticing. After ten seconds of silence the server gets a
 * PING, and has {@code timeout} to answer.
 */
final class LettuceSubscriber implements Subscriber {

    private final Client client;
    private final ServerSettings settings;
    private final SubscriptionDialogue dialogue;
    private final SubscriptionListener listener;
    private final EventExecutor background;
    private final Backoff backoff = new Backoff();
    private final CompletableFuture<Boolean> started = new CompletableFuture<>();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private volatile @Nullable Line line;
    private volatile boolean active;
    private volatile boolean closed;

    LettuceSubscriber(
            Client client, ServerSettings settings, SubscriptionDialogue dialogue, SubscriptionListener listener) {
        this.client = client;
        this.settings = settings;
        this.dialogue = dialogue;
        this.listener = listener;
        this.background = client.background();
    }

    /** Completes when it has ended for good. */
    CompletableFuture<Boolean> ended() {
        return ended;
    }

    /** Returns when every name is confirmed. */
    void start() {
        String command = dialogue.command().name();
        Loops.mayWait(settings, command);
        if (!client.retain()) throw ServerFailures.closed(settings.origin(command), Phase.NOT_SENT);
        ended.thenRun(client::release);
        background.execute(() -> begin(null));
        try {
            started.get();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw ServerFailures.interrupted("subscribing", settings.origin(command), Phase.UNKNOWN, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) throw failure;
            throw new IllegalStateException(e.getCause());
        }
    }

    /** @param lost why the line before is over; null for the first */
    private void begin(@Nullable RedisException lost) {
        if (closed) {
            finish(null);
            return;
        }
        Line fresh = client.line(settings, false, dialogue.command().name());
        line = fresh;
        fresh.ready().thenAccept(ready -> ready.tap().run(new Listening(ready, lost)::start));
        fresh.over().thenAcceptAsync(this::lost, background);
        // close() may have looked for the line before it was there.
        if (closed) fresh.abort();
    }

    private void lost(RedisException cause) {
        active = false;
        if (!closed) started.completeExceptionally(cause);
        if (closed || started.isCompletedExceptionally()) {
            finish(null);
        } else if (!listener.onLost(cause)) {
            finish(cause);
        } else {
            background.schedule(() -> begin(cause), backoff.next(), TimeUnit.MILLISECONDS);
        }
    }

    /** @param cause null when somebody closed it */
    private void finish(@Nullable RedisException cause) {
        if (ended.isDone()) return;
        RedisException.Origin origin = settings.origin(dialogue.command().name());
        started.completeExceptionally(ServerFailures.closed(origin, Phase.UNKNOWN));
        // A subscriber that nobody has got has no listener to tell.
        if (!started.isCompletedExceptionally()) ServerFailures.tell(() -> listener.onEnd(cause));
        ended.complete(true);
    }

    /** What one line hears; on its event loop. */
    private final class Listening implements Consumer<Reply> {

        private final Line line;
        private final @Nullable RedisException lost;
        private int missing = dialogue.confirmations();
        private boolean asked;

        Listening(Line line, @Nullable RedisException lost) {
            this.line = line;
            this.lost = lost;
        }

        void start() {
            line.tap().stream(dialogue.command(), this);
            watch(settings.timeout());
        }

        @Override
        public void accept(Reply reply) {
            if (line.isOver()) return;
            if (missing > 0 && reply instanceof Reply.Error error) {
                line.end(End.refused(new RedisReplyException(
                        error, settings.origin(dialogue.command().name()))));
                return;
            }
            switch (dialogue.hear(reply, listener)) {
                case CONFIRMED -> confirmed();
                case TAKEN_BACK -> line.end(End.TAKEN_BACK);
                case MALFORMED -> line.end(End.malformed("a message that is none"));
                case MESSAGE, ALIVE -> {
                    // Both show that the server is there, which is noted for every byte.
                }
            }
        }

        private void confirmed() {
            if (--missing != 0) return;
            active = true;
            backoff.reset();
            if (lost != null) ServerFailures.tell(() -> listener.onGap(lost));
            started.complete(true);
        }

        /** Looks again after so long, unless something comes. */
        private void watch(long millis) {
            long seen = line.lastRead();
            line.tap().schedule(() -> look(seen, millis), TimeUnit.MILLISECONDS.toNanos(millis));
        }

        private void look(long seen, long waited) {
            if (line.isOver()) return;
            boolean silent = line.lastRead() == seen;
            if (silent && (asked || missing > 0)) {
                line.end(End.silent(waited));
            } else if (silent) {
                asked = true;
                line.tap().say(SubscriptionDialogue.HEARTBEAT);
                watch(settings.timeout());
            } else {
                asked = false;
                watch(missing > 0 ? settings.timeout() : settings.silence());
            }
        }
    }

    @Override
    public boolean isActive() {
        return active && !closed;
    }

    @Override
    public void close() {
        closed = true;
        Line current = line;
        if (current != null) current.abort();
        // Between two lines there is none to be ended.
        if (!ended.isDone() && client.retain()) {
            background.execute(() -> {
                try {
                    Line latest = line;
                    if (latest != null && latest.over().isDone()) finish(null);
                } finally {
                    client.release();
                }
            });
        }
    }
}
