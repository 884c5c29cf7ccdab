package dev.redstart.jedis;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisTimeoutException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.server.PooledConnection;
import dev.redstart.spi.server.ServerFailures;
import dev.redstart.spi.server.ServerGreeting;
import dev.redstart.spi.server.ServerSettings;
import dev.redstart.spi.server.StreamConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.PushConsumerChain;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.RedisInputStream;
import redis.clients.jedis.util.RedisOutputStream;

/**
 * A connection of Jedis that gives {@link Reply}, greeted by {@link Greeting}.
 *
 * <p>Its methods throw {@link JedisConnectionException}, after which it is broken for good; whoever knows the command turns
 * that into a {@code RedisException}. For one thread at a time, except {@link #abort()}.
 */
final class RespConnection extends Connection implements PooledConnection, StreamConnection {

    private static final long RESTED = TimeUnit.SECONDS.toNanos(1);
    private static final int SALVAGE_MILLIS = 100;
    private static final int BUFFER = 16 * 1024;
    private static final Request PING = Request.of("PING");

    private final ServerSettings settings;
    private final OneSocket socket;
    private final RespReader reader = new RespReader();
    private @Nullable RedisInputStream input;
    private @Nullable RedisOutputStream output;
    private @Nullable Consumer<Reply.Push> pushes;
    private boolean listening;
    private int soTimeout;
    private int owed;
    private long lastUsed = System.nanoTime();

    private RespConnection(ServerSettings settings, OneSocket socket) {
        super(socket);
        this.settings = settings;
        this.socket = socket;
        this.soTimeout = settings.timeout();
    }

    /**
     * A connection that is ready.
     *
     * @param interruptible whether an interrupt of the thread that uses it closes it
     * @param command       who needs it, for the error
     */
    static RespConnection open(ServerSettings settings, boolean interruptible, String command) {
        RespConnection connection = new RespConnection(settings, new OneSocket(settings, interruptible));
        boolean ready = false;
        try {
            try {
                connection.connect();
                connection.output = new RedisOutputStream(connection.socket.output(), BUFFER);
            } catch (JedisConnectionException e) {
                throw Failures.connecting(e, settings, settings.origin(command));
            }
            try {
                connection.greet();
            } catch (JedisConnectionException e) {
                throw Failures.greeting(e, settings, settings.origin(command));
            }
            ready = true;
            return connection;
        } finally {
            if (!ready) connection.abort();
        }
    }

    private void greet() {
        ServerGreeting greeting = ServerGreeting.of(settings);
        List<Request> steps = greeting.requests();
        steps.forEach(this::write);
        flush();
        List<Reply> replies = new ArrayList<>();
        for (Request ignored : steps) replies.add(read(settings.timeout()));
        for (int i = 0; i < steps.size(); i++) greeting.check(steps.get(i), replies.get(i));
    }

    /**
     * Puts the command into the buffer, sending what does not fit. The buffer is ours: when a write fails, Jedis'
     * {@code sendCommand} looks for an error by reading a byte, and so spoils the replies that have come.
     */
    void write(Request request) {
        CommandArguments arguments = new CommandArguments(request::nameBytes);
        for (byte[] argument : request.arguments()) arguments.add(argument);
        owed++;
        boolean written = false;
        try {
            Protocol.sendCommand(output(), arguments);
            written = true;
        } finally {
            if (!written) setBroken();
        }
    }

    @Override
    protected void flush() {
        try {
            output().flush();
        } catch (IOException e) {
            setBroken();
            throw new JedisConnectionException(e);
        }
    }

    private RedisOutputStream output() {
        if (output == null || isBroken()) throw new JedisConnectionException("this connection has ended");
        return output;
    }

    /** The next reply; pushes before it go to {@link #onPush}. */
    Reply read(int patience) {
        waitFor(patience);
        Reply reply = (Reply) readProtocolWithCheckingBroken();
        owed--;
        return reply;
    }

    @Override
    public boolean isReusable() {
        return !isBroken() && owed == 0;
    }

    @Override
    public void say(Request request) {
        try {
            write(request);
            flush();
        } catch (JedisConnectionException e) {
            throw failure(e, request, Phase.UNKNOWN);
        }
    }

    @Override
    public @Nullable Reply listen(Request about, int millis) {
        try {
            waitFor(millis);
            listening = true;
            return (Reply) readProtocolWithCheckingBroken();
        } catch (JedisConnectionException e) {
            throw failure(e, about, Phase.UNKNOWN);
        }
    }

    /** Sends and waits. */
    Reply exchange(Request request, int patience) {
        write(request);
        flush();
        return read(patience);
    }

    @Override
    protected @Nullable Object protocolRead(RedisInputStream in, PushConsumerChain ignored) {
        input = in;
        if (listening) {
            try {
                return reader.read(in);
            } catch (JedisConnectionException e) {
                if (reader.isAtStart() && Failures.isTimeout(e)) return null;
                throw e;
            }
        }
        return nextReply(in);
    }

    private Reply nextReply(RedisInputStream in) {
        while (true) {
            Reply reply = reader.read(in);
            if (!(reply instanceof Reply.Push push)) return reply;
            if (pushes != null) pushes.accept(push);
        }
    }

    /**
     * After a failed write: the next of the replies that had come before, or null. A server that dies while we write may
     * have answered much, and what it answered has happened.
     */
    @Nullable
    Reply salvage() {
        if (input == null || !reader.isAtStart() || socket.isAborted()) return null;
        try {
            // Jedis refuses to read once a write has failed, so this goes past it.
            waitFor(SALVAGE_MILLIS);
            return nextReply(input);
        } catch (JedisException e) {
            return null;
        }
    }

    private void waitFor(int patience) {
        if (patience == soTimeout) return;
        setSoTimeout(patience);
        soTimeout = patience;
    }

    /** Whether a read would find something; the cost is a system call. */
    boolean hasInput() {
        try {
            return input != null && input.available() > 0;
        } catch (IOException e) {
            // The read that follows says what is wrong.
            return true;
        }
    }

    /** Who hears pushes; null for nobody. */
    void onPush(@Nullable Consumer<Reply.Push> listener) {
        pushes = listener;
    }

    @Override
    public void used() {
        lastUsed = System.nanoTime();
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
    public boolean answers(String command) {
        try {
            exchange(PING, settings.timeout());
            return true;
        } catch (JedisConnectionException e) {
            if (!Failures.isTimeout(e)) return false;
            String problem = "the server has not answered a PING within " + ServerSettings.text(settings.timeout());
            throw new RedisTimeoutException(problem, settings.origin(command), Phase.NOT_SENT, e);
        }
    }

    /** What its caller is to hear after {@code e}. */
    RedisException failure(JedisConnectionException e, Request request, Phase phase) {
        RedisException.Origin origin = settings.origin(request.name());
        if (socket.isAborted()) return ServerFailures.aborted(origin, phase, e);
        return Failures.onTheWay(e, origin, phase, settings.patience(request));
    }

    @Override
    public void abort() {
        setBroken();
        socket.abort();
    }

    @Override
    public void close() {
        try {
            if (isReusable()) disconnect();
        } catch (JedisException e) {
            // It was to go away; abort does the rest.
        } finally {
            abort();
        }
    }
}
