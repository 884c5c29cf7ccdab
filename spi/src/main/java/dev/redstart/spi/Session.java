package dev.redstart.spi;

import java.util.List;
import java.util.function.Consumer;

/**
 * One connection of its own, with state: {@code WATCH}, {@code MULTI}, {@code SELECT}, {@code AUTH}, {@code CLIENT ...}.
 * Belongs to one thread at a time, except {@link #close()}.
 *
 * <p>Replies keep their full shape, also inside the array of {@code EXEC}: an error stays an element, an aborted
 * {@code EXEC} is {@link Reply#NULL}. When a call fails with {@link Phase#UNKNOWN} the session is broken: every later call
 * fails with {@link RedisConnectionException}.
 */
public interface Session extends AutoCloseable {

    /** Sends and waits; the lane of the request does not matter here, but a blocking command's timeout does. */
    Reply call(Request request);

    /** Sends all in one flush and waits for all replies; see {@link Transport#sendAll}. */
    void sendAll(List<Request> requests, List<? extends ReplyHandler> handlers);

    /**
     * Hears pushes that are not replies (invalidation messages, say); replaces the listener set before. A driver without
     * {@link Feature#PUSH} refuses with {@link UnsupportedCommandException}. When pushes are read is up to the driver; the latest moment is the next
     * call on this session.
     */
    void onPush(Consumer<Reply.Push> listener);

    /**
     * Gives the connection back clean: a driver keeps a {@link ConnectionState} and closes a connection for good whose
     * state it cannot undo. Idempotent; never throws.
     */
    @Override
    void close();
}
