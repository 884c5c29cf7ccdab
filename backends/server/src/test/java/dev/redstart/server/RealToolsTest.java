package dev.redstart.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.servers.RedisBinaries;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Redis' own programs take the port for a Redis server. */
class RealToolsTest {

    private static TestPort port;

    @BeforeAll
    static void fill() throws IOException {
        port = TestPort.open();
        try (Wire wire = port.connect()) {
            for (int i = 0; i < 1000; i++)
                wire.command("SET", "string:" + i, "x".repeat(i + 1)).expect("+OK\r\n");
            wire.command("RPUSH", "list", "a", "b", "c").expect(":3\r\n");
            wire.command("HSET", "hash", "f", "v").expect(":1\r\n");
        }
    }

    @AfterAll
    static void close() {
        port.close();
    }

    private static String[] cli(String... words) {
        String[] all = new String[words.length + 3];
        all[0] = RedisBinaries.get().cli().toString();
        all[1] = "-p";
        all[2] = Integer.toString(port.port());
        System.arraycopy(words, 0, all, 3, words.length);
        return all;
    }

    @Test
    void commands() throws Exception {
        assertThat(Tool.run(cli("GET", "string:2"))).isEqualTo("xxx\n");
        assertThat(Tool.run(cli("-3", "HGETALL", "hash"))).isEqualTo("f v\n");
        assertThat(Tool.run(cli("--json", "HGETALL", "hash"))).isEqualTo("{\"f\":\"v\"}\n");
    }

    @Test
    void scan() throws Exception {
        assertThat(Tool.run(cli("--scan", "--pattern", "string:*")).lines()).hasSize(1000);
    }

    @Test
    void bigKeys() throws Exception {
        assertThat(Tool.run(cli("--bigkeys")))
                .contains("Sampled 1002 keys in the keyspace!")
                .contains("Biggest string found \"string:999\" has 1000 bytes")
                .contains("Biggest   list found \"list\" has 3 items");
    }

    @Test
    void memoryOfKeys() throws Exception {
        assertThat(Tool.run(cli("--memkeys")))
                .containsPattern("Biggest string found \"string:9\\d\\d\" has \\d+ bytes")
                .containsPattern("Biggest   list found \"list\" has \\d+ bytes");
    }

    @Test
    void monitor() throws Exception {
        try (Tool monitor = Tool.start(Map.of(), cli("MONITOR"))) {
            monitor.awaitOutput(text -> text.startsWith("OK\n"));
            Tool.run(cli("SET", "seen", "a b"));
            monitor.awaitOutput(text -> text.contains("] \"SET\" \"seen\" \"a b\"\n"));
        }
    }

    @Test
    void stat() throws Exception {
        try (Tool stat = Tool.start(Map.of(), cli("--stat", "-i", "0.1"))) {
            stat.awaitOutput(
                    text -> text.lines().filter(l -> l.startsWith("100")).count() >= 3);
        }
    }

    @Test
    void latency() throws Exception {
        try (Tool latency = Tool.start(Map.of(), cli("--latency", "--raw"))) {
            latency.input("");
            assertThat(latency.exitCode()).isZero();
            assertThat(latency.output().strip()).matches("\\d+ \\d+ [\\d.]+ \\d+");
        }
    }

    @Test
    void pipe() throws Exception {
        try (Tool pipe = Tool.start(Map.of(), cli("--pipe"))) {
            pipe.input(Wire.encoded("INCR", "piped").repeat(20_000));
            assertThat(pipe.exitCode()).isZero();
            assertThat(pipe.output()).contains("errors: 0, replies: 20000");
        }
    }

    @Test
    void benchmark() throws Exception {
        String tests =
                "ping_inline,ping_mbulk,set,get,incr,lpush,rpush,lpop,rpop,sadd,hset,spop,zadd,zpopmin,lrange_100,mset";
        String result = Tool.run(
                RedisBinaries.get().benchmark().toString(),
                "-p",
                Integer.toString(port.port()),
                "-n",
                "2000",
                "-P",
                "16",
                "-q",
                "--csv",
                "-t",
                tests);
        assertThat(result).contains("\"PING_INLINE\"", "\"LRANGE_100 (first 100 elements)\"", "\"MSET (10 keys)\"");
        assertThat(result).doesNotContain("ERR").doesNotContain("WRONG");
    }
}
