package dev.redstart.engine.persist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.engine.persist.rdb.RdbOptions;
import dev.redstart.engine.persist.rdb.RdbSnapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Large values that are changed all the time while a snapshot is taken: it shows them as they were when it began, and neither
 * a piece of it nor a change has to do with more than a bounded number of elements.
 */
class LargeValueSnapshotTest {

    private static final int SIZE = 60_000;
    private static final int LONG = 200_000;
    private static final int CHANGES_A_PIECE = 60;
    /** Under one hold of the lock: what fits into a piece, and the last step that fills it. */
    private static final int MOST_A_PIECE = 64 * 1024 / 6 + 1024;
    /** By one command that changes a few elements. */
    private static final int MOST_A_CHANGE = 8;

    @TempDir
    Path directory;

    @TempDir
    Path copies;

    private final Random random = new Random();
    private long seed = System.nanoTime();

    private static void fill(FileEngine engine) {
        for (int i = 0; i < SIZE; i++) {
            for (int n = 0; n < 2; n++) {
                engine.runHeld("SADD set" + n + " member" + i);
                engine.runHeld("HSET hash" + n + " field" + i + " value" + i);
                engine.runHeld("ZADD zset" + n + " " + i % 1000 + " member" + i);
                engine.runHeld("RPUSH list" + n + " element" + i + " " + "x".repeat(80));
                engine.runHeld("XADD stream" + n + " " + (i + 1) + "-0 field value" + i);
            }
            if (i % 100 == 0) engine.runHeld("HPEXPIRE hash0 " + (1_000_000_000L + i) + " FIELDS 1 field" + i);
        }
        engine.runHeld("SETRANGE long " + LONG + " end");
        for (int i = 0; i < LONG; i += 1000) engine.runHeld("SETRANGE long " + i + " " + i);
        engine.runHeld("RPUSH plain " + "p".repeat(LONG));
        engine.runHeld("XGROUP CREATE stream0 g 0");
        engine.runHeld("XREADGROUP GROUP g c COUNT 100 STREAMS stream0 >");
    }

    private String change() {
        String n = Integer.toString(random.nextInt(2));
        int i = random.nextInt(SIZE + SIZE / 10);
        int end = random.nextInt(200) - 100;
        return switch (random.nextInt(23)) {
            case 0 -> "SADD set" + n + " member" + i;
            case 1, 2 -> "SREM set" + n + " member" + i;
            case 3 -> "SPOP set" + n;
            case 4 -> "HSET hash" + n + " field" + i + " changed";
            case 5 -> "HDEL hash" + n + " field" + i;
            case 6 -> "HPEXPIRE hash" + n + " " + (2_000_000_000L + i) + " FIELDS 1 field" + i;
            case 7 -> "ZADD zset" + n + " " + random.nextInt(2000) + " member" + i;
            case 8 -> "ZINCRBY zset" + n + " 0.5 member" + i;
            case 9 -> "ZREM zset" + n + " member" + i;
            case 10 -> "ZPOPMAX zset" + n;
            case 11 -> "LPUSH list" + n + " pushed";
            case 12 -> "RPOP list" + n;
            case 13 -> "LPOP list" + n;
            case 14 -> "LSET list" + n + " " + (end == 0 ? i % 1000 : end) + " changed";
            case 15 -> "LSET list" + n + " " + i % SIZE + " " + "y".repeat(random.nextInt(500));
            case 16 -> "LINSERT list" + n + " BEFORE element" + (SIZE / 2 + i % 100) + " " + "z".repeat(300);
            case 17 -> "XADD stream" + n + " * field value";
            case 18 -> "XDEL stream" + n + " " + (i + 1) + "-0";
            case 19 -> "SETRANGE long " + i + " changed";
            case 20 -> "APPEND long more";
            case 21 -> "XTRIM stream" + n + " MAXLEN = " + (SIZE - i / 100);
            default -> "XREADGROUP GROUP g c COUNT 3 STREAMS stream0 >";
        };
    }

    @Test
    void changesCostWhatTheyTouch() throws IOException {
        random.setSeed(seed);
        String before;
        try (FileEngine engine = new FileEngine(directory)) {
            engine.atomically(() -> fill(engine));
            before = engine.run("DEBUG DIGEST");
            write(engine, directory.resolve("dump.rdb"));
            assertThat(engine.run("DEBUG DIGEST")).isNotEqualTo(before);
        }
        Files.move(directory.resolve("dump.rdb"), copies.resolve("dump.rdb"));
        try (FileEngine copy = new FileEngine(copies)) {
            assertThat(copy.run("DEBUG DIGEST")).as("seed " + seed).isEqualTo(before);
        }
    }

    private void write(FileEngine engine, Path file) throws IOException {
        var dispatcher = engine.engine.dispatcher();
        RdbOptions options = new RdbOptions(12, true, true, RdbOptions.Uses.NONE, false, FunctionStore.NONE, 0);
        RdbSnapshot[] begun = new RdbSnapshot[1];
        engine.atomically(() -> begun[0] = RdbSnapshot.begin(
                dispatcher.databases(), options, dispatcher.time().millis()));
        RdbSnapshot snapshot = begun[0];
        int[] pieces = new int[1];
        try (OutputStream out = Files.newOutputStream(file)) {
            snapshot.writeTo(
                    out,
                    work -> engine.atomically(() -> {
                        pieces[0]++;
                        long had = snapshot.elements();
                        work.run();
                        assertThat(snapshot.elements() - had)
                                .as("elements of a piece")
                                .isLessThan(MOST_A_PIECE);
                        for (int i = 0; i < CHANGES_A_PIECE; i++) changeMeasured(engine, snapshot);
                    }));
        }
        assertThat(pieces[0]).isGreaterThan(100);
        assertThat(snapshot.elements()).isGreaterThan(6 * SIZE);
    }

    private void changeMeasured(FileEngine engine, RdbSnapshot snapshot) {
        long had = snapshot.elements();
        String line = change();
        String reply = engine.runHeld(line);
        assertThat(reply).as("seed " + seed + ": " + line).doesNotContain("internal error");
        assertThat(snapshot.elements() - had)
                .as("seed " + seed + ": " + line)
                .isLessThanOrEqualTo(line.startsWith("XTRIM") ? SIZE / 100 : MOST_A_CHANGE);
    }
}
