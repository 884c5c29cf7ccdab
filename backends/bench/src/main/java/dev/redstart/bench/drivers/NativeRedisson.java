package dev.redstart.bench.drivers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RBatch;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.redisson.config.Protocol;

/** Redisson as it comes: buckets of text, batches in memory. As many event loops as Redstart's driver has. */
final class NativeRedisson implements Client {

    private final RedissonClient redisson;

    NativeRedisson(Target target) {
        Config config = new Config()
                .setProtocol(target.resp3() ? Protocol.RESP3 : Protocol.RESP2)
                .setNettyThreads(Math.max(2, Runtime.getRuntime().availableProcessors()))
                .setCodec(StringCodec.INSTANCE);
        config.useSingleServer()
                .setAddress("redis://" + target.host() + ":" + target.port())
                .setConnectionMinimumIdleSize(target.connections())
                .setConnectionPoolSize(target.connections());
        redisson = Redisson.create(config);
    }

    @Override
    public @Nullable String get(String key) {
        return redisson.<String>getBucket(key).get();
    }

    @Override
    public void set(String key, String value) {
        redisson.<String>getBucket(key).set(value);
    }

    @Override
    @SuppressWarnings("unchecked") // a batch knows no types
    public List<@Nullable String> getAll(List<String> keys) {
        RBatch batch = redisson.createBatch();
        for (String key : keys) batch.<String>getBucket(key).getAsync();
        return (List<String>) batch.execute().getResponses();
    }

    @Override
    public void setAll(List<String> keys, String value) {
        RBatch batch = redisson.createBatch();
        for (String key : keys) batch.<String>getBucket(key).setAsync(value);
        batch.execute();
    }

    @Override
    public void close() {
        redisson.shutdown();
    }
}
