package dev.redstart.engine.aof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.engine.persist.Disk;
import dev.redstart.engine.persist.FileEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A full or broken disk is an error to the user, never a silent loss; what had been acknowledged stays. */
class FailingDiskTest {

    private static final int COMMANDS = 6;

    @TempDir
    Path home;

    private FileEngine open(Disk disk, String fsync) throws IOException {
        return new FileEngine(disk, home, "appendonly", "yes", "appendfsync", fsync);
    }

    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,true", "false,false"})
    void whateverByteTheDiskFailsAtEveryAcknowledgedCommandIsThere(boolean tears, boolean truncates)
            throws IOException {
        long size = logSize();
        for (long limit = 0; limit <= size; limit++) {
            FaultyDisk disk = new FaultyDisk(tears);
            int acknowledged;
            try (FileEngine redis = open(disk, "always")) {
                disk.takes(limit);
                disk.truncates(truncates);
                acknowledged = run(redis);
            }
            try (FileEngine again = open(Disk.REAL, "always")) {
                int there = Integer.parseInt(again.run("LLEN l"));
                assertThat(there).as("after %s bytes", limit).isBetween(acknowledged, acknowledged + 1);
                assertThat(again.run("GET twin")).as("half a transaction").isEqualTo(again.run("GET of-twin"));
            }
            clear();
        }
    }

    /** How many commands were acknowledged before the first that was not. */
    private static int run(FileEngine redis) {
        redis.run("MULTI");
        redis.run("INCR twin");
        redis.run("INCR of-twin");
        try {
            redis.run("EXEC");
            for (int i = 0; i < COMMANDS; i++) if (redis.run("RPUSH l " + i).startsWith("(error)")) return i;
            return COMMANDS;
        } catch (UncheckedIOException e) {
            return redis.run("EXISTS l").equals("0") ? 0 : Integer.parseInt(redis.run("LLEN l")) - 1;
        }
    }

    private long logSize() throws IOException {
        try (FileEngine redis = open(Disk.REAL, "always")) {
            assertThat(run(redis)).isEqualTo(COMMANDS);
        }
        long size = Files.size(home.resolve("appendonlydir/appendonly.aof.1.incr.aof"));
        clear();
        return size;
    }

    private void clear() throws IOException {
        try (var files = Files.list(home.resolve("appendonlydir"))) {
            for (Path file : files.toList()) Files.delete(file);
        }
    }

    @Test
    void writesAreRefusedUntilThereIsRoomAgain() throws IOException {
        FaultyDisk disk = new FaultyDisk(true);
        try (FileEngine redis = open(disk, "everysec")) {
            redis.run("SET a 1");
            disk.takes(0);
            redis.run("SET b 2");
            String refusal = "(error) MISCONF Errors writing to the AOF file: No space left on device";
            Until.holds(() -> redis.run("PING").equals(refusal));
            assertThat(redis.run("SET c 3")).isEqualTo(refusal);
            assertThat(redis.run("GET b")).isEqualTo("2");
            assertThat(redis.run("INFO persistence")).contains("aof_last_write_status:err");
            disk.takes(Long.MAX_VALUE);
            Until.holds(() -> redis.run("SET d 4").equals("OK"));
        }
        try (FileEngine again = open(Disk.REAL, "everysec")) {
            assertThat(again.run("MGET a b c d")).isEqualTo("[1, 2, (nil), 4]");
        }
    }

    /** What the system could not sync it may have dropped, and says so once: only what is written anew is safe. */
    @Test
    void aFailingSyncIsMendedByWritingTheLogAnew() throws IOException {
        FaultyDisk disk = new FaultyDisk(true);
        try (FileEngine redis = open(disk, "always")) {
            redis.run("SET a 1");
            disk.syncs(false);
            assertThatThrownBy(() -> redis.run("SET b 2")).isInstanceOf(UncheckedIOException.class);
            assertThat(redis.run("SET c 3"))
                    .isEqualTo("(error) MISCONF Errors writing to the AOF file: Input/output error");
            disk.syncs(true);
            Until.holds(() -> redis.run("SET d 4").equals("OK"));
            assertThat(redis.run("INFO persistence")).contains("aof_last_write_status:ok");
        }
        assertThat(home.resolve("appendonlydir/appendonly.aof.manifest"))
                .content()
                .contains("base.rdb seq 2");
        try (FileEngine again = open(Disk.REAL, "always")) {
            assertThat(again.run("MGET a b c d")).isEqualTo("[1, 2, (nil), 4]");
        }
    }
}
