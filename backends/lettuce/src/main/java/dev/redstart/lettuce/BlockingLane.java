package dev.redstart.lettuce;

import dev.redstart.spi.Cancellation;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import dev.redstart.spi.server.ServerFailures;
import dev.redstart.spi.server.ServerSettings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Commands that wait on the server. Each has a line of its own while it waits: at most {@value #LIMIT}, of which
 * {@code poolSize} are kept when idle. No thread waits for one that was handed over asynchronously.
 */
final class BlockingLane {

    static final int LIMIT = 1024;

    private final Client client;
    private final ServerSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    /** The last one used stands first. */
    private final Deque<Line> idle = new ArrayDeque<>();

    private final Set<Line> busy = new HashSet<>();
    private boolean closed;

    BlockingLane(Client client, ServerSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** Waits on the caller's thread. */
    Reply call(Request request) {
        Loops.mayWait(settings, request.name());
        refuseInterrupted(settings.origin(request.name()));
        Line line = take(request);
        Wait wait = new Wait();
        Returning returning = new Returning(line, wait);
        line.send(new Exchange(request, returning, settings));
        return wait.interruptibly(returning::interrupt);
    }

    static void refuseInterrupted(RedisException.Origin origin) {
        if (Thread.currentThread().isInterrupted())
            throw ServerFailures.interrupted("about to wait for the server", origin, Phase.NOT_SENT, null);
    }

    Cancellation send(Request request, ReplyHandler handler) {
        Line line;
        try {
            line = take(request);
        } catch (RedisException e) {
            ServerFailures.fail(handler, e);
            return Cancellation.NONE;
        }
        Returning returning = new Returning(line, handler);
        line.send(new Exchange(request, returning, settings));
        return returning;
    }

    private Line take(Request request) {
        RedisException.Origin origin = settings.origin(request.name());
        lock.lock();
        try {
            if (closed) throw ServerFailures.closed(origin, Phase.NOT_SENT);
            Line line = idle.poll();
            while (line != null && line.isOver()) line = idle.poll();
            if (line == null) {
                if (busy.size() >= LIMIT)
                    throw new RedisConnectionException(
                            "already " + LIMIT + " blocking commands wait", origin, Phase.NOT_SENT);
                line = client.line(settings, false, request.name());
            }
            busy.add(line);
            return line;
        } finally {
            lock.unlock();
        }
    }

    private void give(Line line) {
        boolean kept;
        lock.lock();
        try {
            busy.remove(line);
            kept = !closed && !line.isOver() && idle.size() < settings.poolSize();
            if (kept) idle.push(line);
        } finally {
            lock.unlock();
        }
        if (!kept) line.abort();
    }

    /** Gives the line back before the outcome is heard; from then on it belongs to somebody else and cannot be ended. */
    private final class Returning implements ReplyHandler, Cancellation {

        private final Line line;
        private final ReplyHandler handler;
        private final AtomicBoolean given = new AtomicBoolean();

        Returning(Line line, ReplyHandler handler) {
            this.line = line;
            this.handler = handler;
        }

        @Override
        public void onReply(Reply reply) {
            giveBack();
            handler.onReply(reply);
        }

        @Override
        public void onFailure(RedisException failure) {
            giveBack();
            handler.onFailure(failure);
        }

        private void giveBack() {
            // Not true for the first time: somebody is ending it, and it must not be used again.
            if (!given.compareAndSet(false, true)) line.abort();
            give(line);
        }

        @Override
        public void cancel() {
            end(End.CANCELLED);
        }

        void interrupt() {
            end(End.INTERRUPTED);
        }

        private void end(End why) {
            if (given.compareAndSet(false, true)) line.end(why);
        }
    }

    void close() {
        Set<Line> all = new HashSet<>();
        lock.lock();
        try {
            closed = true;
            all.addAll(busy);
            all.addAll(idle);
            idle.clear();
        } finally {
            lock.unlock();
        }
        all.forEach(Line::abort);
    }
}
