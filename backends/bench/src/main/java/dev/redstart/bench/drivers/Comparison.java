package dev.redstart.bench.drivers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Redstart beside the driver, at one kind of work with so many threads: the two in turn, so that what else the machine does
 * meets both. Each figure is the median over the rounds; the ratio is that of neighbours, not of the medians.
 */
record Comparison(Peer peer, Work work, int threads, List<Pair> pairs) {

    static final double RATIO = 0.95;
    static final double BYTES = 500;

    /** The driver alone and Redstart right after it. */
    record Pair(Crew.Round alone, Crew.Round redstart) {
        double ratio() {
            return redstart.callsPerSecond() / alone.callsPerSecond();
        }

        double extraBytes() {
            return redstart.bytes() - alone.bytes();
        }
    }

    double ratio() {
        return median(Pair::ratio);
    }

    double extraBytes() {
        return median(Pair::extraBytes);
    }

    boolean reachesTheGoal() {
        return ratio() >= RATIO && extraBytes() <= BYTES;
    }

    static String header() {
        return String.format(
                "%-9s %-9s %7s %12s %12s %6s %13s %11s  %s",
                "driver", "work", "threads", "alone/s", "redstart/s", "ratio", "(min - max)", "extra bytes", "goal");
    }

    String row() {
        double[] ratios = sorted(Pair::ratio);
        return String.format(
                Locale.ROOT,
                "%-9s %-9s %7d %,12.0f %,12.0f %6.2f %13s %11.0f  %s",
                peer.title(),
                work.title(),
                threads,
                median(p -> p.alone().callsPerSecond()),
                median(p -> p.redstart().callsPerSecond()),
                ratio(),
                String.format(Locale.ROOT, "%.2f - %.2f", ratios[0], ratios[ratios.length - 1]),
                extraBytes(),
                reachesTheGoal() ? "reached" : "MISSED");
    }

    private double median(ToDoubleFunction<Pair> figure) {
        double[] all = sorted(figure);
        int middle = all.length / 2;
        return all.length % 2 == 1 ? all[middle] : (all[middle - 1] + all[middle]) / 2;
    }

    private double[] sorted(ToDoubleFunction<Pair> figure) {
        double[] all = pairs.stream().mapToDouble(figure).toArray();
        Arrays.sort(all);
        return all;
    }
}
