package dev.redstart.redisson;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.server.ServerFailures;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelOutputShutdownEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The end of a pipeline of Redisson's: writes requests, takes replies.
 *
 * <p>Callers put exchanges into a queue and wake the event loop, which writes what it finds there, up to a window of bytes
 * without reply, and flushes once: a lone command leaves at once, and under load many share a flush. What is past the window
 * stays in the queue: so it is known for certain that it was not sent, and a huge pipeline does not pile up in buffers.
 * Replies come in the order of the requests.
 *
 * <p>The deadline is for silence: it starts anew with every byte that comes. One alarm per connection, for the oldest
 * command, is enough.
 */
final class RespHandler extends ChannelInboundHandlerAdapter {

    private static final long SALVAGE_MILLIS = 100;
    private static final long WINDOW = 256 * 1024;
    private static final int CHUNK = 16 * 1024;

    private final Queue<Exchange> submitted = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final AtomicInteger owed = new AtomicInteger();
    private volatile @Nullable ChannelHandlerContext context;
    private volatile @Nullable Ending ending;
    private volatile boolean aborted;
    private volatile @Nullable Consumer<Reply.Push> pushes;
    private volatile @Nullable Inbox inbox;

    // For the event loop alone.
    private final RespDecoder decoder = new RespDecoder();
    private final Deque<Exchange> underWay = new ArrayDeque<>();
    private long bytesUnderWay;
    private long lastHeard = System.nanoTime();
    private @Nullable ScheduledFuture<?> alarm;
    private long alarmAt;
    private @Nullable Throwable failure;

    /** Sends it; its handler hears on the event loop. */
    void submit(Exchange exchange) {
        owed.incrementAndGet();
        submitted.add(exchange);
        wake();
    }

    /** Sends all, in order, in one flush as far as the window goes. */
    void submit(List<Exchange> exchanges) {
        owed.addAndGet(exchanges.size());
        submitted.addAll(exchanges);
        wake();
    }

    private void wake() {
        if (woken.getAndSet(true)) return;
        try {
            context().executor().execute(this::pump);
        } catch (RejectedExecutionException e) {
            // The event loops have ended, and with them all connections.
            aborted = true;
            woken.set(false);
            if (ending == null) ending = new Ending(Ending.Kind.ABORTED, null);
            failSubmitted();
        }
    }

    private ChannelHandlerContext context() {
        ChannelHandlerContext c = context;
        if (c == null) throw new IllegalStateException("not connected");
        return c;
    }

