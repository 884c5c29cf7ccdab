package dev.redstart;

/** Which commands wait while clients are paused. */
public enum PauseMode {
    /** All. */
    ALL,
    /** Those that may write, and publishing; reads go on. */
    WRITE
}
