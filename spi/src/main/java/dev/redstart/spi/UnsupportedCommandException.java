package dev.redstart.spi;

/**
 * The backend lacks what was asked for: a command, or a whole feature such as scripts. {@link #phase()} is
 * {@link Phase#NOT_SENT} when that was known beforehand and {@link Phase#REPLIED} when the server said so.
 */
public final class UnsupportedCommandException extends RedisException {

    private static final long serialVersionUID = 1L;

    public UnsupportedCommandException(String problem, Origin origin, Phase phase) {
        super(problem, origin, phase, null);
    }
}
