package dev.redstart.spi.server.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one handle for what waits: nodes that are asked side by side, redirections of asynchronous commands, the
 * map. Daemons, started when there is something to do, gone after ten idle seconds.
 */
final class Workers implements Executor {

    private static final int LIMIT = 256;
    private static final long IDLE_SECONDS = 10;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ThreadPoolExecutor threads;

    Workers(String driver) {
        threads = new ThreadPoolExecutor(
                0,
                LIMIT,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                work -> {
                    Thread thread = new Thread(work, "redstart-" + driver + "-cluster-" + NUMBER.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                // When all are busy, or after the end, whoever wants it done does it.
                (work, full) -> work.run());
    }

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    void schedule(Runnable work, long delay, TimeUnit unit) {
        CompletableFuture.delayedExecutor(delay, unit, threads).execute(work);
    }

    /** What runs goes on; it ends soon, for its connections are closed. */
    void close() {
        threads.shutdown();
    }
}
