package dev.redstart.engine.dispatch;

import java.util.concurrent.locks.AbstractQueuedSynchronizer;

/**
 * Spins for about as long as a command takes, then parks. A command is far shorter than parking and waking a thread, and
 * who is parked may be overtaken: that is what makes it fast under contention, and a queue behind it fair enough.
 */
final class SpinLock implements ExecutionLock {

    private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 200 : 0;

    private static final class Sync extends AbstractQueuedSynchronizer {
        private static final long serialVersionUID = 1L;
        static final int AT_ONCE = 1;
        static final int IN_TURN = 2;

        @Override
        protected boolean tryAcquire(int mode) {
            if (mode == IN_TURN && hasQueuedPredecessors()) return false;
            return compareAndSetState(0, 1);
        }

        @Override
        protected boolean tryRelease(int ignored) {
            setState(0);
            return true;
        }

        boolean isFree() {
            return getState() == 0;
        }
    }

    private final Sync sync = new Sync();

    @Override
    public boolean acquire(long nanos) {
        if (sync.tryAcquire(Sync.AT_ONCE)) return true;
        for (int i = 0; i < SPINS; i++) {
            Thread.onSpinWait();
            if (sync.isFree() && sync.tryAcquire(Sync.AT_ONCE)) return true;
        }
        return park(nanos);
    }

    private boolean park(long nanos) {
        long deadline = System.nanoTime() + nanos;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return sync.tryAcquireNanos(Sync.AT_ONCE, deadline - System.nanoTime());
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    @Override
    public void release() {
        sync.release(1);
    }

    @Override
    public boolean isAwaited() {
        return sync.hasQueuedThreads();
    }

    @Override
    public void lend(Runnable meanwhile) {
        sync.release(1);
        try {
            meanwhile.run();
        } finally {
            sync.acquire(Sync.IN_TURN);
        }
    }
}
