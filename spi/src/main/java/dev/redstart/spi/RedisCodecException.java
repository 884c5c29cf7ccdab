package dev.redstart.spi;

import org.jspecify.annotations.Nullable;

/**
 * A codec could not encode an argument ({@link Phase#NOT_SENT}) or a reply was not of the type that the caller asked for
 * ({@link Phase#REPLIED}: the command did take effect).
 */
public final class RedisCodecException extends RedisException {

    private static final long serialVersionUID = 1L;

    public RedisCodecException(String problem, Origin origin, Phase phase, @Nullable Throwable cause) {
        super(problem, origin, phase, cause);
    }
}
