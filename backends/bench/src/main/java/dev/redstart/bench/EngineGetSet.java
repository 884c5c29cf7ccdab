package dev.redstart.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.redstart.Bytes;
import dev.redstart.Pipeline;
import dev.redstart.Redis;
import dev.redstart.Redstart;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * GET and SET on the engine in this JVM, beside a {@code ConcurrentHashMap} of bytes with the same encoding and decoding of
 * text; keys and values of 16 characters, keys at random.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EngineGetSet {

    private static final String VALUE = "value-0123456789";

    @Param({"10000", "1000000"})
    public int size;

    private String[] keys = {};
    private final ConcurrentHashMap<Bytes, byte[]> map = new ConcurrentHashMap<>();
    private @Nullable Redis redis;

    @Setup
    public void fill() {
        redis = Redstart.open("redstart:engine:");
        keys = new String[size];
        try (Pipeline pipeline = redis.pipeline()) {
            for (int i = 0; i < size; i++) {
                keys[i] = String.format("key-%012d", i);
                map.put(Bytes.utf8(keys[i]), VALUE.getBytes(UTF_8));
                pipeline.set(keys[i], VALUE);
                if (pipeline.size() == 10_000) pipeline.flush();
            }
            pipeline.flush();
        }
    }

    @TearDown
    public void close() {
        if (redis != null) redis.close();
    }

    private String key() {
        return keys[ThreadLocalRandom.current().nextInt(size)];
    }

    @Benchmark
    public String mapGet() {
        return new String(map.get(Bytes.utf8(key())), UTF_8);
    }

    @Benchmark
    public @Nullable String engineGet() {
        return redis.get(key());
    }

    @Benchmark
    public byte @Nullable [] mapSet() {
        return map.put(Bytes.utf8(key()), VALUE.getBytes(UTF_8));
    }

    @Benchmark
    public void engineSet() {
        redis.set(key(), VALUE);
    }
}
