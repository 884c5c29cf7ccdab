package dev.redstart.lettuce;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.server.ServerSettings;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads of all handles in this JVM: event loops, as many as there are processors, and two for what may hold up its
 * thread. They start with the first handle and end with the last.
 */
final class Loops {

    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static @Nullable ClientResources shared;
    private static int holders;

    private Loops() {}

    /** Known by its class, so that a wait that could never end is refused. */
    private static final class LoopThread extends FastThreadLocalThread {
        LoopThread(Runnable work, String name) {
            super(work, name);
            setDaemon(true);
        }
    }

    /** For one client; to be given back by {@link #release}. */
    static ClientResources acquire() {
        LOCK.lock();
        try {
            ClientResources resources = shared;
            if (resources == null) shared = resources = create();
            holders++;
            return resources;
        } finally {
            LOCK.unlock();
        }
    }

    private static ClientResources create() {
        return DefaultClientResources.builder()
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .nettyCustomizer(Tls.CUSTOMIZER)
                .computationThreadPoolSize(2)
                .threadFactoryProvider(
                        pool -> work -> new LoopThread(work, "redstart-" + pool + "-" + NUMBER.incrementAndGet()))
                .build();
    }

    static void release() {
        ClientResources unused = null;
        LOCK.lock();
        try {
            if (--holders == 0) {
                unused = shared;
                shared = null;
            }
        } finally {
            LOCK.unlock();
        }
        if (unused != null) unused.shutdown(0, 2, TimeUnit.SECONDS);
    }

    /** Refuses to wait on a thread that others need to go on, maybe the awaited reply itself. */
    static void mayWait(ServerSettings settings, @Nullable String command) {
        RedisException refusal = refusalToWait(settings, command);
        if (refusal != null) throw refusal;
    }

    /** See {@link #mayWait}; null when it may. */
    static @Nullable RedisException refusalToWait(ServerSettings settings, @Nullable String command) {
        if (!(Thread.currentThread() instanceof LoopThread)) return null;
        return new RedisConnectionException(
                "a callback on a thread of the driver must not wait for a reply: use the asynchronous form,"
                        + " or an executor of your own",
                settings.origin(command),
                Phase.NOT_SENT);
    }
}
