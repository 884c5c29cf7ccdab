package dev.redstart.spi.server;

import java.util.concurrent.ThreadLocalRandom;

/**
 * The pause before the next attempt to connect: doubles from 50 ms to 5 s and is shortened at random, so that a thousand
 * clients of a server that restarts do not come back in one instant. Not thread-safe.
 */
public final class Backoff {

    private static final long FIRST = 50;
    private static final long LONGEST = 5_000;

    private long pause = FIRST;

    /** Milliseconds to wait now; the next pause is longer. */
    public long next() {
        long now = pause;
        pause = Math.min(LONGEST, pause * 2);
        return ThreadLocalRandom.current().nextLong(now / 2, now + 1);
    }

    /** It worked: the next pause is the shortest. */
    public void reset() {
        pause = FIRST;
    }
}
