package dev.redstart.bench.processes;

import java.io.IOException;
import java.util.List;

/** Our port beside redis-server, by redis-benchmark: {@code backends/bench/run port}. */
public final class PortComparison {

    private static final String USAGE =
            """
            usage: backends/bench/run port [--rounds N] [--requests N]

              --rounds N    rounds of each side that count (3), after one to warm up
              --requests N  SETs in a round without a pipeline (40000), four times as many at a pipeline of 16, a
                            quarter of MSETs and LRANGEs

            """
                    + Duel.LEGEND;

    private static final int REQUESTS = 40_000;
    private static final int[] PIPELINES = {1, 16};

    private PortComparison() {}

    /** Runs it: first the launcher of our server, then options. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Rounds options = Rounds.parse(args, REQUESTS, USAGE);
        try (Duel duel = new Duel(options.launcher(), options.rounds())) {
            duel.printHead();
            for (int pipeline : PIPELINES)
                for (PortTest test : PortTest.values())
                    duel.printRow(
                            test.name(),
                            List.of("-t", test.option()),
                            pipeline,
                            test.requests(options.requests(pipeline)));
        }
    }
}
