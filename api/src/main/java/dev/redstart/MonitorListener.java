package dev.redstart;

import org.jspecify.annotations.Nullable;

/**
 * Hears what a server executes, on the handle's executor, one call at a time, in the order of the server. What it throws is
 * handed to the executor thread's uncaught-exception handler and stops nothing.
 */
@FunctionalInterface
public interface MonitorListener {

    void onCommand(MonitorEvent event);

    /** Commands may have been missed here; see {@link MessageListener#onGap}. */
    default void onGap(MessageListener.Gap gap) {}

    /** The last call: it ended. {@code cause} is null when it was closed from this side. */
    default void onEnd(@Nullable Throwable cause) {}
}
