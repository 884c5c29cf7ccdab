package dev.redstart.redisson;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisException.Origin;
import dev.redstart.spi.server.ServerFailures;
import dev.redstart.spi.server.ServerSettings;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection is of no more use.
 *
 * @param cause what Netty or the decoder threw; null where there is nothing more to say
 */
record Ending(Kind kind, @Nullable Throwable cause) {

    enum Kind {
        /** We closed it. */
        ABORTED,
        /** No reply came in time. */
        SILENT,
        /** What came is not RESP. */
        MALFORMED,
        /** The server closed it, or the network failed. */
        BROKEN
    }

    /** What the user of a command that was on the connection is to hear. */
    RedisException failure(Origin origin, Phase phase, int patience) {
        return switch (kind) {
            case ABORTED -> ServerFailures.aborted(origin, phase, cause);
            case SILENT -> ServerFailures.noReply(patience, origin, phase, cause);
            case MALFORMED -> ServerFailures.malformed(problem(), origin, phase, cause);
            case BROKEN -> ServerFailures.broken(cause, origin, phase, cause);
        };
    }

    /** What the user is to hear when the connection was still being greeted. */
    RedisException greetingFailure(ServerSettings settings, Origin origin) {
        return switch (kind) {
            case ABORTED -> ServerFailures.aborted(origin, Phase.NOT_SENT, cause);
            case SILENT -> ServerFailures.noGreeting(settings, origin, cause);
            case MALFORMED -> ServerFailures.greetingMalformed(problem(), settings, origin, cause);
            case BROKEN -> ServerFailures.greetingBroken(cause, settings, origin, cause);
        };
    }

    private String problem() {
        return cause == null ? "what is not RESP" : String.valueOf(cause.getMessage());
    }
}
