package dev.redstart;

import org.jspecify.annotations.Nullable;

/** Keys that an optimistic transaction depends on. Immutable; may be used many times. */
public interface Watch<K, V> {

    /** As many runs of the body at most; 16 unless said. */
    Watch<K, V> attempts(int most);

    /**
     * {@code WATCH}, then the body, then {@code MULTI ... EXEC} of what it queued, on one connection. When a watched key was
     * changed meanwhile, all of it is run again.
     *
     * @return the outcome: committed, or discarded by the body
     * @throws TransactionConflictException when the keys changed during every attempt
     * @throws X as thrown by the body; nothing is executed then
     */
    <T extends @Nullable Object, X extends Exception> Outcome<T> transact(WatchBody<K, V, T, X> body) throws X;
}
