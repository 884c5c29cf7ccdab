package dev.redstart;

/**
 * A connection of its own, with state: database, user, watched keys, an open {@code MULTI}. Belongs to one thread; closing
 * gives it back, clean. Inside {@code MULTI} the server answers {@code QUEUED} to everything: use
 * {@link #call(dev.redstart.spi.Request)} there, or better {@link TypedRedis#transaction}.
 */
public interface RedisSession<K, V> extends RedisCommands<K, V>, SessionCommands<K, V>, AutoCloseable {

    /** Any command, also one that changes the connection; with text arguments. */
    dev.redstart.spi.Reply call(String command, String... arguments);

    /** Any command, also one that changes the connection. */
    dev.redstart.spi.Reply call(dev.redstart.spi.Request request);

    /**
     * Hears what the server says to this connection without being asked: which keys have changed, after
     * {@link #clientTrackingOn()}. Replaces the listener set before. When that is noticed is up to the driver, at the latest
     * with the next call on this session: one that nobody uses may hear nothing.
     *
     * @throws dev.redstart.spi.UnsupportedCommandException when the backend has no pushes (a connection of RESP2, say)
     */
    void onPush(PushListener listener);

    /** Gives the connection back, clean. Idempotent. */
    @Override
    void close();
}
