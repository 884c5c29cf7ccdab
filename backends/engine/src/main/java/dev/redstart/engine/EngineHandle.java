package dev.redstart.engine;

import dev.redstart.engine.acl.User;
import dev.redstart.engine.dispatch.ClientSession;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.Dispatcher;
import dev.redstart.engine.dispatch.Flag;
import dev.redstart.spi.ConnectionState;
import dev.redstart.spi.Lane;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException.Origin;
import dev.redstart.spi.RedisTimeoutException;
import dev.redstart.spi.Request;
import dev.redstart.spi.UnsupportedCommandException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one opening of an engine has given out: calls that wait, sessions, subscriptions. All of that ends when the handle
 * is closed, while other handles on the same engine go on.
 */
final class EngineHandle {

    private final SharedEngine shared;
    private final Origin origin;
    private final long timeoutNanos;
    private final User user;
    private final Set<Runnable> closers = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    EngineHandle(SharedEngine shared, long timeoutNanos, User user) {
        this.user = user;
        this.shared = shared;
        this.timeoutNanos = timeoutNanos;
        this.origin = new Origin(null, shared.driver(), shared.node());
    }

    Engine engine() {
        return shared.engine();
    }

    Dispatcher dispatcher() {
        return shared.engine().dispatcher();
    }

    /** Whose rules it is held to. */
    User user() {
        return user;
    }

    /** A client for calls that keep no state. */
    ClientSession connect(int database) {
        ClientSession client = dispatcher().connect(database);
        dispatcher().access().admit(client, user);
        return client;
    }

    int databases() {
        return shared.databases();
    }

    String driver() {
        return shared.driver();
    }

    Storage storage() {
        return shared.storage();
    }

    String node() {
        return shared.node();
    }

    Origin origin(@Nullable String command) {
        return origin.command(command);
    }

    void checkOpen(@Nullable String command) {
        if (closed) throw closedBefore(command);
    }

    RedisConnectionException closedBefore(@Nullable String command) {
        return new RedisConnectionException("the handle has been closed", origin(command), Phase.NOT_SENT);
    }

    /** Takes the engine's lock for the request, or says that others kept it for too long. */
    void acquire(Request request) {
        long own = request.lane() == Lane.BLOCKING ? Request.DEFAULT_TIMEOUT : request.timeoutMillis();
        long nanos = own == Request.DEFAULT_TIMEOUT ? timeoutNanos : TimeUnit.MILLISECONDS.toNanos(own);
        if (dispatcher().acquire(nanos)) return;
        throw new RedisTimeoutException(
                "the engine was busy with other commands for " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms",
                origin(request.name()),
                Phase.NOT_SENT);
    }

    /**
     * Gives the lock back.
     *
     * @param command what ran under it; null for several
     * @throws RedisConnectionException when what it did could not be written where it has to be kept
     */
    void release(@Nullable String command) {
        try {
            dispatcher().release();
        } catch (UncheckedIOException e) {
            throw new RedisConnectionException(
                    e.getMessage() + ": " + e.getCause().getMessage(), origin(command), Phase.UNKNOWN);
        }
    }

    /** The request's row (null when there is none), unless it may not be sent outside a session. */
    @Nullable
    Command stateless(Request request) {
        Command command = dispatcher().find(request.name());
        boolean altersConnection =
                (command == null || command.isConnectional()) && ConnectionState.isChangedBy(request);
        if (request.lane() == Lane.PINNED || altersConnection)
            throw unsupported(request.name(), "changes the state of its connection, so it needs a session");
        return command;
    }

    UnsupportedCommandException unsupported(String command, String why) {
        return new UnsupportedCommandException(command + " " + why, origin(command), Phase.NOT_SENT);
    }

    /**
     * Whether the command needs a client of its own: it may have to wait, for a key or for the end of CLIENT PAUSE, or it
     * runs while a script does, whose client may be the shared one. Certain under the lock.
     */
    boolean mayBlock(@Nullable Command command) {
        return (command != null && command.is(Flag.BLOCKING))
                || dispatcher().isPaused()
                || dispatcher().scripts().isLent();
    }

    /** Has it run when the handle is closed, unless it is {@link #forget forgotten} before; false if it is closed. */
    boolean onClose(Runnable closer) {
        closers.add(closer);
        if (closed && closers.remove(closer)) return false;
        return true;
    }

    void forget(Runnable closer) {
        closers.remove(closer);
    }

    void close() {
        synchronized (this) {
            if (closed) return;
            closed = true;
        }
        for (Runnable closer : closers) {
            if (closers.remove(closer)) closer.run();
        }
        shared.release();
    }
}
