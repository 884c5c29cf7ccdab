package dev.redstart.redisson;

import dev.redstart.spi.Resources;
import dev.redstart.spi.server.ServerSettings;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.config.Config;
import org.redisson.config.Credentials;
import org.redisson.config.CredentialsResolver;
import org.redisson.config.Protocol;

/**
 * What {@code unwrap} gives: Redisson itself, on the same server with the same user, database and TLS, on the event loops
 * of this handle, for code that wants its objects: maps, locks, topics. It has connections of its own, and what is done
 * through it follows Redisson's rules, not ours.
 */
final class NativeClient {

    private static final long PATIENCE_SECONDS = 2;

    private final ServerSettings settings;
    private final Workers workers;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Redisson client;
    private boolean closed;

    NativeClient(ServerSettings settings, Workers workers) {
        this.settings = settings;
        this.workers = workers;
    }

    /** The client if it is of that type, and one of Redisson's; else null. */
    <T> @Nullable T of(Class<T> type) {
        boolean isClient = type.getName().startsWith("org.redisson.") && type.isAssignableFrom(Redisson.class);
        return isClient ? type.cast(client()) : null;
    }

    private @Nullable Redisson client() {
        lock.lock();
        try {
            if (closed) return null;
            if (client == null) client = (Redisson) Redisson.create(config());
            return client;
        } finally {
            lock.unlock();
        }
    }

    private Config config() {
        Config config = new Config()
                .setProtocol(settings.resp3() ? Protocol.RESP3 : Protocol.RESP2)
                .setEventLoopGroup(workers.loops())
                .setLazyInitialization(true)
                .setNettyHook(RedissonWire.secure(settings))
                .setCredentialsResolver(credentials());
        config.useSingleServer()
                .setAddress((settings.tls() ? "rediss://" : "redis://") + settings.node())
                .setDatabase(settings.database())
                .setTimeout(settings.timeout())
                .setConnectTimeout(settings.connectTimeout())
                .setClientName(settings.clientName())
                .setConnectionMinimumIdleSize(1)
                .setConnectionPoolSize(settings.poolSize());
        return config;
    }

    /** On the caller's thread, an event loop: Redisson does not wait for a later answer before it goes on without AUTH. */
    private CredentialsResolver credentials() {
        return address -> {
            Resources.Credentials who = settings.credentials().get();
            return CompletableFuture.completedFuture(
                    who == null ? new Credentials() : new Credentials(who.user(), who.password()));
        };
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            if (client != null) client.shutdown(0, PATIENCE_SECONDS, TimeUnit.SECONDS);
        } finally {
            lock.unlock();
        }
    }
}
