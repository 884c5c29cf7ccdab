package dev.redstart;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Durations as Redis takes them. */
final class Times {

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

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

    /** As {@link #millis}, but zero is a duration, too. */
    static long millisFromZero(Duration duration) {
        return duration.isZero() ? 0 : millis(duration);
    }

    /** For a wait in this JVM; what is longer than a {@code long} can say is for ever. */
    static long nanos(Duration duration) {
        return positive(duration).compareTo(LONGEST) < 0 ? duration.toNanos() : Long.MAX_VALUE;
    }

    /** Seconds with up to three decimals, as the timeouts of blocking commands are. */
    static String seconds(Duration duration) {
        return BigDecimal.valueOf(millis(duration), 3).stripTrailingZeros().toPlainString();
    }

    /** Rounded up to a whole second, for the commands that know no finer. */
    static long wholeSeconds(Duration duration) {
        long seconds = positive(duration).getSeconds();
        return duration.getNano() == 0 ? seconds : seconds + 1;
    }

    /** Seconds since 1970, rounded up. */
    static long wholeSeconds(Instant instant) {
        return instant.getNano() == 0 ? instant.getEpochSecond() : instant.getEpochSecond() + 1;
    }

    /** Microseconds, as the server measures. */
    static Duration micros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }
}
