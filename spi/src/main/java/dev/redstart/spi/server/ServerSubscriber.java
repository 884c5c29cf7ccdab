package dev.redstart.spi.server;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Subscriber;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.server.SubscriptionDialogue.Heard;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A subscription, for drivers that listen on a thread: a connection and a daemon thread, which subscribes, delivers, and
 * when the connection is lost begins again after a {@link Backoff}.
 *
 * <p>A line that carries nothing may be dead without anybody noticing. After ten seconds of silence the server gets a
 * PING, and has {@code timeout} to answer.
 */
public final class ServerSubscriber implements Subscriber {

    private final ServerSettings settings;
    private final SubscriptionDialogue dialogue;
    private final SubscriptionListener listener;
    private final Function<String, StreamConnection> open;
    private final Consumer<ServerSubscriber> onEnd;
    private final CompletableFuture<Boolean> started = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable StreamConnection connection;
    private volatile boolean active;

    /**
     * @param open  opens a connection that is ready, for the command named
     * @param onEnd hears when it has ended, once, on its own thread
     */
    public ServerSubscriber(
            ServerSettings settings,
            SubscriptionDialogue dialogue,
            SubscriptionListener listener,
            Function<String, StreamConnection> open,
            Consumer<ServerSubscriber> onEnd) {
        this.settings = settings;
        this.dialogue = dialogue;
        this.listener = listener;
        this.open = open;
        this.onEnd = onEnd;
    }

    /**
     * Returns when every name is confirmed. To be called once.
     *
     * @throws RedisException when the first connection fails, or the server refuses
     */
    public void start() {
        Thread thread = new Thread(this::run, "redstart-" + settings.driver() + "-subscription-" + settings.node());
        thread.setDaemon(true);
        thread.start();
        try {
            started.get();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw ServerFailures.interrupted(
                    "subscribing", settings.origin(dialogue.command().name()), Phase.UNKNOWN, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) throw failure;
            throw new IllegalStateException(e.getCause());
        }
    }

    private void run() {
        try {
            RedisException lost = live(null);
            if (!started.isDone()) {
                started.completeExceptionally(
                        isClosed()
                                ? ServerFailures.closed(
                                        settings.origin(dialogue.command().name()), Phase.UNKNOWN)
                                : lost);
                return;
            }
            Backoff backoff = new Backoff();
            while (!isClosed()) {
                RedisException loss = lost;
                if (!listener.onLost(loss)) {
                    ServerFailures.tell(() -> listener.onEnd(loss));
                    return;
                }
                if (pause(backoff.next())) break;
                RedisException cause = lost;
                lost = live(() -> {
                    backoff.reset();
                    ServerFailures.tell(() -> listener.onGap(cause));
                });
            }
            ServerFailures.tell(() -> listener.onEnd(null));
        } catch (RuntimeException | Error e) {
            // A fault of ours: neither the caller who waits nor the listener may be left without a word.
            if (!started.completeExceptionally(e)) ServerFailures.tell(() -> listener.onEnd(e));
        } finally {
            active = false;
            onEnd.accept(this);
        }
    }

    /** One connection's life: subscribes, says so, delivers until it breaks. Gives what broke it. */
    private RedisException live(@Nullable Runnable confirmed) {
        Request command = dialogue.command();
        StreamConnection c;
        try {
            c = open.apply(command.name());
        } catch (RedisException e) {
            return e;
        }
        connection = c;
        try {
            if (isClosed()) return ServerFailures.closed(settings.origin(command.name()), Phase.NOT_SENT);
            subscribe(c, command);
            active = true;
            if (confirmed != null) confirmed.run();
            started.complete(true);
            deliver(c, command);
            throw new IllegalStateException("unreachable");
        } catch (RedisException e) {
            return e;
        } finally {
            active = false;
            c.close();
        }
    }

    private void subscribe(StreamConnection c, Request command) {
        c.say(command);
        int missing = dialogue.confirmations();
        while (missing > 0) {
            Reply reply = c.listen(command, settings.timeout());
            if (reply == null) throw noReply(command);
            if (reply instanceof Reply.Error error)
                throw new RedisReplyException(error, settings.origin(command.name()));
            if (hear(command, reply) == Heard.CONFIRMED) missing--;
        }
    }

    private void deliver(StreamConnection c, Request command) {
        boolean asked = false;
        while (true) {
            Reply reply = c.listen(command, asked ? settings.timeout() : settings.silence());
            if (reply != null) {
                asked = false;
                hear(command, reply);
            } else if (asked) {
                throw noReply(command);
            } else {
                asked = true;
                c.say(SubscriptionDialogue.HEARTBEAT);
            }
        }
    }

    private Heard hear(Request command, Reply reply) {
        Heard heard = dialogue.hear(reply, listener);
        RedisException.Origin origin = settings.origin(command.name());
        if (heard == Heard.MALFORMED)
            throw ServerFailures.malformed("a message that is none", origin, Phase.UNKNOWN, null);
        if (heard == Heard.TAKEN_BACK)
            throw new RedisConnectionException("the server ended the subscription", origin, Phase.UNKNOWN);
        return heard;
    }

    private RedisException noReply(Request command) {
        return ServerFailures.noReply(settings.timeout(), settings.origin(command.name()), Phase.UNKNOWN, null);
    }

    /** Whether it was closed meanwhile. */
    private boolean pause(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Nobody but a listener can have done that; go on.
            return isClosed();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    @Override
    public boolean isActive() {
        return active && !isClosed();
    }

    @Override
    public void close() {
        closed.countDown();
        StreamConnection c = connection;
        if (c != null) c.abort();
    }
}
