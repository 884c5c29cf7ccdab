package dev.redstart.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.engine.TestEngine;
import dev.redstart.engine.structure.Seeded;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine's own account of its memory, and what happens at its limit. */
class MemoryTest {

    private static final String FULL = "(error) OOM command not allowed when used memory > 'maxmemory'.";

    private final TestEngine engine = TestEngine.open("hash-max-listpack-entries=4&set-max-listpack-entries=4"
            + "&set-max-intset-entries=6&zset-max-listpack-entries=4&list-max-listpack-size=3");

    @AfterEach
    void close() {
        engine.close();
    }

    private long info(String field) {
        Matcher value = Pattern.compile(field + ":(\\d+)").matcher(engine.text("INFO"));
        assertThat(value.find()).isTrue();
        return Long.parseLong(value.group(1));
    }

    private void limit(long bytes, String policy) {
        assertThat(engine.text("CONFIG SET maxmemory-policy " + policy + " maxmemory " + bytes))
                .isEqualTo("OK");
    }

    /** Commands on five keys, which come to hold every form of every type; k stands for one, x for a word. */
    private static final List<String> CHANGES = List.of(
            "SET k x",
            "APPEND k x",
            "SETRANGE k 300 x",
            "SADD k x x x x x x x",
            "SREM k x x x",
            "SPOP k",
            "HSET k x x x x x x x x x x",
            "HDEL k x x",
            "HPEXPIRE k 5 FIELDS 2 x x",
            "HPERSIST k FIELDS 1 x",
            "ZADD k 1 x 2 x 3 x 4 x 5 x",
            "ZREM k x x",
            "ZREMRANGEBYRANK k 0 1",
            "ZINCRBY k 3 x",
            "RPUSH k x x x x x",
            "LPOP k 2",
            "LREM k 0 x",
            "LSET k 0 x",
            "LINSERT k BEFORE x x",
            "LTRIM k 0 4",
            "XADD k MAXLEN 20 * x x x x",
            "XTRIM k MAXLEN 5",
            "XGROUP CREATE k x 0 MKSTREAM",
            "XREADGROUP GROUP x x COUNT 3 STREAMS k >",
            "PEXPIRE k 20",
            "PERSIST k",
            "DEL k",
            "RENAME k other",
            "COPY k other REPLACE",
            "SUNIONSTORE other k",
            "ZUNIONSTORE other 1 k",
            "SORT k STORE other",
            "GETDEL k");

    @Test
    void nothingIsLeftOfKeysThatAreGone() {
        Seeded.run(40, random -> {
            for (int i = 0; i < 300; i++) {
                String line = CHANGES.get(random.nextInt(CHANGES.size()));
                String filled = Pattern.compile("\\bx\\b")
                        .matcher(line)
                        .replaceAll(m -> "w" + "o".repeat(random.nextInt(1 + random.nextInt(90))) + random.nextInt(30));
                engine.text(filled.replace(" k", " k" + random.nextInt(5)));
                if (random.nextInt(20) == 0) engine.advance(Duration.ofMillis(7));
            }
            engine.text("DEL k0 k1 k2 k3 k4 other");
            assertThat(info("used_memory")).isEqualTo(info("used_memory_startup"));
        });
    }

    @Test
    void aTableTakesWhatOneMadeOfItsContentTakes() {
        engine.text("SADD s a b c d e f g h");
        engine.text("SREM s a b");
        engine.text("HSET h a 1 b 2 c 3 d 4 e 5 f 6");
        engine.text("HSET h a 1111111111111111111111111111111111111");
        engine.text("HPEXPIRE h 1000000 FIELDS 2 a b");
        engine.text("HDEL h c");
        engine.text("ZADD z 1 a 2 b 3 c 4 d 5 e 6 f");
        engine.text("ZREMRANGEBYRANK z 0 0");
        for (String key : List.of("s", "h", "z")) {
            byte[] payload = ((Reply.Blob) engine.run("DUMP " + key)).value();
            engine.transport.call(
                    TestEngine.request("RESTORE").arg("x").arg("0").arg(payload).arg("REPLACE"));
            assertThat(engine.text("MEMORY USAGE x")).isEqualTo(engine.text("MEMORY USAGE " + key));
        }
    }

