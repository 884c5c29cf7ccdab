package dev.redstart.lettuce;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisException.Origin;
import dev.redstart.spi.server.ServerFailures;
import dev.redstart.spi.server.ServerSettings;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.CodecException;
import io.netty.handler.ssl.SslClosedEngineException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why a line is over, in words for each command that was on it.
 *
 * @param forAll whether all of them get these words; otherwise the oldest does, and the others hear of it as the cause
 */
record End(boolean forAll, Words words) {

    /** Makes the failure of one command. */
    @FunctionalInterface
    interface Words {
        RedisException of(Origin origin, Phase phase);
    }

    /** Closed by us. */
    static final End ABORTED = new End(true, (origin, phase) -> ServerFailures.aborted(origin, phase, null));

    /** Its one user gave up. */
    static final End CANCELLED = new End(
            true,
            (origin, phase) -> new RedisConnectionException(
                    phase == Phase.NOT_SENT ? "cancelled before it was sent" : "cancelled while it waited",
                    origin,
                    phase));

    /** Its one user was interrupted. */
    static final End INTERRUPTED =
            new End(true, (origin, phase) -> ServerFailures.interrupted("waiting for the server", origin, phase, null));

    /** The server took back a subscription. */
    static final End TAKEN_BACK = new End(
            true, (origin, phase) -> new RedisConnectionException("the server ended the subscription", origin, phase));

    /** The same failure for everybody: nobody could come in. */
    static End refused(RedisException failure) {
        return new End(true, (origin, phase) -> failure);
    }

    /** No reply for so long. */
    static End silent(long patience) {
        return new End(false, (origin, phase) -> ServerFailures.noReply(patience, origin, phase, null));
    }

    /** No answer to the greeting. */
    static End noGreeting(ServerSettings settings) {
        return new End(true, (origin, phase) -> ServerFailures.noGreeting(settings, origin, null));
    }

    /** The server sent a message of no shape. */
    static End malformed(String what) {
        return new End(false, (origin, phase) -> ServerFailures.malformed(what, origin, phase, null));
    }

    /** No connection came up. */
    static End unconnected(ServerSettings settings, Throwable e) {
        Throwable io = io(e);
        Throwable cause = io instanceof ConnectTimeoutException ? new SocketTimeoutException(io.getMessage()) : io;
        return new End(true, (origin, phase) -> ServerFailures.connecting(cause, settings, origin, e));
    }

    /**
     * It broke.
     *
     * @param cause what Lettuce or Netty say; null when the server hung up
     * @param ready whether the greeting was over
     */
    static End broken(@Nullable Throwable cause, boolean ready, ServerSettings settings) {
        Throwable io = cause == null ? null : io(cause);
        if (cause != null && io == null) {
            String what = "a reply that cannot be decoded (" + message(cause) + ")";
            return ready
                    ? malformed(what)
                    : new End(true, (origin, phase) -> ServerFailures.greetingMalformed(what, settings, origin, cause));
        }
        if (io instanceof SSLException && !ready)
            return new End(true, (origin, phase) -> ServerFailures.connecting(io, settings, origin, cause));
        Throwable shown = io instanceof ClosedChannelException ? null : io;
        return ready
                ? new End(false, (origin, phase) -> ServerFailures.broken(shown, origin, phase, cause))
                : new End(true, (origin, phase) -> ServerFailures.greetingBroken(shown, settings, origin, cause));
    }

    /** The failure of I/O in a chain of causes; null when there is none. */
    private static @Nullable Throwable io(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SslClosedEngineException) return new ClosedChannelException();
            if (t instanceof IOException) return t;
        }
        return null;
    }

    private static String message(Throwable e) {
        Throwable inner = e instanceof CodecException && e.getCause() != null ? e.getCause() : e;
        return inner.getMessage() == null ? inner.getClass().getSimpleName() : inner.getMessage();
    }
}
