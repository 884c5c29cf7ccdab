package dev.redstart.bench.drivers;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.Response;

/** Jedis as it comes: a pool, each connection for one caller at a time. */
final class NativeJedis implements Client {

    private final RedisClient jedis;

    NativeJedis(Target target) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(target.connections());
        pool.setMaxIdle(target.connections());
        jedis = RedisClient.builder()
                .hostAndPort(target.host(), target.port())
                .clientConfig(DefaultJedisClientConfig.builder()
                        .protocol(target.resp3() ? RedisProtocol.RESP3 : RedisProtocol.RESP2)
                        .build())
                .poolConfig(pool)
                .build();
    }

    @Override
    public @Nullable String get(String key) {
        return jedis.get(key);
    }

    @Override
    public void set(String key, String value) {
        jedis.set(key, value);
    }

    @Override
    public List<@Nullable String> getAll(List<String> keys) {
        List<Response<String>> responses = new ArrayList<>(keys.size());
        try (AbstractPipeline pipeline = jedis.pipelined()) {
            for (String key : keys) responses.add(pipeline.get(key));
            pipeline.sync();
        }
        return values(responses);
    }

    @Override
    public void setAll(List<String> keys, String value) {
        List<Response<String>> responses = new ArrayList<>(keys.size());
        try (AbstractPipeline pipeline = jedis.pipelined()) {
            for (String key : keys) responses.add(pipeline.set(key, value));
            pipeline.sync();
        }
        values(responses);
    }

    private static List<@Nullable String> values(List<Response<String>> responses) {
        List<@Nullable String> values = new ArrayList<>(responses.size());
        for (Response<String> response : responses) values.add(response.get());
        return values;
    }

    @Override
    public void close() {
        jedis.close();
    }
}
