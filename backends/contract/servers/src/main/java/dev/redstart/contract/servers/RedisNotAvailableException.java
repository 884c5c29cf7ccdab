package dev.redstart.contract.servers;

/** No Redis is here and none can be built; the message is one line that says what to install or to set. */
public final class RedisNotAvailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RedisNotAvailableException(String message) {
        super(message);
    }

    RedisNotAvailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
