package dev.redstart.engine.aof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.engine.persist.FileEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was done is there when the directory is opened again, however it was left. */
class AppendOnlyTest {

    private static final List<String> ALL_SORTS = List.of(
            "SET k v EX 1000",
            "RPUSH l a b c",
            "SADD s a b c",
            "SPOP s",
            "SELECT 2",
            "HSET h a 1 b 2",
            "HEXPIRE h 100 FIELDS 1 a",
            "ZADD z 1 a",
            "XADD x * f v",
            "MULTI",
            "INCR n",
            "APPEND t text",
            "EXEC",
            "EVAL \"redis.call('set', KEYS[1], 1) return redis.call('incr', KEYS[1])\" 1 scripted",
            "SELECT 0");

    @TempDir
    Path home;

    private FileEngine open(String... more) throws IOException {
        String[] settings = Arrays.copyOf(new String[] {"appendonly", "yes"}, more.length + 2);
        System.arraycopy(more, 0, settings, 2, more.length);
        return new FileEngine(home, settings);
    }

    private Path file(String name) {
        return home.resolve("appendonlydir").resolve(name);
    }

    private Path increment() {
        return file("appendonly.aof.1.incr.aof");
    }

    private static void await(FileEngine redis, String line) {
        Until.holds(() -> redis.run("INFO persistence").contains(line));
    }

