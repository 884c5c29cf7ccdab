package dev.redstart;

import org.jspecify.annotations.Nullable;

/** Sends a command and waits: all that a blocking view of the commands needs. */
public interface CommandCaller<K, V> {

    /** Sends the command and gives its value. */
    <T extends @Nullable Object> T call(Command<T> command);

    /** Where this view's commands come from. */
    Commands<K, V> commands();
}
