package dev.redstart;

/**
 * A member of a sorted set with its score, or an element of a vector set with its similarity.
 *
 * @param value the member
 * @param score what it is ordered by; may be infinite in a sorted set, never NaN
 */
public record ScoredValue<V>(V value, double score) {

    /** The same as {@code new ScoredValue<>(value, score)}, to be imported statically. */
    public static <V> ScoredValue<V> scored(V value, double score) {
        return new ScoredValue<>(value, score);
    }
}
