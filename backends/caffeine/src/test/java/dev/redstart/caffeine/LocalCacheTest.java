package dev.redstart.caffeine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.RedisSession;
import dev.redstart.SetOptions;
import dev.redstart.Subscription;
import dev.redstart.engine.Engine;
import dev.redstart.spi.Reply;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a cache does that a server does not. */
class LocalCacheTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void figuresOfReadsWithAndWithoutTheLock() {
        try (TestCache cache = TestCache.open("maximumSize=100")) {
            cache.redis.set("s", "v");
            cache.redis.hset("h", "f", "v");
            cache.redis.get("s");
            cache.redis.get("none");
            cache.redis.strlen("s");
            cache.redis.hget("h", "f");
            cache.redis.hget("none", "f");
            CacheStatistics seen = cache.local.statistics();
            assertThat(seen).isEqualTo(new CacheStatistics(3, 2, 2, 0, 0, 2, 2));
            assertThat(seen.hitRate()).isEqualTo(0.6);
        }
    }

    @Test
    void metersOfMicrometer() {
        try (TestCache cache = TestCache.open("maximumSize=100")) {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            new LocalCacheMetrics(cache.local, "users", Tags.empty()).bindTo(registry);
            cache.redis.set("a", "1", SetOptions.expireAfter(Duration.ofSeconds(5)));
            cache.redis.set("b", "1");
            cache.redis.get("a");
            cache.advance(Duration.ofSeconds(5));
            cache.redis.get("a");
            assertThat(registry.get("cache.gets")
                            .tag("cache", "users")
                            .tag("result", "hit")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("cache.gets")
                            .tag("result", "miss")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("cache.puts").functionCounter().count()).isEqualTo(2);
            assertThat(registry.get("cache.expirations").functionCounter().count())
                    .isEqualTo(1);
            assertThat(registry.get("cache.evictions").functionCounter().count())
                    .isZero();
            assertThat(registry.get("cache.size").gauge().value()).isEqualTo(1);
            assertThat(registry.get("cache.weight").gauge().value()).isEqualTo(1);
        }
    }

    @Test
    void hottestAndColdest() {
        try (TestCache cache = TestCache.open("maximumSize=100")) {
            for (int i = 0; i < 100; i++) cache.redis.set("k" + i, "v");
            for (int i = 0; i < 500; i++) cache.redis.get("k7");
            assertThat(cache.local.hottest(1)).containsExactly(new CachedKey(0, bytes("k7")));
            assertThat(cache.local.coldest(99)).hasSize(99).doesNotContain(new CachedKey(0, bytes("k7")));
        }
    }

    @Test
    void listenersHearOfEveryKeyThatGoesAndWhy() {
        try (TestCache cache = TestCache.open("maximumSize=2")) {
            List<String> heard = new ArrayList<>();
            Runnable end = cache.local.onRemoval((key, cause) -> heard.add(key + " " + cause), Runnable::run);
            cache.redis.set("a", "1");
            cache.redis.set("a", "2");
            cache.redis.del("a");
            cache.redis.set("b", "1", SetOptions.expireAfter(Duration.ofSeconds(1)));
            cache.advance(Duration.ofSeconds(1));
            cache.redis.set("c", "1");
            cache.redis.call("FLUSHALL");
            assertThat(heard).containsExactly("0:a REMOVED", "0:b EXPIRED", "0:c REMOVED");
            heard.clear();
            for (int i = 0; i < 10; i++) cache.redis.set("k" + i, "v");
            assertThat(heard).hasSize(8).allMatch(line -> line.endsWith(" EVICTED"));
            end.run();
            cache.redis.set("one more", "v");
            assertThat(heard).hasSize(8);
        }
    }

    @Test
    void anEvictionIsAnEventAndSpoilsAWatch() throws Exception {
        try (TestCache cache = TestCache.open("maximumSize=1&notify-keyspace-events=Ee");
                RedisSession<String, String> session = cache.redis.session()) {
            CompletableFuture<String> evicted = new CompletableFuture<>();
            Subscription events = cache.redis.subscribe("__keyevent@0__:evicted", m -> evicted.complete(m.body()));
            cache.redis.set("first", "v");
            session.call("WATCH", "first");
            int writes = 0;
            while (cache.redis.exists("first") == 1 && writes++ < 1000) cache.redis.set("second", "v");
            session.call("MULTI");
            session.call("SET", "done", "1");
            assertThat(session.call("EXEC")).isEqualTo(Reply.NULL);
            assertThat(evicted.get(10, TimeUnit.SECONDS)).isIn("first", "second");
            events.close();
            assertThat(cache.redis.get("done")).isNull();
            assertThat(cache.local.statistics().evictions()).isPositive();
            assertThat(cache.redis.call("DBSIZE")).isEqualTo(Reply.integer(1));
        }
    }

    @Test
    void keysGoWhenTheyHaveNotBeenWrittenForSoLong() {
        try (TestCache cache = TestCache.open("maximumSize=100&expireAfterWrite=10s")) {
            cache.redis.set("s", "v");
            cache.redis.hset("h", "f", "v");
            cache.advance(Duration.ofSeconds(6));
            cache.redis.hset("h", "f", "w");
            assertThat(cache.redis.get("s")).isEqualTo("v");
            cache.advance(Duration.ofSeconds(6));
            assertThat(cache.redis.get("s")).isNull();
            assertThat(cache.redis.hget("h", "f")).isEqualTo("w");
            cache.redis.set("s", "again");
            assertThat(cache.redis.get("s")).isEqualTo("again");
            cache.advance(Duration.ofSeconds(10));
            assertThat(cache.redis.keys("*")).isEmpty();
            assertThat(cache.local.statistics().expirations()).isEqualTo(3);
        }
    }

    @Test
    void keysGoWhenTheyHaveNotBeenUsedForSoLong() {
        try (TestCache cache = TestCache.open("maximumSize=100&expireAfterAccess=10s")) {
            cache.redis.mset(Map.of("used", "v", "unused", "v", "looked at", "v"));
            cache.redis.rpush("list", "v");
            for (int i = 0; i < 3; i++) {
                cache.advance(Duration.ofSeconds(6));
                assertThat(cache.redis.get("used")).isEqualTo("v");
                assertThat(cache.redis.lrange("list", 0, -1)).containsExactly("v");
                cache.redis.exists("looked at");
            }
            assertThat(cache.redis.keys("*")).containsExactlyInAnyOrder("used", "list");
        }
    }

    @Test
    void aStringThatReadersMaySeeIsCopiedBeforeItIsEdited() {
        try (TestCache cache = TestCache.open("maximumSize=100")) {
            cache.redis.setrange("k", 99, "x");
            CacheKeyspace db = (CacheKeyspace)
                    cache.redis.unwrap(Engine.class).dispatcher().databases().get(0);
            Published before = cache.store.policy.getIfPresentQuietly(new CacheKey(db, bytes("k")));
            byte[] bytes = before.string.bytes().clone();
            cache.redis.setbit("k", 0, true);
            cache.redis.setrange(
                    "k", 50, "longer than it was, so that it has to grow a little, into the room behind it");
            cache.redis.append("k", "more");
            cache.redis.setbit("k", 0, true);
            assertThat(before.string.bytes()).isEqualTo(bytes);
            assertThat(before.string.length()).isEqualTo(100);
            assertThat(cache.redis.getbit("k", 0)).isTrue();
        }
    }

    @Test
    void aUseWithoutTheLockCountsForIdleTime() {
        try (TestCache cache = TestCache.open("maximumSize=100")) {
            cache.redis.set("k", "v");
            cache.advance(Duration.ofSeconds(50));
            assertThat(cache.redis.call("OBJECT", "IDLETIME", "k").toString()).contains("50");
            cache.redis.get("k");
            assertThat(cache.redis.call("OBJECT", "IDLETIME", "k")).isEqualTo(Reply.integer(0));
        }
    }
}
