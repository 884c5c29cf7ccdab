package dev.redstart.caffeine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.Pipeline;
import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.ScanOptions;
import dev.redstart.spi.Reply;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing grows, whatever comes. */
class BoundsTest {

    private static final int SIZE = 10_000;
    private static final int BATCH = 1_000;

    @Test
    void aMillionKeys() {
        passThrough(1_000_000);
    }

    @Test
    @Tag("long")
    void tenMillionKeys() {
        passThrough(10_000_000);
    }

    private static void passThrough(int keys) {
        try (Redis redis = Redstart.open("redstart:caffeine:?maximumSize=" + SIZE);
                Pipeline pipeline = redis.pipeline()) {
            CacheStore store = redis.unwrap(CacheStore.class);
            long early = 0;
            for (int i = 0; i < keys; i += BATCH) {
                for (int n = i; n < i + BATCH; n++) pipeline.set("key-" + n, "value-" + n);
                pipeline.flush();
                assertThat(((Reply.Int) redis.call("DBSIZE")).value()).isLessThanOrEqualTo(SIZE);
                assertThat(store.cache.estimatedSize()).isLessThanOrEqualTo(SIZE);
                if (i == keys / 10) early = usedMemory();
            }
            assertThat(usedMemory()).isLessThan(early + (8 << 20));
            CacheStatistics seen = redis.unwrap(LocalCache.class).statistics();
            assertThat(seen.size()).isEqualTo(SIZE);
            assertThat(seen.evictions()).isEqualTo(keys - SIZE);
        }
    }

    private static long usedMemory() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    @Test
    void valuesOfVeryDifferentWeight() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long most = 1 << 20;
        try (Redis redis = Redstart.open("redstart:caffeine:?maximumWeight=1m")) {
            LocalCache local = redis.unwrap(LocalCache.class);
            for (int i = 0; i < 3_000; i++) {
                String key = "k" + random.nextInt(500);
                int size = 1 << random.nextInt(18);
                switch (random.nextInt(4)) {
                    case 0 -> redis.set(key, "x".repeat(size));
                    case 1 -> redis.append("s" + key, "x".repeat(size));
                    case 2 -> redis.rpush("l" + key, "x".repeat(size));
                    default -> redis.hset("h" + key, "f" + random.nextInt(20), "x".repeat(size));
                }
                assertThat(local.statistics().weight()).as("seed %d", seed).isLessThanOrEqualTo(most);
            }
            CacheStatistics seen = local.statistics();
            assertThat(seen.evictions()).isPositive();
            assertThat(seen.weight()).isGreaterThan(most / 2);
            redis.set("too heavy", "x".repeat(2 << 20));
            assertThat(redis.get("too heavy")).isNull();
        }
    }

    @Test
    void aScanSeesWhatStaysWhileOthersComeAndGo() {
        try (TestCache cache = TestCache.open("maximumSize=2000")) {
            Set<String> stay = new HashSet<>();
            for (int i = 0; i < 500; i++) stay.add("stays-" + i);
            for (String key : stay) cache.redis.set(key, "v");
            // Only from half full on does Caffeine count how often a key is used.
            for (int i = 0; i < 1500; i++) cache.redis.set("fills-" + i, "v");
            for (int round = 0; round < 8; round++) for (String key : stay) cache.redis.get(key);
            Set<String> seen = new HashSet<>();
            int[] others = {0};
            cache.redis.scan(ScanOptions.count(10)).stream().forEach(key -> {
                seen.add(key);
                for (int i = 0; i < 20; i++) cache.redis.set("comes-" + others[0]++, "v");
            });
            Set<String> there = new HashSet<>(cache.redis.keys("stays-*"));
            assertThat(cache.local.statistics().evictions()).isPositive();
            assertThat(there).hasSizeGreaterThan(400);
            assertThat(seen).containsAll(there);
        }
    }
}
