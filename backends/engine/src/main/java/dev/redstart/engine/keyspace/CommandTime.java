package dev.redstart.engine.keyspace;

import java.time.Clock;

/** The moment at which the running command (or transaction) runs: the clock is read once for each. */
public final class CommandTime {

    private final Clock clock;
    private long millis;

    public CommandTime(Clock clock) {
        this.clock = clock;
        this.millis = clock.millis();
    }

    /** Reads the clock; called as a command begins. */
    public void refresh() {
        millis = clock.millis();
    }

    /** Milliseconds since the epoch. */
    public long millis() {
        return millis;
    }

    /** The clock itself, for what needs more than milliseconds. */
    public Clock clock() {
        return clock;
    }
}
