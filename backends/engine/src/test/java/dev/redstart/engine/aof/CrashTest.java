package dev.redstart.engine.aof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.engine.persist.FileEngine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process under load is killed at random moments, again and again on the same directory. With {@code always} all that was
 * acknowledged is there; with {@code everysec} all but what the last second brought. No transaction is there by half, and
 * the log can always be loaded.
 */
class CrashTest {

    /** What a thread of the child was told, and when this was heard. */
    private record Told(long nanos, long count) {}

    @TempDir
    Path home;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void tenTimes() throws Exception {
        crash(10);
    }

    @Test
    @Tag("long")
    void twoHundredTimes() throws Exception {
        crash(200);
    }

    private void crash(int times) throws Exception {
        for (int i = 0; i < times; i++) crash(i % 2 == 0 ? "always" : "everysec", i);
    }

    private void crash(String policy, int round) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashChild.class.getName(),
                        home.toString(),
                        policy)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Deque<Told>> told = List.of(new ArrayDeque<>(), new ArrayDeque<>(), new ArrayDeque<>());
        long killedAt;
        try (BufferedReader out = child.inputReader()) {
            assertThat(hear(out, told)).as("it begins to count").isTrue();
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(400));
            while (System.nanoTime() < end) hear(out, told);
            killedAt = System.nanoTime();
            // By its handle: the process itself would close the pipe as well.
            child.toHandle().destroyForcibly();
            // What it had said before it died is still in the pipe.
            while (hear(out, told)) {}
        }
        child.waitFor();
        try (FileEngine redis = new FileEngine(home, "appendonly", "yes")) {
            for (int id = 0; id < CrashChild.THREADS; id++) {
                String n = redis.run("GET n" + id);
                String as = policy + ", round " + round + ", seed " + seed;
                assertThat(redis.run("GET twin" + id)).as(as).isEqualTo(n);
                if (!n.equals("(nil)"))
                    assertThat(redis.run("LLEN l" + id)).as(as).isEqualTo(n);
                long there = n.equals("(nil)") ? 0 : Long.parseLong(n);
                long before = policy.equals("always") ? Long.MAX_VALUE : killedAt - TimeUnit.SECONDS.toNanos(1);
                long expected = told.get(id).stream()
                        .filter(t -> t.nanos < before)
                        .mapToLong(Told::count)
                        .max()
                        .orElse(0);
                assertThat(there).as(as).isGreaterThanOrEqualTo(expected);
            }
        }
    }

    /** Hears one line; false at the end. Of a line that the kill has cut nothing is heard. */
    private static boolean hear(BufferedReader out, List<Deque<Told>> told) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = out.read(); c != '\n'; c = out.read()) {
            if (c < 0) return false;
            line.append((char) c);
        }
        int blank = line.indexOf(" ");
        told.get(Integer.parseInt(line.substring(0, blank)))
                .add(new Told(System.nanoTime(), Long.parseLong(line.substring(blank + 1))));
        return true;
    }
}
