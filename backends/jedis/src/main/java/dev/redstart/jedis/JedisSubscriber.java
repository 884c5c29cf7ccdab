package dev.redstart.jedis;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Subscriber;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.server.Backoff;
import dev.redstart.spi.server.ServerFailures;
import dev.redstart.spi.server.ServerSettings;
import dev.redstart.spi.server.SubscriptionDialogue;
import dev.redstart.spi.server.SubscriptionDialogue.Heard;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * A subscription: a connection and a daemon thread, which subscribes, delivers, and when the connection is lost begins
 * again after a {@link Backoff}.
 *
 * <p>A line that carries nothing may be dead without anybody noticing. After ten seconds of silence the server gets a
 * PING, and has {@code timeout} to answer.
 */
final class JedisSubscriber implements Subscriber, Runnable {

    private final ServerSettings settings;
    private final SubscriptionDialogue dialogue;
    private final SubscriptionListener listener;
    private final Consumer<JedisSubscriber> onEnd;
    private final CompletableFuture<Boolean> started = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable RespConnection connection;
    private volatile boolean active;

    JedisSubscriber(
            ServerSettings settings,
            SubscriptionDialogue dialogue,
            SubscriptionListener listener,
            Consumer<JedisSubscriber> onEnd) {
        this.settings = settings;
        this.dialogue = dialogue;
        this.listener = listener;
        this.onEnd = onEnd;
    }

    /** Returns when every name is confirmed. */
    void start() {
        Thread thread = new Thread(this, "redstart-jedis-subscription-" + settings.node());
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

    @Override
    public void run() {
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
        RespConnection c;
        try {
            c = RespConnection.open(settings, false, command.name());
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
            deliver(c);
            throw new IllegalStateException("unreachable");
        } catch (JedisConnectionException e) {
            return c.failure(e, command, Phase.UNKNOWN);
        } catch (RedisReplyException e) {
            return e;
        } finally {
            active = false;
            c.close();
        }
    }

    private void subscribe(RespConnection c, Request command) {
        c.write(command);
        c.flush();
        int missing = dialogue.confirmations();
        while (missing > 0) {
            Reply reply = c.listen(settings.timeout());
            if (reply == null) throw new JedisConnectionException(new java.net.SocketTimeoutException());
            if (reply instanceof Reply.Error error)
                throw new RedisReplyException(error, settings.origin(command.name()));
            if (hear(reply) == Heard.CONFIRMED) missing--;
        }
    }

    private void deliver(RespConnection c) {
        boolean asked = false;
        while (true) {
            Reply reply = c.listen(asked ? settings.timeout() : settings.silence());
            if (reply != null) {
                asked = false;
                hear(reply);
            } else if (asked) {
                throw new JedisConnectionException(new java.net.SocketTimeoutException());
            } else {
                asked = true;
                c.write(SubscriptionDialogue.HEARTBEAT);
                c.flush();
            }
        }
    }

    private Heard hear(Reply reply) {
        Heard heard = dialogue.hear(reply, listener);
        if (heard == Heard.MALFORMED) throw new MalformedReplyException("a message that is none");
        if (heard == Heard.TAKEN_BACK) throw new JedisConnectionException("the server ended the subscription");
        return heard;
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
        RespConnection c = connection;
        if (c != null) c.abort();
    }
}
