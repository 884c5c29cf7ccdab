package dev.redstart.bench.processes;

import dev.redstart.contract.servers.RedisBinaries;
import dev.redstart.contract.servers.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the append-only file costs our port and redis-server, by redis-benchmark: {@code backends/bench/run aof}. */
public final class LogComparison {

    private static final String USAGE =
            """
            usage: backends/bench/run aof [--rounds N] [--requests N]

              --rounds N    rounds of each that count (5), after one to warm up
              --requests N  SETs in a round (200000)

            SETs by 50 clients of redis-benchmark, without a pipeline and with one of 16, on two servers of each kind in turn:
            without a log, and with appendfsync everysec. Printed are the medians of requests per second, and what the log
            costs of them (goal: under 15 %).
            """;

    private static final int[] PIPELINES = {1, 16};

    private final int rounds;
    private final int requests;
    private final String benchmark = RedisBinaries.get().benchmark().toString();

    private LogComparison(int rounds, int requests) {
        this.rounds = rounds;
        this.requests = requests;
    }

    /** Runs it: first the launcher of our server, then options. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = 5;
        int requests = 200_000;
        for (int i = 1; i < args.length; i += 2) {
            boolean known = args[i].equals("--rounds") || args[i].equals("--requests");
            if (!known || i + 1 == args.length || !args[i + 1].matches("[1-9]\\d{0,8}")) {
                System.out.print(USAGE);
                System.exit(args[i].equals("--help") ? 0 : 2);
            }
            if (args[i].equals("--rounds")) rounds = Integer.parseInt(args[i + 1]);
            else requests = Integer.parseInt(args[i + 1]);
        }
        new LogComparison(rounds, requests).run(args[0]);
    }

    /** A server that runs. */
    private record Target(int port, long pid) {}

    private void run(String launcher) throws IOException, InterruptedException {
        Path plain = Files.createTempDirectory("redstart-plain");
        Path logged = Files.createTempDirectory("redstart-logged");
        try (RedisServer redis = RedisServer.builder().start();
                RedisServer redisLogged =
                        RedisServer.builder().config("appendonly", "yes").start();
                LaunchedServer ours = LaunchedServer.start(launcher, "--dir", plain.toString());
                LaunchedServer oursLogged =
                        LaunchedServer.start(launcher, "--dir", logged.toString(), "--appendonly", "yes")) {
            System.out.printf(
                    Locale.ROOT,
                    "SETs per second, JDK %s, %d processors; %d clients, median of %d rounds in turn%n%n",
                    Runtime.version(),
                    Runtime.getRuntime().availableProcessors(),
                    PortRound.CLIENTS,
                    rounds);
            System.out.printf("%-8s %3s %12s %12s %8s%n", "", "P", "without", "everysec", "costs");
            for (int pipeline : PIPELINES) {
                compare(
                        "redis",
                        pipeline,
                        new Target(redis.port(), redis.pid()),
                        new Target(redisLogged.port(), redisLogged.pid()));
                compare(
                        "ours",
                        pipeline,
                        new Target(ours.port(), ours.pid()),
                        new Target(oursLogged.port(), oursLogged.pid()));
            }
        } finally {
            delete(plain);
            delete(logged);
        }
    }

    private void compare(String title, int pipeline, Target without, Target with)
            throws IOException, InterruptedException {
        List<Double> plain = new ArrayList<>();
        List<Double> logged = new ArrayList<>();
        for (int i = -1; i < rounds; i++) {
            double first = perSecond(without, pipeline);
            double second = perSecond(with, pipeline);
            if (i < 0) continue;
            plain.add(first);
            logged.add(second);
        }
        double before = median(plain);
        double after = median(logged);
        System.out.printf(
                Locale.ROOT,
                "%-8s %3d %12.0f %12.0f %7.1f%%%n",
                title,
                pipeline,
                before,
                after,
                100 * (1 - after / before));
    }

    private double perSecond(Target server, int pipeline) throws IOException, InterruptedException {
        return PortRound.run(benchmark, server.port, server.pid, List.of("-t", "set"), pipeline, requests)
                .perSecond();
    }

    private static double median(List<Double> all) {
        List<Double> sorted = all.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}
