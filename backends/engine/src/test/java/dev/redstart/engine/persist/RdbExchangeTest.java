package dev.redstart.engine.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.contract.servers.RedisBinaries;
import dev.redstart.contract.servers.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
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
            assertThat(patiently(redis, "DEBUG", "DIGEST")).as("seed " + seed).isEqualTo(digest);
            assertThat(patiently(redis, "SAVE")).isEqualTo("OK");
        }
        try (FileEngine engine = new FileEngine(directory)) {
            assertThat(engine.run("DEBUG DIGEST")).as("seed " + seed).isEqualTo(digest);
            assertThat(engine.run("DEBUG RELOAD")).isEqualTo("OK");
            assertThat(engine.run("DEBUG DIGEST")).as("seed " + seed).isEqualTo(digest);
        }
    }

    /** What the server answers, however long it takes: by redis-cli, which has no limit. */
    private String patiently(RedisServer redis, String... words) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(RedisBinaries.get().cli().toString(), "-p", Integer.toString(redis.port())));
        command.addAll(List.of(words));
        return run(command).strip();
    }

    private void checkRdb() throws Exception {
        run(List.of(
                RedisBinaries.get().checkRdb().toString(),
                directory.resolve("dump.rdb").toString()));
    }

    private String run(List<String> command) throws Exception {
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
        return Files.readString(output);
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
