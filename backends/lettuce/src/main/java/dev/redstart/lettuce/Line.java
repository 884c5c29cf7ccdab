package dev.redstart.lettuce;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisTimeoutException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import dev.redstart.spi.server.PooledConnection;
import dev.redstart.spi.server.ServerFailures;
import dev.redstart.spi.server.ServerGreeting;
import dev.redstart.spi.server.ServerSettings;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from the first attempt to connect until it is over; it never comes back. What is sent before it is up
 * waits. Then it is written ahead of the replies, up to a window: so a command that nobody has written is known for one
 * ({@code NOT_SENT}) when the line breaks, and a huge pipeline does not pile up in Netty's buffers. What fits the window
 * leaves in one flush.
 *
 * <p>All that is under way lives on the event loop of its channel; any thread may {@link #send} and {@link #end}.
 *
 * <p>The watch: the oldest command under way is late when nothing has come for its patience since it was sent or since the
 * last byte, whichever is later. One timer serves all.
 */
final class Line implements PooledConnection {

    /** Bytes of requests that may be without reply. */
    static final int WINDOW = 256 * 1024;

    private static final long RESTED = TimeUnit.SECONDS.toNanos(1);
    private static final long SALVAGE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Request PING = Request.of("PING");

    private final Client client;
    private final ServerSettings settings;
    private final boolean shared;
    private final String purpose;

    private final Queue<Exchange> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final CompletableFuture<Line> ready = new CompletableFuture<>();
    private final CompletableFuture<RedisException> over = new CompletableFuture<>();
    private final AtomicReference<@Nullable End> end = new AtomicReference<>();
    private volatile @Nullable Tap tap;
    /** Nothing more can be written, but replies may still be there to be read. */
    private volatile boolean unwritable;

    private volatile long lastUsed = System.nanoTime();
    private volatile @Nullable Consumer<Reply.Push> pushes;

    /** From here on: event loop only. */
    private final Deque<Sent> underWay = new ArrayDeque<>();

    private long bytesUnderWay;
    private long lastRead = System.nanoTime();
    private @Nullable ScheduledFuture<?> watch;
    private long watchAt;

    /** A command that was written, and when. */
    private static final class Sent {
        private final Exchange exchange;
        private final long at;
        private long patience;

        Sent(Exchange exchange, long at) {
            this.exchange = exchange;
            this.at = at;
            this.patience = exchange.patience();
        }
    }

    /**
     * @param shared  whether many use it, so that one of them who gives up early is no reason to close it
     * @param purpose command or use, for errors
     */
    Line(Client client, ServerSettings settings, boolean shared, String purpose) {
        this.client = client;
        this.settings = settings;
        this.shared = shared;
        this.purpose = purpose;
    }

    /** Begins, on a thread that may be held up: the application's provider of credentials is asked here. */
    void connect() {
        if (isOver()) return;
        ServerGreeting greeting;
        try {
            greeting = ServerGreeting.of(settings);
        } catch (RedisException e) {
            end(End.refused(e));
            return;
        }
        client.open().whenComplete((opened, e) -> {
            if (opened == null) end(End.unconnected(settings, e));
            else opened.run(() -> greet(opened, greeting));
        });
    }

    private void greet(Tap opened, ServerGreeting greeting) {
        tap = opened;
        opened.listen(this);
        if (end.get() != null) {
            finish();
            return;
        }
        List<Request> steps = greeting.requests();
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            boolean last = i == steps.size() - 1;
            Request step = steps.get(i);
            Answer answer = new Answer(reply -> welcome(greeting, step, reply, last));
            Exchange exchange = new Exchange(step, answer, settings);
            if (exchange.claim(this)) exchanges.add(exchange);
        }
        write(exchanges);
    }

    /** Hears one answer of the greeting; that none came is heard from {@link #over}. */
    private record Answer(Consumer<Reply> then) implements ReplyHandler {
        @Override
        public void onReply(Reply reply) {
            then.accept(reply);
        }

        @Override
        public void onFailure(RedisException failure) {}
    }

    private void welcome(ServerGreeting greeting, Request step, Reply reply, boolean last) {
        try {
            greeting.check(step, reply);
        } catch (RedisException e) {
            end(End.refused(e));
            return;
        }
        if (last && end.get() == null) {
            ready.complete(this);
            drain();
        }
    }

    /** Puts it into the queue; it leaves as soon as it can, or fails. */
    void send(Exchange exchange) {
        waiting.add(exchange);
        kick();
    }

    /** As {@link #send}, all in one flush as far as the window goes. */
    void sendAll(List<Exchange> exchanges) {
        waiting.addAll(exchanges);
        kick();
    }

    private void kick() {
        if (end.get() != null) {
            failWaiting(null);
            return;
        }
        Tap open = tap;
        if (open != null && isReady() && scheduled.compareAndSet(false, true)) open.run(this::drain);
    }

    private void drain() {
        scheduled.set(false);
        if (unwritable) return;
        if (end.get() != null) {
            failWaiting(null);
            return;
        }
        List<Exchange> batch = new ArrayList<>();
        long room = WINDOW - bytesUnderWay;
        while (room > 0) {
            Exchange next = waiting.peek();
            // A large one goes alone, or the window would be as large as it.
            if (next == null || (next.size() > room && room < WINDOW)) break;
            // Maybe it is another by now, or none: when the line ends, others empty the queue, too.
            next = waiting.poll();
            if (next == null) break;
            if (!next.claim(this)) continue;
            room -= next.size();
            batch.add(next);
        }
        if (!batch.isEmpty()) write(batch);
    }

    private void write(List<Exchange> claimed) {
        long now = System.nanoTime();
        for (Exchange exchange : claimed) {
            underWay.add(new Sent(exchange, now));
            bytesUnderWay += exchange.size();
        }
        tap().write(claimed);
        arm();
    }

    /** The reply to the oldest command under way has come. */
    void answered(Exchange exchange, Reply reply) {
        Sent oldest = underWay.poll();
        if (oldest == null) return;
        if (oldest.exchange != exchange) throw new IllegalStateException("a reply out of its turn");
        bytesUnderWay -= exchange.size();
        exchange.reply(reply);
        if (bytesUnderWay <= WINDOW / 2 && isReady() && !waiting.isEmpty()) drain();
        if (watch == null) arm();
    }

    /** Something has come. */
    void read() {
        lastRead = System.nanoTime();
    }

    /** When something last came; event loop only. */
    long lastRead() {
        return lastRead;
    }

    /** A push came between replies. */
    void pushed(Reply.Push push) {
        Consumer<Reply.Push> listener = pushes;
        if (listener != null) listener.accept(push);
    }

    private void arm() {
        Sent oldest = underWay.peek();
        if (oldest == null || oldest.patience == 0) return;
        long at = deadline(oldest);
        ScheduledFuture<?> armed = watch;
        if (armed != null) {
            if (watchAt - at <= 0) return;
            armed.cancel(false);
        }
        watchAt = at;
        watch = tap().schedule(this::look, Math.max(0, at - System.nanoTime()));
    }

    private long deadline(Sent sent) {
        long since = lastRead - sent.at > 0 ? lastRead : sent.at;
        return since + TimeUnit.MILLISECONDS.toNanos(sent.patience);
    }

    private void look() {
        watch = null;
        Sent oldest = underWay.peek();
        if (oldest == null || end.get() != null) return;
        if (oldest.patience != 0 && deadline(oldest) - System.nanoTime() <= 0) late(oldest);
        arm();
    }

    private void late(Sent oldest) {
        if (!isReady()) {
            end(End.noGreeting(settings));
        } else if (shared && oldest.patience < settings.timeout()) {
            oldest.exchange.failLate(oldest.patience);
            oldest.patience = settings.timeout();
        } else {
            end(End.silent(oldest.patience));
        }
    }

    /**
     * A write failed. A server that dies while we write may have answered much, and what it answered has happened: so the
     * channel stays open for a moment, until what has come is read. On the event loop.
     */
    void unwritable(Throwable cause) {
        if (unwritable || isOver()) return;
        unwritable = true;
        tap().schedule(() -> broke(cause), SALVAGE);
    }

    /** The connection broke; null when the server just hung up. */
    void broke(@Nullable Throwable cause) {
        end(End.broken(cause, isReady(), settings));
    }

    /** Ends it: from any thread, without waiting. The first reason counts. */
    void end(End why) {
        if (!end.compareAndSet(null, why)) return;
        Tap open = tap;
        if (open == null) finish();
        else open.run(this::finish);
    }

    private void finish() {
        End why = end.get();
        if (why == null) throw new IllegalStateException("not over");
        Tap open = tap;
        if (open != null) open.end();
        ScheduledFuture<?> armed = watch;
        if (armed != null) armed.cancel(false);
        RedisException first = null;
        for (Sent sent; (sent = underWay.poll()) != null; ) {
            RedisException failure = failure(why, first, sent.exchange, Phase.UNKNOWN);
            if (first == null) first = failure;
            sent.exchange.fail(failure);
        }
        failWaiting(first);
        RedisException cause = why.words().of(settings.origin(purpose), isReady() ? Phase.UNKNOWN : Phase.NOT_SENT);
        ready.completeExceptionally(cause);
        over.complete(cause);
    }

    private void failWaiting(@Nullable RedisException first) {
        End why = end.get();
        if (why == null) throw new IllegalStateException("not over");
        for (Exchange exchange; (exchange = waiting.poll()) != null; )
            exchange.fail(failure(why, first, exchange, Phase.NOT_SENT));
    }

    private static RedisException failure(End why, @Nullable RedisException first, Exchange exchange, Phase phase) {
        if (why.forAll() || first == null) return why.words().of(exchange.origin(), phase);
        return ServerFailures.follower(first, exchange.origin(), phase);
    }

    boolean isReady() {
        return ready.isDone();
    }

    /** Whether nothing can be sent on it any more. */
    boolean isOver() {
        return unwritable || end.get() != null;
    }

    /** Completes when it may be used, or fails when it never will. */
    CompletableFuture<Line> ready() {
        return ready;
    }

    /** Completes with the reason when it is over and everybody on it has heard. */
    CompletableFuture<RedisException> over() {
        return over;
    }

    /** Who hears pushes; null for nobody. */
    void onPush(@Nullable Consumer<Reply.Push> listener) {
        pushes = listener;
    }

    /** The connection below, which is up once this is ready. */
    Tap tap() {
        Tap open = tap;
        if (open == null) throw new IllegalStateException("not connected");
        return open;
    }

    @Override
    public boolean isReusable() {
        return !isOver();
    }

    @Override
    public boolean hasRested() {
        return System.nanoTime() - lastUsed > RESTED;
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
        Wait wait = new Wait();
        send(new Exchange(PING, wait, settings));
        try {
            wait.uninterruptibly();
            return true;
        } catch (RedisTimeoutException e) {
            String problem = "the server has not answered a PING within " + ServerSettings.text(settings.timeout());
            throw new RedisTimeoutException(problem, settings.origin(command), Phase.NOT_SENT, e);
        } catch (RedisException e) {
            return false;
        }
    }

    @Override
    public void abort() {
        end(End.ABORTED);
    }

    @Override
    public void close() {
        abort();
    }
}
