package dev.redstart;

import dev.redstart.spi.Reply;

/**
 * Hears what a server says to a connection without being asked, on the handle's executor, one call at a time, in the order of
 * the server. What it throws is handed to the executor thread's uncaught-exception handler and stops nothing.
 */
@FunctionalInterface
public interface PushListener {

    /** {@code invalidate}, say, with the keys that have changed; the null reply instead of keys when it was all of them. */
    void onPush(Reply.Push push);

    /** Pushes were missed here: this listener was so slow that its buffer ran over. */
    default void onGap(MessageListener.Gap gap) {}
}
