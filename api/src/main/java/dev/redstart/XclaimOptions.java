package dev.redstart;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@code XCLAIM} notes about the entries that change hands. Immutable; each step gives new options. */
public sealed interface XclaimOptions {

    /** As if delivered so long ago ({@code IDLE}), rounded up to a millisecond; not negative. 0 unless said. */
    static Choice idle(Duration ago) {
        return Choice.NONE.idle(ago);
    }

    /** As if delivered at this time ({@code TIME}); in place of {@link #idle}. */
    static Choice time(Instant delivered) {
        return Choice.NONE.time(delivered);
    }

    /** As if delivered so many times ({@code RETRYCOUNT}), not negative; else the count goes up by one. */
    static Choice retryCount(long deliveries) {
        return Choice.NONE.retryCount(deliveries);
    }

    /** Also entries that are pending for nobody ({@code FORCE}), if they are in the stream. */
    static Choice force() {
        return Choice.NONE.force();
    }

    /** Makes this the group's last delivered ID when it is higher ({@code LASTID}). */
    static Choice lastId(StreamId id) {
        return Choice.NONE.lastId(id);
    }

    /** Options chosen so far. */
    final class Choice extends Options implements XclaimOptions {

        static final Choice NONE = new Choice(null, 0, -1, false, null);

        private final @Nullable String clock;
        private final long millis;
        private final long retryCount;
        private final boolean force;
        private final @Nullable StreamId lastId;

        private Choice(@Nullable String clock, long millis, long retryCount, boolean force, @Nullable StreamId lastId) {
            this.clock = clock;
            this.millis = millis;
            this.retryCount = retryCount;
            this.force = force;
            this.lastId = lastId;
        }

        /** See {@link XclaimOptions#idle(Duration)}. */
        public Choice idle(Duration ago) {
            return new Choice("IDLE", Times.millisFromZero(ago), retryCount, force, lastId);
        }

        /** See {@link XclaimOptions#time(Instant)}. */
        public Choice time(Instant delivered) {
            return new Choice("TIME", delivered.toEpochMilli(), retryCount, force, lastId);
        }

        /** See {@link XclaimOptions#retryCount(long)}. */
        public Choice retryCount(long deliveries) {
            if (deliveries < 0)
                throw new IllegalArgumentException("RETRYCOUNT has to be at least 0, not " + deliveries);
            return new Choice(clock, millis, deliveries, force, lastId);
        }

        /** See {@link XclaimOptions#force()}. */
        public Choice force() {
            return new Choice(clock, millis, retryCount, true, lastId);
        }

        /** See {@link XclaimOptions#lastId(StreamId)}. */
        public Choice lastId(StreamId id) {
            return new Choice(clock, millis, retryCount, force, Objects.requireNonNull(id, "the ID is null"));
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            if (clock != null) command.word(clock).number(millis);
            if (retryCount >= 0) command.word("RETRYCOUNT").number(retryCount);
            command.wordIf(force, "FORCE");
            if (lastId != null) command.word("LASTID").id(lastId);
        }
    }
}
