package dev.redstart.lettuce;

import dev.redstart.spi.Resources;
import dev.redstart.spi.server.ServerSettings;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.ProtocolVersion;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What {@code unwrap} gives: Lettuce itself, on the same server with the same user, database and TLS, for code that wants
 * its API. It has connections of its own, and what is done through it follows Lettuce's rules, not ours: it reconnects, and
 * then sends again what had no reply.
 */
final class NativeClient {

    private static final int LONGEST_SHUTDOWN = 2;

    private final ServerSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable RedisClient client;
    private @Nullable StatefulRedisConnection<String, String> connection;
    private boolean closed;

    NativeClient(ServerSettings settings) {
        this.settings = settings;
    }

    /** An instance of {@code type} if it is one of Lettuce's that we have, else null. */
    <T> @Nullable T of(Class<T> type) {
        lock.lock();
        try {
            if (closed) return null;
            if (type == RedisClient.class) return type.cast(client());
            if (type != StatefulRedisConnection.class && type != StatefulConnection.class) return null;
            if (connection == null) connection = client().connect();
            return type.cast(connection);
        } finally {
            lock.unlock();
        }
    }

    private RedisClient client() {
        RedisClient known = client;
        if (known != null) return known;
        RedisURI uri = uri();
        Tls tls = Tls.of(settings);
        known = new TlsClient(Loops.acquire(), uri, tls);
        known.setOptions(ClientOptions.builder()
                .protocolVersion(settings.resp3() ? ProtocolVersion.RESP3 : ProtocolVersion.RESP2)
                .socketOptions(Client.socket(settings))
                .build());
        client = known;
        return known;
    }

    private RedisURI uri() {
        RedisURI uri = RedisURI.create(settings.node().host(), settings.node().port());
        uri.setDatabase(settings.database());
        uri.setTimeout(Duration.ofMillis(settings.timeout()));
        if (settings.clientName() != null) uri.setClientName(settings.clientName());
        // Asked here only for whether there is any: each connection asks again.
        if (settings.credentials().get() != null)
            uri.setCredentialsProvider(RedisCredentialsProvider.from(this::credentials));
        return uri;
    }

    private RedisCredentials credentials() {
        Resources.Credentials who = settings.credentials().get();
        return who == null
                ? RedisCredentials.just(null, (char[]) null)
                : RedisCredentials.just(who.user(), who.password());
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            RedisClient used = client;
            if (used != null)
                used.shutdownAsync(0, LONGEST_SHUTDOWN, TimeUnit.SECONDS).whenComplete((done, e) -> Loops.release());
        } finally {
            lock.unlock();
        }
    }
}
