package dev.redstart;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a transaction ended. Committed means that {@code EXEC} ran it: Redis does not undo the other commands when one of
 * them fails, so a failed slot is committed, too, and {@link #get()} throws its error.
 */
public final class Outcome<T extends @Nullable Object> implements Supplier<T> {

    private final boolean committed;
    private final int attempts;
    private final @Nullable Supplier<? extends T> value;

    private Outcome(boolean committed, int attempts, @Nullable Supplier<? extends T> value) {
        this.committed = committed;
        this.attempts = attempts;
        this.value = value;
    }

    static <T extends @Nullable Object> Outcome<T> committed(int attempts, Supplier<? extends T> value) {
        return new Outcome<>(true, attempts, value);
    }

    static <T extends @Nullable Object> Outcome<T> discarded(int attempts) {
        return new Outcome<>(false, attempts, null);
    }

    /** Whether it was executed; false when the body discarded it. */
    public boolean isCommitted() {
        return committed;
    }

    /** How many times the body was run. */
    public int attempts() {
        return attempts;
    }

    /**
     * The value of the body's supplier.
     *
     * @throws dev.redstart.spi.RedisException when the command behind it failed
     * @throws IllegalStateException when the transaction was discarded: nothing has a value then
     */
    @Override
    public T get() {
        if (value == null)
            throw new IllegalStateException("the transaction was discarded by its body: it has no value");
        return value.get();
    }

    /** The value, or {@code other} when discarded. */
    public T orElse(T other) {
        return value == null ? other : value.get();
    }

    @Override
    public String toString() {
        return (committed ? "committed" : "discarded") + " after " + attempts
                + (attempts == 1 ? " attempt" : " attempts");
    }
}
