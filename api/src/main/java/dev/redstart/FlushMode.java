package dev.redstart;

/** Whether the server lets its caller wait while it frees memory. */
public enum FlushMode {
    /** The reply comes when all is freed. */
    SYNC,
    /** The reply comes at once; memory is freed in the background. */
    ASYNC
}
