package dev.redstart;

import org.jspecify.annotations.Nullable;

/**
 * Hears a subscription, on the handle's executor, one call at a time, in the order of the server. What it throws is
 * handed to the executor thread's uncaught-exception handler and stops nothing.
 */
@FunctionalInterface
public interface MessageListener<K, V> {

    void onMessage(Message<K, V> message);

    /**
     * Messages may have been missed here: the connection was lost and is back, or this listener was so slow that its buffer
     * ran over, or one could not be decoded. Stands in order between the messages before and after.
     */
    default void onGap(Gap gap) {}

    /** The last call: it ended. {@code cause} is null when it was closed from this side. */
    default void onEnd(@Nullable Throwable cause) {}

    /**
     * What may have been missed.
     *
     * @param reason  in words
     * @param dropped how many messages were thrown away here; -1 when nobody can know
     */
    record Gap(String reason, long dropped) {}
}
