package dev.redstart.jedis;

import dev.redstart.spi.Cancellation;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisTimeoutException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import dev.redstart.spi.server.ServerFailures;
import dev.redstart.spi.server.ServerSettings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * One connection for the asynchronous commands of all callers, and one daemon thread that writes and reads it.
 *
 * <p>Algorithm: write what is queued, up to {@link Batch#WINDOW}; flush when the next read would wait; read one reply,
 * complete it, look into the queue again. So a lone command leaves at once, and under load many share a flush without
 * anybody waiting for a batch to fill. Replies come in the order of the requests, and handlers hear in that order.
 *
 * <p>The queue is bounded: past {@value #LIMIT} a command fails at once. A connection that breaks fails what is under way
 * as {@code UNKNOWN}; what is still queued goes out on the next one, unless it has waited longer than its timeout.
 */
final class AsyncLane implements Runnable {

    static final int LIMIT = 65_536;

    private final ServerSettings settings;
    private final LinkedBlockingQueue<Entry> queue = new LinkedBlockingQueue<>(LIMIT);
    private final Deque<Entry> underWay = new ArrayDeque<>();
    private long bytesUnderWay;
    private boolean unflushed;
    private volatile @Nullable RespConnection connection;

    private final ReentrantLock starting = new ReentrantLock();
    private volatile @Nullable Thread thread;
    private volatile boolean closed;

    AsyncLane(ServerSettings settings) {
        this.settings = settings;
    }

    /** A command on its way. Whoever moves it out of QUEUED answers for its handler. */
    private final class Entry extends AtomicInteger implements Cancellation {

        private static final long serialVersionUID = 1L;
        private static final int QUEUED = 0;
        private static final int CLAIMED = 1;

        private final transient Request request;
        private final transient ReplyHandler handler;
        private final long since = System.nanoTime();

        Entry(Request request, ReplyHandler handler) {
            this.request = request;
            this.handler = handler;
        }

        boolean claim() {
            return compareAndSet(QUEUED, CLAIMED);
        }

        @Override
        public void cancel() {
            if (claim()) fail(new RedisConnectionException("cancelled before it was sent", origin(), Phase.NOT_SENT));
        }

        RedisException.Origin origin() {
            return settings.origin(request.name());
        }

        void fail(RedisException failure) {
            ServerFailures.fail(handler, failure);
        }

        /** Whether it has waited for as long as its reply might take. */
        boolean isTooLate() {
            long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
            return waited >= settings.patience(request);
        }

        boolean giveUp() {
            boolean ours = claim();
            String problem = "waited longer than its timeout for the asynchronous connection, which then broke";
            if (ours) fail(new RedisTimeoutException(problem, origin(), Phase.NOT_SENT));
            return ours;
        }
    }

    Cancellation send(Request request, ReplyHandler handler) {
        Entry entry = new Entry(request, handler);
        if (!queue.offer(entry)) {
            String problem = LIMIT + " asynchronous commands are queued already; wait for some of their results";
            entry.fail(new RedisConnectionException(problem, entry.origin(), Phase.NOT_SENT));
            return Cancellation.NONE;
        }
        if (thread == null) start();
        if (closed && entry.claim()) entry.fail(ServerFailures.closed(entry.origin(), Phase.NOT_SENT));
        return entry;
    }

    private void start() {
        starting.lock();
        try {
            if (thread != null || closed) return;
            Thread fresh = new Thread(this, "redstart-jedis-async-" + settings.node());
            fresh.setDaemon(true);
            fresh.start();
            thread = fresh;
        } finally {
            starting.unlock();
        }
    }

    @Override
    public void run() {
        while (!closed) {
            try {
                Entry first = queue.take();
                if (first.claim()) serve(first);
            } catch (InterruptedException e) {
                // Only close() interrupts, and the loop ends with it; a handler's stray interrupt is no reason to.
            }
        }
        drop();
        for (Entry entry; (entry = queue.poll()) != null; ) {
            if (entry.claim()) entry.fail(ServerFailures.closed(entry.origin(), Phase.NOT_SENT));
        }
    }

    /** From the first command until nothing is under way. */
    private void serve(Entry first) {
        RespConnection c;
        try {
            c = ready(first);
        } catch (RedisException e) {
            failQueued(first, e);
            return;
        } catch (RuntimeException | Error e) {
            failQueued(first, new RedisConnectionException("no connection", first.origin(), Phase.NOT_SENT, e));
            return;
        }
        try {
            write(c, first);
            while (!underWay.isEmpty()) {
                for (Entry next; bytesUnderWay < Batch.WINDOW && (next = queue.poll()) != null; ) {
                    if (next.claim()) write(c, next);
                }
                if (unflushed && !c.hasInput()) flush(c);
                readOne(c);
            }
            c.used();
        } catch (JedisConnectionException e) {
            broken(c, e);
        } catch (RuntimeException | Error e) {
            // Such as a reply that memory has no room for: those under way must hear, and the lane goes on.
            broken(c, new JedisConnectionException(e));
        }
    }

    private void write(RespConnection c, Entry entry) {
        underWay.add(entry);
        long size = Batch.size(entry.request);
        // A large one goes alone: see Batch on why the window must not be exceeded.
        if (underWay.size() > 1 && bytesUnderWay + size > Batch.WINDOW) {
            flush(c);
            while (underWay.size() > 1) readOne(c);
        }
        bytesUnderWay += size;
        unflushed = true;
        c.write(entry.request);
    }

    private void readOne(RespConnection c) {
        Entry oldest = underWay.element();
        Reply reply = c.read(settings.patience(oldest.request));
        underWay.remove();
        bytesUnderWay -= Batch.size(oldest.request);
        ServerFailures.reply(oldest.handler, reply);
    }

    private void flush(RespConnection c) {
        unflushed = false;
        c.flush();
    }

    private RespConnection ready(Entry first) {
        RespConnection c = connection;
        String command = first.request.name();
        if (c != null && c.hasRested() && !c.answers(command)) {
            drop();
            c = null;
        }
        if (c == null) connection = c = RespConnection.open(settings, false, command);
        if (closed) throw ServerFailures.closed(first.origin(), Phase.NOT_SENT);
        return c;
    }

    /** No connection: whoever waits for it fails now rather than after another attempt each. */
    private void failQueued(Entry first, RedisException cause) {
        drop();
        first.fail(cause);
        for (int n = queue.size(); n > 0; n--) {
            Entry entry = queue.poll();
            if (entry != null && entry.claim())
                entry.fail(ServerFailures.follower(cause, entry.origin(), Phase.NOT_SENT));
        }
    }

    private void broken(RespConnection c, JedisConnectionException e) {
        while (underWay.size() > 1 && !Failures.isTimeout(e)) {
            Reply reply = c.salvage();
            if (reply == null) break;
            ServerFailures.reply(underWay.remove().handler, reply);
        }
        Entry oldest = underWay.remove();
        RedisException cause = c.failure(e, oldest.request, Phase.UNKNOWN);
        drop();
        oldest.fail(cause);
        for (Entry entry; (entry = underWay.poll()) != null; )
            entry.fail(ServerFailures.follower(cause, entry.origin(), Phase.UNKNOWN));
        // A server that hangs must not make each windowful of the queue wait for a timeout of its own.
        queue.removeIf(entry -> entry.isTooLate() && entry.giveUp());
    }

    private void drop() {
        RespConnection c = connection;
        if (c != null) c.abort();
        connection = null;
        bytesUnderWay = 0;
        unflushed = false;
    }

    /** Ends the thread, which answers for what is left. */
    void close() {
        starting.lock();
        try {
            closed = true;
            RespConnection c = connection;
            if (c != null) c.abort();
            Thread running = thread;
            if (running != null) running.interrupt();
        } finally {
            starting.unlock();
        }
    }
}
