package dev.redstart;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that run callbacks when the user gave none. */
final class Executors {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Executors() {}

    /**
     * A few daemon threads that come when there is work and go when there is none. Never shut down, so that it never
     * refuses: the last results and the ends of subscriptions arrive while, and after, a handle closes.
     */
    static ThreadPoolExecutor callbacks() {
        int threads = Math.max(4, Runtime.getRuntime().availableProcessors());
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "redstart-callbacks-" + NUMBER.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** From now on its threads go as soon as they have nothing to do; work that still comes gets a new one. */
    static void fadeOut(ThreadPoolExecutor pool) {
        pool.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
    }

    /** For what a user's executor refuses, so that it needs no thread of a driver's; made when first needed. */
    static ThreadPoolExecutor lastResort() {
        return LastResort.POOL;
    }

    private static final class LastResort {
        static final ThreadPoolExecutor POOL = callbacks();
    }
}
