package dev.redstart.spi.server;

import dev.redstart.spi.ConnectionState;
import dev.redstart.spi.Lane;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisException.Origin;
import dev.redstart.spi.RedisTimeoutException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import dev.redstart.spi.UnsupportedCommandException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What goes wrong between a driver and its server, in words that help and that are the same for all drivers. */
public final class ServerFailures {

    private ServerFailures() {}

    /** The reply did not come in time. */
    public static RedisTimeoutException noReply(long patience, Origin origin, Phase phase, @Nullable Throwable e) {
        return new RedisTimeoutException(
                "no reply within " + ServerSettings.text(patience) + "; the connection was closed", origin, phase, e);
    }

    /** As {@link #noReply}, where the connection goes on without the caller. */
    public static RedisTimeoutException late(long patience, Origin origin) {
        return new RedisTimeoutException(
                "no reply within " + ServerSettings.text(patience), origin, Phase.UNKNOWN, null);
    }

    /**
     * The connection failed with a command on it.
     *
     * @param cause null when the server just hung up
     * @param e     what the library threw
     */
    public static RedisConnectionException broken(
            @Nullable Throwable cause, Origin origin, Phase phase, @Nullable Throwable e) {
        String problem =
                cause == null ? "the server closed the connection" : "the connection broke: " + describe(cause);
        return new RedisConnectionException(problem, origin, phase, e);
    }

    /** The server sent what is not RESP, or more than we take. */
    public static RedisConnectionException malformed(String what, Origin origin, Phase phase, @Nullable Throwable e) {
        return new RedisConnectionException("the server sent " + what, origin, phase, e);
    }

    /** We closed it ourselves, with a command on it. */
    public static RedisConnectionException aborted(Origin origin, Phase phase, @Nullable Throwable e) {
        return new RedisConnectionException("the connection was closed from this side", origin, phase, e);
    }

    /**
     * No connection came up.
     *
     * @param cause the I/O failure behind it; null when not known
     * @param e     what the library threw
     */
    public static RedisException connecting(
            @Nullable Throwable cause, ServerSettings settings, Origin origin, Throwable e) {
        String node = settings.node().toString();
        if (cause instanceof SSLException)
            return notSent(
                    "TLS with " + node + " failed: " + cause.getMessage()
                            + " (does it speak TLS there, and is its certificate trusted and made for this name?)",
                    origin,
                    e);
        if (cause instanceof SocketTimeoutException)
            return new RedisTimeoutException(
                    "no connection to " + node + " within connectTimeout="
                            + ServerSettings.text(settings.connectTimeout())
                            + "; is the host up, and does a firewall let us through?",
                    origin,
                    Phase.NOT_SENT,
                    e);
        if (cause instanceof UnknownHostException)
            return notSent("the host '" + settings.node().host() + "' is not known here", origin, e);
        if (cause instanceof ConnectException)
            return notSent(
                    "nobody answers at " + node + " (" + cause.getMessage() + "); does Redis run there?", origin, e);
        return notSent("no connection to " + node + ": " + describe(cause == null ? e : cause), origin, e);
    }

    /** The connection came up, and the server did not answer the greeting in time. */
    public static RedisTimeoutException noGreeting(ServerSettings settings, Origin origin, @Nullable Throwable e) {
        return new RedisTimeoutException(
                settings.node() + " took the connection but did not greet within "
                        + ServerSettings.text(settings.timeout()),
                origin,
                Phase.NOT_SENT,
                e);
    }

    /**
     * The connection came up and broke before it was ready.
     *
     * @param cause null when the server just hung up
     */
    public static RedisConnectionException greetingBroken(
            @Nullable Throwable cause, ServerSettings settings, Origin origin, @Nullable Throwable e) {
        String hint = settings.tls() ? "" : "; does it want TLS (rediss://)?";
        return notSent(
                settings.node() + " closed the connection instead of greeting"
                        + (cause == null ? "" : " (" + describe(cause) + ")")
                        + hint,
                origin,
                e);
    }

    /** The connection came up, and the server sent what is not RESP. */
    public static RedisConnectionException greetingMalformed(
            String what, ServerSettings settings, Origin origin, @Nullable Throwable e) {
        return notSent(settings.node() + " sent " + what, origin, e);
    }

    /** The handle was closed, and this command came later or waited. */
    public static RedisConnectionException closed(Origin origin, Phase phase) {
        return new RedisConnectionException("the handle was closed", origin, phase);
    }

    /** Another command of the connection has failed with {@code cause}, and this one with it. */
    public static RedisConnectionException follower(RedisException cause, Origin origin, Phase phase) {
        return new RedisConnectionException("the connection ended with an earlier command", origin, phase, cause);
    }

    /** The caller's thread was interrupted. */
    public static RedisConnectionException interrupted(
            String doing, Origin origin, Phase phase, @Nullable Throwable cause) {
        return new RedisConnectionException("interrupted while " + doing, origin, phase, cause);
    }

    /** Why the request cannot go on a connection that others use, too; null when it can. */
    public static @Nullable UnsupportedCommandException refusal(Request request, ServerSettings settings) {
        if (ConnectionState.isStreaming(request))
            return unsupported(request, "turns its connection into a stream: use subscribe()", settings);
        if (request.lane() == Lane.PINNED || ConnectionState.isChangedBy(request))
            return unsupported(request, "changes the state of its connection: use session()", settings);
        return null;
    }

    /** As {@link #refusal}, for a request among others of one flush. */
    public static @Nullable UnsupportedCommandException refusalInPipeline(Request request, ServerSettings settings) {
        return request.lane() == Lane.BLOCKING
                ? unsupported(
                        request, "blocks, and would hold up those behind it in a pipeline: call it alone", settings)
                : refusal(request, settings);
    }

    /** Why a session cannot carry the request; null when it can. */
    public static @Nullable UnsupportedCommandException refusalInSession(Request request, ServerSettings settings) {
        return ConnectionState.isStreaming(request)
                ? unsupported(
                        request,
                        "turns its connection into a stream, which a session cannot be: use subscribe()",
                        settings)
                : null;
    }

    private static UnsupportedCommandException unsupported(Request request, String why, ServerSettings settings) {
        return new UnsupportedCommandException(
                request.name() + " " + why, settings.origin(request.name()), Phase.NOT_SENT);
    }

    private static RedisConnectionException notSent(String problem, Origin origin, @Nullable Throwable cause) {
        return new RedisConnectionException(problem, origin, Phase.NOT_SENT, cause);
    }

    private static String describe(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** Handlers must not throw; one that does is reported as any thread's failure is, and the others still hear. */
    public static void reply(ReplyHandler handler, Reply reply) {
        try {
            handler.onReply(reply);
        } catch (RuntimeException e) {
            report(e);
        }
    }

    /** See {@link #reply}. */
    public static void fail(ReplyHandler handler, RedisException failure) {
        try {
            handler.onFailure(failure);
        } catch (RuntimeException e) {
            report(e);
        }
    }

    /** Runs a listener's method; see {@link #reply}. */
    public static void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            report(e);
        }
    }

    /** Hands it to the thread's handler of uncaught exceptions. */
    public static void report(RuntimeException e) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
}
