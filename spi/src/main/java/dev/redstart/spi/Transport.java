package dev.redstart.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open backend: takes requests, gives replies. Thread-safe and meant to be shared.
 *
 * <p>Rules for all methods that carry commands:
 *
 * <ul>
 *   <li>An error reply is a value ({@link Reply.Error}), also inside an array; exceptions are for replies that never came.
 *       Every exception says how far the command got ({@link Phase}). A transport never sends a command twice on its own.
 *   <li>A request on {@link Lane#PINNED} is refused with {@link UnsupportedCommandException}: state belongs on a
 *       {@link Session}. A request on {@link Lane#BLOCKING} has a connection of its own while it waits; the client's
 *       deadline is the command's own timeout plus a grace, so that the server answers first; past it, or when the
 *       connection breaks, the call fails as {@link Phase#UNKNOWN} and that connection is closed, never used again.
 *   <li>A caller that is interrupted while it waits for a free connection or on the blocking lane gets a
 *       {@link RedisConnectionException} at once, with its interrupt flag set again; the connection it waited on is
 *       closed. On the other lanes the timeout is short: the call ends as it would have, the flag stays set.
 *   <li>Commands that one thread hands over by the same method take effect in that order.
 *   <li>After {@link #close()} every call fails with {@link RedisConnectionException} ({@link Phase#NOT_SENT}).
 * </ul>
 */
public interface Transport extends AutoCloseable {

    /** Sends the request and waits for its reply. */
    Reply call(Request request);

    /**
     * Hands the request over; the handler hears the outcome exactly once, maybe before this method returns. Does not
     * block beyond back-pressure.
     */
    Cancellation send(Request request, ReplyHandler handler);

    /** As {@link #send(Request, ReplyHandler)}, as a stage. */
    default Pending send(Request request) {
        return Pending.send(this, request);
    }

    /**
     * Sends all requests in one flush, in order, on one connection; {@code handlers.get(i)} hears of
     * {@code requests.get(i)}. Not atomic. May block until the replies are there. A failure goes to each handler it
     * concerns, not to the caller. None of the requests may be on the blocking lane.
     */
    void sendAll(List<Request> requests, List<? extends ReplyHandler> handlers);

    /** Takes a connection out for one user; closing the session gives it back. Waits at most {@code poolWait}. */
    Session pin(Route route);

    /**
     * Subscribes, and returns once the server has confirmed every name. The driver subscribes again by itself after a
     * lost connection and then tells {@link SubscriptionListener#onGap}.
     *
     * @throws UnsupportedCommandException when {@link #capabilities()} lacks it
     */
    Subscriber subscribe(Subscriptions subscriptions, SubscriptionListener listener);

    /** What this backend is and can. Cheap; the same object each time. */
    Capabilities capabilities();

    /**
     * The same backend with another database selected for everything sent through the result. Shares what can be shared;
     * closed with this one.
     *
     * @throws UnsupportedCommandException without {@link Feature#DATABASES}
     * @throws RedisReplyException when the server has no such database
     */
    Transport database(int index);

    /** The native client, or another object the driver offers, when it is of that type; else null. */
    default <T> @Nullable T unwrap(Class<T> type) {
        return type.isInstance(this) ? type.cast(this) : null;
    }

    /** Closes everything; blocked calls and open subscriptions end with an error. Idempotent; never throws. */
    @Override
    void close();
}
