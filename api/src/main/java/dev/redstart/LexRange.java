package dev.redstart;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The members between two bounds, each of which may belong to it or not, or be missing. Members are compared by the bytes
 * that the codec makes of them, not as Java values. Always from low to high, also for commands that go backwards.
 *
 * <p>Meant for sorted sets whose members all have the same score; with other sets what comes out is unspecified, as in Redis.
 *
 * <pre>{@code redis.zrange("words", LexRange.closedOpen("ab", "ac")); // all that begin with ab}</pre>
 *
 * @param low          the low bound, or null for none
 * @param lowIncluded  whether the low bound itself belongs to it; without meaning when there is none
 * @param high         the high bound, or null for none
 * @param highIncluded whether the high bound itself belongs to it; without meaning when there is none
 */
public record LexRange<V>(@Nullable V low, boolean lowIncluded, @Nullable V high, boolean highIncluded) {

    private static final byte[] LOWEST = {'-'};
    private static final byte[] HIGHEST = {'+'};

    /** Every member. */
    public static <V> LexRange<V> all() {
        return new LexRange<>(null, true, null, true);
    }

    /** {@code low <= member <= high}. */
    public static <V> LexRange<V> closed(V low, V high) {
        return new LexRange<>(given(low), true, given(high), true);
    }

    /** {@code low < member < high}. */
    public static <V> LexRange<V> open(V low, V high) {
        return new LexRange<>(given(low), false, given(high), false);
    }

    /** {@code low <= member < high}. */
    public static <V> LexRange<V> closedOpen(V low, V high) {
        return new LexRange<>(given(low), true, given(high), false);
    }

    /** {@code low < member <= high}. */
    public static <V> LexRange<V> openClosed(V low, V high) {
        return new LexRange<>(given(low), false, given(high), true);
    }

    /** {@code low <= member}. */
    public static <V> LexRange<V> atLeast(V low) {
        return new LexRange<>(given(low), true, null, true);
    }

    /** {@code low < member}. */
    public static <V> LexRange<V> greaterThan(V low) {
        return new LexRange<>(given(low), false, null, true);
    }

    /** {@code member <= high}. */
    public static <V> LexRange<V> atMost(V high) {
        return new LexRange<>(null, true, given(high), true);
    }

    /** {@code member < high}. */
    public static <V> LexRange<V> lessThan(V high) {
        return new LexRange<>(null, true, given(high), false);
    }

    private static <V> V given(V bound) {
        return Objects.requireNonNull(bound, "a bound is null");
    }

    /** As {@code [a}, {@code (a} or {@code -}. */
    byte[] lowBytes(CommandBuilder<?, ? super V> command) {
        return low == null ? LOWEST : bytes(low, lowIncluded, command);
    }

    /** As {@code [a}, {@code (a} or {@code +}. */
    byte[] highBytes(CommandBuilder<?, ? super V> command) {
        return high == null ? HIGHEST : bytes(high, highIncluded, command);
    }

    private static <V> byte[] bytes(V bound, boolean included, CommandBuilder<?, ? super V> command) {
        return Prefix.put(included ? '[' : '(', command.encoded(bound, "bound"));
    }
}
