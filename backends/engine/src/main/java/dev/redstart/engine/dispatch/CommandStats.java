package dev.redstart.engine.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * What was done with one command. Of commands that take next to no time only some runs are measured (see
 * {@link Stopwatch}): their number is exact, the time an estimate.
 */
public final class CommandStats {

    private long calls;
    private long measured;
    private long nanos;
    private long lastTook;
    /** Refused before they ran. */
    long rejected;
    /** Ran and replied with an error. */
    long failed;

    private @Nullable Histogram histogram;

    CommandStats() {}

    /** Not measured: it counts in the distribution as the run before it. */
    void ran() {
        calls++;
        if (histogram != null) histogram.add(lastTook);
    }

    void ran(long took, boolean keepDistribution) {
        calls++;
        measured++;
        nanos += took;
        lastTook = took;
        if (!keepDistribution) return;
        if (histogram == null) histogram = new Histogram();
        histogram.add(took);
    }

    void reset() {
        calls = 0;
        measured = 0;
        nanos = 0;
        rejected = 0;
        failed = 0;
        histogram = null;
    }

    /** How often it ran. */
    public long calls() {
        return calls;
    }

    public long rejected() {
        return rejected;
    }

    public long failed() {
        return failed;
    }

    /** How long all its runs took. */
    public long micros() {
        return measured == 0 ? 0 : (long) ((double) nanos / measured * calls / 1000);
    }

    /** How long its runs took; null when none was measured. */
    public @Nullable Histogram histogram() {
        return histogram;
    }
}
