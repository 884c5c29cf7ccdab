package dev.redstart.spi;

import org.jspecify.annotations.Nullable;

/** No connection could be made or had from the pool, or the one in use broke or was closed. */
public final class RedisConnectionException extends RedisException {

    private static final long serialVersionUID = 1L;

    public RedisConnectionException(String problem, Origin origin, Phase phase, @Nullable Throwable cause) {
        super(problem, origin, phase, cause);
    }

    public RedisConnectionException(String problem, Origin origin, Phase phase) {
        this(problem, origin, phase, null);
    }
}
