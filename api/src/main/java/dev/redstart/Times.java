package dev.redstart;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as Redis takes them. */
final class Times {

    private Times() {}

    static Duration positive(Duration duration) {
        if (duration.isZero() || duration.isNegative())
            throw new IllegalArgumentException("a duration has to be above zero, not " + duration);
        return duration;
    }

    /** Rounded up to a whole millisecond: what is asked to live never lives shorter. */
    static long millis(Duration duration) {
        long millis = positive(duration).toMillis();
        return duration.equals(Duration.ofMillis(millis)) ? millis : millis + 1;
    }

    /** Seconds with up to three decimals, as the timeouts of blocking commands are. */
    static String seconds(Duration duration) {
        return BigDecimal.valueOf(millis(duration), 3).stripTrailingZeros().toPlainString();
    }
}
