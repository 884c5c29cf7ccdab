package dev.redstart.spi;

import org.jspecify.annotations.Nullable;

/** The reply (or a free connection) did not come within the time allowed; the message says which and how long. */
public final class RedisTimeoutException extends RedisException {

    private static final long serialVersionUID = 1L;

    public RedisTimeoutException(String problem, Origin origin, Phase phase, @Nullable Throwable cause) {
        super(problem, origin, phase, cause);
    }

    public RedisTimeoutException(String problem, Origin origin, Phase phase) {
        this(problem, origin, phase, null);
    }
}
