package dev.redstart.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.redstart.Bytes;
import dev.redstart.Redis;
import dev.redstart.Redstart;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * GET and SET on {@code redstart:caffeine:} beside Caffeine itself, of bytes with the same encoding and decoding of text;
 * 10,000 keys of 16 characters, all of them cached, at random.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CaffeineGetSet {

    private static final int SIZE = 10_000;
    private static final String VALUE = "value-0123456789";

    private final String[] keys = new String[SIZE];
    private final Cache<Bytes, byte[]> raw =
            Caffeine.newBuilder().maximumSize(2 * SIZE).build();
    private @Nullable Redis redis;

    @Setup
    public void fill() {
        redis = Redstart.open("redstart:caffeine:?maximumSize=" + 2 * SIZE);
        for (int i = 0; i < SIZE; i++) {
            keys[i] = String.format("key-%012d", i);
            raw.put(Bytes.utf8(keys[i]), VALUE.getBytes(UTF_8));
            redis.set(keys[i], VALUE);
        }
    }

    @TearDown
    public void close() {
        if (redis != null) redis.close();
    }

    private String key() {
        return keys[ThreadLocalRandom.current().nextInt(SIZE)];
    }

    @Benchmark
    public String rawGet() {
        return new String(raw.getIfPresent(Bytes.utf8(key())), UTF_8);
    }

    @Benchmark
    public @Nullable String redstartGet() {
        return redis.get(key());
    }

    @Benchmark
    public void rawSet() {
        raw.put(Bytes.utf8(key()), VALUE.getBytes(UTF_8));
    }

    @Benchmark
    public void redstartSet() {
        redis.set(key(), VALUE);
    }
}
