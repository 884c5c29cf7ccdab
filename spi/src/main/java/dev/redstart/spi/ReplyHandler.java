package dev.redstart.spi;

/**
 * Hears the outcome of one command, exactly once. Called on whatever thread the driver has (an event loop, the caller's
 * own), never under a lock of the backend; must return quickly and not throw.
 */
public interface ReplyHandler {

    /** The server answered; an error reply is a reply. The handler owns the reply's arrays. */
    void onReply(Reply reply);

    /** No answer came, and {@code failure} says how far the command got. */
    void onFailure(RedisException failure);
}
