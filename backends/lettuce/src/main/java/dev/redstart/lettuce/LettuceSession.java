package dev.redstart.lettuce;

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

/**
 * A line of the pool in one user's hands. What it has seen decides whether the pool gets it back: an open transaction is
 * discarded, a watch is lifted, anything that lasts (SELECT, AUTH, CLIENT TRACKING) ends the line.
 */
final class LettuceSession implements Session {

    private static final Request DISCARD = Request.of("DISCARD");
    private static final Request UNWATCH = Request.of("UNWATCH");

    private final ServerSettings settings;
    private final ConnectionPool<Line> pool;
    private final ConnectionPool.Slot<Line> slot;
    private final Line line;
    private final ConnectionState state = new ConnectionState();

    /** Held while the line is in use; {@link #close()} from another thread must not use it at the same time. */
    private final ReentrantLock use = new ReentrantLock();

    private final AtomicBoolean closed = new AtomicBoolean();
    private boolean givenBack;

    LettuceSession(ServerSettings settings, ConnectionPool<Line> pool) {
        this.settings = settings;
        this.pool = pool;
        Loops.mayWait(settings, null);
        this.slot = pool.take("session");
        this.line = slot.connection();
    }

    @Override
    public Reply call(Request request) {
        RedisException refusal = ServerFailures.refusalInSession(request, settings);
        if (refusal != null) throw refusal;
        Loops.mayWait(settings, request.name());
        begin(request.name());
        try {
            boolean blocks = request.lane() == Lane.BLOCKING && !state.isQueueing();
            if (blocks) BlockingLane.refuseInterrupted(settings.origin(request.name()));
            Wait wait = send(request);
            Reply reply = blocks ? wait.interruptibly(() -> line.end(End.INTERRUPTED)) : wait.uninterruptibly();
            state.after(request, reply);
            return reply;
        } finally {
            end();
        }
    }

    private Wait send(Request request) {
        Wait wait = new Wait();
        line.send(new Exchange(request, wait, settings));
        return wait;
    }

    @Override
    public void sendAll(List<Request> requests, List<? extends ReplyHandler> handlers) {
        Batch batch = new Batch(settings);
        for (int i = 0; i < requests.size(); i++) {
            Request request = requests.get(i);
            RedisException refusal = ServerFailures.refusalInSession(request, settings);
            if (refusal == null) batch.add(request, handlers.get(i));
            else ServerFailures.fail(handlers.get(i), refusal);
        }
        if (batch.isEmpty()) return;
        batch.run(exchanges -> {
            begin("pipeline");
            line.sendAll(exchanges);
        });
        if (use.isHeldByCurrentThread()) {
            batch.forEachReply(state::after);
            end();
        }
        batch.deliver();
    }

    private void begin(String command) {
        use.lock();
        String problem = closed.get()
                ? "the session was closed"
                : line.isOver() ? "the session's connection broke with an earlier command" : null;
        if (problem == null) return;
        use.unlock();
        throw new RedisConnectionException(problem, settings.origin(command), Phase.NOT_SENT);
    }

    private void end() {
        if (closed.get()) giveBack();
        use.unlock();
    }

    /** The listener is called on the event loop, as soon as the push has come. */
    @Override
    public void onPush(Consumer<Reply.Push> listener) {
        if (!settings.resp3())
            throw new UnsupportedCommandException(
                    "pushes need RESP3 (protocol=resp3)", settings.origin(null), Phase.NOT_SENT);
        line.onPush(push -> ServerFailures.tell(() -> listener.accept(push)));
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) return;
        // In use by another thread: end() gives it back, broken.
        if (use.isHeldByCurrentThread() || !use.tryLock()) {
            line.abort();
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
        line.onPush(null);
        try {
            if (!line.isOver() && state.isQueueing()) undo(DISCARD);
            if (!line.isOver() && state.isWatching()) undo(UNWATCH);
        } catch (RedisException e) {
            // It is over now, and the pool drops it.
        } finally {
            if (!state.isClean()) line.abort();
            pool.give(slot);
        }
    }

    private void undo(Request request) {
        Loops.mayWait(settings, request.name());
        state.after(request, send(request).uninterruptibly());
    }
}
