package dev.redstart.examples;

import dev.redstart.Pipeline;
import dev.redstart.Redis;
import dev.redstart.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A pipeline against single calls. A single call waits for its reply before the next one leaves; a pipeline sends many
 * commands in one flush and reads the replies together, so it pays for the way to the server and back once.
 */
final class Pipelining implements Story {

    private static final int COMMANDS = 1000;
    private static final int ROUNDS = 9;
    private static final long WARM_UP_NANOS = 400_000_000;

    /** Microseconds that no call over a socket gets below, however near the server is. */
    private static final double NO_WIRE = 10;

    @Override
    public String name() {
        return "pipeline";
    }

    @Override
    public String about() {
        return "what one flush for many commands saves, measured";
    }

    @Override
    public void run(Context story) {
        Redis redis = story.redis();
        Page page = story.page();
        String hits = story.key("hits");
        page.heading("%,d times INCR, three ways".formatted(COMMANDS));
        page.say("Median of %d rounds, the ways taking turns, after a warm-up.".formatted(ROUNDS));

        List<Runnable> ways =
                List.of(() -> single(redis, hits), () -> async(redis, hits), () -> pipelined(redis, hits));
        int warmUps = 0;
        for (long start = System.nanoTime(); System.nanoTime() - start < WARM_UP_NANOS; warmUps++)
            ways.forEach(Runnable::run);
        double[][] micros = measure(ways);
        double single = median(micros[0]);
        double async = median(micros[1]);
        double pipelined = median(micros[2]);

        double slowest = Math.max(single, Math.max(async, pipelined));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("way", "us per command", ""));
        rows.add(List.of("single calls", micros(single), page.bar(single, slowest, 40)));
        rows.add(List.of("asynchronous", micros(async), page.bar(async, slowest, 40)));
        rows.add(List.of("pipeline", micros(pipelined), page.bar(pipelined, slowest, 40)));
        page.table(rows);

        String counted = redis.get(hits);
        int expected = ways.size() * (warmUps + ROUNDS) * COMMANDS;
        story.check(String.valueOf(expected).equals(counted), "each way has counted every hit");

        double ratio = single / pipelined;
        page.say(String.format(Locale.ROOT, "Single calls take %.1f times as long as the pipeline.", ratio));
        page.say(verdict(ratio, Arrays.stream(micros[0]).min().orElseThrow() < NO_WIRE));
        page.heading("Errors stay where they happen");
        errors(story);
    }

    private static void single(Redis redis, String key) {
        for (int i = 0; i < COMMANDS; i++) redis.incr(key);
    }

    /** Sends without waiting; the results come as they come. */
    private static void async(Redis redis, String key) {
        List<Result<Long>> results = new ArrayList<>(COMMANDS);
        for (int i = 0; i < COMMANDS; i++) results.add(redis.async().incr(key));
        for (Result<Long> result : results) result.get();
    }

    private static void pipelined(Redis redis, String key) {
        try (Pipeline pipeline = redis.pipeline()) {
            for (int i = 0; i < COMMANDS; i++) pipeline.incr(key);
            pipeline.flush();
        }
    }

    private static void errors(Context story) {
        Redis redis = story.redis();
        String hits = story.key("hits");
        try (Pipeline pipeline = redis.pipeline()) {
            Result<Long> before = pipeline.incr(hits);
            Result<Long> wrong = pipeline.lpush(hits, "not a list");
            Result<Long> after = pipeline.incr(hits);
            pipeline.flush();
            String error = wrong.handle((value, failure) -> failure == null ? "none" : "WRONGTYPE error")
                    .toCompletableFuture()
                    .join();
            story.page()
                    .row(
                            "incr, lpush, incr",
                            before.get() + ", " + error + ", " + after.get(),
                            "the third ran all the same");
        }
    }

    private static String verdict(double ratio, boolean inProcess) {
        if (inProcess)
            return "A call this short has no way to go: this backend is in the process, so a pipeline has little to save.";
        if (ratio >= 2) return "Most of a single call is the way to the server and back: send together what you can.";
        return "Not much today: the server is near, or busy.";
    }

    /** Microseconds per command: of each way, of each round. In turns, so that a slow moment meets all of them. */
    private static double[][] measure(List<Runnable> ways) {
        double[][] micros = new double[ways.size()][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            for (int way = 0; way < micros.length; way++) {
                long start = System.nanoTime();
                ways.get(way).run();
                micros[way][round] = (System.nanoTime() - start) / 1000.0 / COMMANDS;
            }
        }
        return micros;
    }

    private static double median(double[] rounds) {
        return Arrays.stream(rounds).sorted().toArray()[ROUNDS / 2];
    }

    private static String micros(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
