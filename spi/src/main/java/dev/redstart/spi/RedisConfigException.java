package dev.redstart.spi;

import org.jspecify.annotations.Nullable;

/** A URL, option or builder setting cannot work; the message says what was wrong and what is allowed. */
public final class RedisConfigException extends RedisException {

    private static final long serialVersionUID = 1L;

    public RedisConfigException(String problem, @Nullable Throwable cause) {
        super(problem, Origin.NONE, Phase.NOT_SENT, cause);
    }

    public RedisConfigException(String problem) {
        this(problem, null);
    }
}
