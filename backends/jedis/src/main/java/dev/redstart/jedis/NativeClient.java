package dev.redstart.jedis;

import dev.redstart.spi.Resources;
import dev.redstart.spi.server.ServerSettings;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.providers.PooledConnectionProvider;

/**
 * What {@code unwrap} gives: Jedis itself, on the same server with the same user, database and TLS, for code that wants
 * its API. It has connections of its own, and what is done through it follows Jedis' rules, not ours.
 */
final class NativeClient {

    private final ServerSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable RedisClient client;
    private boolean closed;

    NativeClient(ServerSettings settings) {
        this.settings = settings;
    }

    /** An instance of {@code type} if it is one of Jedis' that we have, else null. */
    <T> @Nullable T of(Class<T> type) {
        if (type == ConnectionFactory.class) return type.cast(connections());
        boolean isClient =
                type.getName().startsWith("redis.clients.jedis.") && type.isAssignableFrom(RedisClient.class);
        return isClient ? type.cast(client()) : null;
    }

    private ConnectionFactory connections() {
        // Its connections may be opened again by Jedis, so each attempt gets a socket of its own.
        return new ConnectionFactory(() -> new OneSocket(settings, false).createSocket(), config());
    }

    private JedisClientConfig config() {
        return DefaultJedisClientConfig.builder()
                .protocol(settings.resp3() ? RedisProtocol.RESP3 : RedisProtocol.RESP2)
                .connectionTimeoutMillis(settings.connectTimeout())
                .socketTimeoutMillis(settings.timeout())
                .database(settings.database())
                .clientName(settings.clientName())
                // Redis before 7.2 does not know it.
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .credentialsProvider(() -> {
                    Resources.Credentials who = settings.credentials().get();
                    return who == null ? null : new DefaultRedisCredentials(who.user(), who.password());
                })
                .build();
    }

    private @Nullable RedisClient client() {
        lock.lock();
        try {
            if (client == null && !closed)
                client = RedisClient.builder()
                        .clientConfig(config())
                        .connectionProvider(new PooledConnectionProvider(connections()))
                        .build();
            return client;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            if (client != null) client.close();
        } finally {
            lock.unlock();
        }
    }
}
