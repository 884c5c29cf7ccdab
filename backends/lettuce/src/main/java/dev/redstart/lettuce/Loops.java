package dev.redstart.lettuce;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException.Origin;
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

    /** For one handle; to be given back by {@link #release}. */
    static ClientResources acquire(ServerSettings settings) {
        Tls tls = settings.tls() ? new Tls(settings) : null;
        LOCK.lock();
        try {
            ClientResources resources = shared;
            if (resources == null) shared = resources = create();
            holders++;
            return tls == null
                    ? resources
                    : resources.mutate().nettyCustomizer(tls).build();
        } finally {
            LOCK.unlock();
        }
    }

    private static ClientResources create() {
        return DefaultClientResources.builder()
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .computationThreadPoolSize(2)
                .threadFactoryProvider(
                        pool -> work -> new LoopThread(work, "redstart-" + pool + "-" + NUMBER.incrementAndGet()))
                .build();
    }

    static void release(ClientResources resources) {
        ClientResources unused = null;
        LOCK.lock();
        try {
            if (--holders == 0) {
                unused = shared;
                shared = null;
            }
            // A view for TLS ends for itself alone.
            if (resources != unused && resources != shared) resources.shutdown(0, 0, TimeUnit.SECONDS);
        } finally {
            LOCK.unlock();
        }
        if (unused != null) unused.shutdown(0, 2, TimeUnit.SECONDS);
    }

    /** Refuses to wait on a thread that others need to go on, maybe the awaited reply itself. */
    static void mayWait(Origin origin) {
        if (Thread.currentThread() instanceof LoopThread)
            throw new RedisConnectionException(
                    "a callback on a thread of the driver must not wait for a reply: use the asynchronous form,"
                            + " or an executor of your own",
                    origin,
                    Phase.NOT_SENT);
    }
}
