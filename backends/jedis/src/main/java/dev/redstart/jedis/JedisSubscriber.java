package dev.redstart.jedis;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Subscriber;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.Subscriptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * A subscription: a connection and a daemon thread, which subscribes, delivers, and when the connection is lost begins
 * again, after a pause that doubles from 50 ms to 5 s and is shortened at random, so that a thousand clients of a server
 * that restarts do not come back in one instant.
 *
 * <p>A line that carries nothing may be dead without anybody noticing. After ten seconds of silence the server gets a
 * PING, and has {@code timeout} to answer.
 */
final class JedisSubscriber implements Subscriber, Runnable {

    private static final long FIRST_PAUSE = 50;
    private static final long LONGEST_PAUSE = 5_000;
    private static final byte[] MONITORED = {};

    /**
     * The PING of a MONITOR shows up in its own stream; by this word we know it.
     */
    private static final String HEARTBEAT = "redstart-heartbeat";

    private final Settings settings;
    private final Subscriptions subscriptions;
    private final SubscriptionListener listener;
    private final Consumer<JedisSubscriber> onEnd;
    private final CompletableFuture<Boolean> started = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable RespConnection connection;
    private volatile boolean active;

    JedisSubscriber(
            Settings settings,
            Subscriptions subscriptions,
            SubscriptionListener listener,
            Consumer<JedisSubscriber> onEnd) {
        this.settings = settings;
        this.subscriptions = subscriptions;
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
            throw Failures.interrupted("subscribing", settings.origin(command().name()), Phase.UNKNOWN, e);
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
                        isClosed() ? Failures.closed(settings.origin(command().name()), Phase.UNKNOWN) : lost);
                return;
            }
            long pause = FIRST_PAUSE;
            while (!isClosed()) {
                if (pause(pause)) break;
                boolean[] back = {false};
                RedisException cause = lost;
                lost = live(() -> {
                    back[0] = true;
                    tell(() -> listener.onGap(cause));
                });
                pause = back[0] ? FIRST_PAUSE : Math.min(LONGEST_PAUSE, pause * 2);
            }
            tell(() -> listener.onEnd(null));
        } catch (RuntimeException | Error e) {
            // A fault of ours: neither the caller who waits nor the listener may be left without a word.
            if (!started.completeExceptionally(e)) tell(() -> listener.onEnd(e));
        } finally {
            active = false;
            onEnd.accept(this);
        }
    }

    /** One connection's life: subscribes, says so, delivers until it breaks. Gives what broke it. */
    private RedisException live(@Nullable Runnable confirmed) {
        Request command = command();
        RespConnection c;
        try {
            c = RespConnection.open(settings, false, command.name());
        } catch (RedisException e) {
            return e;
        }
        connection = c;
        try {
            if (isClosed()) return Failures.closed(settings.origin(command.name()), Phase.NOT_SENT);
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

    private Request command() {
        Request request = Request.of(
                switch (subscriptions.kind()) {
                    case CHANNEL -> "SUBSCRIBE";
                    case PATTERN -> "PSUBSCRIBE";
                    case SHARD -> "SSUBSCRIBE";
                    case MONITOR -> "MONITOR";
                });
        for (byte[] name : subscriptions.names()) request = request.arg(name);
        return request;
    }

    private void subscribe(RespConnection c, Request command) {
        c.write(command);
        c.flush();
        // One for each name, and messages for the first ones in between.
        int missing = Math.max(1, subscriptions.names().size());
        while (missing > 0) {
            Reply reply = c.listen(settings.timeout());
            if (reply == null) throw new JedisConnectionException(new java.net.SocketTimeoutException());
            if (reply instanceof Reply.Error error)
                throw new RedisReplyException(error, settings.origin(command.name()));
            if (reply == Reply.OK || kind(reply).endsWith("subscribe")) missing--;
            else message(reply);
        }
    }

    private void deliver(RespConnection c) {
        boolean asked = false;
        while (true) {
            Reply reply = c.listen(asked ? settings.timeout() : settings.silence());
            if (reply != null) {
                asked = false;
                message(reply);
            } else if (asked) {
                throw new JedisConnectionException(new java.net.SocketTimeoutException());
            } else {
                asked = true;
                c.write(Request.of("PING").arg(HEARTBEAT));
                c.flush();
            }
        }
    }

    /** {@code message}, {@code subscribe}, ...: a push in RESP3, an array in RESP2. Empty for what is neither. */
    private static String kind(Reply reply) {
        if (reply instanceof Reply.Push push) return push.kind();
        if (reply instanceof Reply.Array array && !array.elements().isEmpty())
            return RespReader.word(array.elements().get(0));
        return "";
    }

    private void message(Reply reply) {
        if (subscriptions.kind() == Subscriptions.Kind.MONITOR) {
            if (reply instanceof Reply.Text line && !line.value().endsWith("\"PING\" \"" + HEARTBEAT + "\""))
                tell(() -> listener.onMessage(null, MONITORED, line.value().getBytes(StandardCharsets.UTF_8)));
            return;
        }
        List<Reply> rest = reply instanceof Reply.Push push
                ? push.elements()
                : reply instanceof Reply.Array array && !array.elements().isEmpty()
                        ? array.elements().subList(1, array.elements().size())
                        : List.of();
        switch (kind(reply)) {
            case "message", "smessage" -> {
                if (rest.size() != 2) throw new MalformedReplyException("a message of " + rest.size() + " parts");
                tell(() -> listener.onMessage(null, bytes(rest.get(0)), bytes(rest.get(1))));
            }
            case "pmessage" -> {
                if (rest.size() != 3) throw new MalformedReplyException("a message of " + rest.size() + " parts");
                tell(() -> listener.onMessage(bytes(rest.get(0)), bytes(rest.get(1)), bytes(rest.get(2))));
            }
            // The server took a name back (a slot that moved): only a fresh start is sure to have them all.
            case "unsubscribe", "punsubscribe", "sunsubscribe" ->
                throw new JedisConnectionException("the server ended the subscription");
            default -> {
                // The answer to a PING.
            }
        }
    }

    private static byte[] bytes(Reply reply) {
        if (reply instanceof Reply.Blob blob) return blob.value();
        return reply instanceof Reply.Text text ? text.value().getBytes(StandardCharsets.UTF_8) : new byte[0];
    }

    private static void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            Failures.report(e);
        }
    }

    /** Whether it was closed meanwhile. */
    private boolean pause(long millis) {
        try {
            return closed.await(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1), TimeUnit.MILLISECONDS);
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