    /**
     * From here on all that comes goes to the inbox, and not to exchanges.
     *
     * @return false when the connection has ended
     */
    boolean say(Request request) {
        ChannelHandlerContext c = context();
        if (inbox == null) inbox = new Inbox(c.channel());
        try {
            c.executor().execute(() -> {
                ByteBuf out = c.alloc().buffer();
                RequestEncoder.encode(request, out);
                c.writeAndFlush(out);
            });
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** What has come since the first {@link #say}. */
    Inbox inbox() {
        Inbox in = inbox;
        if (in == null) throw new IllegalStateException("nothing was said yet");
        return in;
    }

    /** Who hears pushes, on the event loop; null for nobody. */
    void onPush(@Nullable Consumer<Reply.Push> listener) {
        pushes = listener;
    }

    /** Commands that have been submitted and not been answered. */
    int owed() {
        return owed.get();
    }

    /** Whether somebody else could use it: nothing outstanding, nothing streaming. */
    boolean isIdle() {
        return isOpen() && owed.get() == 0 && inbox == null;
    }

    /** Why it carries no more commands; null while it does. */
    @Nullable
    Ending ending() {
        return ending;
    }

    /** Whether it still carries commands. */
    boolean isOpen() {
        return ending == null && !aborted;
    }

    /** Ends it at once, from any thread. */
    void abort() {
        aborted = true;
        ChannelHandlerContext c = context;
        if (c != null) cut(c);
    }

    /** Below TLS: nobody waits for a farewell. */
    private static void cut(ChannelHandlerContext c) {
        ChannelHandlerContext lowest = c.pipeline().firstContext();
        (lowest == null ? c : lowest).close();
    }

    /** Ends it in peace when nothing is wrong with it, else at once. */
    void close() {
        boolean peaceful = isIdle();
        aborted = true;
        ChannelHandlerContext c = context;
        if (c == null) return;
        if (peaceful) c.close();
        else cut(c);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    /** Writes what has been submitted, as far as the window goes. */
    private void pump() {
        woken.set(false);
        if (aborted) end(new Ending(Ending.Kind.ABORTED, null));
        if (ending != null) {
            failSubmitted();
            return;
        }
        ChannelHandlerContext c = context();
        ByteBuf out = null;
        for (Exchange next; (next = submitted.peek()) != null; ) {
            // A large one goes alone, or the window would be as large as it.
            if (bytesUnderWay > 0 && bytesUnderWay + next.size() > WINDOW) break;
            submitted.remove();
            if (!next.claim()) {
                owed.decrementAndGet();
                continue;
            }
            bytesUnderWay += next.size();
            if (out == null) out = c.alloc().buffer(256);
            RequestEncoder.encode(next.request(), out);
            next.written();
            underWay.add(next);
            if (out.readableBytes() >= CHUNK) {
                c.write(out);
                out = null;
            }
        }
        if (out != null) c.write(out);
        c.flush();
        watch();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        lastHeard = System.nanoTime();
        try {
            for (Reply reply; ending == null && (reply = decoder.next(in)) != null; ) take(reply);
        } catch (MalformedReplyException e) {
            end(new Ending(Ending.Kind.MALFORMED, e));
        } finally {
            in.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        // Down to half, so that the flush that follows is not for one command.
        if (bytesUnderWay <= WINDOW / 2 && !submitted.isEmpty()) pump();
        else watch();
    }

    private void take(Reply reply) {
        Inbox in = inbox;
        if (in != null) {
            in.add(reply);
            return;
        }
        if (reply instanceof Reply.Push push) {
            Consumer<Reply.Push> listener = pushes;
            if (listener != null) ServerFailures.tell(() -> listener.accept(push));
            return;
        }
        Exchange oldest = underWay.poll();
        if (oldest == null)
            throw new MalformedReplyException(
                    "what nobody had asked for" + (reply instanceof Reply.Error e ? ": " + e.message() : ""));
        bytesUnderWay -= oldest.size();
        owed.decrementAndGet();
        oldest.reply(reply);
    }

    /** Sees to it that the oldest command has an alarm at its deadline. */
    private void watch() {
        Exchange oldest = underWay.peek();
        if (oldest == null || oldest.patience() == 0 || ending != null) return;
        long due = deadline(oldest);
        ScheduledFuture<?> set = alarm;
        // An alarm that comes too early looks again; most never have anything to say.
        if (set != null && alarmAt - due <= 0) return;
        if (set != null) set.cancel(false);
        alarmAt = due;
        alarm = context().executor().schedule(this::look, due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private long deadline(Exchange oldest) {
        long since = oldest.writtenAt() - lastHeard > 0 ? oldest.writtenAt() : lastHeard;
        return since + TimeUnit.MILLISECONDS.toNanos(oldest.patience());
    }

    private void look() {
        alarm = null;
        Exchange oldest = underWay.peek();
        if (oldest == null || oldest.patience() == 0) return;
        if (deadline(oldest) - System.nanoTime() <= 0) end(new Ending(Ending.Kind.SILENT, null));
        else watch();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (failure == null) failure = cause;
        ctx.close();
    }

    /** A server that dies while we write may have answered much, and what it answered has happened: read on a while. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelOutputShutdownEvent)
            ctx.executor().schedule(() -> cut(ctx), SALVAGE_MILLIS, TimeUnit.MILLISECONDS);
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end(aborted ? new Ending(Ending.Kind.ABORTED, null) : new Ending(Ending.Kind.BROKEN, failure));
    }

    /** The first ending counts; whoever is on the connection hears of it. */
    private void end(Ending why) {
        if (ending != null) return;
        ending = why;
        ScheduledFuture<?> set = alarm;
        if (set != null) set.cancel(false);
        cut(context());
        Inbox in = inbox;
        if (in != null) in.wake();
        RedisException first = null;
        for (Exchange oldest; (oldest = underWay.poll()) != null; ) {
            owed.decrementAndGet();
            RedisException e = first == null
                    ? why.failure(oldest.origin(), Phase.UNKNOWN, oldest.patience())
                    : ServerFailures.follower(first, oldest.origin(), Phase.UNKNOWN);
            if (first == null) first = e;
            oldest.fail(e);
        }
        failSubmitted();
    }

    private void failSubmitted() {
        Ending why = ending;
        if (why == null) return;
        for (Exchange next; (next = submitted.poll()) != null; ) {
            owed.decrementAndGet();
            if (next.claim()) next.fail(why.failure(next.origin(), Phase.NOT_SENT, next.patience()));
        }
    }
}
