package dev.redstart;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a command ended.
 *
 * @param outcome   what its caller may rely on
 * @param elapsed   from hand-over to the end, waiting for a connection included
 * @param errorCode first word of the server's error, as {@code WRONGTYPE}; null unless it answered with one
 * @param failure   why no answer came; null when one came
 */
public record CommandEnd(Outcome outcome, Duration elapsed, @Nullable String errorCode, @Nullable Throwable failure) {

    /** What is known of a command's effect. */
    public enum Outcome {
        /** The server did it. Also an EXEC that ran, whatever its commands answered. */
        SUCCESS,
        /** The server refused: an error reply. */
        ERROR,
        /** It never left this JVM. */
        NOT_SENT,
        /** It may have been sent, and no answer came: nobody knows. */
        UNKNOWN,
        /** The caller took it back before the answer. */
        CANCELLED;

        private final String tag = name().toLowerCase(Locale.ROOT);

        /** In small letters, as meters and spans show it. */
        public String tag() {
            return tag;
        }

        static Outcome of(Throwable failure) {
            return failure instanceof RedisException e && e.phase() == Phase.NOT_SENT ? NOT_SENT : UNKNOWN;
        }
    }
}
