package dev.redstart;

import java.time.Duration;
import java.time.Instant;

/** What a read does to the time to live of what it reads. Immutable. */
public sealed interface GetexOptions {

    /** Gone after this time, rounded up to a millisecond ({@code PX}); above zero. */
    static Choice expireAfter(Duration time) {
        return new Choice("PX", Times.millis(time));
    }

    /** Gone at this time ({@code PXAT}); a time that has passed deletes the key. */
    static Choice expireAt(Instant time) {
        return new Choice("PXAT", time.toEpochMilli());
    }

    /** Its time to live is taken away ({@code PERSIST}). */
    static Choice persist() {
        return new Choice("PERSIST", 0);
    }

    /** The option chosen. */
    final class Choice extends Options implements GetexOptions {

        private final String word;
        private final long time;

        private Choice(String word, long time) {
            this.word = word;
            this.time = time;
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            command.word(word);
            if (!word.equals("PERSIST")) command.number(time);
        }
    }
}
