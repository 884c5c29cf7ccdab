package dev.redstart.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.servers.RedisServer;
import dev.redstart.engine.Engine;
import dev.redstart.engine.config.ServerConfig;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A cache with room for a fifth of its keys hits about as often as real Redis' does with the same policy, on the same
 * accesses at the same pace.
 */
@Tag("long")
class EvictionAgainstRedisTest {

    private static final int KEYS = 20_000;
    private static final int ACCESSES = 300_000;
    private static final int BATCH = 250;
    private static final String VALUE = "v".repeat(100);
    private static final double ROOM = 0.2;

    @ParameterizedTest
    @CsvSource({"allkeys-lru, false", "allkeys-lfu, false", "allkeys-lru, true", "allkeys-lfu, true"})
    void hitsAboutAsOften(String policy, boolean scans) throws IOException {
        try (RedisServer server = RedisServer.builder().start();
                WireServer redis = new WireServer(server.port());
                Engine engine = Engine.open(new ServerConfig(), Clock.systemUTC())) {
            WireClient client = new WireClient(engine);
            Cache real = new Cache(lines -> {
                lines.forEach(redis::post);
                return lines.stream().map(line -> redis.receive()).toList();
            });
            Cache own = new Cache(lines -> lines.stream().map(client::send).toList());
            real.fill(policy);
            own.fill(policy);
            IntSupplier keys = scans ? withScans(zipf()) : zipf();
            for (int done = 0; done < ACCESSES; done += BATCH) {
                List<Integer> batch = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) batch.add(keys.getAsInt());
                boolean warm = done > ACCESSES / 3;
                real.access(batch, warm);
                own.access(batch, warm);
            }
            assertThat(own.hitRate())
                    .as("%s: %.4f, Redis %.4f", policy, own.hitRate(), real.hitRate())
                    .isBetween(real.hitRate() - 0.02, real.hitRate() + 0.02);
        }
    }

    private static IntSupplier zipf() {
        double[] sums = new double[KEYS];
        double sum = 0;
        for (int i = 0; i < KEYS; i++) sums[i] = sum += 1 / Math.pow(i + 1, 0.9);
        double all = sum;
        SplittableRandom random = new SplittableRandom(7);
        return () -> {
            int at = java.util.Arrays.binarySearch(sums, random.nextDouble() * all);
            return at < 0 ? -at - 1 : at;
        };
    }

    /** Every now and then somebody reads a row of keys, once. */
    private static IntSupplier withScans(IntSupplier others) {
        int[] state = {0, 0};
        return () -> {
            if (state[0] == 0 && ++state[1] % 5000 == 0) state[0] = 3000;
            if (state[0] == 0) return others.getAsInt();
            return (state[1] * 7 + state[0]--) % KEYS;
        };
    }

    private interface Sender {
        List<String> send(List<String> lines);
    }

    private static final class Cache {
        private final Sender sender;
        private long hits;
        private long accesses;

        Cache(Sender sender) {
            this.sender = sender;
        }

        private long used() {
            Matcher used = Pattern.compile("used_memory:(\\d+)")
                    .matcher(sender.send(List.of("INFO memory")).get(0));
            assertThat(used.find()).isTrue();
            return Long.parseLong(used.group(1));
        }

        /** The limit leaves room for a part of what all keys together take. */
        void fill(String policy) {
            long empty = used();
            List<String> sets = new ArrayList<>();
            for (int i = 0; i < KEYS; i++) sets.add(set(i));
            for (int i = 0; i < KEYS; i += 1000) sender.send(sets.subList(i, i + 1000));
            long limit = empty + (long) ((used() - empty) * ROOM);
            sender.send(List.of(
                    "CONFIG SET maxmemory-policy " + policy + " maxmemory-eviction-tenacity 100 maxmemory " + limit));
        }

        private static String set(int key) {
            return "SET key:" + key + " " + VALUE;
        }

        void access(List<Integer> keys, boolean counts) {
            List<String> replies =
                    sender.send(keys.stream().map(k -> "GET key:" + k).toList());
            List<String> misses = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                if (replies.get(i).startsWith("$-1")) misses.add(set(keys.get(i)));
                else if (counts) hits++;
            }
            if (counts) accesses += keys.size();
            sender.send(misses);
        }

        double hitRate() {
            return (double) hits / accesses;
        }
    }
}
