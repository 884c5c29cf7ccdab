package dev.redstart;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which of the pending entries {@code XPENDING} lists. Immutable; each step gives new options. */
public sealed interface XpendingOptions {

    /** Only those delivered at least this long ago ({@code IDLE}), rounded up to a millisecond; not negative. */
    static Choice idle(Duration atLeast) {
        return Choice.NONE.idle(atLeast);
    }

    /** Only those of this consumer. */
    static Choice consumer(String consumer) {
        return Choice.NONE.consumer(consumer);
    }

    /** Options chosen so far. */
    final class Choice extends Options implements XpendingOptions {

        static final Choice NONE = new Choice(-1, null);

        private final long idle;
        private final @Nullable String consumer;

        private Choice(long idle, @Nullable String consumer) {
            this.idle = idle;
            this.consumer = consumer;
        }

        /** See {@link XpendingOptions#idle(Duration)}. */
        public Choice idle(Duration atLeast) {
            return new Choice(Times.millisFromZero(atLeast), consumer);
        }

        /** See {@link XpendingOptions#consumer(String)}. */
        public Choice consumer(String newConsumer) {
            return new Choice(idle, Objects.requireNonNull(newConsumer, "the consumer is null"));
        }

        /** What stands before the range. */
        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            if (idle >= 0) command.word("IDLE").number(idle);
        }

        /** What stands after it. */
        void appendConsumerTo(CommandBuilder<?, ?> command) {
            if (consumer != null) command.text(consumer);
        }
    }
}
