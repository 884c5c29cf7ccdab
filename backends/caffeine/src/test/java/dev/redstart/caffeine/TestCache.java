package dev.redstart.caffeine;

import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.spi.MovableClock;
import java.time.Duration;
import java.time.Instant;

/** A private cache with a clock that a test moves. */
final class TestCache implements AutoCloseable {

    final MovableClock clock = MovableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    final Redis redis;
    final LocalCache local;
    final CacheStore store;

    private TestCache(String options) {
        redis = Redstart.builder("redstart:caffeine:?" + options).clock(clock).open();
        local = redis.unwrap(LocalCache.class);
        store = redis.unwrap(CacheStore.class);
    }

    static TestCache open(String options) {
        return new TestCache(options);
    }

    void advance(Duration by) {
        clock.advance(by);
    }

    @Override
    public void close() {
        redis.close();
    }
}