    @Test
    void withoutRoomWhatNeedsSomeIsRefused() {
        engine.text("SET k v");
        limit(1, "noeviction");
        assertThat(engine.text("SET k v")).isEqualTo(FULL);
        assertThat(engine.text("GET k")).isEqualTo("v");
        assertThat(engine.text("EVAL \"return redis.call('set','a','b')\" 0")).contains("OOM command not allowed");
        assertThat(engine.text("EVAL \"redis.call('del','a') return redis.call('set','a','b')\" 0"))
                .isEqualTo("OK");
        assertThat(engine.text("EVAL \"#!lua\nreturn 1\" 0")).contains("OOM allow-oom flag is not set on the script");
        assertThat(engine.text("EVAL \"#!lua flags=allow-oom\nreturn redis.call('set','a','b')\" 0"))
                .isEqualTo("OK");
        assertThat(engine.text("DEL k a")).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "allkeys-lru",
                "allkeys-lfu",
                "allkeys-random",
                "volatile-lru",
                "volatile-lfu",
                "volatile-random",
                "volatile-ttl"
            })
    void keysGoWhenThereIsNoRoom(String policy) {
        engine.text("CONFIG SET maxmemory-eviction-tenacity 100");
        for (int i = 0; i < 100; i++) engine.text("SET stays" + i + " v");
        long limit = info("used_memory") + 20_000;
        limit(limit, policy);
        for (int i = 0; i < 1000; i++) {
            assertThat(engine.text("SET k" + i + " v EX 1000")).isEqualTo("OK");
            engine.text("PING");
            assertThat(info("used_memory")).isLessThanOrEqualTo(limit + 2000);
        }
        assertThat(info("evicted_keys")).isGreaterThan(700);
        boolean all = policy.startsWith("allkeys");
        String[] kept = new String[100];
        for (int i = 0; i < 100; i++) kept[i] = "stays" + i;
        if (!all) assertThat(engine.text("EXISTS " + String.join(" ", kept))).isEqualTo("100");
        assertThat(engine.transport.capabilities().features()).contains(Feature.EVICTION);
    }

    @Test
    void eightWritersStayAtTheLimit() throws InterruptedException {
        long limit = 8_000_000;
        engine.text("CONFIG SET maxmemory-eviction-tenacity 100");
        limit(limit, "allkeys-lru");
        List<Thread> writers = new ArrayList<>();
        for (int w = 0; w < 8; w++) {
            SplittableRandom random = new SplittableRandom(w);
            writers.add(new Thread(() -> {
                for (int i = 0; i < 5000; i++)
                    engine.text("SET key" + random.nextInt(100_000) + " " + "v".repeat(random.nextInt(2000)));
            }));
        }
        writers.forEach(Thread::start);
        long most = 0;
        while (writers.stream().anyMatch(Thread::isAlive)) most = Math.max(most, info("used_memory"));
        for (Thread writer : writers) writer.join();
        assertThat(most).isBetween((long) (limit * 0.98), (long) (limit * 1.02));
        assertThat(info("used_memory")).isBetween((long) (limit * 0.98), (long) (limit * 1.02));
    }

    @Test
    void theUrlMaySayTheLimit() {
        try (TestEngine small = TestEngine.open("maxmemory=170kb&maxmemory-policy=allkeys-lru")) {
            for (int i = 0; i < 1000; i++)
                assertThat(small.text("SET k" + i + " v")).isEqualTo("OK");
            assertThat(Integer.parseInt(small.text("DBSIZE"))).isBetween(300, 800);
        }
        assertThatThrownBy(() -> TestEngine.open("maxmemory=much"))
                .hasMessageContaining("option maxmemory=much of redstart:engine");
        assertThatThrownBy(() -> TestEngine.open("maxmemory-policy=never"))
                .hasMessageContaining("maxmemory-policy=never");
    }

    @Test
    void theOneThatEndsSoonestGoesFirst() {
        engine.text("CONFIG SET maxmemory-samples 64 maxmemory-eviction-tenacity 100");
        for (int i = 0; i < 20; i++) engine.text("SET k" + i + " v EX " + (1000 + i));
        limit(info("used_memory") - 500, "volatile-ttl");
        engine.text("PING");
        assertThat(engine.text("EXISTS k0 k1 k2")).isEqualTo("0");
        assertThat(engine.text("EXISTS k17 k18 k19")).isEqualTo("3");
    }

    @Test
    void whatIsUsedOftenIsCounted() {
        limit(1_000_000, "allkeys-lfu");
        engine.text("CONFIG SET lfu-log-factor 0");
        engine.text("SET k v");
        assertThat(engine.text("OBJECT FREQ k")).isEqualTo("5");
        for (int i = 0; i < 10; i++) engine.text("GET k");
        assertThat(engine.text("OBJECT FREQ k")).isEqualTo("15");
        engine.advance(Duration.ofMinutes(4));
        assertThat(engine.text("OBJECT FREQ k")).isEqualTo("11");
        assertThat(engine.text("OBJECT IDLETIME k")).startsWith("(error) ERR An LFU maxmemory policy is selected");
    }
}
