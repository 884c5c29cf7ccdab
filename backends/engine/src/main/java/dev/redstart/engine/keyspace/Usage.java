package dev.redstart.engine.keyspace;

import java.util.random.RandomGenerator;

/**
 * What the one int that each key carries says of its use. Under most policies the second in which it was last used. Under
 * an LFU policy, as in Redis, the minute of the last use (16 bits) and a counter (8 bits): the counter grows ever more
 * slowly, by chance, and shrinks by one in every {@code lfu-decay-time} minutes without use. A change of policy leaves
 * the ints as they are: they adjust as keys are used. Used under the engine's lock.
 *
 * <p>Source: the Morris counter of Redis' LFU.
 */
public final class Usage {

    private static final int COUNTER_BITS = 8;
    private static final int MAX_COUNTER = 255;
    private static final int MINUTE_MASK = 0xFFFF;
    /** Of a new key, so that it does not go before it had a chance to be used. */
    private static final int FIRST_COUNTER = 5;

    private static final int MILLIS_PER_SECOND = 1000;
    private static final int MILLIS_PER_MINUTE = 60_000;

    private final RandomGenerator random;
    private boolean frequencies;
    private int logFactor = 10;
    private int decayMinutes = 1;

    public Usage(RandomGenerator random) {
        this.random = random;
    }

    /** Whether how often keys are used is counted, not when. */
    public boolean countsFrequencies() {
        return frequencies;
    }

    /** See {@link #countsFrequencies}. */
    public void countFrequencies(boolean on) {
        frequencies = on;
    }

    /** {@code lfu-log-factor}. */
    public void logFactor(int factor) {
        logFactor = factor;
    }

    /** {@code lfu-decay-time}, in minutes. */
    public void decayTime(int minutes) {
        decayMinutes = minutes;
    }

    /** Of a key that is new at that time. */
    int fresh(long millis) {
        return frequencies ? pack(millis, FIRST_COUNTER) : seconds(millis);
    }

    /** Of a key with that usage that is used at that time. */
    int used(int usage, long millis) {
        return frequencies ? pack(millis, grown(frequency(usage, millis))) : seconds(millis);
    }

    private int grown(int counter) {
        if (counter == MAX_COUNTER) return counter;
        double chance = 1.0 / (Math.max(0, counter - FIRST_COUNTER) * (double) logFactor + 1);
        return random.nextDouble() < chance ? counter + 1 : counter;
    }

    /** Of a key that was last used so many seconds before that time. */
    int idle(long seconds, long millis) {
        return (int) Math.max(0, seconds(millis) - seconds);
    }

    /** Of a key with that counter. */
    int frequent(int counter, long millis) {
        return pack(millis, counter);
    }

    /** Seconds since a key with that usage was used; what it says is meant only while frequencies are not counted. */
    long idleSeconds(int usage, long millis) {
        return Math.max(0, seconds(millis) - usage);
    }

    /** The counter, 0 to 255, less what it has lost since; meant only while frequencies are counted. */
    int frequency(int usage, long millis) {
        int counter = usage & MAX_COUNTER;
        if (decayMinutes == 0) return counter;
        int passed = (minutes(millis) - (usage >>> COUNTER_BITS)) & MINUTE_MASK;
        return Math.max(0, counter - passed / decayMinutes);
    }

    /** The greater, the sooner a key with that usage should go. */
    long idleness(int usage, long millis) {
        return frequencies ? MAX_COUNTER - frequency(usage, millis) : idleSeconds(usage, millis);
    }

    private static int pack(long millis, int counter) {
        return minutes(millis) << COUNTER_BITS | counter;
    }

    private static int minutes(long millis) {
        return (int) (millis / MILLIS_PER_MINUTE) & MINUTE_MASK;
    }

    private static int seconds(long millis) {
        return (int) (millis / MILLIS_PER_SECOND);
    }
}
