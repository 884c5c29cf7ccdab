package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the commands about a server's health send, and the shapes of reply that they take. */
class DiagnosticsWireTest {

    private static final DiagnosticsFamily<String, String> d = Wire.commands().diagnostics();

    private static final String INFO =
            """
            # Server\r
            redis_version:8.0.6\r
            executable:/opt/redis:8/redis-server\r
            uptime_in_seconds:90\r
            \r
            # Clients\r
            connected_clients:3\r
            \r
            # Memory\r
            used_memory:717776\r
            used_memory_dataset:18446744073709549864\r
            \r
            # Modules\r
            module:name=vectorset,ver=1\r
            module:name=other,ver=2\r
            \r
            # Keyspace\r
            db0:keys=5,expires=2,avg_ttl=1500,subexpiry=1\r
            db9:keys=1,expires=0,avg_ttl=0\r
            """;

    static Stream<Arguments> commands() {
        return Stream.of(
                arguments("INFO", d.info()),
                arguments("INFO memory keyspace", d.info("memory", "keyspace")),
                arguments("MEMORY USAGE k", d.memoryUsage("k")),
                arguments("MEMORY USAGE k SAMPLES 0", d.memoryUsage("k", 0)),
                arguments("MEMORY STATS", d.memoryStats()),
                arguments("MEMORY DOCTOR", d.memoryDoctor()),
                arguments("MEMORY MALLOC-STATS", d.memoryMallocStats()),
                arguments("MEMORY PURGE", d.memoryPurge()),
                arguments("SLOWLOG GET", d.slowlogGet()),
                arguments("SLOWLOG GET -1", d.slowlogGet(-1)),
                arguments("SLOWLOG LEN", d.slowlogLen()),
                arguments("SLOWLOG RESET", d.slowlogReset()),
                arguments("LATENCY LATEST", d.latencyLatest()),
                arguments("LATENCY HISTORY command", d.latencyHistory("command")),
                arguments("LATENCY GRAPH command", d.latencyGraph("command")),
                arguments("LATENCY DOCTOR", d.latencyDoctor()),
                arguments("LATENCY HISTOGRAM", d.latencyHistogram()),
                arguments("LATENCY HISTOGRAM get config", d.latencyHistogram("get", "config")),
                arguments("LATENCY RESET", d.latencyReset()),
                arguments("LATENCY RESET command fork", d.latencyReset("command", "fork")),
                arguments("LOLWUT", d.lolwut()),
                arguments("LOLWUT VERSION 5 3 4", d.lolwut(5, "3", "4")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void sends(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
    }

    @Test
    void memoryUsageHasAKey() {
        assertThat(Wire.keysOf(d.memoryUsage("k", 3))).isEqualTo("k");
        assertThat(d.memoryUsage("k").request().access()).isEqualTo(Request.Access.READ);
        assertThat(d.memoryUsage("k").decoder().decode(Reply.NULL)).isNull();
    }

    @Test
    void infoIsSectionsOfFields() {
        for (Reply reply : Wire.texts(INFO)) {
            ServerInfo info = d.info().decoder().decode(reply);
            assertThat(info.sections().keySet()).containsExactly("server", "clients", "memory", "modules", "keyspace");
            assertThat(info.section("Server")).containsEntry("executable", "/opt/redis:8/redis-server");
            assertThat(info.section("persistence")).isEmpty();
            assertThat(info.field("connected_clients")).isEqualTo("3");
            assertThat(info.field("weather")).isNull();
            assertThat(info.field("module")).isEqualTo("name=vectorset,ver=1\nname=other,ver=2");
            assertThat(info.redisVersion()).isEqualTo("8.0.6");
            assertThat(info.uptime()).isEqualTo(Duration.ofSeconds(90));
            assertThat(info.connectedClients()).hasValue(3);
            assertThat(info.usedMemory()).hasValue(717776);
            assertThat(info.keyspaceHits()).isEmpty();
            assertThat(info.role()).isNull();
            assertThat(info.number("used_memory_dataset"))
                    .as("too large, as Redis gives it when it has wrapped around")
                    .isEmpty();
            assertThat(info.keyspace())
                    .isEqualTo(Map.of(
                            0, new ServerInfo.Keyspace(5, 2, Duration.ofMillis(1500), 1),
                            9, new ServerInfo.Keyspace(1, 0, Duration.ZERO, 0)));
        }
    }

    @Test
    void anEmptyInfoIsEmpty() {
        ServerInfo info = d.info("nosuch").decoder().decode(Reply.blob(""));
        assertThat(info.sections()).isEmpty();
        assertThat(info.keyspace()).isEmpty();
        assertThat(info.uptime()).isZero();
    }

    @Test
    void memoryStatsMayHaveMoreThanWeKnow() {
        Map<Object, Object> sent = Wire.map(
                "peak.allocated",
                1333088,
                "total.allocated",
                1312432,
                "startup.allocated",
                652776,
                "db.0",
                Wire.map("overhead.hashtable.main", 2768),
                "overhead.total",
                722528,
                "keys.count",
                1,
                "keys.bytes-per-key",
                589904,
                "dataset.bytes",
                589904,
                "dataset.percentage",
                89.4260025024414,
                "peak.percentage",
                98.45051574707031,
                "fragmentation",
                7.25,
                "weather",
                "fine");
        for (Reply reply : Wire.shapes(sent)) {
            MemoryStats stats = d.memoryStats().decoder().decode(reply);
            assertThat(stats.peak()).isEqualTo(1333088);
            assertThat(stats.total()).isEqualTo(1312432);
            assertThat(stats.startup()).isEqualTo(652776);
            assertThat(stats.overhead()).isEqualTo(722528);
            assertThat(stats.dataset()).isEqualTo(589904);
            assertThat(stats.datasetPercentage()).isEqualTo(89.4260025024414);
            assertThat(stats.peakPercentage()).isEqualTo(98.45051574707031);
            assertThat(stats.keys()).isEqualTo(1);
            assertThat(stats.bytesPerKey()).isEqualTo(589904);
            assertThat(stats.fragmentation()).isEqualTo(7.25);
            assertThat(stats.fields())
                    .containsEntry("weather", Reply.blob("fine"))
                    .containsKey("db.0");
        }
        assertThatThrownBy(() -> d.memoryStats().decoder().decode(Reply.array()))
                .isInstanceOf(UnexpectedReply.class)
                .hasMessageContaining("peak.allocated");
    }

    @Test
    void slowLogEntriesHaveTheirWords() {
        Reply reply = Reply.array(Reply.array(
                Reply.integer(7),
                Reply.integer(1795529447),
                Reply.integer(1500),
                Reply.array(Reply.blob("set"), Reply.blob(new byte[] {(byte) 0xFF}), Reply.blob("v")),
                Reply.blob("127.0.0.1:47582"),
                Reply.blob("me")));
        SlowLogEntry entry = d.slowlogGet().decoder().decode(reply).get(0);
        assertThat(entry)
                .isEqualTo(new SlowLogEntry(
                        7,
                        Instant.ofEpochSecond(1795529447),
                        Duration.ofNanos(1_500_000),
                        List.of(Bytes.utf8("set"), Bytes.of((byte) 0xFF), Bytes.utf8("v")),
                        "127.0.0.1:47582",
                        "me"));
        assertThat(entry.line()).isEqualTo("set \uFFFD v");
        assertThatThrownBy(() -> d.slowlogGet().decoder().decode(Reply.array(Reply.array(Reply.integer(1)))))
                .isInstanceOf(UnexpectedReply.class);
    }

    @Test
    void latencyHasEventsAndSamples() {
        Reply events = Reply.array(
                Reply.array(Reply.blob("command"), Reply.integer(1795529667), Reply.integer(25), Reply.integer(30)));
        assertThat(d.latencyLatest().decoder().decode(events))
                .containsExactly(new LatencyEvent(
                        "command", Instant.ofEpochSecond(1795529667), Duration.ofMillis(25), Duration.ofMillis(30)));
        Reply samples = Reply.array(Reply.array(Reply.integer(1795529448), Reply.integer(2)));
        assertThat(d.latencyHistory("command").decoder().decode(samples))
                .containsExactly(new LatencySample(Instant.ofEpochSecond(1795529448), Duration.ofMillis(2)));
    }

    @Test
    void histogramsAreCumulative() {
        Map<Object, Object> sent = Wire.map("set", Wire.map("calls", 2, "histogram_usec", Wire.map(4, 1, 33, 2)));
        for (Reply reply : Wire.shapes(sent)) {
            LatencyHistogram set =
                    d.latencyHistogram("set").decoder().decode(reply).get("set");
            assertThat(set.calls()).isEqualTo(2);
            assertThat(set.within()).isEqualTo(Map.of(Duration.ofNanos(4_000), 1L, Duration.ofNanos(33_000), 2L));
        }
    }

    @Test
    void textsForPeopleComeInBothShapes() {
        for (Reply reply : Wire.texts("fine")) {
            assertThat(d.memoryDoctor().decoder().decode(reply)).isEqualTo("fine");
            assertThat(d.lolwut().decoder().decode(reply)).isEqualTo("fine");
        }
    }
}
