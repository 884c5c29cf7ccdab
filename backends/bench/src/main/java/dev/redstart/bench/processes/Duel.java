package dev.redstart.bench.processes;

import dev.redstart.contract.servers.RedisBinaries;
import dev.redstart.contract.servers.RedisServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** redis-server and our port, each under redis-benchmark in turn: a line of the medians for what they are asked. */
final class Duel implements AutoCloseable {

    /** What both print after their own lines of help. */
    static final String LEGEND =
            """
            50 clients by redis-benchmark, the two servers in turn; printed are the medians. ratio: our requests per second to
            those of redis-server (goal: 1.0). cpu: processor time of the server for a request, and ours to its.
            """;

    private final String benchmark = RedisBinaries.get().benchmark().toString();
    private final RedisServer real;
    private final LaunchedServer ours;
    private final int rounds;

    /** Starts both; {@code launcher} starts ours. */
    Duel(String launcher, int rounds) throws IOException {
        this.rounds = rounds;
        real = RedisServer.builder().start();
        try {
            ours = LaunchedServer.start(launcher);
        } catch (IOException | RuntimeException e) {
            real.close();
            throw e;
        }
    }

    /** Where they are. */
    List<Integer> ports() {
        return List.of(real.port(), ours.port());
    }

    void printHead() {
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
    }

    /** Has both answer {@code n} requests; {@code what} are redis-benchmark's last words. */
    void printRow(String title, List<String> what, int pipeline, int n) throws IOException, InterruptedException {
        List<PortRound> theirs = new ArrayList<>();
        List<PortRound> own = new ArrayList<>();
        // The first round is to warm up.
        for (int i = -1; i < rounds; i++) {
            PortRound first = PortRound.run(benchmark, real.port(), real.pid(), what, pipeline, n);
            PortRound second = PortRound.run(benchmark, ours.port(), ours.pid(), what, pipeline, n);
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
                title,
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

    @Override
    public void close() {
        ours.close();
        real.close();
    }
}
