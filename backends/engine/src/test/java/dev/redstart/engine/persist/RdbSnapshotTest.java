package dev.redstart.engine.persist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot shows the data as it was when it began, whatever is done meanwhile; a file is whole or not there. */
class RdbSnapshotTest {

    private static final int KEYS = 20_000;
    private static final int ROUNDS = 10;

    @TempDir
    Path directory;

    @TempDir
    Path copies;

    private static void change(FileEngine engine, AtomicBoolean over) {
        for (int n = 0; !over.get(); n++) {
            int i = n;
            engine.atomically(() -> {
                engine.runHeld("INCR a");
                engine.runHeld("HSET h f" + i + " v");
                engine.runHeld("INCR b");
                engine.runHeld("RENAME x" + i % 2 + " x" + (i + 1) % 2);
                engine.runHeld("SWAPDB 1 2");
            });
            engine.run("SET k" + i % KEYS + " changed");
            engine.run("DEL k" + (i * 7) % KEYS);
            engine.run("LPUSH l" + i % 100 + " " + i);
        }
    }

    @Test
    void everySnapshotIsOfOneMoment() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (FileEngine engine = new FileEngine(directory)) {
            for (int i = 0; i < KEYS; i++) engine.run("SET k" + i + " v");
            engine.run("SET x0 here");
            engine.run("SELECT 1");
            for (int i = 0; i < 1000; i++) engine.run("SET s" + i + " v");
            engine.run("SELECT 0");
            Thread writer = new Thread(() -> change(engine, over));
            FileEngine other = engine;
            writer.start();
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    String[] seen = new String[2];
                    // Another session would be cleaner; the writer's is used under the lock only.
                    other.atomically(() -> {
                        seen[0] = other.runHeld("GET a") + other.runHeld("HLEN h") + " " + other.runHeld("DBSIZE");
                        seen[1] = other.runHeld("BGSAVE");
                    });
                    assertThat(seen[1]).startsWith("Background saving started");
                    awaitSaved(engine);
                    check(seen[0]);
                }
            } finally {
                over.set(true);
                writer.join();
            }
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("30 s are over").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static void awaitSaved(FileEngine engine) {
        boolean[] running = new boolean[1];
        await(() -> {
            engine.atomically(
                    () -> running[0] = engine.engine.dispatcher().saves().isRunning());
            return !running[0];
        });
        assertThat(engine.engine.dispatcher().saves().lastFailed()).isFalse();
    }

    private void check(String expected) throws IOException {
        Files.copy(directory.resolve("dump.rdb"), copies.resolve("dump.rdb"), StandardCopyOption.REPLACE_EXISTING);
        try (FileEngine copy = new FileEngine(copies)) {
            assertThat(copy.run("GET a") + copy.run("HLEN h") + " " + copy.run("DBSIZE"))
                    .isEqualTo(expected);
            assertThat(copy.run("GET a")).isEqualTo(copy.run("GET b"));
            assertThat(copy.run("EXISTS x0 x1")).isEqualTo("1");
            copy.run("SELECT 1");
            String one = copy.run("DBSIZE");
            copy.run("SELECT 2");
            assertThat(one + copy.run("DBSIZE")).isIn("10000", "01000");
        }
    }

    @Test
    void flushingDoesNotDisturb() throws Exception {
        try (FileEngine engine = new FileEngine(directory)) {
            for (int i = 0; i < KEYS; i++) engine.run("SET k" + i + " v");
            engine.atomically(() -> {
                engine.runHeld("BGSAVE");
                engine.runHeld("FLUSHDB");
                engine.runHeld("SET new v");
            });
            awaitSaved(engine);
            Files.copy(directory.resolve("dump.rdb"), copies.resolve("dump.rdb"));
            assertThat(engine.run("DBSIZE")).isEqualTo("1");
        }
        try (FileEngine copy = new FileEngine(copies)) {
            assertThat(copy.run("DBSIZE")).isEqualTo(Integer.toString(KEYS));
            assertThat(copy.run("EXISTS new")).isEqualTo("0");
        }
    }

    /** Fails after so many bytes, having written those before. */
    private static final class FullDisk implements Disk {
        private final long room;

        FullDisk(long room) {
            this.room = room;
        }

        @Override
        public Sink create(Path file) throws IOException {
            Sink real = Disk.REAL.create(file);
            return new Sink() {
                private long left = room;

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    int part = (int) Math.min(left, length);
                    real.write(bytes, from, part);
                    left -= part;
                    if (part < length) throw new IOException("No space left on device");
                }

                @Override
                public void sync() throws IOException {
                    if (left == 0) throw new IOException("fsync failed");
                    real.sync();
                }

                @Override
                public void close() throws IOException {
                    real.close();
                }
            };
        }
    }

    @Test
    void aDiskThatFailsAtAnyByteLeavesTheFileBefore() throws IOException {
        long size;
        try (FileEngine engine = new FileEngine(directory)) {
            engine.run("SET k old");
            engine.run("SAVE");
            size = Files.size(directory.resolve("dump.rdb"));
        }
        for (long room = 0; room <= size; room++) {
            try (FileEngine engine = new FileEngine(new FullDisk(room), directory)) {
                assertThat(engine.run("GET k")).isEqualTo("old");
                engine.run("SET k new");
                assertThat(engine.run("SAVE")).as("room for " + room).contains("ERR");
                assertThat(Files.list(directory).map(f -> f.getFileName().toString()))
                        .containsExactlyInAnyOrder("dump.rdb", "redstart.lock");
            }
        }
    }

    @Test
    void writesAreRefusedAfterAFailureInTheBackground() throws IOException {
        try (FileEngine engine = new FileEngine(new FullDisk(10), directory, "save", "900 1")) {
            engine.run("SET k v");
            engine.run("BGSAVE");
            await(() -> engine.run("INFO persistence").contains("rdb_last_bgsave_status:err"));
            assertThat(engine.run("SET k v")).contains("MISCONF Redis is configured to save RDB snapshots");
            assertThat(engine.run("PING")).contains("MISCONF");
            assertThat(engine.run("GET k")).isEqualTo("v");
            engine.run("CONFIG SET stop-writes-on-bgsave-error no");
            assertThat(engine.run("SET k v")).isEqualTo("OK");
        }
    }
}
