package dev.redstart.engine.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.contract.servers.RedisBinaries;
import dev.redstart.contract.servers.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of the engine in real servers, and the way back. */
class RdbExchangeTest {

    @TempDir
    Path directory;

    private static RedisServer redis(RedisBinaries binaries, Path directory) {
        return RedisServer.builder()
                .binaries(binaries)
                .config("dir", directory.toString())
                .config("enable-debug-command", "yes")
                .start();
    }

    @Test
    void toRedisAndBack() throws Exception {
        long seed = System.nanoTime();
        exchange(seed, new RandomData(seed, true), 500);
    }

    @Test
    @Tag("long")
    void aMillionKeys() throws Exception {
        long seed = System.nanoTime();
        exchange(seed, new RandomData(seed, true, 1000), 1_000_000);
    }

    private void exchange(long seed, RandomData data, int keys) throws Exception {
        String digest;
        try (FileEngine engine = new FileEngine(directory)) {
            data.fill(keys, engine::run);
            digest = engine.run("DEBUG DIGEST");
            assertThat(engine.run("SAVE")).isEqualTo("OK");
        }
        checkRdb();
        try (RedisServer redis = redis(RedisBinaries.get(), directory)) {
            assertThat(redis.call("DEBUG", "DIGEST")).as("seed " + seed).isEqualTo(digest);
            redis.call("SAVE");
        }
        try (FileEngine engine = new FileEngine(directory)) {
            assertThat(engine.run("DEBUG DIGEST")).as("seed " + seed).isEqualTo(digest);
            assertThat(engine.run("DEBUG RELOAD")).isEqualTo("OK");
            assertThat(engine.run("DEBUG DIGEST")).as("seed " + seed).isEqualTo(digest);
        }
    }

    private void checkRdb() throws Exception {
        Path file = directory.resolve("dump.rdb");
        Path output = directory.resolve("check.txt");
        Process check = new ProcessBuilder(RedisBinaries.get().checkRdb().toString(), file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(check.waitFor()).as(Files.readString(output)).isZero();
    }

    @Test
    void streamsToRedisAndBack() throws IOException {
        String before;
        try (FileEngine engine = new FileEngine(directory)) {
            for (int i = 1; i <= 500; i++) engine.run("XADD s " + i + "-1 f v" + i);
            engine.run("XGROUP CREATE s g 0");
            engine.run("XREADGROUP GROUP g c COUNT 7 STREAMS s >");
            before = engine.run("DUMP s").length() + engine.run("XPENDING s g") + engine.run("XLEN s");
            engine.run("SAVE");
        }
        try (RedisServer redis = redis(RedisBinaries.get(), directory)) {
            assertThat(redis.call("XLEN", "s")).isEqualTo(500L);
            redis.call("SAVE");
        }
        try (FileEngine engine = new FileEngine(directory)) {
            assertThat(engine.run("DUMP s").length() + engine.run("XPENDING s g") + engine.run("XLEN s"))
                    .isEqualTo(before);
        }
    }

    @Test
    void version10ToRedis70() throws IOException {
        long seed = System.nanoTime();
        String digest;
        try (FileEngine engine = new FileEngine(directory, "rdb-version", "10")) {
            new RandomData(seed, false).fill(300, engine::run);
            digest = engine.run("DEBUG DIGEST");
            engine.run("XADD 15 * f v");
            engine.run("DEL 15");
            assertThat(engine.run("SAVE")).isEqualTo("OK");
        }
        assertThat(new String(Files.readAllBytes(directory.resolve("dump.rdb")), 0, 9))
                .isEqualTo("REDIS0010");
        try (RedisServer redis = redis(RedisBinaries.redis70(), directory)) {
            assertThat(redis.call("DEBUG", "DIGEST")).as("seed " + seed).isEqualTo(digest);
            redis.call("SAVE");
        }
        try (FileEngine engine = new FileEngine(directory)) {
            assertThat(engine.run("DEBUG DIGEST")).as("seed " + seed).isEqualTo(digest);
        }
    }

    @Test
    void anOldVersionRefusesFieldsThatExpireAndNamesTheKey() throws IOException {
        try (FileEngine engine = new FileEngine(directory, "rdb-version", "11")) {
            engine.run("HSET h f v");
            engine.run("HEXPIRE h 100 FIELDS 1 f");
            assertThat(engine.run("SAVE")).contains("version 11").contains("'h'");
            assertThat(directory.resolve("dump.rdb")).doesNotExist();
        }
    }

    @Test
    void aDirectoryBelongsToOneEngine() throws IOException {
        try (FileEngine first = new FileEngine(directory)) {
            assertThat(first.run("SET k v")).isEqualTo("OK");
            assertThatThrownBy(() -> new FileEngine(directory)).hasMessageContaining("another engine");
        }
        new FileEngine(directory).close();
    }
}
