package dev.redstart.engine.persist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.servers.RedisBinaries;
import dev.redstart.contract.servers.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of versions 1 to 9 are the same data to the engine and to a real server, before and after the engine rewrites them. */
class OldRdbTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void ofVersion(int version) throws IOException {
        long seed = System.nanoTime();
        Path file = Files.write(directory.resolve("dump.rdb"), OldRdbWriter.file(version, seed));
        Object digest;
        Object size;
        try (RedisServer redis = redis()) {
            digest = redis.call("DEBUG", "DIGEST");
            size = redis.call("DBSIZE");
        }
        assertThat(size).isEqualTo(version < 2 ? 50L : version < 4 ? 90L : 100L);
        // A real server may have written when it ended.
        Files.write(file, OldRdbWriter.file(version, seed));
        try (FileEngine engine = new FileEngine(directory)) {
            assertThat(engine.run("DEBUG DIGEST")).as("seed " + seed).isEqualTo(digest);
            if (version == 9)
                assertThat(engine.run("SELECT 3") + engine.run("XLEN stream") + engine.run("XPENDING stream group"))
                        .isEqualTo("OK50[2, 101-1, 102-2, [[consumer, 2]]]");
            assertThat(engine.run("SAVE")).isEqualTo("OK");
        }
        try (RedisServer redis = redis()) {
            assertThat(redis.call("DEBUG", "DIGEST")).as("seed " + seed).isEqualTo(digest);
        }
    }

    private RedisServer redis() {
        return RedisServer.builder()
                .binaries(RedisBinaries.get())
                .config("dir", directory.toString())
                .config("enable-debug-command", "yes")
                .start();
    }
}
