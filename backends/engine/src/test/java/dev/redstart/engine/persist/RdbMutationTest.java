package dev.redstart.engine.persist;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.redstart.engine.keyspace.CommandTime;
import dev.redstart.engine.keyspace.Databases;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.HeapKeyspace;
import dev.redstart.engine.keyspace.Keyspace;
import dev.redstart.engine.keyspace.KeyspaceObserver;
import dev.redstart.engine.keyspace.Limits;
import dev.redstart.engine.keyspace.Stats;
import dev.redstart.engine.persist.rdb.CorruptRdbException;
import dev.redstart.engine.persist.rdb.DumpPayload;
import dev.redstart.engine.persist.rdb.RdbLoader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A damaged file or payload is refused by {@link CorruptRdbException} or loaded, and nothing else; and whatever it announces,
 * reading it allocates no more than {@link #MOST_ALLOCATED} and {@link #MOST_PER_BYTE} for each of its bytes.
 */
class RdbMutationTest {

    private static final int FILES = 10_000;

    /** Buffers, and what classes allocate when they are first used. */
    private static final long MOST_ALLOCATED = 1 << 20;
    /** A byte of LZF stands for up to a hundred, and two bytes may be an element of a table. */
    private static final long MOST_PER_BYTE = 2000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final KeyspaceObserver NOBODY = new KeyspaceObserver() {
        @Override
        public void modified(Keyspace db, byte[] key) {}

        @Override
        public void gone(Keyspace db, byte[] key) {}

        @Override
        public void fieldsGone(Keyspace db, byte[] key, List<byte[]> fields) {}

        @Override
        public void event(Keyspace db, EventClass type, String event, byte[] key) {}
    };

    @TempDir
    Path directory;

    private byte[] file() throws IOException {
        try (FileEngine engine = new FileEngine(directory)) {
            new RandomData(7, true).fill(30, line -> {
                if (!line.startsWith("SELECT")) engine.run(line);
            });
            for (int i = 1; i < 20; i++) engine.run("XADD s " + i + "-1 f v");
            engine.run("XGROUP CREATE s g 0");
            engine.run("XREADGROUP GROUP g c COUNT 7 STREAMS s >");
            engine.run("SAVE");
        }
        return Files.readAllBytes(directory.resolve("dump.rdb"));
    }

    private static long load(byte[] file) throws IOException {
        CommandTime time = new CommandTime(Clock.systemUTC());
        Databases databases = new Databases(1, i -> new HeapKeyspace(i, time, new Stats(), NOBODY));
        RdbLoader.Options options = new RdbLoader.Options(false, false, false, time.millis());
        return RdbLoader.load(
                        new ByteArrayInputStream(file),
                        file.length,
                        databases,
                        new Limits(),
                        FunctionStore.NONE,
                        options,
                        (bytes, keys) -> {})
                .keys();
    }

    @Test
    void mutatedFiles() throws IOException {
        byte[] sound = file();
        assertThat(load(sound)).isPositive();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < FILES; i++) {
            byte[] file = sound.clone();
            for (int n = 1 + random.nextInt(3); n > 0; n--)
                file[9 + random.nextInt(file.length - 9)] = (byte) random.nextInt(256);
            if (!survives("seed " + seed + ", file " + i, file.length, () -> load(file))) refused++;
        }
        assertThat(refused).as("seed " + seed).isPositive();
    }

    private interface Reading {
        void run() throws IOException;
    }

    /** Whether it was read, and not refused. */
    private static boolean survives(String what, int length, Reading reading) throws IOException {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        boolean read = true;
        try {
            reading.run();
        } catch (CorruptRdbException e) {
            read = false;
        } catch (RuntimeException | OutOfMemoryError e) {
            throw new AssertionError(what, e);
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as(what).isLessThan(MOST_ALLOCATED + MOST_PER_BYTE * length);
        return read;
    }

    @Test
    void mutatedPayloads() throws IOException {
        List<byte[]> sound = new ArrayList<>();
        file();
        try (FileEngine engine = new FileEngine(directory)) {
            engine.engine.dispatcher().databases().get(0).forEach((key, value) -> sound.add(DumpPayload.write(value)));
        }
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Limits limits = new Limits();
        int refused = 0;
        for (int i = 0; i < FILES; i++) {
            byte[] payload = sound.get(random.nextInt(sound.size())).clone();
            for (int n = 1 + random.nextInt(3); n > 0; n--)
                payload[random.nextInt(payload.length - 10)] = (byte) random.nextInt(256);
            String what = "seed " + seed + ", payload " + i;
            if (!survives(what, payload.length, () -> DumpPayload.read(payload, limits))) refused++;
        }
        assertThat(refused).as("seed " + seed).isPositive();
    }

    @Test
    void cutFiles() throws IOException {
        byte[] sound = file();
        for (int length = 0; length < sound.length - 8; length += 3) {
            byte[] cut = java.util.Arrays.copyOf(sound, length);
            String message = null;
            try {
                load(cut);
            } catch (CorruptRdbException e) {
                message = e.getMessage();
            }
            assertThat(message).as("cut after " + length).startsWith("at byte ");
        }
    }
}
