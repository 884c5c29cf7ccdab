package dev.redstart.jedis;

import dev.redstart.spi.ConnectionState;
import dev.redstart.spi.Lane;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import dev.redstart.spi.Session;
import dev.redstart.spi.UnsupportedCommandException;
import dev.redstart.spi.server.ConnectionPool;
import dev.redstart.spi.server.ServerFailures;
import dev.redstart.spi.server.ServerSettings;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * A connection of the pool in one user's hands. What it has seen decides whether the pool gets it back: an open
 * transaction is discarded, a watch is lifted, anything that lasts (SELECT, AUTH, CLIENT TRACKING) ends the connection.
 */
final class JedisSession implements Session {

    private static final Request DISCARD = Request.of("DISCARD");
    private static final Request UNWATCH = Request.of("UNWATCH");

    private final ServerSettings settings;
    private final ConnectionPool<RespConnection> pool;
    private final ConnectionPool.Slot<RespConnection> slot;
    private final RespConnection connection;
    private final BlockingLane blocking;
    private final ConnectionState state = new ConnectionState();

    /** Held while the connection is in use; {@link #close()} from another thread must not use it at the same time. */
    private final ReentrantLock use = new ReentrantLock();

    private final AtomicBoolean closed = new AtomicBoolean();
    private boolean givenBack;

    JedisSession(ServerSettings settings, ConnectionPool<RespConnection> pool, BlockingLane blocking) {
        this.settings = settings;
        this.pool = pool;
        this.blocking = blocking;
        this.slot = pool.take("session");
        this.connection = slot.connection();
    }

    @Override
    public Reply call(Request request) {
        RedisException refusal = ServerFailures.refusalInSession(request, settings);
        if (refusal != null) throw refusal;
        begin(request.name());
        try {
            Reply reply = request.lane() == Lane.BLOCKING && !state.isQueueing()
                    ? blocking.interruptibly(request, connection, () -> exchange(request))
                    : exchange(request);
            state.after(request, reply);
            return reply;
        } finally {
            end();
        }
    }

    private Reply exchange(Request request) {
        try {
            return connection.exchange(request, settings.patience(request));
        } catch (JedisConnectionException e) {
            throw connection.failure(e, request, Phase.UNKNOWN);
        }
    }

    @Override
    public void sendAll(List<Request> requests, List<? extends ReplyHandler> handlers) {
        Batch batch = new Batch(settings, requests.size());
        for (int i = 0; i < requests.size(); i++) {
            Request request = requests.get(i);
            RedisException refusal = ServerFailures.refusalInSession(request, settings);
            if (refusal == null) batch.add(request, handlers.get(i));
            else ServerFailures.fail(handlers.get(i), refusal);
        }
        if (batch.isEmpty()) return;
        try {
            begin("pipeline");
            try {
                batch.run(connection);
                batch.forEachReply(state::after);
            } finally {
                end();
            }
        } catch (RedisException e) {
            batch.failAll(e);
        }
        batch.deliver();
    }

    private void begin(String command) {
        use.lock();
        String problem = closed.get()
                ? "the session was closed"
                : !connection.isReusable() ? "the session's connection broke with an earlier command" : null;
        if (problem == null) return;
        use.unlock();
        throw new RedisConnectionException(problem, settings.origin(command), Phase.NOT_SENT);
    }

    private void end() {
        if (closed.get()) giveBack();
        use.unlock();
    }

    @Override
    public void onPush(Consumer<Reply.Push> listener) {
        if (!settings.resp3())
            throw new UnsupportedCommandException(
                    "pushes need RESP3 (protocol=resp3)", settings.origin(null), Phase.NOT_SENT);
        connection.onPush(push -> ServerFailures.tell(() -> listener.accept(push)));
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) return;
        // In use by another thread, or by a listener of this one: end() gives it back, broken.
        if (use.isHeldByCurrentThread() || !use.tryLock()) {
            connection.abort();
            return;
        }
        try {
            giveBack();
        } finally {
            use.unlock();
        }
    }

    private void giveBack() {
        if (givenBack) return;
        givenBack = true;
        connection.onPush(null);
        try {
            if (connection.isReusable() && state.isQueueing()) undo(DISCARD);
            if (connection.isReusable() && state.isWatching()) undo(UNWATCH);
        } catch (JedisConnectionException e) {
            // It is broken now, and the pool drops it.
        } finally {
            if (!state.isClean()) connection.abort();
            pool.give(slot);
        }
    }

    private void undo(Request request) {
        state.after(request, connection.exchange(request, settings.timeout()));
    }
}
