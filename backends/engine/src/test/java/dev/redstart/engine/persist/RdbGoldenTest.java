package dev.redstart.engine.persist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.engine.EngineDriver;
import dev.redstart.engine.TestEngine;
import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Resources;
import dev.redstart.spi.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that real servers of these versions wrote, with a value of every type and encoding. */
class RdbGoldenTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"7.0", "8.0"})
    void ofRealServers(String version) throws IOException {
        try (InputStream golden = RdbGoldenTest.class.getResourceAsStream("redis-" + version + ".rdb")) {
            Files.copy(Objects.requireNonNull(golden), directory.resolve("dump.rdb"));
        }
        try (FileEngine engine = new FileEngine(directory)) {
            assertThat(engine.run("MGET s n big")).isEqualTo("[text, 12345, " + "ab".repeat(100) + "]");
            assertThat(engine.run("LRANGE l 0 -1")).isEqualTo("[a, 1, -5000, 70000]");
            assertThat(engine.run("LRANGE plain 0 -1")).contains("z".repeat(300));
            assertThat(engine.run("SMISMEMBER ints 1 2 70000 3")).isEqualTo("[1, 1, 1, 0]");
            assertThat(engine.run("OBJECT ENCODING ints")).isEqualTo("intset");
            assertThat(engine.run("SMISMEMBER words a b 3")).isEqualTo("[1, 1, 1]");
            assertThat(engine.run("ZSCORE z b")).isEqualTo("2.5");
            assertThat(engine.run("HMGET h f g")).isEqualTo("[v, 2]");
            assertThat(engine.run("XLEN st")).isEqualTo("2");
            assertThat(engine.run("XPENDING st g")).startsWith("[1, 5-1, 5-1");
            assertThat(engine.run("PEXPIRETIME later")).isEqualTo("33333333333333");
            assertThat(engine.run("SCARD table") + engine.run("ZCARD skip")).isEqualTo("600140");
            engine.run("SELECT 9");
            assertThat(engine.run("GET nine")).isEqualTo("9");
            if (version.equals("8.0"))
                assertThat(engine.run("HPEXPIRETIME hx FIELDS 2 f g")).isEqualTo("[33333333333333, -1]");
        }
    }

    @Test
    void aUrlWithADirectory() {
        String url = "redstart:engine:file:" + directory.resolve("made");
        Resources resources = new Resources(Clock.systemUTC(), Runnable::run, null, null);
        try (Transport engine = new EngineDriver().open(Endpoint.parse(url, resources))) {
            engine.call(TestEngine.request("SET k v"));
        }
        try (Transport engine = new EngineDriver().open(Endpoint.parse(url, resources))) {
            assertThat(TestEngine.text(engine.call(TestEngine.request("GET k"))))
                    .isEqualTo("v");
            assertThat(TestEngine.text(engine.call(TestEngine.request("INFO persistence"))))
                    .contains("rdb_last_load_keys_loaded:1");
        }
    }
}
