package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.Bytes;
import dev.redstart.LatencyEvent;
import dev.redstart.LatencyHistogram;
import dev.redstart.LatencySample;
import dev.redstart.MemoryStats;
import dev.redstart.ServerInfo;
import dev.redstart.SlowLogEntry;
import dev.redstart.spi.Feature;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a server is doing: its figures, its memory, what was slow. */
public abstract class DiagnosticsContract extends ContractSuite {

    /** Keeps a server busy for longer than a millisecond. */
    private static final String SLOW_SCRIPT = "local n = 0 for i = 1, 2000000 do n = n + i end return n";

    protected DiagnosticsContract(TestBackend backend) {
        super(backend);
    }

    /** Sets a parameter of the server while {@code body} runs. */
    private void withSetting(String parameter, String value, Runnable body) {
        Map<String, String> before = redis.configGet(parameter);
        redis.configSet(parameter, value);
        try {
            body.run();
        } finally {
            redis.configSet(before);
        }
    }

    @Test
    @Needs(commands = "INFO")
    void infoTellsOfTheServer() {
        ServerInfo info = redis.info();
        assertThat(info.sections()).containsKeys("server", "clients", "memory", "stats", "replication");
        assertThat(info.redisVersion()).isEqualTo(redis.capabilities().redisVersion());
        assertThat(info.role()).isEqualTo("master");
        assertThat(info.uptime()).isGreaterThanOrEqualTo(Duration.ZERO);
        assertThat(info.connectedClients().orElseThrow()).isPositive();
        assertThat(info.blockedClients()).hasValue(0);
        assertThat(info.usedMemory().orElseThrow()).isPositive();
        assertThat(info.usedMemoryPeak().orElseThrow()).isPositive();
        assertThat(info.maxMemory()).isPresent();
        assertThat(info.totalConnections()).isPresent();
        assertThat(info.totalCommands()).isPresent();
        assertThat(info.expiredKeys()).isPresent();
        assertThat(info.evictedKeys()).isPresent();
    }

    @Test
    @Needs(commands = "INFO")
    void infoHasTheSectionsThatAreAskedFor() {
        redis.set("k", "v");
        assertThat(redis.info("memory").sections()).containsOnlyKeys("memory");
        assertThat(redis.info("MEMORY", "keyspace").sections()).containsOnlyKeys("memory", "keyspace");
        assertThat(redis.info("nosuch").sections()).isEmpty();
        assertThat(redis.info("everything").sections()).containsKeys("server", "commandstats");
    }

    @Test
    @Needs(value = Feature.DATABASES, commands = "INFO")
    void infoTellsOfEachDatabase() {
        assertThat(redis.info("keyspace").keyspace()).isEmpty();
        redis.mset(Map.of("a", "1", "b", "2", "c", "3"));
        redis.expire("a", Duration.ofHours(1));
        redis.database(1).set("x", "y");
        Map<Integer, ServerInfo.Keyspace> databases = redis.info("keyspace").keyspace();
        assertThat(databases).containsOnlyKeys(0, 1);
        assertThat(databases.get(0).keys()).isEqualTo(3);
        assertThat(databases.get(0).expires()).isEqualTo(1);
        assertThat(databases.get(1).keys()).isEqualTo(1);
        assertThat(databases.get(1).averageTtl()).isZero();
    }

    @Test
    @Needs(value = Feature.MULTI_SLOT, commands = "INFO", version = "7.4")
    void infoCountsHashesWithFieldsThatExpire() {
        redis.hset("h", "f", "v");
        redis.hexpire("h", Duration.ofHours(1), "f");
        assertThat(redis.info("keyspace").keyspace().get(0).expiringHashes()).isEqualTo(1);
    }

    @Test
    @Needs(
            value = Feature.MULTI_SLOT,
            commands = {"INFO", "CONFIG RESETSTAT"})
    void hitsAndMissesAreCounted() {
        redis.set("k", "v");
        redis.configResetstat();
        redis.get("k");
        redis.get("k");
        redis.get("missing");
        ServerInfo stats = redis.info("stats");
        assertThat(stats.keyspaceHits()).hasValue(2);
        assertThat(stats.keyspaceMisses()).hasValue(1);
    }

    @Test
    @Needs(commands = "MEMORY USAGE")
    void aKeyTakesMemory() {
        assertThat(redis.memoryUsage("k")).isNull();
        redis.set("k", "v");
        redis.set("long", "v".repeat(10_000));
        assertThat(redis.memoryUsage("k")).isPositive();
        assertThat(redis.memoryUsage("long")).isGreaterThan(10_000);
        redis.rpush("list", "a", "b".repeat(10_000));
        assertThat(redis.memoryUsage("list", 0)).isGreaterThan(10_000);
        assertThat(redis.memoryUsage("list", 1)).isPositive();
        assertThat(redis.memoryUsage("missing", 0)).isNull();
        Refused.with("ERR syntax error", () -> redis.memoryUsage("k", -1));
    }

    @Test
    @Needs(commands = "MEMORY STATS")
    void memoryHasStatistics() {
        redis.mset(Map.of("a", "1", "b", "2"));
        MemoryStats stats = redis.memoryStats();
        assertThat(stats.keys()).isEqualTo(2);
        assertThat(stats.total()).isPositive();
        assertThat(stats.peak()).isPositive();
        assertThat(stats.fields()).containsKey("keys.count");
    }

