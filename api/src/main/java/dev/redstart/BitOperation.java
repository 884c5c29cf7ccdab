package dev.redstart;

/** How {@code BITOP} combines bitmaps, bit by bit. A shorter one counts as followed by zeros. */
public enum BitOperation {
    /** Set where all are set. */
    AND,
    /** Set where at least one is set. */
    OR,
    /** Set where an odd number of them is set. */
    XOR,
    /** Set where the only one is not. */
    NOT
}
