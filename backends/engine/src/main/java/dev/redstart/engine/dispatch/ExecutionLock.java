package dev.redstart.engine.dispatch;

/**
 * What makes commands run one at a time. Not bound to a thread: whoever holds it may have another thread release it. The
 * seam at which the engine's concurrency can be exchanged.
 */
public interface ExecutionLock {

    /** Waits for at most this long; false when it was not to be had. Goes on waiting when interrupted, and keeps the flag. */
    boolean acquire(long nanos);

    /** Only by or for who has acquired it. */
    void release();

    /** Whether others wait for it. */
    boolean isAwaited();

    /**
     * Gives it to those who wait for it, does what the caller itself wants to do meanwhile, and takes it back after those
     * who wait by then. Only by or for who has acquired it.
     */
    void lend(Runnable meanwhile);
}
