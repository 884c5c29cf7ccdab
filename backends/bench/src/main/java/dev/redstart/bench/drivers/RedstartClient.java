package dev.redstart.bench.drivers;

import dev.redstart.Pipeline;
import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.Result;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Over whatever driver the URL names. */
final class RedstartClient implements Client {

    private final Redis redis;

    RedstartClient(String url) {
        redis = Redstart.open(url);
    }

    @Override
    public @Nullable String get(String key) {
        return redis.get(key);
    }

    @Override
    public void set(String key, String value) {
        redis.set(key, value);
    }

    @Override
    public List<@Nullable String> getAll(List<String> keys) {
        List<Result<@Nullable String>> results = new ArrayList<>(keys.size());
        try (Pipeline pipeline = redis.pipeline()) {
            for (String key : keys) results.add(pipeline.get(key));
            pipeline.flush();
        }
        List<@Nullable String> values = new ArrayList<>(keys.size());
        for (Result<@Nullable String> result : results) values.add(result.get());
        return values;
    }

    @Override
    public void setAll(List<String> keys, String value) {
        List<Result<?>> results = new ArrayList<>(keys.size());
        try (Pipeline pipeline = redis.pipeline()) {
            for (String key : keys) results.add(pipeline.set(key, value));
            pipeline.flush();
        }
        for (Result<?> result : results) result.get();
    }

    @Override
    public void close() {
        redis.close();
    }
}
