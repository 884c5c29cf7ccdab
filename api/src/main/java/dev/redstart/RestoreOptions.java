package dev.redstart;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How {@code RESTORE} puts a dumped value back. Immutable; each step gives new options. A server that evicts by age knows
 * {@code idleFor}, one that evicts by frequency {@code frequency}: of these two the one said last counts.
 */
public sealed interface RestoreOptions {

    /** Over a key that exists ({@code REPLACE}). */
    static Choice replace() {
        return Choice.NONE.replace();
    }

    /** Gone after this time, rounded up to a millisecond; above zero. */
    static Choice expireAfter(Duration time) {
        return Choice.NONE.expireAfter(time);
    }

    /** Gone at this time ({@code ABSTTL}); when it has passed, nothing is restored. */
    static Choice expireAt(Instant time) {
        return Choice.NONE.expireAt(time);
    }

    /** As if not touched for this time, in seconds, rounded down ({@code IDLETIME}). */
    static Choice idleFor(Duration time) {
        return Choice.NONE.idleFor(time);
    }

    /** With this logarithmic frequency of use, 0 to 255 ({@code FREQ}). */
    static Choice frequency(int frequency) {
        return Choice.NONE.frequency(frequency);
    }

    /** Options chosen so far. */
    final class Choice extends Options implements RestoreOptions {

        static final Choice NONE = new Choice(false, 0, false, null, 0);

        private final boolean replace;
        private final long timeToLive;
        private final boolean absolute;
        private final @Nullable String usage;
        private final long usageValue;

        private Choice(boolean replace, long timeToLive, boolean absolute, @Nullable String usage, long usageValue) {
            this.replace = replace;
            this.timeToLive = timeToLive;
            this.absolute = absolute;
            this.usage = usage;
            this.usageValue = usageValue;
        }

        /** See {@link RestoreOptions#replace()}. */
        public Choice replace() {
            return new Choice(true, timeToLive, absolute, usage, usageValue);
        }

        /** See {@link RestoreOptions#expireAfter(Duration)}. */
        public Choice expireAfter(Duration time) {
            return new Choice(replace, Times.millis(time), false, usage, usageValue);
        }

        /** See {@link RestoreOptions#expireAt(Instant)}. */
        public Choice expireAt(Instant time) {
            long millis = time.toEpochMilli();
            if (millis < 1) throw new IllegalArgumentException("a time to expire at is after 1970, not " + time);
            return new Choice(replace, millis, true, usage, usageValue);
        }

        /** See {@link RestoreOptions#idleFor(Duration)}. */
        public Choice idleFor(Duration time) {
            if (time.isNegative()) throw new IllegalArgumentException("an idle time is not negative, as " + time);
            return new Choice(replace, timeToLive, absolute, "IDLETIME", time.getSeconds());
        }

        /** See {@link RestoreOptions#frequency(int)}. */
        public Choice frequency(int frequency) {
            if (frequency < 0 || frequency > 255)
                throw new IllegalArgumentException("a frequency is 0 to 255, not " + frequency);
            return new Choice(replace, timeToLive, absolute, "FREQ", frequency);
        }

        /** Stands before the payload, unlike the rest; 0 is none. */
        long timeToLive() {
            return timeToLive;
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            command.wordIf(replace, "REPLACE").wordIf(absolute, "ABSTTL");
            if (usage != null) command.word(usage).number(usageValue);
        }
    }
}
