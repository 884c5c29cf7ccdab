package dev.redstart.redisson;

import dev.redstart.spi.Cancellation;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import dev.redstart.spi.server.ConnectionPool;
import dev.redstart.spi.server.ServerFailures;
import dev.redstart.spi.server.ServerSettings;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Commands that wait on the server. Each has a connection of its own while it waits, from a pool that ordinary commands do
 * not share: at most {@value #LIMIT}, of which {@code poolSize} are kept when idle. Those handed over asynchronously hold no
 * thread while they wait; they overtake one another and ordinary commands.
 */
final class BlockingLane {

    static final int LIMIT = 1024;

    private final ServerSettings settings;
    private final Workers workers;
    private final ConnectionPool<RespConnection> pool;

    BlockingLane(ServerSettings settings, Workers workers) {
        this.settings = settings;
        this.workers = workers;
        this.pool = new ConnectionPool<>(
                settings,
                LIMIT,
                settings.poolSize(),
                "blocking connections",
                command -> RespConnection.open(settings, workers, command));
    }

    /** Waits on the caller's thread. */
    Reply call(Request request) {
        ConnectionPool.Slot<RespConnection> slot = pool.take(request.name());
        try {
            return slot.connection().exchangeInterruptibly(request);
        } finally {
            pool.give(slot);
        }
    }

    /** Hears on an event loop. */
    Cancellation send(Request request, ReplyHandler handler) {
        Waiting waiting = new Waiting(request, handler);
        try {
            workers.threads().execute(waiting);
            return waiting;
        } catch (RejectedExecutionException e) {
            RedisException.Origin origin = settings.origin(request.name());
            String problem = "already " + Workers.LIMIT + " connections come up";
            ServerFailures.fail(handler, new RedisConnectionException(problem, origin, Phase.NOT_SENT, e));
            return Cancellation.NONE;
        }
    }

    /** One asynchronous command; the state decides whether its connection may still be closed by {@link #cancel}. */
    private final class Waiting implements Runnable, Cancellation, ReplyHandler {

        private final Request request;
        private final ReplyHandler handler;
        private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);
        private ConnectionPool.@Nullable Slot<RespConnection> slot;
        private volatile @Nullable RespConnection connection;

        private enum State {
            QUEUED,
            WAITING,
            CANCELLED,
            DONE
        }

        Waiting(Request request, ReplyHandler handler) {
            this.request = request;
            this.handler = handler;
        }

        @Override
        public void run() {
            ConnectionPool.Slot<RespConnection> taken;
            try {
                taken = pool.take(request.name());
            } catch (RedisException e) {
                ServerFailures.fail(handler, e);
                return;
            }
            slot = taken;
            connection = taken.connection();
            if (state.compareAndSet(State.QUEUED, State.WAITING)) {
                taken.connection().submit(new Exchange(settings, request, this));
                return;
            }
            pool.give(taken);
            ServerFailures.fail(
                    handler,
                    new RedisConnectionException(
                            "cancelled before it was sent", settings.origin(request.name()), Phase.NOT_SENT));
        }

        @Override
        public void onReply(Reply reply) {
            release();
            handler.onReply(reply);
        }

        @Override
        public void onFailure(RedisException failure) {
            boolean cancelled = release();
            RedisException.Origin origin = settings.origin(request.name());
            handler.onFailure(
                    cancelled
                            ? new RedisConnectionException(
                                    "cancelled while it waited", origin, failure.phase(), failure)
                            : failure);
        }

        /** From here on the connection belongs to somebody else. Whether it had been cancelled. */
        private boolean release() {
            boolean cancelled = !state.compareAndSet(State.WAITING, State.DONE);
            ConnectionPool.Slot<RespConnection> taken = slot;
            if (taken != null) pool.give(taken);
            return cancelled;
        }

        @Override
        public void cancel() {
            if (state.compareAndSet(State.QUEUED, State.CANCELLED)) return;
            RespConnection c = connection;
            if (state.compareAndSet(State.WAITING, State.CANCELLED) && c != null) c.abort();
        }
    }

    void close() {
        pool.close();
    }
}
