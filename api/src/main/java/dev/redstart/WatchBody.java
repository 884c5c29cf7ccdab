package dev.redstart;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What an optimistic transaction does. */
@FunctionalInterface
public interface WatchBody<K, V, T extends @Nullable Object, X extends Exception> {

    /**
     * Reads by {@code seen}, at once and on the watching connection, and queues on {@code tx}; returns where the value will
     * come from. Run again when a watched key changed in between, so it must have no other effects.
     */
    Supplier<? extends T> run(RedisCommands<K, V> seen, Transaction<K, V> tx) throws X;
}
