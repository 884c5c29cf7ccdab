package dev.redstart.redisson;

import dev.redstart.spi.Cancellation;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import dev.redstart.spi.server.ServerFailures;
import dev.redstart.spi.server.ServerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One connection for the asynchronous commands of all callers. It is opened when the first command comes and again after a
 * loss; commands that come meanwhile wait for it. What was on a connection that breaks is not sent again.
 *
 * <p>Bounded: past {@value #LIMIT} unanswered commands the next one fails at once.
 */
final class AsyncLane {

    static final int LIMIT = 65_536;

    private final ServerSettings settings;
    private final Workers workers;
    private volatile @Nullable RespConnection connection;

    private final ReentrantLock lock = new ReentrantLock();
    /** Those that wait for a connection; not empty only while one is coming up. */
    private List<Exchange> waiting = new ArrayList<>();

    private boolean opening;
    private boolean closed;

    AsyncLane(ServerSettings settings, Workers workers) {
        this.settings = settings;
        this.workers = workers;
    }

    Cancellation send(Request request, ReplyHandler handler) {
        Exchange exchange = new Exchange(settings, request, handler);
        RespConnection c = connection;
        RedisException refusal;
        if (c != null && c.isOpen()) {
            refusal = c.owed() < LIMIT ? null : full(exchange);
            if (refusal == null) c.submit(exchange);
        } else {
            refusal = await(exchange);
        }
        if (refusal == null) return exchange;
        exchange.fail(refusal);
        return Cancellation.NONE;
    }

    /** Lets it wait for a connection, which is opened if nobody does yet; gives why it cannot. */
    private @Nullable RedisException await(Exchange exchange) {
        lock.lock();
        try {
            if (closed) return ServerFailures.closed(exchange.origin(), Phase.NOT_SENT);
            RespConnection c = connection;
            if (!opening && c != null && c.isOpen()) {
                c.submit(exchange);
                return null;
            }
            if (waiting.size() >= LIMIT) return full(exchange);
            if (!opening)
                workers.threads().execute(() -> open(exchange.request().name()));
            opening = true;
            waiting.add(exchange);
            return null;
        } catch (RejectedExecutionException e) {
            return new RedisConnectionException(
                    "already " + Workers.LIMIT + " connections come up", exchange.origin(), Phase.NOT_SENT, e);
        } finally {
            lock.unlock();
        }
    }

    private static RedisException full(Exchange exchange) {
        String problem = LIMIT + " asynchronous commands are queued already; wait for some of their results";
        return new RedisConnectionException(problem, exchange.origin(), Phase.NOT_SENT);
    }

    private void open(String command) {
        RespConnection fresh = null;
        RedisException failure;
        try {
            fresh = RespConnection.open(settings, workers, command);
            failure = null;
        } catch (RedisException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            failure = new RedisConnectionException("no connection", settings.origin(command), Phase.NOT_SENT, e);
        }
        List<Exchange> queued;
        lock.lock();
        try {
            opening = false;
            queued = waiting;
            waiting = new ArrayList<>();
            if (fresh != null && !closed) {
                // Before others can see it: those who waited go first.
                fresh.submit(queued);
                connection = fresh;
                return;
            }
        } finally {
            lock.unlock();
        }
        if (fresh != null) fresh.abort();
        failAll(queued, failure);
    }

    /** @param cause null when the lane was closed */
    private static void failAll(List<Exchange> exchanges, @Nullable RedisException cause) {
        boolean first = true;
        for (Exchange exchange : exchanges) {
            if (!exchange.claim()) continue;
            RedisException.Origin origin = exchange.origin();
            if (cause == null) exchange.fail(ServerFailures.closed(origin, Phase.NOT_SENT));
            else exchange.fail(first ? cause : ServerFailures.follower(cause, origin, Phase.NOT_SENT));
            first = false;
        }
    }

    void close() {
        List<Exchange> queued;
        RespConnection c;
        lock.lock();
        try {
            closed = true;
            queued = waiting;
            waiting = new ArrayList<>();
            c = connection;
        } finally {
            lock.unlock();
        }
        if (c != null) c.abort();
        failAll(queued, null);
    }
}
