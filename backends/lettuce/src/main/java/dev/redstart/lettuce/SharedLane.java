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
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one line on which the ordinary commands of all callers travel. When it is over, the next command begins another;
 * nothing is taken over from the old one, so nothing is ever sent twice.
 *
 * <p>Asynchronous commands without an answer are bounded: past {@value #LIMIT} the next fails at once. Callers who wait
 * bound themselves.
 */
final class SharedLane {

    static final int LIMIT = 65_536;

    private final Client client;
    private final ServerSettings settings;
    private final AtomicInteger unanswered = new AtomicInteger();
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable Line current;
    private volatile boolean closed;

    SharedLane(Client client, ServerSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** Returns when the line is up. */
    void connect() {
        Wait.until(line("open").ready(), settings, null);
    }

    private Line line(String command) {
        Line line = current;
        if (line != null && !line.isOver()) return line;
        opening.lock();
        try {
            if (closed) throw ServerFailures.closed(settings.origin(command), Phase.NOT_SENT);
            line = current;
            if (line == null || line.isOver()) current = line = client.line(settings, true, command);
            return line;
        } finally {
            opening.unlock();
        }
    }

    Reply call(Request request) {
        Loops.mayWait(settings, request.name());
        Wait wait = new Wait();
        line(request.name()).send(new Exchange(request, wait, settings));
        return wait.uninterruptibly();
    }

    Cancellation send(Request request, ReplyHandler handler) {
        if (unanswered.incrementAndGet() > LIMIT) {
            unanswered.decrementAndGet();
            String problem = LIMIT + " asynchronous commands are queued already; wait for some of their results";
            RedisException.Origin origin = settings.origin(request.name());
            ServerFailures.fail(handler, new RedisConnectionException(problem, origin, Phase.NOT_SENT));
            return Cancellation.NONE;
        }
        Exchange exchange = new Exchange(request, new Counted(handler), settings);
        try {
            line(request.name()).send(exchange);
        } catch (RedisException e) {
            exchange.fail(e);
        }
        return exchange::withdraw;
    }

    /** Frees its place before it is heard of. */
    private final class Counted implements ReplyHandler {
        private final ReplyHandler handler;

        Counted(ReplyHandler handler) {
            this.handler = handler;
        }

        @Override
        public void onReply(Reply reply) {
            unanswered.decrementAndGet();
            handler.onReply(reply);
        }

        @Override
        public void onFailure(RedisException failure) {
            unanswered.decrementAndGet();
            handler.onFailure(failure);
        }
    }

    /** Sends them in one flush, as far as the window goes. */
    void sendAll(List<Exchange> exchanges) {
        line("pipeline").sendAll(exchanges);
    }

    void close() {
        opening.lock();
        try {
            closed = true;
            Line line = current;
            if (line != null) line.abort();
        } finally {
            opening.unlock();
        }
    }
}
