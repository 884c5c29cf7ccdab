package dev.redstart;

/**
 * An open backend: the handle to share in a service, and its view with text keys and values. Closing it closes every view,
 * wakes blocked calls with an error and ends subscriptions.
 */
public interface Redis extends TypedRedis<String, String>, AutoCloseable {

    @Override
    Pipeline pipeline();

    /** Idempotent. */
    @Override
    void close();
}
