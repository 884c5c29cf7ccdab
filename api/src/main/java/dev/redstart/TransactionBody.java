package dev.redstart;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a transaction without watched keys does; see {@link WatchBody} for the one with. */
@FunctionalInterface
public interface TransactionBody<K, V, T extends @Nullable Object, X extends Exception> {

    /** Queues commands on {@code tx} and returns where the value will come from; run once. */
    Supplier<? extends T> run(Transaction<K, V> tx) throws X;
}
