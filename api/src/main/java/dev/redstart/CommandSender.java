package dev.redstart;

import org.jspecify.annotations.Nullable;

/** Hands a command over: all that an asynchronous view of the commands, a pipeline or a transaction needs. */
public interface CommandSender<K, V> {

    /** Hands the command over and gives the result that is to come. */
    <T extends @Nullable Object> Result<T> send(Command<T> command);

    /** Where this view's commands come from. */
    Commands<K, V> commands();
}
