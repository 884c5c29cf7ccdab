package dev.redstart;

/** What {@code BITFIELD} does with a number that does not fit its field. */
public enum BitOverflow {
    /** Keeps the bits that fit, as Java does with its own integers. What happens unless something else is said. */
    WRAP,
    /** Takes the greatest or the least number that fits. */
    SAT,
    /** Changes nothing; the operation's result is null. */
    FAIL
}
