package dev.redstart.server;

import dev.redstart.engine.dispatch.ClientLink;
import dev.redstart.engine.dispatch.ClientSession;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.Dispatcher;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.dispatch.Waiter;
import dev.redstart.server.ServerLog.Level;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.DecoderException;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client at the port. Its commands run on the event loop that read them, under one hold of the engine's lock for as
 * many as there are, up to a slice of time; then what they replied goes to the socket in one piece, and whoever else
 * waits has a turn.
 *
 * <p>Replies and messages stand in one buffer, in the order in which they came to be. It belongs to whoever holds the
 * engine's lock: a publisher writes into the buffers of its subscribers itself. Only the event loop takes it out.
 *
 * <p>While a command waits, what comes after it is kept unread; the reply is written by the thread that brings it about,
 * and this event loop goes on when it hears of that.
 */
final class Connection extends ChannelInboundHandlerAdapter implements ClientLink, Waiter, RequestDecoder.Limits {

    /** How long one client may keep others from the engine by a pipeline. */
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** Commands between looks at the time. */
    private static final int LOOK_MASK = 31;
    /** Replies of this size are handed to the channel before the slice is over: a buffer is costly to grow. */
    private static final int HAND_OVER_BYTES = 64 * 1024;

    private static final int SMALLEST_BUFFER = 256;
    /** What a client that owes a password may leave unread: as in Redis, a fixed buffer and a little more. */
    private static final int UNAUTHENTICATED_OUTPUT_BYTES = 17 * 1024;

    private final Port port;
    private final Dispatcher dispatcher;
    private final RequestDecoder decoder;
    private final Channel channel;
    private final ClientAddress address;
    private final ClientSession session;
    private final RespWriter writer;

    // Under the engine's lock.
    private @Nullable ByteBuf out;
    private boolean executing;
    private boolean flushPosted;
    private boolean doomed;
    /** While a script's reply is written aside: messages for this client, which come after it. */
    private @Nullable Deque<Consumer<ReplySink>> behindReply;

    // On the event loop.
    private boolean waiting;
    /** Whether this is a task of the event loop, not part of its handling of input: there it can serve others. */
    private boolean inTask;
    /** Whether the decoder's command is a script that has not run. */
    private boolean scriptAhead;

    private boolean closing;
    private boolean continuing;
    private boolean stalled;
    private boolean reading;
    private int sizeHint = SMALLEST_BUFFER;

    private long lastHeardNanos = System.nanoTime();
    /** Since when more is unread than the soft limit allows; 0 when it is not. */
    private long softSinceNanos;

    Connection(Port port, Channel channel, ClientAddress address) {
        this.port = port;
        this.channel = channel;
        this.address = address;
        dispatcher = port.engine().dispatcher();
        decoder = new RequestDecoder(port.names(), this);
        session = port.engine().connect(0, this);
        writer = new RespWriter(Unpooled.EMPTY_BUFFER, () -> session.protocol() == 3);
    }

