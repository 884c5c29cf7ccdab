package dev.redstart.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.Redis;
import dev.redstart.Redstart;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RLock;
import org.redisson.api.RMapCache;
import org.redisson.api.RRateLimiter;
import org.redisson.api.RSemaphore;
import org.redisson.api.RateType;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/** Redisson's own objects, which are scripts, against the port: their basic use. */
class RedissonObjectsTest {

    private Redis engine;
    private RedissonClient redisson;

    @BeforeEach
    void open() {
        engine = Redstart.open("redstart:engine:?listen=0");
        Config config = new Config();
        config.setCodec(StringCodec.INSTANCE);
        config.useSingleServer()
                .setAddress(
                        "redis://127.0.0.1:" + engine.unwrap(RespServer.class).port());
        redisson = Redisson.create(config);
    }

    @AfterEach
    void close() {
        redisson.shutdown();
        engine.close();
    }

    private static <T> T inAnotherThread(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> new Thread(task).start())
                .join();
    }

    @Test
    void aLockIsHeldByOneThreadAsOftenAsItLikes() throws InterruptedException {
        RLock lock = redisson.getLock("lock");
        assertThat(lock.tryLock(0, 10, TimeUnit.SECONDS)).isTrue();
        lock.lock();
        assertThat(lock.getHoldCount()).isEqualTo(2);
        boolean another = inAnotherThread(lock::tryLock);
        assertThat(another).isFalse();
        lock.unlock();
        assertThat(engine.exists("lock")).isEqualTo(1);
        CompletableFuture<Void> next = CompletableFuture.runAsync(
                () -> {
                    lock.lock();
                    lock.unlock();
                },
                task -> new Thread(task).start());
        lock.unlock();
        assertThat(next).succeedsWithin(Duration.ofSeconds(10));
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void aSemaphoreCountsItsPermits() {
        RSemaphore semaphore = redisson.getSemaphore("semaphore");
        assertThat(semaphore.trySetPermits(2)).isTrue();
        assertThat(semaphore.trySetPermits(5)).isFalse();
        assertThat(semaphore.tryAcquire(2)).isTrue();
        assertThat(semaphore.tryAcquire()).isFalse();
        semaphore.release();
        assertThat(semaphore.availablePermits()).isEqualTo(1);
        assertThat(semaphore.tryAcquire()).isTrue();
    }

    @Test
    void aRateLimiterLetsSoManyThrough() {
        RRateLimiter limiter = redisson.getRateLimiter("limiter");
        assertThat(limiter.trySetRate(RateType.OVERALL, 3, Duration.ofHours(1))).isTrue();
        for (int i = 0; i < 3; i++) assertThat(limiter.tryAcquire()).isTrue();
        assertThat(limiter.tryAcquire()).isFalse();
        assertThat(limiter.availablePermits()).isZero();
    }

    @Test
    void aMapCacheForgetsEntriesInTime() {
        RMapCache<String, String> map = redisson.getMapCache("map");
        assertThat(map.put("a", "1", 1, TimeUnit.HOURS)).isNull();
        assertThat(map.put("a", "2", 1, TimeUnit.HOURS)).isEqualTo("1");
        assertThat(map.putIfAbsent("a", "3", 1, TimeUnit.HOURS)).isEqualTo("2");
        map.put("b", "x", 1, TimeUnit.MILLISECONDS);
        assertThat(map.fastPut("c", "y")).isTrue();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (map.containsKey("b") && System.nanoTime() < end) Thread.onSpinWait();
        assertThat(map.get("b")).isNull();
        assertThat(map.readAllMap()).containsOnly(Map.entry("a", "2"), Map.entry("c", "y"));
        assertThat(map.remove("a")).isEqualTo("2");
        map.destroy();
    }
}
