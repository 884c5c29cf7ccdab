package dev.redstart.jedis;

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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Commands that wait on the server. Each has a connection of its own while it waits, from a pool that ordinary commands do
 * not share: at most {@value #LIMIT}, of which {@code poolSize} are kept when idle. Those handed over asynchronously wait on
 * daemon threads; they overtake one another and ordinary commands.
 */
final class BlockingLane {

    static final int LIMIT = 1024;
    private static final long THREAD_IDLE_SECONDS = 10;

    private final ServerSettings settings;
    private final ConnectionPool<RespConnection> pool;
    private final ThreadPoolExecutor threads;

    BlockingLane(ServerSettings settings) {
        this.settings = settings;
        this.pool = new ConnectionPool<>(
                settings,
                LIMIT,
                settings.poolSize(),
                "blocking connections",
                command -> RespConnection.open(settings, true, command));
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                0, LIMIT, THREAD_IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    String name = "redstart-jedis-blocking-" + number.incrementAndGet() + "-" + settings.node();
                    Thread thread = new Thread(work, name);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Waits on the caller's thread. */
    Reply call(Request request) {
        refuseInterrupted(request);
        return call(request, null);
    }

    private void refuseInterrupted(Request request) {
        if (Thread.currentThread().isInterrupted())
            throw ServerFailures.interrupted(
                    "about to wait for the server", settings.origin(request.name()), Phase.NOT_SENT, null);
    }

    private Reply call(Request request, @Nullable Waiting waiting) {
        ConnectionPool.Slot<RespConnection> slot = pool.take(request.name());
        try {
            if (waiting != null) waiting.begin(slot.connection());
            return slot.connection().exchange(request, settings.patience(request));
        } catch (JedisConnectionException e) {
            throw failure(e, request, slot.connection(), waiting != null && waiting.isCancelled());
        } finally {
            if (waiting != null) waiting.end();
            pool.give(slot);
        }
    }

    private RedisException failure(
            JedisConnectionException e, Request request, RespConnection connection, boolean cancelled) {
        RedisException.Origin origin = settings.origin(request.name());
        if (cancelled) return new RedisConnectionException("cancelled while it waited", origin, Phase.UNKNOWN, e);
        if (Thread.currentThread().isInterrupted())
            return ServerFailures.interrupted("waiting for the server", origin, Phase.UNKNOWN, e);
        return connection.failure(e, request, Phase.UNKNOWN);
    }

    /** Waits on a thread of ours. */
    Cancellation send(Request request, ReplyHandler handler) {
        Waiting waiting = new Waiting(request, handler);
        try {
            threads.execute(waiting);
            return waiting;
        } catch (RejectedExecutionException e) {
            RedisException.Origin origin = settings.origin(request.name());
            RedisException failure = threads.isShutdown()
                    ? ServerFailures.closed(origin, Phase.NOT_SENT)
                    : new RedisConnectionException(
                            "already " + LIMIT + " blocking commands wait", origin, Phase.NOT_SENT, e);
            ServerFailures.fail(handler, failure);
            return Cancellation.NONE;
        }
    }

    /** One asynchronous command; the state decides whether its connection may still be closed by {@link #cancel}. */
    private final class Waiting implements Runnable, Cancellation {

        private final Request request;
        private final ReplyHandler handler;
        private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);
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
            Reply reply;
            try {
                reply = call(request, this);
            } catch (RedisException e) {
                ServerFailures.fail(handler, e);
                return;
            }
            ServerFailures.reply(handler, reply);
        }

        void begin(RespConnection c) {
            connection = c;
            if (!state.compareAndSet(State.QUEUED, State.WAITING))
                throw new RedisConnectionException(
                        "cancelled before it was sent", settings.origin(request.name()), Phase.NOT_SENT);
        }

        /** From here on the connection belongs to somebody else. */
        void end() {
            RespConnection c = connection;
            if (!state.compareAndSet(State.WAITING, State.DONE) && c != null) c.abort();
        }

        boolean isCancelled() {
            return state.get() == State.CANCELLED;
        }

        @Override
        public void cancel() {
            if (state.compareAndSet(State.QUEUED, State.CANCELLED)) return;
            RespConnection c = connection;
            if (state.compareAndSet(State.WAITING, State.CANCELLED) && c != null) c.abort();
        }
    }

    /** Runs {@code work} on {@code connection}, which an interrupt of the caller closes. */
    Reply interruptibly(Request request, RespConnection connection, Supplier<Reply> work) {
        refuseInterrupted(request);
        FutureTask<Reply> task = new FutureTask<>(work::get);
        try {
            threads.execute(task);
            return task.get();
        } catch (RejectedExecutionException e) {
            throw new RedisConnectionException(
                    "closed, or " + LIMIT + " blocking commands wait",
                    settings.origin(request.name()),
                    Phase.NOT_SENT,
                    e);
        } catch (InterruptedException e) {
            connection.abort();
            Thread.currentThread().interrupt();
            throw ServerFailures.interrupted(
                    "waiting for the server", settings.origin(request.name()), Phase.UNKNOWN, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) throw failure;
            throw new IllegalStateException(e.getCause());
        }
    }

    void close() {
        pool.close();
        threads.shutdown();
    }
}