    @Test
    @Needs(commands = {"MEMORY DOCTOR", "MEMORY PURGE", "MEMORY MALLOC-STATS"})
    void memoryHasWordsForPeople() {
        assertThat(redis.memoryDoctor()).isNotBlank();
        assertThat(redis.memoryMallocStats()).isNotBlank();
        redis.memoryPurge();
    }

    @Test
    @Needs(
            value = Feature.MULTI_SLOT,
            commands = {"SLOWLOG GET", "CONFIG SET"})
    void slowCommandsAreLogged() {
        withSetting("slowlog-log-slower-than", "0", () -> {
            redis.slowlogReset();
            redis.set("k", "v".repeat(200));
            redis.mset(Map.of("a", "1"));
            List<SlowLogEntry> entries = redis.slowlogGet();
            assertThat(entries.get(0).words()).containsExactly(Bytes.utf8("MSET"), Bytes.utf8("a"), Bytes.utf8("1"));
            SlowLogEntry set = entries.get(1);
            assertThat(set.line()).isEqualTo("SET k " + "v".repeat(128) + "... (72 more bytes)");
            assertThat(set.id()).isEqualTo(entries.get(0).id() - 1);
            assertThat(set.duration()).isGreaterThanOrEqualTo(Duration.ZERO);
            Instant now = redis.time();
            assertThat(set.time()).isBetween(now.minusSeconds(60), now);
            assertThat(redis.slowlogGet(1)).hasSize(1);
            assertThat(redis.slowlogGet(-1)).hasSizeGreaterThan(3);
            assertThat(redis.slowlogLen()).isGreaterThan(3);
            Refused.with("ERR count should be greater than or equal to -1", () -> redis.slowlogGet(-2));
        });
        redis.slowlogReset();
        assertThat(redis.slowlogLen()).isZero();
        assertThat(redis.slowlogGet()).isEmpty();
    }

    @Test
    @Needs(commands = {"SLOWLOG GET", "CONFIG SET", "ACL SETUSER"})
    void passwordsAreNotLogged() {
        withSetting("slowlog-log-slower-than", "0", () -> {
            redis.slowlogReset();
            redis.aclSetuser("ada", ">topsecret");
            redis.aclDeluser("ada");
            assertThat(redis.slowlogGet())
                    .extracting(SlowLogEntry::line)
                    .contains("ACL SETUSER (redacted) (redacted)")
                    .noneMatch(line -> line.contains("topsecret"));
        });
        redis.slowlogReset();
    }

    @Test
    @Needs(
            value = Feature.SCRIPTS,
            commands = {"LATENCY LATEST", "CONFIG SET"})
    void whatHeldTheServerUpIsRemembered() {
        redis.latencyReset();
        withSetting("latency-monitor-threshold", "1", () -> {
            eventually("a command that takes more than a millisecond", () -> {
                redis.call("EVAL", SLOW_SCRIPT, "0");
                return redis.latencyLatest().stream().anyMatch(e -> e.name().equals("command"));
            });
            LatencyEvent event = redis.latencyLatest().stream()
                    .filter(e -> e.name().equals("command"))
                    .findFirst()
                    .orElseThrow();
            assertThat(event.latest()).isPositive();
            assertThat(event.worst()).isGreaterThanOrEqualTo(event.latest());
            List<LatencySample> history = redis.latencyHistory("command");
            assertThat(history).isNotEmpty();
            assertThat(history.get(history.size() - 1)).isEqualTo(new LatencySample(event.time(), event.latest()));
            assertThat(redis.latencyGraph("command")).startsWith("command - high ");
            assertThat(redis.latencyDoctor()).contains("command: ");
            assertThat(redis.latencyReset("command", "nosuch")).isEqualTo(1);
        });
        redis.latencyReset();
        assertThat(redis.latencyLatest()).isEmpty();
        assertThat(redis.latencyHistory("command")).isEmpty();
        Refused.with("ERR No samples available for event 'command'", () -> redis.latencyGraph("command"));
    }

    @Test
    @Needs(
            value = Feature.MULTI_SLOT,
            commands = {"LATENCY HISTOGRAM", "CONFIG RESETSTAT"})
    void callsHaveAHistogram() {
        redis.configResetstat();
        redis.set("a", "1");
        redis.set("b", "2");
        Map<String, LatencyHistogram> two = redis.latencyHistogram("set", "nosuch", "config");
        assertThat(two).containsOnlyKeys("set", "config|resetstat");
        assertThat(two.get("set").calls()).isEqualTo(2);
        assertThat(two.get("set").within().lastEntry().getValue()).isEqualTo(2);
        assertThat(two.get("set").within().firstKey()).isPositive();
        assertThat(redis.latencyHistogram()).containsKeys("set", "latency|histogram");
    }

    @Test
    @Needs(commands = "LOLWUT")
    void thereIsArt() {
        assertThat(redis.lolwut()).contains("Redis ver. " + redis.capabilities().redisVersion());
        assertThat(redis.lolwut(5, "40", "1", "1")).contains("Redis ver.");
        assertThat(redis.lolwut(99)).contains("Redis ver.");
    }
}
