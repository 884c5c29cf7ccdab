package dev.redstart.bench.processes;

import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.contract.servers.RedisServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What an item takes in the engine and in redis-server: {@code backends/bench/run memory}. Ours is what lives on the heap
 * after a full collection, in a JVM of its own for each row; theirs {@code used_memory}; less what was there before, both.
 */
public final class MemoryComparison {

    /** As full a table, with 2^18 buckets, as a million items have in one of 2^20. */
    private static final int COMMANDS = 250_000;

    private MemoryComparison() {}

    /** Without arguments the comparison; with the name of a row, what an item of it takes in this JVM. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 0) compare();
        else if (args[0].equals("--help")) System.out.println("usage: backends/bench/run memory");
        else System.out.println(inThisJvm(MemoryRow.valueOf(args[0])));
    }

    private static void compare() throws IOException, InterruptedException {
        try (RedisServer server = RedisServer.builder().start();
                Redis redis = Redstart.open("redstart:jedis:" + server.uri())) {
            System.out.printf(
                    "Redis %s beside the engine on JDK %s; live bytes of an item, of 250,000%n%n",
                    server.version(), Runtime.version());
            System.out.printf("%-42s %10s %10s %6s%n", "", "redis", "ours", "ratio");
            for (MemoryRow row : MemoryRow.values()) {
                double theirs = inRedis(redis, row);
                double ours = inChild(row);
                System.out.printf(Locale.ROOT, "%-42s %10.1f %10.1f %6.2f%n", row.title(), theirs, ours, ours / theirs);
            }
        }
    }

    private static double inRedis(Redis redis, MemoryRow row) {
        redis.call("FLUSHALL", "SYNC");
        long before = usedMemory(redis);
        row.fill(redis, COMMANDS);
        return (usedMemory(redis) - before) / (double) row.items(COMMANDS);
    }

    private static long usedMemory(Redis redis) {
        return redis.info("memory").usedMemory().orElseThrow();
    }

    private static double inChild(MemoryRow row) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process child = new ProcessBuilder(List.of(
                        java,
                        "-Xmx2g",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MemoryComparison.class.getName(),
                        row.name()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(child.getInputStream().readAllBytes()).strip();
        if (child.waitFor() != 0) throw new IOException("the JVM for " + row + " failed: " + said);
        return Double.parseDouble(said);
    }

    private static double inThisJvm(MemoryRow row) {
        try (Redis redis = Redstart.open("redstart:engine:")) {
            // What code and codecs keep for good is there before.
            row.fill(redis, 2 * COMMANDS / 100);
            redis.call("FLUSHALL");
            long before = live();
            row.fill(redis, COMMANDS);
            return (live() - before) / (double) row.items(COMMANDS);
        }
    }

    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
