package dev.redstart.engine.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What made clients wait, by kinds of events: of each the last 160, one a second at most. */
public final class LatencyMonitor {

    /** The worst of a second: when, in seconds since the epoch, and how long, in milliseconds. */
    public record Sample(long seconds, long millis) {}

    /** The samples of one kind of event, and the worst of all that there were. */
    public static final class Series {
        private final ArrayDeque<Sample> samples = new ArrayDeque<>();
        private long worst;

        private Series() {}

        /** The oldest first; at least one. */
        public List<Sample> samples() {
            return new ArrayList<>(samples);
        }

        public Sample latest() {
            return samples.getLast();
        }

        /** In milliseconds, of all since the last reset. */
        public long worst() {
            return worst;
        }
    }

    private static final int LENGTH = 160;
    private static final long MILLIS_PER_SECOND = 1000;

    private final Map<String, Series> byEvent = new TreeMap<>();

    LatencyMonitor() {}

    void add(String event, long millis, long nowMillis) {
        Series series = byEvent.computeIfAbsent(event, e -> new Series());
        series.worst = Math.max(series.worst, millis);
        long seconds = nowMillis / MILLIS_PER_SECOND;
        Sample last = series.samples.peekLast();
        if (last != null && last.seconds == seconds) {
            if (millis <= last.millis) return;
            series.samples.removeLast();
        }
        series.samples.addLast(new Sample(seconds, millis));
        if (series.samples.size() > LENGTH) series.samples.removeFirst();
    }

    /** By the name of the event. */
    public Map<String, Series> all() {
        return byEvent;
    }

    public @Nullable Series of(String event) {
        return byEvent.get(event);
    }

    /** False when there was nothing of it. */
    public boolean reset(String event) {
        return byEvent.remove(event) != null;
    }

    /** Returns how many kinds of events there were. */
    public int resetAll() {
        int n = byEvent.size();
        byEvent.clear();
        return n;
    }
}
