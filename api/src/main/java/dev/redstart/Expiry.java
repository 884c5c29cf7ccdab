package dev.redstart;

import dev.redstart.spi.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * When something ends: there is nothing (any more), or it stays for ever, or there is an answer: a {@link Duration} from now
 * or an {@link Instant}. Immutable, compared by content.
 *
 * <pre>{@code
 * Expiry<Duration> left = redis.pttl("session:1");
 * if (left.isMissing()) login();
 * else if (left.isPersistent() || left.get().compareTo(Duration.ofMinutes(5)) > 0) goOn();
 * }</pre>
 */
public final class Expiry<T> {

    private static final Expiry<?> MISSING = new Expiry<>(State.MISSING, null);
    private static final Expiry<?> PERSISTENT = new Expiry<>(State.PERSISTENT, null);

    private enum State {
        MISSING,
        PERSISTENT,
        EXPIRING
    }

    private final State state;
    private final @Nullable T when;

    private Expiry(State state, @Nullable T when) {
        this.state = state;
        this.when = when;
    }

    /** Of what is not there. */
    public static <T> Expiry<T> missing() {
        return cast(MISSING);
    }

    /** Of what stays until it is deleted. */
    public static <T> Expiry<T> persistent() {
        return cast(PERSISTENT);
    }

    /** Of what ends then. */
    public static <T> Expiry<T> of(T when) {
        return new Expiry<>(State.EXPIRING, Objects.requireNonNull(when, "the time is null"));
    }

    /** Neither of the two holds a T. */
    @SuppressWarnings("unchecked")
    private static <T> Expiry<T> cast(Expiry<?> empty) {
        return (Expiry<T>) empty;
    }

    /** The key, or the field, is not there. */
    public boolean isMissing() {
        return state == State.MISSING;
    }

    /** It is there and has no time to live. */
    public boolean isPersistent() {
        return state == State.PERSISTENT;
    }

    /** It is there and has a time to live: {@link #get()} gives it. */
    public boolean isExpiring() {
        return state == State.EXPIRING;
    }

    /**
     * When it ends.
     *
     * @throws IllegalStateException when it is missing or persistent
     */
    public T get() {
        if (when == null) throw new IllegalStateException("it has no time to live: it is " + this);
        return when;
    }

    /** When it ends, or {@code other} when it is missing or persistent. */
    public T orElse(T other) {
        return when == null ? other : when;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Expiry<?> other && state == other.state && Objects.equals(when, other.when);
    }

    @Override
    public int hashCode() {
        return 31 * state.hashCode() + Objects.hashCode(when);
    }

    @Override
    public String toString() {
        return when == null ? state.name().toLowerCase(java.util.Locale.ROOT) : when.toString();
    }

    /** For replies of -2 (missing), -1 (persistent), or a number that {@code unit} makes a time of. */
    static <T> Decoder<Expiry<T>> decoder(LongFunction<T> unit) {
        return reply -> {
            if (!(reply instanceof Reply.Int i) || i.value() < -2) throw new UnexpectedReply("a time, -1 or -2", reply);
            if (i.value() == -2) return missing();
            return i.value() == -1 ? persistent() : of(unit.apply(i.value()));
        };
    }
}
