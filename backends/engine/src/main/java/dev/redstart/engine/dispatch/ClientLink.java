package dev.redstart.engine.dispatch;

import java.util.function.Consumer;

/**
 * The connection of a client that has one, as the engine sees it. Implemented by whoever speaks to the outside world; a
 * client inside this JVM has none. All methods may be called under the engine's lock and from any thread: none waits.
 */
public interface ClientLink {

    /** Where the client is, as {@code 127.0.0.1:52555}; the socket's path and {@code :0} when it came by a Unix socket. */
    String address();

    /** Where it was received, in the same form. */
    String localAddress();

    /** Number of its file descriptor, or one that stands for it; never that of another open connection. */
    int descriptor();

    /** Bytes received that no command has been made of. */
    long queryBytes();

    /** Bytes of replies and messages that the client has not been sent. */
    long outputBytes();

    /** Whether the client has left more unread than it may, so that whatever else is written for it will be lost. */
    default boolean isCutOff() {
        return false;
    }

    /**
     * Sends what is no reply: a message, an invalidation, a line of MONITOR. It stands behind all replies that were written
     * before, and is written by {@code message} into the sink before this returns.
     */
    void push(Consumer<ReplySink> message);

    /**
     * While this client's script lends the lock, without it, on the thread that runs the script's command: has the other
     * clients whom this thread serves be heard, or else nobody could end the script.
     */
    default void serveOthers() {}

    /** Closes the connection, once what was written before has been sent if {@code flushed}, else at once. */
    void close(boolean flushed);
}
