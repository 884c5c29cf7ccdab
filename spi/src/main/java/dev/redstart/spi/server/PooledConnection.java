package dev.redstart.spi.server;

import dev.redstart.spi.RedisTimeoutException;

/** What a {@link ConnectionPool} must know of a connection. For one thread at a time, except {@link #abort()}. */
public interface PooledConnection {

    /** Whether it may serve somebody else: unbroken, and no reply outstanding that he would get for his own. */
    boolean isReusable();

    /** Whether so long has passed since its last use that it should be asked with {@link #answers} before the next. */
    boolean hasRested();

    /** When it was last known to be alive, by {@link System#nanoTime()}. */
    long lastUsed();

    /** Marks the end of a use. */
    void used();

    /**
     * Asks the server with a PING; an error is an answer, too. False when the connection is broken.
     *
     * @param command who needs it, for the error
     * @throws RedisTimeoutException when the server is there and says nothing: then no other connection would do better
     */
    boolean answers(String command);

    /** Closes it under whoever uses it; from any thread, without waiting. */
    void abort();

    /** Closes it in peace when nothing is wrong with it, else at once. */
    void close();
}
