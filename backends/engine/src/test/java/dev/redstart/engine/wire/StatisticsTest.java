package dev.redstart.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.engine.Engine;
import dev.redstart.engine.config.ServerConfig;
import dev.redstart.spi.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the engine counts and measures. */
class StatisticsTest {

    private final MovableClock clock = MovableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final ServerConfig config = new ServerConfig();
    private final Engine engine;
    private final WireClient client;

    StatisticsTest() {
        config.load("enable-debug-command", List.of("local"));
        engine = Engine.open(config, Map.of("ECHO", "", "GETSET", "SWAP"), clock);
        client = new WireClient(engine, "127.0.0.1:50001");
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private String info(String section) {
        return client.send("INFO " + section);
    }

    @Test
    void keyspace() {
        client.send("SET a 1");
        client.send("SET b 1 EX 100");
        client.send("SET c 1 EX 50");
        client.send("HSET h f v");
        client.send("HEXPIRE h 1000 FIELDS 1 f");
        client.send("GET a");
        client.send("GET none");
        assertThat(info("keyspace")).contains("db0:keys=4,expires=2,avg_ttl=75000,subexpiry=1\r\n");
        clock.advance(Duration.ofSeconds(60));
        assertThat(info("keyspace")).contains("db0:keys=3,expires=1,avg_ttl=40000,subexpiry=1\r\n");
        assertThat(info("stats"))
                .contains(
                        "keyspace_hits:1\r\n", "keyspace_misses:1\r\n", "expired_keys:1\r\n", "expired_subkeys:0\r\n");
        client.send("PERSIST b");
        client.send("SELECT 2");
        client.send("SET x y");
        assertThat(info("keyspace"))
                .contains(
                        "db0:keys=3,expires=0,avg_ttl=0,subexpiry=1\r\ndb2:keys=1,expires=0,avg_ttl=0,subexpiry=0\r\n");
        client.send("FLUSHALL");
        assertThat(info("keyspace")).endsWith("# Keyspace\r\n\r\n");
        client.send("CONFIG RESETSTAT");
        assertThat(info("stats")).contains("keyspace_hits:0\r\n", "expired_keys:0\r\n");
    }

    @Test
    void commands() {
        client.send("SET k v");
        client.send("SET k v");
        client.send("INCR k");
        client.send("GET");
        client.send("NOSUCH");
        client.send("BLPOP q 1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(info("commandstats"))
                .contains("cmdstat_set:calls=2,usec=")
                .containsPattern(
                        "cmdstat_incr:calls=1,usec=\\d+,usec_per_call=\\d+\\.\\d\\d,rejected_calls=0,failed_calls=1\r")
                .containsPattern("cmdstat_get:calls=0,usec=0,usec_per_call=0.00,rejected_calls=1,failed_calls=0\r")
                .containsPattern("cmdstat_blpop:calls=1,");
        assertThat(info("errorstats")).contains("errorstat_ERR:count=3\r\n");
        assertThat(info("latencystats"))
                .containsPattern(
                        "latency_percentiles_usec_set:p50=\\d+\\.\\d{3},p99=\\d+\\.\\d{3},p99.9=\\d+\\.\\d{3}\r");
        assertThat(client.send("LATENCY HISTOGRAM set nosuch"))
                .startsWith("*2\r\n$3\r\nset\r\n*4\r\n$5\r\ncalls\r\n:2\r\n");
    }

    @Test
    void sectionsByName() {
        assertThat(client.send("INFO")).contains("# Server", "# Keyspace").doesNotContain("# Commandstats");
        assertThat(info("everything")).contains("# Commandstats", "# Latencystats");
        assertThat(info("nosuch")).isEqualTo("$0\r\n\r\n");
        assertThat(info("cpu server")).startsWith("$").contains("# Server").doesNotContain("# Clients");
    }

    @Test
    void slowLog() {
        client.send("CONFIG SET slowlog-log-slower-than 0");
        client.send("SLOWLOG RESET");
        client.send("CLIENT SETNAME me");
        client.send("SET k " + "x".repeat(200));
        client.send("MSET " + "a b ".repeat(20).strip());
        client.send("AUTH default secret");
        client.send("CONFIG SET requirepass \"\"");
        client.send("CONFIG SET slowlog-log-slower-than -1");
        String log = client.send("SLOWLOG GET -1");
        assertThat(log)
                .startsWith("*6\r\n*6\r\n:")
                .contains("$15\r\n127.0.0.1:50001\r\n$2\r\nme\r\n")
                .contains("$147\r\n" + "x".repeat(128) + "... (72 more bytes)\r\n")
                .contains("*32\r\n$4\r\nMSET\r\n")
                .contains("... (10 more arguments)\r\n")
                .contains("$4\r\nAUTH\r\n$10\r\n(redacted)\r\n$10\r\n(redacted)\r\n");
        assertThat(log).as("the words of a secret setting").contains("$11\r\nrequirepass\r\n$10\r\n(redacted)\r\n");
        client.send("CONFIG SET slowlog-max-len 2");
        assertThat(client.send("SLOWLOG LEN")).isEqualTo(":2\r\n");
        client.send("DEBUG SLEEP 0.01");
        assertThat(client.send("SLOWLOG LEN")).as("none is logged").isEqualTo(":2\r\n");
        client.send("CONFIG SET slowlog-log-slower-than 5000");
        client.send("DEBUG SLEEP 0.01");
        assertThat(client.send("SLOWLOG GET 1")).contains("$5\r\nDEBUG\r\n$5\r\nSLEEP\r\n");
    }

    @Test
    void latency() {
        assertThat(client.send("LATENCY DOCTOR")).contains("I'm sorry, Dave");
        client.send("CONFIG SET latency-monitor-threshold 50");
        client.send("DEBUG SLEEP 0.06");
        clock.advance(Duration.ofSeconds(65));
        client.send("DEBUG SLEEP 0.07");
        assertThat(client.send("LATENCY LATEST"))
                .containsPattern("\\*4\r\n\\$7\r\ncommand\r\n:1767225665\r\n:\\d\\d+\r\n:\\d\\d+\r\n");
        assertThat(client.send("LATENCY HISTORY command"))
                .matches("\\*2\r\n\\*2\r\n:1767225600\r\n:\\d\\d+\r\n\\*2\r\n:1767225665\r\n:\\d\\d+\r\n");
        // The older sample is a minute old, the younger one nothing; their ages are written downwards.
        assertThat(client.send("LATENCY GRAPH command"))
                .contains("command - high ", "\n" + "-".repeat(80) + "\n", "\n10\nms\n");
        assertThat(client.send("LATENCY DOCTOR")).contains("command: 2 latency spikes");
        assertThat(client.send("LATENCY RESET command")).isEqualTo(":1\r\n");
        assertThat(client.send("LATENCY HISTORY command")).isEqualTo("*0\r\n");
    }

    @Test
    void renamedCommands() {
        assertThat(client.send("ECHO x")).startsWith("-ERR unknown command 'ECHO'");
        assertThat(client.send("GETSET k v")).startsWith("-ERR unknown command 'GETSET'");
        assertThat(client.send("SWAP k v")).isEqualTo("$-1\r\n");
        assertThat(client.send("SWAP k")).isEqualTo("-ERR wrong number of arguments for 'getset' command\r\n");
    }

    @Test
    void debugNeedsLeave() {
        assertThat(client.send("DEBUG SLEEP 0")).isEqualTo("+OK\r\n");
        assertThat(new WireClient(engine, "10.0.0.1:50001").send("DEBUG SLEEP 0"))
                .startsWith("-ERR DEBUG command not allowed. If the enable-debug-command option is set to \"local\"");
    }

    @Test
    void memoryUsage() {
        client.send("SET k 5");
        client.send("SET long " + "x".repeat(1000));
        client.send("RPUSH l a b c");
        client.send("HSET h f v");
        client.send("SADD s a b");
        client.send("ZADD z 1 a");
        assertThat(usage("k")).isBetween(60L, 150L);
        assertThat(usage("long")).isBetween(1000L, 1200L);
        for (String key : List.of("l", "h", "s", "z"))
            assertThat(usage(key)).as(key).isBetween(100L, 300L);
        for (int i = 0; i < 1000; i++) client.send("SADD s member:" + i);
        assertThat(usage("s SAMPLES 0")).isBetween(50_000L, 120_000L);
        assertThat(client.send("MEMORY STATS")).contains("keys.count\r\n:6\r\n", "db.0");
    }

    private long usage(String key) {
        return Long.parseLong(client.send("MEMORY USAGE " + key).substring(1).strip());
    }

    @Test
    void shutdownIsUpToTheHost() {
        assertThat(client.send("SHUTDOWN")).startsWith("-ERR the engine runs inside a process of its user");
    }
}
