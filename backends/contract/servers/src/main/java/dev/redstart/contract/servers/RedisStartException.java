package dev.redstart.contract.servers;

/** A server did not come up; the message ends with the last lines of its log. */
public final class RedisStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RedisStartException(String message) {
        super(message);
    }

    RedisStartException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Another process took the port between our look and the server's bind. */
    boolean portWasTaken() {
        return String.valueOf(getMessage()).contains("Address already in use");
    }
}
