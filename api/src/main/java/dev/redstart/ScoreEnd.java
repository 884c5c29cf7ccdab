package dev.redstart;

/** An end of a sorted set. */
public enum ScoreEnd {
    /** Where the lowest score is, at rank 0. */
    MIN,
    /** Where the highest score is, at rank -1. */
    MAX
}
