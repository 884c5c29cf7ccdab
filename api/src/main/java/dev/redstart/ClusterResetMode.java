package dev.redstart;

/** How much a node of a cluster forgets. */
public enum ClusterResetMode {
    /** The other nodes and its slots. */
    SOFT,
    /** Its name and its epochs, too. */
    HARD
}