    private static void awaitRewritten(FileEngine redis) {
        await(redis, "aof_rewrite_scheduled:0");
        await(redis, "aof_rewrite_in_progress:0");
        assertThat(redis.run("INFO persistence")).contains("aof_last_bgrewrite_status:ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "everysec", "no"})
    void everythingIsThereAgain(String fsync) throws IOException {
        String before;
        try (FileEngine redis = open("appendfsync", fsync)) {
            ALL_SORTS.forEach(redis::run);
            before = redis.run("DEBUG DIGEST");
        }
        try (FileEngine again = open("appendfsync", fsync)) {
            assertThat(again.run("DEBUG DIGEST")).isEqualTo(before);
            again.run("SET more 1");
            before = again.run("DEBUG DIGEST");
        }
        try (FileEngine again = open("appendfsync", fsync)) {
            assertThat(again.run("DEBUG DIGEST")).isEqualTo(before);
            again.run("SET unlogged 1");
            assertThat(again.run("DEBUG LOADAOF")).isEqualTo("OK");
            assertThat(again.run("EXISTS unlogged")).isEqualTo("1");
        }
        assertThat(file("appendonly.aof.manifest"))
                .content()
                .isEqualTo(
                        "file appendonly.aof.1.base.rdb seq 1 type b\nfile appendonly.aof.1.incr.aof seq 1 type i\n");
    }

    @Test
    void nothingExpiresWhileItIsLoaded() throws IOException {
        try (FileEngine redis = open()) {
            redis.run("DEBUG SET-ACTIVE-EXPIRE 0");
            redis.run("SET k v PX 400");
            redis.run("APPEND k w");
            redis.run("PERSIST k");
            redis.run("RPUSH l a");
            redis.run("PEXPIRE l 400");
            redis.run("RENAME l m");
            redis.run("HSET h f 1");
            redis.run("HPEXPIRE h 400 FIELDS 1 f");
            redis.run("HPERSIST h FIELDS 1 f");
            long past = System.currentTimeMillis() + 450;
            Until.holds(() -> System.currentTimeMillis() > past);
        }
        try (FileEngine again = open()) {
            assertThat(again.run("GET k")).isEqualTo("vw");
            assertThat(again.run("EXISTS m")).isEqualTo("0");
            assertThat(again.run("HGET h f")).isEqualTo("1");
        }
    }

    @Test
    void aLogCutAnywhereIsLoadedUpToItsLastWholeUnit() throws IOException {
        try (FileEngine redis = open()) {
            for (String line : List.of("SET a 1", "MULTI", "INCR b", "INCR c", "EXEC", "RPUSH l x")) redis.run(line);
        }
        byte[] whole = Files.readAllBytes(increment());
        for (int size = 0; size <= whole.length; size++) {
            Files.write(increment(), Arrays.copyOf(whole, size));
            try (FileEngine redis = open("appendfsync", "no")) {
                assertThat(redis.run("GET b")).as("cut at %s", size).isEqualTo(redis.run("GET c"));
                redis.run("SET after 1");
            }
            try (FileEngine redis = open("appendfsync", "no")) {
                assertThat(redis.run("EXISTS after")).as("cut at %s", size).isEqualTo("1");
            }
        }
    }

    @Test
    void aTornEndIsAnErrorToWhoWantsThat() throws IOException {
        try (FileEngine redis = open()) {
            redis.run("SET a 1");
        }
        byte[] whole = Files.readAllBytes(increment());
        Files.write(increment(), Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> open("aof-load-truncated", "no").close())
                .isInstanceOf(CorruptAofException.class)
                .hasMessageContaining("Unexpected end of file")
                .hasMessageContaining("after byte 23");
        assertThat(increment()).hasSize(whole.length - 1);
    }

    @Test
    void aDamagedLogIsNotLoaded() throws IOException {
        try (FileEngine redis = open()) {
            redis.run("SET a 1");
        }
        byte[] bytes = Files.readAllBytes(increment());
        bytes[0] = 'x';
        Files.write(increment(), bytes);
        assertThatThrownBy(() -> open().close())
                .isInstanceOf(CorruptAofException.class)
                .hasMessageContaining("at byte 1")
                .hasMessageContaining("incr.aof");
        Files.writeString(increment(), "*1\r\n$6\r\nNOSUCH\r\n");
        assertThatThrownBy(() -> open().close()).hasMessageContaining("Unknown command 'NOSUCH'");
        Files.delete(increment());
        assertThatThrownBy(() -> open().close()).hasMessageContaining("No such file");
    }

    @Test
    void rewritingKeepsTheDataAndDeletesWhatWasBefore() throws IOException {
        String before;
        try (FileEngine redis = open()) {
            ALL_SORTS.forEach(redis::run);
            assertThat(redis.run("BGREWRITEAOF")).isEqualTo("Background append only file rewriting started");
            redis.run("SET meanwhile 1");
            awaitRewritten(redis);
            redis.run("SET after 1");
            before = redis.run("DEBUG DIGEST");
            assertThat(redis.run("INFO persistence")).contains("aof_rewrites:1");
        }
        assertThat(file("appendonly.aof.manifest"))
                .content()
                .isEqualTo(
                        "file appendonly.aof.2.base.rdb seq 2 type b\nfile appendonly.aof.2.incr.aof seq 2 type i\n");
        try (var files = Files.list(file(""))) {
            assertThat(files).hasSize(3);
        }
        try (FileEngine again = open()) {
            assertThat(again.run("DEBUG DIGEST")).isEqualTo(before);
        }
    }

    @Test
    void itRewritesByItselfOnceItHasGrown() throws IOException {
        try (FileEngine redis = open("auto-aof-rewrite-min-size", "4kb", "auto-aof-rewrite-percentage", "100")) {
            for (int i = 0; i < 500; i++) redis.run("SET k " + i);
            await(redis, "aof_rewrites:1");
            awaitRewritten(redis);
            assertThat(redis.run("GET k")).isEqualTo("499");
        }
        try (FileEngine again = open()) {
            assertThat(again.run("GET k")).isEqualTo("499");
        }
    }

    @Test
    void itIsSwitchedOnAndOff() throws IOException {
        try (FileEngine redis = new FileEngine(home)) {
            redis.run("SET a 1");
            assertThat(redis.run("CONFIG SET appendonly yes")).isEqualTo("OK");
            assertThat(redis.run("INFO persistence")).contains("aof_enabled:1");
            awaitRewritten(redis);
            redis.run("SET b 2");
            assertThat(redis.run("CONFIG SET appendonly no")).isEqualTo("OK");
            redis.run("SET c 3");
        }
        try (FileEngine again = open()) {
            assertThat(again.run("MGET a b c")).isEqualTo("[1, 2, (nil)]");
            again.run("CONFIG SET appendonly no");
            again.run("SET d 4");
            again.run("CONFIG SET appendonly yes");
            awaitRewritten(again);
        }
        try (FileEngine again = open()) {
            assertThat(again.run("MGET a b c d")).isEqualTo("[1, 2, (nil), 4]");
        }
    }

    @Test
    void itBeginsWithWhatAnRdbFileHolds() throws IOException {
        try (FileEngine redis = new FileEngine(home)) {
            redis.run("SET a 1");
            redis.run("SAVE");
        }
        for (int i = 0; i < 2; i++) {
            try (FileEngine redis = open()) {
                assertThat(redis.run("GET a")).isEqualTo("1");
            }
            Files.deleteIfExists(home.resolve("dump.rdb"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSingleFileOfAnOlderServerIsTakenOver(boolean preamble) throws IOException {
        byte[] base = {};
        if (preamble) {
            try (FileEngine redis = new FileEngine(home)) {
                redis.run("SET a 1");
                redis.run("SAVE");
            }
            base = Files.readAllBytes(home.resolve("dump.rdb"));
        }
        Path old = home.resolve("appendonly.aof");
        Files.write(old, base);
        String tail = "*2\r\n$6\r\nSELECT\r\n$1\r\n0\r\n*3\r\n$3\r\nset\r\n$1\r\nb\r\n$1\r\n2\r\n";
        Files.write(old, tail.getBytes(StandardCharsets.US_ASCII), StandardOpenOption.APPEND);
        for (int i = 0; i < 2; i++) {
            try (FileEngine redis = open()) {
                assertThat(redis.run("GET b")).isEqualTo("2");
                assertThat(redis.run("GET a")).isEqualTo(preamble ? "1" : "(nil)");
            }
        }
        assertThat(old).doesNotExist();
        assertThat(file("appendonly.aof.manifest")).content().startsWith("file appendonly.aof seq 1 type b\n");
    }

    @Test
    void theTimeIsSaidWhenAskedFor() throws IOException {
        try (FileEngine redis = open("aof-timestamp-enabled", "yes")) {
            redis.run("SET a 1");
        }
        assertThat(increment()).content().startsWith("#TS:").contains("\r\n*2\r\n$6\r\nSELECT");
        try (FileEngine again = open()) {
            assertThat(again.run("GET a")).isEqualTo("1");
        }
    }
}
