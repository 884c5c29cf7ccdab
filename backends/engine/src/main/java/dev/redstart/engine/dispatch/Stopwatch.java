package dev.redstart.engine.dispatch;

/**
 * Which runs of commands are measured, and what follows when one took long.
 *
 * <p>Reading the clock twice takes half as long as a GET inside this JVM. So of a command that takes next to no time, sent
 * from inside this JVM, only every sixteenth run is measured: it will hardly be a slow one. Everything that may take long
 * and everything that came by a connection is measured, and all the rest, too, when the slow log or the latency monitor
 * look for less than a millisecond or are to see all.
 */
public final class Stopwatch {

    private static final long SAMPLE = 16;
    private static final long NANOS_PER_MICRO = 1000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final SlowLog slowLog = new SlowLog();
    private final LatencyMonitor latency = new LatencyMonitor();
    private long slowNanos = Long.MAX_VALUE;
    private long latencyNanos = Long.MAX_VALUE;
    /** The lesser of the two. */
    private long remarkable = Long.MAX_VALUE;

    private boolean all;
    private boolean distributions = true;

    public SlowLog slowLog() {
        return slowLog;
    }

    public LatencyMonitor latency() {
        return latency;
    }

    /** {@code slowlog-log-slower-than}: microseconds, 0 for all commands, negative for none. */
    public void slowerThan(long micros) {
        slowNanos = micros < 0 ? Long.MAX_VALUE : saturated(micros, NANOS_PER_MICRO);
        update();
    }

    /** {@code latency-monitor-threshold}: milliseconds, 0 for none. */
    public void latencyThreshold(long millis) {
        latencyNanos = millis == 0 ? Long.MAX_VALUE : saturated(millis, NANOS_PER_MILLI);
        update();
    }

    /** {@code latency-tracking}: whether it is kept how long each run took. */
    public void keepDistributions(boolean on) {
        distributions = on;
    }

    private static long saturated(long n, long unit) {
        return n > Long.MAX_VALUE / unit ? Long.MAX_VALUE - 1 : n * unit;
    }

    private void update() {
        remarkable = Math.min(slowNanos, latencyNanos);
        all = slowNanos < NANOS_PER_MILLI || latencyNanos <= NANOS_PER_MILLI;
    }

    boolean measures(Command command, ClientSession session) {
        return all
                || !command.isQuick()
                || session.link() != null
                || (command.stats().calls() & (SAMPLE - 1)) == 0;
    }

    void ran(Call call, long nanos, long nowMillis) {
        Command command = call.command();
        command.stats().ran(nanos, distributions);
        if (nanos < remarkable) return;
        if (nanos >= slowNanos && !command.is(Flag.SKIP_SLOWLOG)) slowLog.add(call, nanos / NANOS_PER_MICRO, nowMillis);
        if (nanos >= latencyNanos)
            latency.add(command.is(Flag.FAST) ? "fast-command" : "command", nanos / NANOS_PER_MILLI, nowMillis);
    }
}
