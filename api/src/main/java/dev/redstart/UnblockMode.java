package dev.redstart;

/** What a client is answered whose blocking command is ended by another one. */
public enum UnblockMode {
    /** What it would be answered after its timeout. */
    TIMEOUT,
    /** The error {@code UNBLOCKED client unblocked via CLIENT UNBLOCK}. */
    ERROR
}
