package dev.redstart.bench.processes;

import dev.redstart.Decoders;
import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.Script;
import dev.redstart.bench.LuaScripts;
import java.io.IOException;
import java.util.List;

/** A script by EVALSHA through our port beside redis-server, by redis-benchmark: {@code backends/bench/run lua-port}. */
public final class ScriptComparison {

    private static final String USAGE =
            """
            usage: backends/bench/run lua-port [--rounds N] [--requests N]

              --rounds N    rounds of each side that count (3), after one to warm up
              --requests N  scripts in a round without a pipeline (40000), four times as many at a pipeline of 16

            """
                    + Duel.LEGEND;

    private static final int REQUESTS = 40_000;
    private static final int[] PIPELINES = {1, 16};

    private ScriptComparison() {}

    /** Runs it: first the launcher of our server, then options. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Rounds options = Rounds.parse(args, REQUESTS, USAGE);
        Script<Long> deduct = Script.of(LuaScripts.DEDUCT, Decoders.integer());
        try (Duel duel = new Duel(options.launcher(), options.rounds())) {
            for (int port : duel.ports()) {
                try (Redis redis = Redstart.open("redstart:jedis:redis://127.0.0.1:" + port)) {
                    redis.set("balance", "1000000000000");
                    redis.run(deduct, List.of("balance"), List.of("1"));
                }
            }
            duel.printHead();
            List<String> what = List.of("EVALSHA", deduct.sha1(), "1", "balance", "1");
            for (int pipeline : PIPELINES) duel.printRow("deduct", what, pipeline, options.requests(pipeline));
        }
    }
}
