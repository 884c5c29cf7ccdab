package dev.redstart.redisson;

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
import org.jspecify.annotations.Nullable;

/**
 * A connection of the pool in one user's hands. What it has seen decides whether the pool gets it back: an open
 * transaction is discarded, a watch is lifted, anything that lasts (SELECT, AUTH, CLIENT TRACKING) ends the connection.
 */
final class RedissonSession implements Session {

    private static final Request DISCARD = Request.of("DISCARD");
    private static final Request UNWATCH = Request.of("UNWATCH");

    private final ServerSettings settings;
    private final Workers workers;
    private final ConnectionPool<RespConnection> pool;
    private final ConnectionPool.Slot<RespConnection> slot;
    private final RespConnection connection;
    private final ConnectionState state = new ConnectionState();
    private volatile @Nullable PushDelivery pushes;

    /** Held while the connection is in use; {@link #close()} from another thread must not use it at the same time. */
    private final ReentrantLock use = new ReentrantLock();

    private final AtomicBoolean closed = new AtomicBoolean();
    private boolean givenBack;

    RedissonSession(ServerSettings settings, Workers workers, ConnectionPool<RespConnection> pool) {
        this.settings = settings;
        this.workers = workers;
        this.pool = pool;
        this.slot = pool.take("session");
        this.connection = slot.connection();
    }

    @Override
    public Reply call(Request request) {
        RedisException refusal = refusal(request);
        if (refusal != null) throw refusal;
        Reply reply;
        begin(request.name());
        try {
            boolean waits = request.lane() == Lane.BLOCKING && !state.isQueueing();
            reply = waits ? connection.exchangeInterruptibly(request) : connection.exchange(request);
            state.after(request, reply);
        } finally {
            end();
        }
        deliverPushes();
        return reply;
    }

    @Override
    public void sendAll(List<Request> requests, List<? extends ReplyHandler> handlers) {
        Batch batch = new Batch(settings, requests.size());
        for (int i = 0; i < requests.size(); i++) {
            RedisException refusal = refusal(requests.get(i));
            if (refusal == null) batch.add(requests.get(i), handlers.get(i));
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
        deliverPushes();
        batch.deliver();
    }

    private @Nullable RedisException refusal(Request request) {
        return ServerFailures.refusalInSession(request, settings);
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

    private void deliverPushes() {
        PushDelivery delivery = pushes;
        if (delivery != null) delivery.deliver();
    }

    @Override
    public void onPush(Consumer<Reply.Push> listener) {
        if (!settings.resp3())
            throw new UnsupportedCommandException(
                    "pushes need RESP3 (protocol=resp3)", settings.origin(null), Phase.NOT_SENT);
        PushDelivery delivery = new PushDelivery(listener, workers.threads());
        pushes = delivery;
        connection.onPush(delivery);
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) return;
        // In use by another thread: end() gives it back, broken.
        if (!use.tryLock()) {
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
        } catch (RedisException e) {
            // It is broken now, and the pool drops it.
        } finally {
            if (!state.isClean()) connection.abort();
            pool.give(slot);
        }
    }

    private void undo(Request request) {
        state.after(request, connection.exchange(request));
    }
}
