package dev.redstart.redisson;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisTimeoutException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.server.PooledConnection;
import dev.redstart.spi.server.ServerFailures;
import dev.redstart.spi.server.ServerGreeting;
import dev.redstart.spi.server.ServerSettings;
import dev.redstart.spi.server.StreamConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection of Redisson's with our {@link RespHandler} at its end, greeted; gives {@link Reply}. Thread-safe but for
 * {@link #say} and {@link #listen}, which are for one thread.
 */
final class RespConnection implements PooledConnection, StreamConnection {

    private static final long RESTED = TimeUnit.SECONDS.toNanos(1);
    private static final Request PING = Request.of("PING");

    private final ServerSettings settings;
    private final RespHandler handler;
    private volatile long lastUsed = System.nanoTime();

    private RespConnection(ServerSettings settings, RespHandler handler) {
        this.settings = settings;
        this.handler = handler;
    }

    /**
     * A connection that is ready. Not to be called on an event loop.
     *
     * @param command who needs it, for the error
     */
    static RespConnection open(ServerSettings settings, Workers workers, String command) {
        RedisException.Origin origin = settings.origin(command);
        Workers.mayWait(settings, command);
        RespConnection connection = null;
        boolean ready = false;
        try {
            connection = new RespConnection(settings, RedissonWire.connect(settings, workers, origin));
            connection.greet(origin);
            ready = true;
            return connection;
        } catch (RedisConnectionException e) {
            throw workers.haveEnded() ? ServerFailures.closed(origin, Phase.NOT_SENT) : e;
        } finally {
            if (!ready && connection != null) connection.abort();
        }
    }

    private void greet(RedisException.Origin origin) {
        ServerGreeting greeting = ServerGreeting.of(settings);
        List<Request> steps = greeting.requests();
        List<Answer> answers = new ArrayList<>();
        List<Exchange> exchanges = new ArrayList<>();
        for (Request step : steps) {
            Answer answer = new Answer();
            answers.add(answer);
            exchanges.add(new Exchange(settings, step, answer));
        }
        submit(exchanges);
        answers.forEach(Answer::await);
        for (int i = 0; i < steps.size(); i++) {
            Ending end = handler.ending();
            if (answers.get(i).failure() != null && end != null) throw end.greetingFailure(settings, origin);
            greeting.check(steps.get(i), answers.get(i).get());
        }
    }

    /** Sends it; its handler hears on the event loop. */
    void submit(Exchange exchange) {
        handler.submit(exchange);
    }

    /** Sends all, in order, in one flush as far as the window goes. */
    void submit(List<Exchange> exchanges) {
        handler.submit(exchanges);
    }

    /** Sends and waits. */
    Reply exchange(Request request) {
        Workers.mayWait(settings, request.name());
        Answer answer = new Answer();
        submit(new Exchange(settings, request, answer));
        answer.await();
        return answer.get();
    }

    /** Sends and waits; an interrupt ends the connection. */
    Reply exchangeInterruptibly(Request request) {
        RedisException.Origin origin = settings.origin(request.name());
        Workers.mayWait(settings, request.name());
        if (Thread.currentThread().isInterrupted())
            throw ServerFailures.interrupted("about to wait for the server", origin, Phase.NOT_SENT, null);
        Answer answer = new Answer();
        submit(new Exchange(settings, request, answer));
        try {
            answer.awaitInterruptibly();
        } catch (InterruptedException e) {
            abort();
            Thread.currentThread().interrupt();
            throw ServerFailures.interrupted("waiting for the server", origin, Phase.UNKNOWN, e);
        }
        return answer.get();
    }

    /** Who hears pushes, on the event loop; null for nobody. */
    void onPush(@Nullable Consumer<Reply.Push> listener) {
        handler.onPush(listener);
    }

    /** Commands that have been submitted and not been answered. */
    int owed() {
        return handler.owed();
    }

    /** Whether it still carries commands. */
    boolean isOpen() {
        return handler.isOpen();
    }

    @Override
    public boolean isReusable() {
        return handler.isIdle();
    }

    @Override
    public boolean hasRested() {
        return !isOpen() || System.nanoTime() - lastUsed > RESTED;
    }

    @Override
    public long lastUsed() {
        return lastUsed;
    }

    @Override
    public void used() {
        lastUsed = System.nanoTime();
    }

    @Override
    public boolean answers(String command) {
        try {
            exchange(PING);
            return true;
        } catch (RedisTimeoutException e) {
            String problem = "the server has not answered a PING within " + ServerSettings.text(settings.timeout());
            throw new RedisTimeoutException(problem, settings.origin(command), Phase.NOT_SENT, e);
        } catch (RedisException e) {
            return false;
        }
    }

    @Override
    public void say(Request request) {
        if (!handler.say(request)) throw ServerFailures.aborted(settings.origin(request.name()), Phase.UNKNOWN, null);
    }

    @Override
    public @Nullable Reply listen(Request about, int millis) {
        Reply reply = handler.inbox().poll(millis);
        Ending end = handler.ending();
        // What came before the end is to be heard before it.
        if (reply == null && end != null) reply = handler.inbox().poll(0);
        if (reply == null && end != null)
            throw end.failure(settings.origin(about.name()), Phase.UNKNOWN, settings.patience(about));
        return reply;
    }

    @Override
    public void abort() {
        handler.abort();
    }

    @Override
    public void close() {
        handler.close();
    }
}
