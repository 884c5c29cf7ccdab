package dev.redstart.engine.keyspace;

import java.time.Clock;
import java.time.Instant;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The moment at which the running command (or transaction) runs: the clock is read once for each. Also whether that
 * command's use of keys is to be remembered, which CLIENT NO-TOUCH turns off.
 */
public final class CommandTime {

    private final Clock clock;
    private final Usage usage = new Usage(new SplittableRandom());
    private long millis;
    private @Nullable Instant instant;
    private boolean touching = true;
    private boolean expiring = true;

    public CommandTime(Clock clock) {
        this.clock = clock;
        this.millis = clock.millis();
    }

    /** Reads the clock; called as a command begins. */
    public void refresh() {
        millis = clock.millis();
        instant = null;
    }

    /** The same moment as exactly as the clock has it: read for who asks first, and then the same for the whole command. */
    public Instant instant() {
        Instant known = instant;
        if (known == null) instant = known = clock.instant();
        return known;
    }

    /** Milliseconds since the epoch. */
    public long millis() {
        return millis;
    }

    /** Whatever was to expire until then has expired. */
    public long due() {
        return expiring ? millis : Long.MIN_VALUE;
    }

    /** See {@link #expiring}. */
    public boolean isExpiring() {
        return expiring;
    }

    /**
     * Whether anything expires. While a log of commands is run again nothing does: what had expired when they ran first is
     * removed by the log itself, and what had not must be there for them.
     */
    public void expiring(boolean on) {
        expiring = on;
    }

    /** Whether keys that are looked up count as used now. */
    public boolean isTouching() {
        return touching;
    }

    /** See {@link #isTouching()}. */
    public void touching(boolean on) {
        touching = on;
    }

    /** What is remembered of a use. */
    public Usage usage() {
        return usage;
    }

    /** The clock itself, for what goes on by itself. */
    public Clock clock() {
        return clock;
    }
}
