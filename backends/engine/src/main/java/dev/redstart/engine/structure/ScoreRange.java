package dev.redstart.engine.structure;

/** An interval of scores; each end may be left out of it. */
public record ScoreRange(double min, boolean minExclusive, double max, boolean maxExclusive) {

    public boolean isEmpty() {
        return min > max || (min == max && (minExclusive || maxExclusive));
    }

    /** Whether the score is not below the interval. */
    public boolean aboveMin(double score) {
        return minExclusive ? score > min : score >= min;
    }

    /** Whether the score is not above the interval. */
    public boolean belowMax(double score) {
        return maxExclusive ? score < max : score <= max;
    }

    public boolean contains(double score) {
        return aboveMin(score) && belowMax(score);
    }
}
