package dev.redstart;

import org.jspecify.annotations.Nullable;

/**
 * Commands that are queued for {@code EXEC}; belongs to the thread that runs the body. Their results have no value before
 * the body has returned: {@code get()} in it throws {@link IllegalStateException}.
 */
public interface Transaction<K, V> extends AsyncRedisCommands<K, V> {

    /** Says that nothing is to be done; {@code return tx.discard()} ends the body. */
    <T extends @Nullable Object> Result<T> discard();

    /** For a body whose outcome has no value: {@code return tx.commit()}. */
    Result<@Nullable Void> commit();
}
