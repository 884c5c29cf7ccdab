package dev.redstart;

/** How a replica of a cluster takes over without its primary's help. */
public enum ClusterFailoverMode {
    /** Does not ask the primary, which may be gone, but the other primaries for their votes. */
    FORCE,
    /** Asks nobody: for when most primaries are gone. May undo a decision that others have agreed on. */
    TAKEOVER
}
