package dev.redstart;

/**
 * The scores between two bounds, each of which may belong to it or not, or be infinite. Always from low to high, also for
 * commands that go backwards. A range whose low bound is above the high one is empty.
 *
 * <pre>{@code redis.zcount("grades", ScoreRange.closedOpen(60, 70)); // 60 <= score < 70}</pre>
 *
 * @param low          the low bound; may be infinite
 * @param lowIncluded  whether the low bound itself belongs to it
 * @param high         the high bound; may be infinite
 * @param highIncluded whether the high bound itself belongs to it
 */
public record ScoreRange(double low, boolean lowIncluded, double high, boolean highIncluded) {

    private static final ScoreRange ALL = closed(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** Refuses NaN, which is no score. */
    public ScoreRange {
        if (Double.isNaN(low) || Double.isNaN(high))
            throw new IllegalArgumentException("a bound of a range of scores cannot be NaN");
    }

    /** Every score, the infinite ones included. */
    public static ScoreRange all() {
        return ALL;
    }

    /** This score only. */
    public static ScoreRange exactly(double score) {
        return closed(score, score);
    }

    /** {@code low <= score <= high}. */
    public static ScoreRange closed(double low, double high) {
        return new ScoreRange(low, true, high, true);
    }

    /** {@code low < score < high}. */
    public static ScoreRange open(double low, double high) {
        return new ScoreRange(low, false, high, false);
    }

    /** {@code low <= score < high}. */
    public static ScoreRange closedOpen(double low, double high) {
        return new ScoreRange(low, true, high, false);
    }

    /** {@code low < score <= high}. */
    public static ScoreRange openClosed(double low, double high) {
        return new ScoreRange(low, false, high, true);
    }

    /** {@code low <= score}. */
    public static ScoreRange atLeast(double low) {
        return closed(low, Double.POSITIVE_INFINITY);
    }

    /** {@code low < score}. */
    public static ScoreRange greaterThan(double low) {
        return openClosed(low, Double.POSITIVE_INFINITY);
    }

    /** {@code score <= high}. */
    public static ScoreRange atMost(double high) {
        return closed(Double.NEGATIVE_INFINITY, high);
    }

    /** {@code score < high}. */
    public static ScoreRange lessThan(double high) {
        return closedOpen(Double.NEGATIVE_INFINITY, high);
    }

    /** As {@code 3}, {@code (3} or {@code -inf}. */
    byte[] lowBytes() {
        return bytes(low, lowIncluded);
    }

    /** See {@link #lowBytes()}. */
    byte[] highBytes() {
        return bytes(high, highIncluded);
    }

    private static byte[] bytes(double bound, boolean included) {
        byte[] number = NumberCodecs.text(bound);
        return included ? number : Prefix.put('(', number);
    }
}
