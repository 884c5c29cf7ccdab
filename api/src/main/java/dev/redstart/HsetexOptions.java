package dev.redstart;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How {@code HSETEX} sets fields: under which condition, and for how long. Immutable; each step gives new options.
 *
 * <pre>{@code redis.hsetex("session:1", "token", token, HsetexOptions.expireAfter(Duration.ofMinutes(5)));}</pre>
 */
public sealed interface HsetexOptions {

    /** Only when none of the fields exists ({@code FNX}). */
    static Choice ifAllAbsent() {
        return Choice.NONE.ifAllAbsent();
    }

    /** Only when every one of the fields exists ({@code FXX}). */
    static Choice ifAllPresent() {
        return Choice.NONE.ifAllPresent();
    }

    /** The fields are gone after this time, rounded up to a millisecond ({@code PX}); above zero. */
    static Choice expireAfter(Duration time) {
        return Choice.NONE.expireAfter(time);
    }

    /** The fields are gone at this time ({@code PXAT}); a time that has passed deletes them. */
    static Choice expireAt(Instant time) {
        return Choice.NONE.expireAt(time);
    }

    /** Each field's expiry stays what it was ({@code KEEPTTL}); else it is taken away. */
    static Choice keepTtl() {
        return Choice.NONE.keepTtl();
    }

    /** Options chosen so far. */
    final class Choice extends Options implements HsetexOptions {

        static final Choice NONE = new Choice(null, null, 0);

        private final @Nullable String condition;
        private final @Nullable String expiry;
        private final long time;

        private Choice(@Nullable String condition, @Nullable String expiry, long time) {
            this.condition = condition;
            this.expiry = expiry;
            this.time = time;
        }

        /** See {@link HsetexOptions#ifAllAbsent()}. */
        public Choice ifAllAbsent() {
            return new Choice("FNX", expiry, time);
        }

        /** See {@link HsetexOptions#ifAllPresent()}. */
        public Choice ifAllPresent() {
            return new Choice("FXX", expiry, time);
        }

        /** See {@link HsetexOptions#expireAfter(Duration)}. */
        public Choice expireAfter(Duration after) {
            return new Choice(condition, "PX", Times.millis(after));
        }

        /** See {@link HsetexOptions#expireAt(Instant)}. */
        public Choice expireAt(Instant at) {
            return new Choice(condition, "PXAT", at.toEpochMilli());
        }

        /** See {@link HsetexOptions#keepTtl()}. */
        public Choice keepTtl() {
            return new Choice(condition, "KEEPTTL", 0);
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            if (condition != null) command.word(condition);
            if (expiry != null) command.word(expiry);
            if (expiry != null && !expiry.equals("KEEPTTL")) command.number(time);
        }
    }
}