    // What comes in

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            if (closing) return;
            lastHeardNanos = System.nanoTime();
            port.traffic().received.add(in.readableBytes());
            decoder.feed(in);
        } finally {
            in.release();
        }
        long pending = decoder.pendingBytes();
        if (pending > port.settings().queryBufferBytes) {
            port.traffic().cutOffByQuery.increment();
            port.log(Level.WARNING, "Closing client that reached max query buffer length: " + describe(pending));
            channel.close();
            return;
        }
        reading = true;
        if (waiting || continuing || stalled) decoder.settle();
        else turn();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (reading) channel.flush();
        reading = false;
    }

    /** Runs what has come, wherever that was heard of. */
    private void turn() {
        try {
            proceed();
        } catch (RuntimeException e) {
            // In a task of the event loop nobody else would tell.
            exceptionCaught(e);
        }
        decoder.settle();
    }

    /** Runs what has come, until there is no more, a command waits, or it is the turn of others. */
    private void proceed() {
        ByteBuf replies;
        boolean more = false;
        boolean cutOff = false;
        dispatcher.acquire();
        try {
            executing = true;
            allocate();
            more = runSlice();
            if (isOverLimit()) doom();
            cutOff = doomed;
            replies = takeUnlessDoomed();
        } catch (ProtocolException e) {
            port.log(Level.VERBOSE, "Protocol error (" + e.reply() + ") from client: " + describe(0));
            writer.error(e.reply());
            closing = true;
            replies = take();
        } finally {
            executing = false;
            dispatcher.release();
        }
        if (cutOff) {
            // Now, and not by a task behind this one: what has been written so far is not to be sent, either.
            channel.close();
            return;
        }
        if (closing) {
            closeAfter(replies);
            return;
        }
        if (replies != null) write(replies);
        if (more) {
            continueLater();
        } else if (continuing) {
            continuing = false;
            channel.config().setAutoRead(!stalled);
        }
        if (!reading || more) channel.flush();
    }

    /** True when there may be more to run. */
    private boolean runSlice() throws ProtocolException {
        long end = System.nanoTime() + SLICE_NANOS;
        for (int n = 1; scriptAhead || decoder.next(); n++) {
            scriptAhead = false;
            if (isHttp()) {
                closing = true;
                return false;
            }
            Command command = decoder.command();
            boolean script = command != null && dispatcher.runsScript(session, command) && !dispatcher.isPaused();
            if (script) {
                scriptAhead = !inTask;
                if (scriptAhead) return true;
                runScript(command);
                if (closing) return false;
            } else if (!dispatcher.execute(session, command, decoder.name(), decoder.arguments(), writer, this)) {
                waiting = true;
                return false;
            }
            if (session.ended()) {
                closing = true;
                return false;
            }
            if (buffered() >= HAND_OVER_BYTES && !handOver()) return false;
            if ((script || (n & LOOK_MASK) == 0) && System.nanoTime() - end > 0) return true;
        }
        return false;
    }

    /**
     * Runs a script, which may take any time: when it takes long, this event loop serves its other connections meanwhile
     * ({@link #serveOthers}). For them and for messages this client is one that waits, and it may be gone when the script
     * ends; so the reply is written aside.
     */
    private void runScript(@Nullable Command command) {
        ByteBuf reply = channel.alloc().directBuffer(SMALLEST_BUFFER);
        waiting = true;
        executing = false;
        try {
            RespWriter aside = new RespWriter(reply, () -> session.protocol() == 3);
            Deque<Consumer<ReplySink>> late = new ArrayDeque<>();
            behindReply = late;
            dispatcher.execute(session, command, decoder.name(), decoder.arguments(), aside, null);
            waiting = false;
            if (closing || doomed) return;
            allocate();
            append(reply);
            for (Consumer<ReplySink> message : late) message.accept(writer);
            if (isOverLimit()) doom();
        } finally {
            behindReply = null;
            executing = true;
            reply.release();
        }
    }

    @Override
    public void serveOthers() {
        if (channel.eventLoop() instanceof Loops.Loop loop && loop.inEventLoop()) loop.serve();
    }

    private void append(ByteBuf reply) {
        ByteBuf buffer = out;
        if (buffer != null) buffer.writeBytes(reply);
    }

    /** A web page made a browser send this: such a request must not be taken for a row of commands. */
    private boolean isHttp() {
        if (decoder.command() != null) return false;
        String name = decoder.name();
        if (!name.equalsIgnoreCase("post") && !name.equalsIgnoreCase("host:")) return false;
        port.log(
                Level.WARNING,
                "Possible SECURITY ATTACK detected. It looks like somebody is sending POST or Host: commands to Redis."
                        + " This is likely due to an attacker attempting to use Cross Protocol Scripting to compromise"
                        + " your Redis instance. Connection from " + address.remote() + " aborted.");
        return true;
    }

    /** Lets the other clients of this event loop have their turn; meanwhile nothing more is read, but before a script. */
    private void continueLater() {
        if (!continuing) {
            continuing = true;
            if (!scriptAhead) channel.config().setAutoRead(false);
        }
        channel.eventLoop().execute(() -> {
            if (channel.isActive() && !waiting && !closing) turnInTask();
        });
    }

    private void turnInTask() {
        inTask = true;
        try {
            turn();
        } finally {
            inTask = false;
        }
    }

    /** A client that nothing limits has left so much unread that its commands have to wait: Redis would use up its memory. */
    private void stall() {
        stalled = true;
        channel.config().setAutoRead(false);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (!stalled || !channel.isWritable()) return;
        stalled = false;
        channel.config().setAutoRead(true);
        if (!waiting && !continuing && !closing) turn();
    }

    // Commands that wait

    @Override
    public void answered() {
        channel.eventLoop().execute(this::resume);
    }

    private void resume() {
        waiting = false;
        if (channel.isActive()) turnInTask();
    }

    @Override
    public void abandoned() {
        close(false);
    }

    // What goes out

    /** One that has left too much unread gets nothing more. */
    private @Nullable ByteBuf takeUnlessDoomed() {
        ByteBuf replies = take();
        if (!doomed || replies == null) return replies;
        replies.release();
        return null;
    }

    /** Before anything can be written; with the lock. */
    private void allocate() {
        if (out != null) return;
        ByteBuf fresh = channel.alloc().directBuffer(sizeHint);
        out = fresh;
        writer.into(fresh);
    }

    private int buffered() {
        ByteBuf buffer = out;
        return buffer == null ? 0 : buffer.readableBytes();
    }

    /** Sends what there is although the slice is not over; false when no more commands may run. */
    private boolean handOver() {
        ByteBuf replies = out;
        if (replies == null) return true;
        if (isOverLimit()) {
            doom();
            return false;
        }
        write(replies);
        out = null;
        allocate();
        if (!channel.isWritable() && outputLimit().hardBytes() == 0) stall();
        return !stalled;
    }

    /** What is to be sent, or null; with the lock, on the event loop. A command that waits will write into a new buffer. */
    private @Nullable ByteBuf take() {
        ByteBuf taken = out;
        if (taken == null) return null;
        if (!taken.isReadable()) {
            if (waiting) return null;
            out = null;
            taken.release();
            return null;
        }
        sizeHint =
                Math.max(SMALLEST_BUFFER, Math.min(HAND_OVER_BYTES, Integer.highestOneBit(taken.readableBytes()) * 2));
        out = null;
        if (waiting) allocate();
        return taken;
    }

    @Override
    public void push(Consumer<ReplySink> message) {
        if (doomed) return;
        if (behindReply != null) {
            behindReply.add(message);
            return;
        }
        allocate();
        message.accept(writer);
        if (executing) return;
        if (isOverLimit()) doom();
        postFlush();
    }

    private void postFlush() {
        if (flushPosted) return;
        flushPosted = true;
        dispatcher.post(() -> channel.eventLoop().execute(this::flushPushed));
    }

    private void flushPushed() {
        ByteBuf messages;
        dispatcher.acquire();
        try {
            flushPosted = false;
            messages = takeUnlessDoomed();
        } finally {
            dispatcher.release();
        }
        if (messages == null) return;
        write(messages);
        channel.flush();
    }

    private void write(ByteBuf bytes) {
        port.traffic().sent.add(bytes.readableBytes());
        channel.write(bytes, channel.voidPromise());
    }

    private boolean isOverLimit() {
        if (doomed) return false;
        long bytes = outputBytes();
        return outputLimit().isPastHard(bytes) || bytes > UNAUTHENTICATED_OUTPUT_BYTES && unauthenticated();
    }

    @Override
    public boolean isCutOff() {
        return doomed || isOverLimit();
    }

    private OutputLimit outputLimit() {
        return port.settings().output(session.isListening());
    }

    /** It reads too slowly; with the lock. */
    private void doom() {
        doomed = true;
        port.traffic().cutOffByOutput.increment();
        port.log(
                Level.WARNING,
                "Client " + describe(0) + " scheduled to be closed ASAP for overcoming of output buffer limits.");
        close(false);
    }

    /** Closes it if it has been silent, or has left much unread, for too long. Called now and then, on the event loop. */
    void check(long nowNanos) {
        OutputLimit limit = outputLimit();
        if (!limit.isPastSoft(outputBytes())) softSinceNanos = 0;
        else if (softSinceNanos == 0) softSinceNanos = nowNanos;
        else if (nowNanos - softSinceNanos > TimeUnit.SECONDS.toNanos(limit.softSeconds())) doomLater();
        long idle = port.settings().idleTimeoutMillis;
        if (idle == 0 || waiting || session.isListening() || session.isMonitoring()) return;
        if (TimeUnit.NANOSECONDS.toMillis(nowNanos - lastHeardNanos) <= idle) return;
        port.log(Level.VERBOSE, "Closing idle client");
        channel.close();
    }

    private void doomLater() {
        dispatcher.acquire();
        try {
            if (!doomed) doom();
        } finally {
            dispatcher.release();
        }
    }

    // The end

    @Override
    public void close(boolean flushed) {
        channel.eventLoop().execute(() -> {
            if (closing && flushed) return;
            closing = true;
            if (!flushed) {
                channel.close();
                return;
            }
            ByteBuf last;
            dispatcher.acquire();
            try {
                last = take();
            } finally {
                dispatcher.release();
            }
            closeAfter(last);
        });
    }

    /** Closes it at once; from any thread. */
    ChannelFuture end() {
        return channel.close();
    }

    boolean isOn(EventExecutor loop) {
        return channel.eventLoop() == loop;
    }

    private void closeAfter(@Nullable ByteBuf last) {
        if (last != null) write(last);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** After the connection has ended, for whatever reason. */
    void ended() {
        closing = true;
        dispatcher.acquire();
        try {
            doomed = true;
            dispatcher.disconnect(session);
            waiting = false;
            if (out != null) out.release();
            out = null;
        } finally {
            dispatcher.release();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        exceptionCaught(cause);
    }

    private void exceptionCaught(Throwable cause) {
        if (cause instanceof DecoderException)
            port.log(Level.VERBOSE, "Error accepting a client connection: " + cause.getMessage());
        else if (!(cause instanceof IOException))
            port.log(Level.WARNING, "Closing client " + describe(0) + " after an internal error: " + cause);
        channel.close();
    }

    // As the engine sees it

    private String describe(long queryBytes) {
        return "id=" + session.id() + " addr=" + address.remote() + " laddr=" + address.local() + " qbuf=" + queryBytes
                + " omem=" + outputBytes();
    }

    @Override
    public String address() {
        return address.remote();
    }

    @Override
    public String localAddress() {
        return address.local();
    }

    @Override
    public int descriptor() {
        return address.descriptor();
    }

    @Override
    public long queryBytes() {
        return decoder.pendingBytes();
    }

    @Override
    public long outputBytes() {
        ChannelOutboundBuffer handed = channel.unsafe().outboundBuffer();
        return buffered() + (handed == null ? 0 : handed.totalPendingWriteBytes());
    }

    @Override
    public long argumentBytes() {
        return port.settings().argumentBytes;
    }

    @Override
    public boolean unauthenticated() {
        return dispatcher.access().awaitsLogin(session);
    }
}
