package dev.redstart.jedis;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisException.Origin;
import dev.redstart.spi.server.ServerFailures;
import dev.redstart.spi.server.ServerSettings;
import java.io.IOException;
import java.net.SocketTimeoutException;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * What went wrong. Jedis reports all as {@link JedisConnectionException}: around an {@link IOException}, or around nothing
 * when the stream has ended.
 */
final class Failures {

    private Failures() {}

    /** A command's connection failed while the command was on it. */
    static RedisException onTheWay(JedisConnectionException e, Origin origin, Phase phase, long patience) {
        if (isTimeout(e)) return ServerFailures.noReply(patience, origin, phase, e);
        if (e instanceof MalformedReplyException) return ServerFailures.malformed(e.getMessage(), origin, phase, e);
        return ServerFailures.broken(e.getCause(), origin, phase, e);
    }

    /** No connection came up. */
    static RedisException connecting(JedisConnectionException e, ServerSettings settings, Origin origin) {
        return ServerFailures.connecting(e.getCause(), settings, origin, e);
    }

    /** The connection came up and failed before it was ready. */
    static RedisException greeting(JedisConnectionException e, ServerSettings settings, Origin origin) {
        if (isTimeout(e)) return ServerFailures.noGreeting(settings, origin, e);
        if (e instanceof MalformedReplyException)
            return ServerFailures.greetingMalformed(e.getMessage(), settings, origin, e);
        return ServerFailures.greetingBroken(e.getCause(), settings, origin, e);
    }

    static boolean isTimeout(JedisConnectionException e) {
        return e.getCause() instanceof SocketTimeoutException;
    }
}
