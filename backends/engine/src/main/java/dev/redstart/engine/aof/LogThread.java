package dev.redstart.engine.aof;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Has a {@link LogWriter} work, as long as there is something to do; then it sleeps until somebody wakes it. */
final class LogThread {

    /** Between two writes, for more to gather. */
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** While something has to be synced, or tried again, that is not due yet. */
    private static final long DUE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LogWriter log;
    private final Thread thread = new Thread(this::run, "redstart-aof");
    private volatile boolean stopped;

    LogThread(LogWriter log) {
        this.log = log;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!stopped) {
            if (log.work()) {
                LockSupport.parkNanos(this, GATHER_NANOS);
            } else {
                log.sleeps(thread);
                if (!log.hasWork()) LockSupport.parkNanos(this, log.isSettled() ? IDLE_NANOS : DUE_NANOS);
                log.sleeps(null);
            }
        }
    }

    /** It ends soon. */
    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }
}
