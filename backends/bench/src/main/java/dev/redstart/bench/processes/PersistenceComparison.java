package dev.redstart.bench.processes;

import dev.redstart.Pipeline;
import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.contract.servers.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Saving and loading a file beside redis-server, in turn in the same run: {@code backends/bench/run persistence}. */
public final class PersistenceComparison {

    private static final String USAGE =
            """
            usage: backends/bench/run persistence [--keys N] [--value BYTES] [--heap SIZE]

              --keys N       keys of a value each (10000000)
              --value BYTES  length of a value (32)
              --heap SIZE    heap of our JVM, as -Xmx has it (4g)

            BGSAVE while 20,000 keys a second are set anew, and loading the file: seconds, and ours to those of redis-server
            (goal: at most 1.5). Of ours besides: how long the lock was held by the save at most (goal: under 10 ms), measured
            inside; the longest SET meanwhile, and the collections. Both have the same disk, memory and processors: run it where
            nothing else runs.
            """;

    private static final int WRITES_A_SECOND = 20_000;
    private static final int TICKS_A_SECOND = 100;

    /** What one side took; {@code details} in words. */
    record Figures(double saveSeconds, double loadSeconds, long bytes, long written, String details) {

        String toLine() {
            return String.join(
                    ";",
                    Double.toString(saveSeconds),
                    Double.toString(loadSeconds),
                    Long.toString(bytes),
                    Long.toString(written),
                    details);
        }

        static Figures ofLine(String line) {
            String[] words = line.split(";");
            return new Figures(
                    Double.parseDouble(words[0]),
                    Double.parseDouble(words[1]),
                    Long.parseLong(words[2]),
                    Long.parseLong(words[3]),
                    words[4]);
        }
    }

    /** Sets keys anew, so many a second. */
    static final class Load {

        /** How one is set. */
        interface Setter {
            void set(String key, String value);

            /** That was the last one of a batch. */
            default void flush() {}
        }

        private final int keys;
        private final String value;
        private final AtomicLong written = new AtomicLong();
        private volatile boolean over;

        Load(int keys, int valueBytes) {
            this.keys = keys;
            value = "x".repeat(valueBytes);
        }

        Thread start(Setter setter) {
            Thread thread = new Thread(() -> run(setter), "writer");
            thread.start();
            return thread;
        }

        private void run(Setter setter) {
            SplittableRandom random = new SplittableRandom(1);
            long tick = TimeUnit.SECONDS.toNanos(1) / TICKS_A_SECOND;
            long next = System.nanoTime();
            while (!over) {
                for (int i = 0; i < WRITES_A_SECOND / TICKS_A_SECOND; i++)
                    setter.set("key:" + random.nextInt(keys), value);
                setter.flush();
                written.addAndGet(WRITES_A_SECOND / TICKS_A_SECOND);
                // Behind time it does not hurry: that would be another load.
                next = Math.max(next + tick, System.nanoTime());
                for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime())
                    LockSupport.parkNanos(left);
            }
        }

        void stop() {
            over = true;
        }

        long written() {
            return written.get();
        }
    }

    private final int keys;
    private final int valueBytes;
    private final String heap;

    private PersistenceComparison(int keys, int valueBytes, String heap) {
        this.keys = keys;
        this.valueBytes = valueBytes;
        this.heap = heap;
    }

    /** Runs it with options. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int keys = 10_000_000;
        int valueBytes = 32;
        String heap = "4g";
        for (int i = 0; i < args.length; i += 2) {
            boolean known = List.of("--keys", "--value", "--heap").contains(args[i]);
            if (!known || i + 1 == args.length || !args[i + 1].matches("[1-9]\\d{0,8}[mg]?")) {
                System.out.print(USAGE);
                System.exit(args[i].equals("--help") ? 0 : 2);
            }
            if (args[i].equals("--heap")) heap = args[i + 1];
            else if (args[i].equals("--keys")) keys = Integer.parseInt(args[i + 1]);
            else valueBytes = Integer.parseInt(args[i + 1]);
        }
        new PersistenceComparison(keys, valueBytes, heap).run();
    }

    private void run() throws IOException, InterruptedException {
        Figures theirs = redis();
        Figures ours = ours();
        System.out.printf(Locale.ROOT, "%,d keys of %d bytes on JDK %s%n%n", keys, valueBytes, Runtime.version());
        System.out.printf("%-28s %10s %10s %6s%n", "", "redis", "ours", "ratio");
        row("BGSAVE while writing, s", theirs.saveSeconds(), ours.saveSeconds());
        row("loading, s", theirs.loadSeconds(), ours.loadSeconds());
        row("file, MB", theirs.bytes() / 1e6, ours.bytes() / 1e6);
        row("SETs meanwhile, thousands", theirs.written() / 1e3, ours.written() / 1e3);
        System.out.println("ours: " + ours.details());
    }

    private static void row(String title, double theirs, double ours) {
        System.out.printf(Locale.ROOT, "%-28s %10.2f %10.2f %6.2f%n", title, theirs, ours, ours / theirs);
    }

    private Figures redis() throws InterruptedException, IOException {
        try (RedisServer server = RedisServer.builder()
                        .config("save", "")
                        .config("enable-debug-command", "yes")
                        .start();
                Redis redis = Redstart.open("redstart:jedis:" + server.uri() + "?timeout=10m");
                Redis other = Redstart.open("redstart:jedis:" + server.uri() + "?timeout=10m")) {
            redis.call("DEBUG", "POPULATE", Integer.toString(keys), "key", Integer.toString(valueBytes));
            Load load = new Load(keys, valueBytes);
            Thread writer = load.start(new Pipelined(other.pipeline()));
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            long start = System.nanoTime();
            redis.bgsave();
            while (redis.info("persistence").number("rdb_bgsave_in_progress").orElse(0) > 0)
                LockSupport.parkNanos(1_000_000);
            double saved = (System.nanoTime() - start) / 1e9;
            load.stop();
            writer.join();
            long bytes = Files.size(server.folder().resolve("dump.rdb"));
            redis.call("FLUSHALL");
            start = System.nanoTime();
            redis.call("DEBUG", "RELOAD", "NOSAVE");
            double loaded = (System.nanoTime() - start) / 1e9;
            return new Figures(saved, loaded, bytes, load.written(), "");
        }
    }

    private record Pipelined(Pipeline pipeline) implements Load.Setter {
        @Override
        public void set(String key, String value) {
            pipeline.set(key, value);
        }

        @Override
        public void flush() {
            pipeline.flush();
        }
    }

    private Figures ours() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("redstart-persistence");
        try {
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx" + heap,
                            "-cp",
                            System.getProperty("java.class.path"),
                            Saving.class.getName(),
                            directory.toString(),
                            Integer.toString(keys),
                            Integer.toString(valueBytes))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String said = new String(child.getInputStream().readAllBytes()).strip();
            if (child.waitFor() != 0) throw new IOException("our JVM failed: " + said);
            return Figures.ofLine(said);
        } finally {
            for (String name : List.of("dump.rdb", "redstart.lock")) Files.deleteIfExists(directory.resolve(name));
            Files.delete(directory);
        }
    }
}
