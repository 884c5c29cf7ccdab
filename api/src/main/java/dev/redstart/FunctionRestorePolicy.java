package dev.redstart;

/** What {@code FUNCTION RESTORE} does with the libraries that are there. */
public enum FunctionRestorePolicy {
    /** Keeps them; an error when one has the name of a library or function that is to come. */
    APPEND,
    /** Keeps them, but for those that have the name of a library that is to come. */
    REPLACE,
    /** Deletes them all first. */
    FLUSH
}
