package dev.redstart.engine.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.spi.MovableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class HeapKeyspaceTest {

    private final MovableClock clock = MovableClock.atPresent();
    private final CommandTime time = new CommandTime(clock);
    private final Stats stats = new Stats();
    private final List<String> events = new ArrayList<>();
    private final HeapKeyspace db = new HeapKeyspace(0, time, stats, new KeyspaceObserver() {
        @Override
        public void modified(Keyspace db, byte[] key) {
            events.add("modified " + text(key));
        }

        @Override
        public void gone(Keyspace db, byte[] key) {
            events.add("gone " + text(key));
        }

        @Override
        public void fieldsGone(Keyspace db, byte[] key, List<byte[]> fields) {
            events.add("fields gone " + text(key) + " " + fields.size());
        }

        @Override
        public void event(Keyspace db, EventClass type, String event, byte[] key) {
            events.add(event + " " + text(key));
        }
    });

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void advance(long millis) {
        clock.advance(Duration.ofMillis(millis));
        time.refresh();
    }

    @Test
    void expiresAtTheMillisecond() {
        db.set(bytes("k"), StringValue.of(1));
        db.expiry(bytes("k"), time.millis() + 10);
        advance(9);
        assertThat(db.peek(bytes("k"))).isNotNull();
        events.clear();
        advance(1);
        assertThat(db.peek(bytes("k"))).isNull();
        assertThat(events).containsExactly("gone k", "modified k", "expired k");
        assertThat(db.size()).isZero();
        assertThat(stats.expiredKeys).isEqualTo(1);
    }

    @Test
    void setDropsAnExpiryAndReplaceKeepsIt() {
        db.set(bytes("k"), StringValue.of(1));
        db.expiry(bytes("k"), time.millis() + 10);
        db.replace(bytes("k"), StringValue.of(2));
        assertThat(db.expiry(bytes("k"))).isEqualTo(time.millis() + 10);
        db.set(bytes("k"), StringValue.of(3));
        assertThat(db.expiry(bytes("k"))).isEqualTo(Keyspace.NO_EXPIRY);
        assertThat(db.expiring()).isZero();
        assertThat(db.expiry(bytes("other"))).isEqualTo(Keyspace.NO_KEY);
    }

    @Test
    void countsReadsAndTellsIdleTime() {
        db.set(bytes("k"), StringValue.of(1));
        advance(5_000);
        db.peek(bytes("k"));
        assertThat(db.idleSeconds(bytes("k"))).isEqualTo(5);
        db.read(bytes("k"));
        db.read(bytes("none"));
        assertThat(db.idleSeconds(bytes("k"))).isZero();
        assertThat(stats.hits).isEqualTo(1);
        assertThat(stats.misses).isEqualTo(1);
        assertThat(events).contains("new k", "keymiss none");
    }

    @Test
    void randomKeyIsNeverAnExpiredOne() {
        for (int i = 0; i < 50; i++) {
            db.set(bytes("gone" + i), StringValue.of(i));
            db.expiry(bytes("gone" + i), time.millis() + 1);
        }
        db.set(bytes("stays"), StringValue.of(0));
        advance(1);
        RandomGenerator random = new SplittableRandom(1);
        assertThat(text(db.randomKey(random))).isEqualTo("stays");
        db.remove(bytes("stays"));
        assertThat(db.randomKey(random)).isNull();
        assertThat(db.size()).isZero();
    }

    /** Against a plain map, with all that can happen to an expiry in random order. */
    @Test
    void activeExpiryComesToAllAndOnlyThose() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Long> model = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            String key = "k" + random.nextInt(6_000);
            switch (random.nextInt(6)) {
                case 0 -> {
                    db.remove(bytes(key));
                    model.remove(key);
                }
                case 1 -> {
                    if (db.peek(bytes(key)) == null) break;
                    db.expiry(bytes(key), Keyspace.NO_EXPIRY);
                    model.put(key, Long.MAX_VALUE);
                }
                default -> {
                    long at = time.millis() + 1 + random.nextInt(1_000);
                    db.set(bytes(key), StringValue.of(step));
                    db.expiry(bytes(key), at);
                    model.put(key, at);
                }
            }
            if (step % 1_000 == 999) {
                advance(random.nextInt(300));
                while (db.expireSome(Integer.MAX_VALUE) > 0) {
                    // Until a whole round finds nothing.
                }
                model.values().removeIf(at -> at <= time.millis());
                assertThat(db.size()).as("seed %d, step %d", seed, step).isEqualTo(model.size());
                assertThat(db.expiring()).as("seed %d, step %d", seed, step).isEqualTo((int) model.values().stream()
                        .filter(at -> at != Long.MAX_VALUE)
                        .count());
            }
        }
    }

    @Test
    void scanShowsEveryKeyOnceThatStays() {
        for (int i = 0; i < 1_000; i++) db.set(bytes("k" + i), StringValue.of(i));
        List<String> seen = new ArrayList<>();
        long cursor = 0;
        do {
            cursor = db.scan(cursor, (key, value) -> seen.add(text(key)));
        } while (cursor != 0);
        assertThat(seen).doesNotHaveDuplicates().hasSize(1_000);
    }
}
