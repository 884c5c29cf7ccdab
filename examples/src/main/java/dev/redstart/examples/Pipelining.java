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
    private static final int WARM_UPS = 3;
    private static final int ROUNDS = 7;

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
        page.say("Median of %d rounds, after %d to warm up.".formatted(ROUNDS, WARM_UPS));

        double single = medianMicros(() -> single(redis, hits));
        double async = medianMicros(() -> async(redis, hits));
        double pipelined = medianMicros(() -> pipelined(redis, hits));

        double slowest = Math.max(single, Math.max(async, pipelined));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("way", "us per command", ""));
        rows.add(List.of("single calls", micros(single), page.bar(single, slowest, 40)));
        rows.add(List.of("asynchronous", micros(async), page.bar(async, slowest, 40)));
        rows.add(List.of("pipeline", micros(pipelined), page.bar(pipelined, slowest, 40)));
        page.table(rows);

        String counted = redis.get(hits);
        int expected = 3 * (WARM_UPS + ROUNDS) * COMMANDS;
        story.check(String.valueOf(expected).equals(counted), "each way has counted every hit");

        double ratio = single / pipelined;
        page.say(String.format(Locale.ROOT, "The pipeline needs 1/%.1f of the time of single calls.", ratio));
        page.say(verdict(ratio));
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
            story.page().row("incr, lpush, incr", before.get() + ", " + error + ", " + after.get(), "the third ran all the same");
        }
    }

    private static String verdict(double ratio) {
        if (ratio >= 3) return "Most of a single call was spent on the way to the server and back: batch where you can.";
        if (ratio >= 1.3) return "Worth it for many commands; the way to this backend is short.";
        return "Hardly any gain: this backend is in the same process, there is no way to save.";
    }

    private static double medianMicros(Runnable round) {
        for (int i = 0; i < WARM_UPS; i++) round.run();
        double[] micros = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            round.run();
            micros[i] = (System.nanoTime() - start) / 1000.0 / COMMANDS;
        }
        Arrays.sort(micros);
        return micros[ROUNDS / 2];
    }

    private static String micros(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
