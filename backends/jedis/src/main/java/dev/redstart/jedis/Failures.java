package dev.redstart.jedis;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisException.Origin;
import dev.redstart.spi.RedisTimeoutException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * What went wrong, in words that help. Jedis reports all as {@link JedisConnectionException}: around an
 * {@link IOException}, or around nothing when the stream has ended.
 */
final class Failures {

    private Failures() {}

    /** A command's connection failed while the command was on it. */
    static RedisException onTheWay(JedisConnectionException e, Origin origin, Phase phase, long patience) {
        Throwable cause = e.getCause();
        if (isTimeout(e))
            return new RedisTimeoutException(
                    "no reply within " + Settings.text(patience) + "; the connection was closed", origin, phase, e);
        if (e instanceof MalformedReplyException)
            return new RedisConnectionException("the server sent " + e.getMessage(), origin, phase, e);
        if (cause == null) return new RedisConnectionException("the server closed the connection", origin, phase, e);
        return new RedisConnectionException("the connection broke: " + describe(cause), origin, phase, e);
    }

    /** No connection came up. */
    static RedisException connecting(JedisConnectionException e, Settings settings, Origin origin) {
        Throwable cause = e.getCause();
        String node = settings.node().toString();
        if (cause instanceof SSLException)
            return notSent(
                    "TLS with " + node + " failed: " + cause.getMessage()
                            + " (does it speak TLS there, and is its certificate trusted and made for this name?)",
                    origin,
                    e);
        if (cause instanceof SocketTimeoutException)
            return new RedisTimeoutException(
                    "no connection to " + node + " within connectTimeout=" + Settings.text(settings.connectTimeout())
                            + "; is the host up, and does a firewall let us through?",
                    origin,
                    Phase.NOT_SENT,
                    e);
        if (cause instanceof UnknownHostException)
            return notSent("the host '" + settings.node().host() + "' is not known here", origin, e);
        if (cause instanceof ConnectException)
            return notSent(
                    "nobody answers at " + node + " (" + cause.getMessage() + "); does Redis run there?", origin, e);
        return notSent(
                "no connection to " + node + ": " + (cause == null ? e.getMessage() : describe(cause)), origin, e);
    }

    /** The connection came up and failed before it was ready. */
    static RedisException greeting(JedisConnectionException e, Settings settings, Origin origin) {
        String node = settings.node().toString();
        if (isTimeout(e))
            return new RedisTimeoutException(
                    node + " took the connection but did not greet within " + Settings.text(settings.timeout()),
                    origin,
                    Phase.NOT_SENT,
                    e);
        if (e instanceof MalformedReplyException) return notSent(node + " sent " + e.getMessage(), origin, e);
        String hint = settings.tls() ? "" : "; does it want TLS (rediss://)?";
        Throwable cause = e.getCause();
        return notSent(
                node + " closed the connection instead of greeting"
                        + (cause == null ? "" : " (" + describe(cause) + ")")
                        + hint,
                origin,
                e);
    }

    static RedisConnectionException closed(Origin origin, Phase phase) {
        return new RedisConnectionException("the handle was closed", origin, phase);
    }

    /** Another command of the connection has failed with {@code cause}, and this one with it. */
    static RedisConnectionException follower(RedisException cause, Origin origin, Phase phase) {
        return new RedisConnectionException("the connection ended with an earlier command", origin, phase, cause);
    }

    static RedisConnectionException interrupted(String doing, Origin origin, Phase phase, @Nullable Throwable cause) {
        return new RedisConnectionException("interrupted while " + doing, origin, phase, cause);
    }

    static boolean isTimeout(JedisConnectionException e) {
        return e.getCause() instanceof SocketTimeoutException;
    }

    private static RedisConnectionException notSent(String problem, Origin origin, Throwable cause) {
        return new RedisConnectionException(problem, origin, Phase.NOT_SENT, cause);
    }

    private static String describe(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** Handlers must not throw; one that does is reported as any thread's failure is, and the others still hear. */
    static void reply(ReplyHandler handler, Reply reply) {
        try {
            handler.onReply(reply);
        } catch (RuntimeException e) {
            report(e);
        }
    }

    /** See {@link #reply}. */
    static void fail(ReplyHandler handler, RedisException failure) {
        try {
            handler.onFailure(failure);
        } catch (RuntimeException e) {
            report(e);
        }
    }

    static void report(RuntimeException e) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
}
