package dev.redstart.bench;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.redstart.Redis;
import dev.redstart.Redstart;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * Hit rates of {@code redstart:caffeine:} and of Caffeine itself, on the same traces: read through, so a miss is followed
 * by a write. Prints a line per trace.
 */
public final class CaffeineHitRate {

    private static final int CACHE = 1_000;
    private static final int KEYS = 50_000;
    private static final int READS = 500_000;
    private static final double SKEW = 0.9;
    private static final int SCAN_EVERY = 20_000;
    private static final int SCAN_LENGTH = 10_000;

    private CaffeineHitRate() {}

    public static void main(String[] args) {
        compare("zipf", zipf());
        compare("scan-heavy", withScans(zipf()));
    }

    private static void compare(String name, int[] trace) {
        double raw = raw(trace);
        double ours = redstart(trace);
        System.out.printf(
                Locale.ROOT,
                "%-12s Caffeine %.4f  redstart:caffeine: %.4f  difference %.4f%n",
                name,
                raw,
                ours,
                ours - raw);
    }

    private static double raw(int[] trace) {
        Cache<String, String> cache =
                Caffeine.newBuilder().maximumSize(CACHE).executor(Runnable::run).build();
        int hits = 0;
        for (int key : trace) {
            String text = "key-" + key;
            if (cache.getIfPresent(text) != null) hits++;
            else cache.put(text, "value");
        }
        return (double) hits / trace.length;
    }

    private static double redstart(int[] trace) {
        int hits = 0;
        try (Redis redis = Redstart.open("redstart:caffeine:?maximumSize=" + CACHE)) {
            for (int key : trace) {
                String text = "key-" + key;
                if (redis.get(text) != null) hits++;
                else redis.set(text, "value");
            }
        }
        return (double) hits / trace.length;
    }

    /** Key n is asked for in proportion to 1 / n to the power of the skew. */
    private static int[] zipf() {
        double[] sums = new double[KEYS];
        double sum = 0;
        for (int i = 0; i < KEYS; i++) sums[i] = sum += 1 / Math.pow(i + 1, SKEW);
        Random random = new Random(42);
        int[] trace = new int[READS];
        for (int i = 0; i < READS; i++) {
            int at = Arrays.binarySearch(sums, random.nextDouble() * sum);
            trace[i] = at < 0 ? -at - 1 : at;
        }
        return trace;
    }

    /** Now and then somebody walks through keys that nobody else wants. */
    private static int[] withScans(int[] trace) {
        for (int from = SCAN_EVERY; from + SCAN_LENGTH < trace.length; from += SCAN_EVERY)
            for (int i = 0; i < SCAN_LENGTH; i++) trace[from + i] = KEYS + i;
        return trace;
    }
}
