package dev.redstart.bench.processes;

import dev.redstart.contract.servers.RedisBinaries;
import dev.redstart.contract.servers.RedisServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Our port beside redis-server, by redis-benchmark: {@code backends/bench/run port}. */
public final class PortComparison {

    private static final String USAGE =
            """
            usage: backends/bench/run port [--rounds N] [--requests N]

              --rounds N    rounds of each side that count (3), after one to warm up
              --requests N  SETs in a round without a pipeline (40000), four times as many at a pipeline of 16, a
                            quarter of MSETs and LRANGEs

            50 clients by redis-benchmark, the two servers in turn; printed are the medians. ratio: our requests per second to
            those of redis-server (goal: 1.0). cpu: processor time of the server for a request, and ours to its.
            """;

    private static final int DEEP = 16;
    private static final int MORE_WHEN_DEEP = 4;

    private final String benchmark;
    private final int rounds;
    private final int requests;

    private PortComparison(String benchmark, int rounds, int requests) {
        this.benchmark = benchmark;
        this.rounds = rounds;
        this.requests = requests;
    }

    /** Runs it: first the launcher of our server, then options. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = 3;
        int requests = 40_000;
        for (int i = 1; i < args.length; i += 2) {
            boolean known = args[i].equals("--rounds") || args[i].equals("--requests");
            if (!known || i + 1 == args.length || !args[i + 1].matches("[1-9]\\d{0,8}")) {
                System.out.print(USAGE);
                System.exit(args[i].equals("--help") ? 0 : 2);
            }
            if (args[i].equals("--rounds")) rounds = Integer.parseInt(args[i + 1]);
            else requests = Integer.parseInt(args[i + 1]);
        }
        String benchmark = RedisBinaries.get().benchmark().toString();
        new PortComparison(benchmark, rounds, requests).run(args[0]);
    }

    private void run(String launcher) throws IOException, InterruptedException {
        try (RedisServer real = RedisServer.builder().start();
                LaunchedServer ours = LaunchedServer.start(launcher)) {
            System.out.printf(
                    Locale.ROOT,
                    "Redis %s beside our port on JDK %s, %d processors; %d clients, median of %d rounds in turn%n%n",
                    real.version(),
                    Runtime.version(),
                    Runtime.getRuntime().availableProcessors(),
                    PortRound.CLIENTS,
                    rounds);
            System.out.printf(
                    "%-12s %3s %12s %12s %6s %14s %14s %6s%n",
                    "", "P", "redis /s", "ours /s", "ratio", "redis cpu us", "ours cpu us", "ratio");
            for (int pipeline : new int[] {1, DEEP})
                for (PortTest test : PortTest.values()) compare(test, pipeline, real, ours);
        }
    }

    private void compare(PortTest test, int pipeline, RedisServer real, LaunchedServer ours)
            throws IOException, InterruptedException {
        int n = test.requests(pipeline == 1 ? requests : requests * MORE_WHEN_DEEP);
        List<PortRound> theirs = new ArrayList<>();
        List<PortRound> own = new ArrayList<>();
        for (int i = -1; i < rounds; i++) {
            PortRound first = PortRound.run(benchmark, real.port(), real.pid(), test, pipeline, n);
            PortRound second = PortRound.run(benchmark, ours.port(), ours.pid(), test, pipeline, n);
            if (i < 0) continue;
            theirs.add(first);
            own.add(second);
        }
        double speed = median(theirs, PortRound::perSecond);
        double ownSpeed = median(own, PortRound::perSecond);
        double cpu = median(theirs, PortRound::cpuMicros);
        double ownCpu = median(own, PortRound::cpuMicros);
        System.out.printf(
                Locale.ROOT,
                "%-12s %3d %12.0f %12.0f %6.2f %14.2f %14.2f %6.2f%n",
                test,
                pipeline,
                speed,
                ownSpeed,
                ownSpeed / speed,
                cpu,
                ownCpu,
                ownCpu / cpu);
    }

    private static double median(List<PortRound> all, ToDoubleFunction<PortRound> figure) {
        double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
