package dev.redstart.spi;

import org.jspecify.annotations.Nullable;

/**
 * Hears what a subscription brings. Called by one thread at a time, in the order in which the server sent; must return
 * quickly and not throw (the API above hands messages over to its own threads).
 */
public interface SubscriptionListener {

    /**
     * @param pattern the pattern that matched, or null when subscribed by name
     * @param channel the channel published to
     * @param body    the message; the arrays belong to the receiver
     */
    void onMessage(byte @Nullable [] pattern, byte[] channel, byte[] body);

    /**
     * The connection was lost. True, and the driver subscribes again by itself; false, and it ends with this cause: for
     * one who knows of another server to ask.
     */
    default boolean onLost(Throwable cause) {
        return true;
    }

    /** The connection was lost and is back: what was published in between is gone. */
    void onGap(Throwable cause);

    /** It ended and will not come back; {@code cause} is null when the subscriber or its transport was closed. */
    void onEnd(@Nullable Throwable cause);
}
