package dev.redstart.engine.dispatch;

/** How much is going on: averages over the last 16 looks at the counters, a tenth of a second apart. */
public final class Throughput {

    private static final int SAMPLES = 16;
    private static final double NANOS_PER_SECOND = 1e9;

    private final long[] times = new long[SAMPLES];
    private final long[] commands = new long[SAMPLES];
    private final long[] received = new long[SAMPLES];
    private final long[] sent = new long[SAMPLES];
    private int looks;

    void sample(long nanos, long commandsSoFar, long receivedSoFar, long sentSoFar) {
        int i = looks % SAMPLES;
        times[i] = nanos;
        commands[i] = commandsSoFar;
        received[i] = receivedSoFar;
        sent[i] = sentSoFar;
        looks++;
    }

    void reset() {
        looks = 0;
    }

    private double perSecond(long[] counter) {
        if (looks < 2) return 0;
        int last = (looks - 1) % SAMPLES;
        int first = looks <= SAMPLES ? 0 : looks % SAMPLES;
        return Math.max(0, (counter[last] - counter[first]) * NANOS_PER_SECOND / (times[last] - times[first]));
    }

    public double commandsPerSecond() {
        return perSecond(commands);
    }

    public double bytesReceivedPerSecond() {
        return perSecond(received);
    }

    public double bytesSentPerSecond() {
        return perSecond(sent);
    }
}
