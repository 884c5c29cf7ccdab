package dev.redstart.engine.command;

import dev.redstart.engine.dispatch.LatencyMonitor.Sample;
import dev.redstart.engine.dispatch.LatencyMonitor.Series;
import java.util.List;

/** The picture of LATENCY GRAPH: a column for each sample, four lines high, with its age written downwards below. */
final class LatencyGraph {

    private static final int ROWS = 4;
    private static final int COLUMNS = 80;
    /** What the topmost cell of a column shows when a third of it is filled, two thirds, all. */
    private static final String MARKS = "_o#";

    private LatencyGraph() {}

    static String draw(String event, Series series, long nowSeconds) {
        List<Sample> all = series.samples();
        List<Sample> samples = all.subList(Math.max(0, all.size() - COLUMNS), all.size());
        long high = 0;
        long low = Long.MAX_VALUE;
        for (Sample s : samples) {
            high = Math.max(high, s.millis());
            low = Math.min(low, s.millis());
        }
        StringBuilder picture = new StringBuilder();
        picture.append(event)
                .append(" - high ")
                .append(high)
                .append(" ms, low ")
                .append(low);
        picture.append(" ms (all time high ").append(series.worst()).append(" ms)\n");
        picture.append("-".repeat(COLUMNS)).append('\n');
        for (int row = ROWS - 1; row >= 0; row--) {
            for (Sample s : samples) picture.append(cell(s.millis(), low, high, row));
            picture.append('\n');
        }
        picture.append('\n');
        labels(picture, samples, nowSeconds);
        return picture.toString();
    }

    private static char cell(long millis, long low, long high, int row) {
        int steps = ROWS * MARKS.length();
        int height = high == low ? 0 : (int) Math.min(steps - 1, (millis - low) * steps / (high - low));
        int inRow = height - row * MARKS.length();
        if (inRow < 0) return ' ';
        return inRow < MARKS.length() ? MARKS.charAt(inRow) : '|';
    }

    private static void labels(StringBuilder picture, List<Sample> samples, long nowSeconds) {
        List<String> ages =
                samples.stream().map(s -> age(nowSeconds - s.seconds())).toList();
        int longest = ages.stream().mapToInt(String::length).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (String age : ages) picture.append(i < age.length() ? age.charAt(i) : ' ');
            picture.append('\n');
        }
    }

    private static String age(long seconds) {
        if (seconds < 60) return seconds + "s";
        if (seconds < 3600) return seconds / 60 + "m";
        if (seconds < 86400) return seconds / 3600 + "h";
        return seconds / 86400 + "d";
    }
}
