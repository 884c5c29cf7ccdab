package dev.redstart.bench.processes;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * One run of one test of redis-benchmark.
 *
 * @param perSecond requests per second
 * @param cpuMicros processor time of the server per request
 */
record PortRound(double perSecond, double cpuMicros) {

    static final int CLIENTS = 50;
    private static final int KEYS = 100_000;

    /** {@code what} are redis-benchmark's last words: {@code -t set}, or a command. */
    static PortRound run(String benchmark, int port, long server, List<String> what, int pipeline, int requests)
            throws IOException, InterruptedException {
        String line = "%s --csv -h 127.0.0.1 -p %d -c %d -P %d -n %d -r %d %s"
                .formatted(benchmark, port, CLIENTS, pipeline, requests, KEYS, String.join(" ", what));
        Duration before = cpu(server);
        Process process =
                new ProcessBuilder(line.split(" ")).redirectErrorStream(true).start();
        List<String> said = process.inputReader().lines().toList();
        if (process.waitFor() != 0) throw new IOException(line + ":\n" + String.join("\n", said));
        double micros = cpu(server).minus(before).toNanos() / 1e3;
        // LRANGE says first what filling its list took.
        String[] columns = said.get(said.size() - 1).split("\",\"");
        return new PortRound(Double.parseDouble(columns[1]), micros / requests);
    }

    private static Duration cpu(long process) {
        return ProcessHandle.of(process)
                .flatMap(p -> p.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException("the server " + process + " is gone"));
    }
}
