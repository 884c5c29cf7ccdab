package dev.redstart;

/** How a vector set keeps the components of its vectors: the smaller, the less exact. */
public enum VectorQuantization {
    /** As they are: four bytes each ({@code NOQUANT}). */
    NONE("NOQUANT"),
    /** One byte each ({@code Q8}): what a new vector set does unless something else is said. */
    INT8("Q8"),
    /** One bit each: above 0 or not ({@code BIN}). */
    BINARY("BIN");

    final String word;

    VectorQuantization(String word) {
        this.word = word;
    }
}
