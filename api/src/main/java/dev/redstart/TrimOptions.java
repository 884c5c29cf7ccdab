package dev.redstart;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which of its oldest entries a stream loses. Immutable; each step gives new options.
 *
 * <pre>{@code redis.xadd("events", XaddOptions.trim(TrimOptions.maxlen(100_000).approximately()), "type", "login");}</pre>
 */
public sealed interface TrimOptions {

    /** All but this many of the newest ({@code MAXLEN}); not negative. */
    static Choice maxlen(long entries) {
        if (entries < 0) throw new IllegalArgumentException("MAXLEN has to be at least 0, not " + entries);
        return new Choice("MAXLEN", NumberCodecs.text(entries), null, -1);
    }

    /** All whose ID is lower than this ({@code MINID}). */
    static Choice minid(StreamId lowest) {
        Objects.requireNonNull(lowest, "the ID is null");
        return new Choice("MINID", lowest.bytes(), null, -1);
    }

    /** Options chosen so far. */
    final class Choice extends Options implements TrimOptions {

        private final String strategy;
        private final byte[] threshold;
        private final @Nullable String precision;
        private final long limit;

        private Choice(String strategy, byte[] threshold, @Nullable String precision, long limit) {
            this.strategy = strategy;
            this.threshold = threshold;
            this.precision = precision;
            this.limit = limit;
        }

        /** To the entry ({@code =}); so it is anyway, unless {@link #approximately()}. */
        public Choice exactly() {
            return new Choice(strategy, threshold, "=", -1);
        }

        /**
         * Only what goes away cheaply ({@code ~}): whole nodes of the stream, about 100 entries each, and so some more may
         * stay. Far faster than exactly.
         */
        public Choice approximately() {
            return new Choice(strategy, threshold, "~", -1);
        }

        /** As {@link #approximately()}, at most so many entries in one go ({@code LIMIT}); 0 for any number. */
        public Choice approximately(long limit) {
            if (limit < 0) throw new IllegalArgumentException("LIMIT has to be at least 0, not " + limit);
            return new Choice(strategy, threshold, "~", limit);
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            command.word(strategy);
            if (precision != null) command.word(precision);
            command.bytes(threshold);
            if (limit >= 0) command.word("LIMIT").number(limit);
        }
    }
}
