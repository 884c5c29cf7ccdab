package dev.redstart;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How {@code SET} sets: under which condition, and for how long. Immutable; each step gives new options.
 *
 * <pre>{@code redis.set("lock", "me", SetOptions.ifAbsent().expireAfter(Duration.ofSeconds(30)));}</pre>
 */
public sealed interface SetOptions {

    /** Only when the key does not exist ({@code NX}). */
    static Choice ifAbsent() {
        return Choice.NONE.ifAbsent();
    }

    /** Only when the key exists ({@code XX}). */
    static Choice ifPresent() {
        return Choice.NONE.ifPresent();
    }

    /** Gone after this time, rounded up to a millisecond ({@code PX}); above zero. */
    static Choice expireAfter(Duration time) {
        return Choice.NONE.expireAfter(time);
    }

    /** Gone at this time ({@code PXAT}); a time that has passed deletes the key. */
    static Choice expireAt(Instant time) {
        return Choice.NONE.expireAt(time);
    }

    /** The time to live stays what it was ({@code KEEPTTL}); else SET takes it away. */
    static Choice keepTtl() {
        return Choice.NONE.keepTtl();
    }

    /** Options chosen so far. */
    final class Choice extends Options implements SetOptions {

        static final Choice NONE = new Choice(null, null, 0);

        private final @Nullable String condition;
        private final @Nullable String expiry;
        private final long time;

        private Choice(@Nullable String condition, @Nullable String expiry, long time) {
            this.condition = condition;
            this.expiry = expiry;
            this.time = time;
        }

        /** See {@link SetOptions#ifAbsent()}. */
        public Choice ifAbsent() {
            return new Choice("NX", expiry, time);
        }

        /** See {@link SetOptions#ifPresent()}. */
        public Choice ifPresent() {
            return new Choice("XX", expiry, time);
        }

        /** See {@link SetOptions#expireAfter(Duration)}. */
        public Choice expireAfter(Duration after) {
            return new Choice(condition, "PX", Times.millis(after));
        }

        /** See {@link SetOptions#expireAt(Instant)}. */
        public Choice expireAt(Instant at) {
            return new Choice(condition, "PXAT", at.toEpochMilli());
        }

        /** See {@link SetOptions#keepTtl()}. */
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
