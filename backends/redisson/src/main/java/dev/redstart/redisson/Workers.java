package dev.redstart.redisson;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.server.ServerSettings;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads of all handles in this JVM: event loops for the sockets, as many as there are processors, and threads for
 * what must not be done on an event loop (to connect, which may ask a provider of credentials; to tell listeners). They
 * are daemons, start when there is something to do, and end with the last handle.
 */
final class Workers {

    /** As many connections may be coming up, and listeners be told, at one time; past it the caller hears at once. */
    static final int LIMIT = 1024;

    private static final long IDLE_SECONDS = 10;
    private static final long PATIENCE_MILLIS = 2_000;
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static @Nullable Workers shared;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
            Math.max(2, Runtime.getRuntime().availableProcessors()), LoopThread::new, NioIoHandler.newFactory());
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, LIMIT, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), Workers::helper);
    /** Redisson wants one; nothing of what we leave of Redisson starts it. */
    private final Timer timer = new HashedWheelTimer(Workers::helper);

    private int holders;

    private Workers() {}

    /** Known by its class, so that a wait that could never end is refused. */
    private static final class LoopThread extends FastThreadLocalThread {
        LoopThread(Runnable work) {
            super(work, "redstart-redisson-loop-" + NUMBER.incrementAndGet());
            setDaemon(true);
        }
    }

    private static Thread helper(Runnable work) {
        Thread thread = new Thread(work, "redstart-redisson-helper-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** For one handle; to be given back by {@link #release}. */
    static Workers acquire() {
        LOCK.lock();
        try {
            Workers workers = shared;
            if (workers == null) shared = workers = new Workers();
            workers.holders++;
            return workers;
        } finally {
            LOCK.unlock();
        }
    }

    /** The last one to give them back ends the threads, and waits until they have ended unless it is one of them. */
    void release() {
        LOCK.lock();
        try {
            if (--holders > 0) return;
            shared = null;
        } finally {
            LOCK.unlock();
        }
        threads.shutdown();
        timer.stop();
        loops.shutdownGracefully(0, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        if (Thread.currentThread() instanceof LoopThread) return;
        loops.terminationFuture().awaitUninterruptibly(PATIENCE_MILLIS);
    }

    EventLoopGroup loops() {
        return loops;
    }

    /** Rejects past {@link #LIMIT} and after the last {@link #release}. */
    ExecutorService threads() {
        return threads;
    }

    /** Whether the last handle has been closed. */
    boolean haveEnded() {
        return threads.isShutdown();
    }

    Timer timer() {
        return timer;
    }

    /** Refuses to wait on a thread that others need to go on, maybe the awaited reply itself. */
    static void mayWait(ServerSettings settings, String command) {
        RedisException refusal = refusalToWait(settings, command);
        if (refusal != null) throw refusal;
    }

    /** See {@link #mayWait}; null when it may. */
    static @Nullable RedisException refusalToWait(ServerSettings settings, String command) {
        if (!(Thread.currentThread() instanceof LoopThread)) return null;
        return new RedisConnectionException(
                "a callback on a thread of the driver must not wait for a reply: use the asynchronous form,"
                        + " or an executor of your own",
                settings.origin(command),
                Phase.NOT_SENT);
    }
}
