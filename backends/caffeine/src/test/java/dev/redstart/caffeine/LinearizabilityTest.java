package dev.redstart.caffeine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.caffeine.History.Call;
import dev.redstart.caffeine.History.Kind;
import dev.redstart.engine.EngineOpener;
import dev.redstart.engine.Storage;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.keyspace.KeyspaceStore;
import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Resources;
import dev.redstart.spi.Transport;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * For each key there is one order of what eight threads did to it, while keys are evicted and expire; and the same test
 * finds the fault in a cache that has one.
 */
class LinearizabilityTest {

    private static final int THREADS = 8;
    private static final int CALLS = 6;
    private static final int KEYS = 4;
    private static final int ROUNDS = 1_500;
    private static final CacheOptions OPTIONS = new CacheOptions(KEYS - 1, 0, null, null);

    /** Moves by the calls made, and tells nobody: so what is due is met by those who read. */
    private static final class Ticks extends Clock {
        final AtomicLong now = new AtomicLong(1_000_000);

        @Override
        public long millis() {
            return now.get();
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Caches of {@link #OPTIONS}, sound or not. */
    private record Made(boolean sound) implements Storage {
        @Override
        public KeyspaceStore create(Clock clock) {
            return sound ? new CacheStore(OPTIONS, clock) : new Forgetful(clock);
        }

        @Override
        public Set<Feature> features() {
            return OPTIONS.features();
        }

        @Override
        public boolean offers(Command command) {
            return OPTIONS.offers(command);
        }
    }

    /** The broken twin: reads without the lock do not ask whether the key has expired. */
    private static final class Forgetful extends CacheStore {
        Forgetful(Clock clock) {
            super(OPTIONS, clock);
        }

        @Override
        boolean isDue(Published state, long now) {
            return false;
        }
    }

    @Test
    void everyKeyHasOneOrder() throws Exception {
        assertThat(firstFault(true)).isNull();
    }

    @Test
    void aReadThatSkipsTheExpiryIsFound() throws Exception {
        assertThat(firstFault(false)).isNotNull();
    }

    private final Ticks clock = new Ticks();
    private final AtomicLong order = new AtomicLong();
    private final AtomicLong values = new AtomicLong();

    /** The first round's calls on a key that fit no order, with the seed; null when all do. */
    private @Nullable String firstFault(boolean sound) throws Exception {
        long seed = System.nanoTime();
        Endpoint endpoint =
                Endpoint.parse("redstart:caffeine:?maximumSize=3", new Resources(clock, Runnable::run, null, null));
        try (Transport transport = EngineOpener.openPrivate(endpoint, new Made(sound))) {
            List<List<History>> rounds = new ArrayList<>();
            for (int r = 0; r < ROUNDS; r++) {
                List<History> keys = new ArrayList<>();
                for (int k = 0; k < KEYS; k++) keys.add(new History());
                rounds.add(keys);
            }
            run(transport, rounds, seed);
            for (List<History> keys : rounds)
                for (History history : keys)
                    if (!history.isLinearizable()) return "seed " + seed + ": " + history.calls();
            assertThat(transport.unwrap(LocalCache.class).statistics().evictions())
                    .isPositive();
            assertThat(transport.unwrap(LocalCache.class).statistics().expirations())
                    .isPositive();
            return null;
        }
    }

    private void run(Transport transport, List<List<History>> rounds, long seed) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Thread> threads = new ArrayList<>();
        AtomicInteger failed = new AtomicInteger();
        for (int t = 0; t < THREADS; t++) {
            Random random = new Random(seed + t);
            threads.add(new Thread(() -> {
                try {
                    for (int r = 0; r < rounds.size(); r++) {
                        start.await();
                        for (int i = 0; i < CALLS; i++) {
                            int k = random.nextInt(KEYS);
                            rounds.get(r).get(k).add(call(transport, "r" + r + "k" + k, random));
                        }
                    }
                } catch (Exception e) {
                    failed.incrementAndGet();
                    start.reset();
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) thread.join();
        assertThat(failed).hasValue(0);
    }

    private static final Kind[] MIX = {
        Kind.SET,
        Kind.SET,
        Kind.GET,
        Kind.GET,
        Kind.GET,
        Kind.GET,
        Kind.STRLEN,
        Kind.EXISTS,
        Kind.INCR,
        Kind.DEL,
        Kind.GETRANGE
    };

    private Call call(Transport transport, String key, Random random) {
        Kind kind = MIX[random.nextInt(MIX.length)];
        long value = kind == Kind.SET ? values.addAndGet(10) : 0;
        long ttl = kind == Kind.SET ? random.nextInt(3) * 4L : 0;
        Request request = Request.of(kind.name()).key(key);
        if (kind == Kind.SET) request = request.arg(Long.toString(value));
        if (ttl > 0) request = request.arg("PX").arg(Long.toString(ttl));
        if (kind == Kind.GETRANGE) request = request.arg("0").arg("-1");
        if (random.nextInt(3) == 0) clock.now.incrementAndGet();
        long from = order.incrementAndGet();
        long began = clock.now.get();
        Reply reply = transport.call(request);
        long returned = clock.now.get();
        return new Call(kind, value, ttl, number(reply), began, returned, from, order.incrementAndGet());
    }

    private static @Nullable Long number(Reply reply) {
        if (reply instanceof Reply.Int i) return i.value();
        if (reply instanceof Reply.Blob b && b.value().length > 0) return Long.valueOf(new String(b.value()));
        return null;
    }
}
