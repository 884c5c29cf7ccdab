package dev.redstart;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much of streams is read at once, and whether to wait for it. Immutable; each step gives new options.
 *
 * <pre>{@code redis.xread(XreadOptions.count(100).block(Duration.ofSeconds(5)), Map.of("events", StreamOffset.after(seen)));}</pre>
 */
public sealed interface XreadOptions {

    /** At most so many entries of each stream ({@code COUNT}); at least 1. */
    static Choice count(long entries) {
        return Choice.NONE.count(entries);
    }

    /**
     * When there is nothing to read, waits for it ({@code BLOCK}): so long, rounded up to a millisecond and above zero, or
     * for ever when that is null. Not in a pipeline.
     */
    static Choice block(@Nullable Duration timeout) {
        return Choice.NONE.block(timeout);
    }

    /**
     * What is read counts as acknowledged at once, and is lost when the consumer dies ({@code NOACK}). For {@code xreadgroup}
     * only.
     */
    static Choice noack() {
        return Choice.NONE.noack();
    }

    /** Options chosen so far. */
    final class Choice extends Options implements XreadOptions {

        static final Choice NONE = new Choice(0, false, null, false);

        private final long count;
        private final boolean blocks;
        private final @Nullable Duration timeout;
        private final boolean noack;

        private Choice(long count, boolean blocks, @Nullable Duration timeout, boolean noack) {
            this.count = count;
            this.blocks = blocks;
            this.timeout = timeout;
            this.noack = noack;
        }

        /** See {@link XreadOptions#count(long)}. */
        public Choice count(long entries) {
            if (entries < 1) throw new IllegalArgumentException("COUNT has to be at least 1, not " + entries);
            return new Choice(entries, blocks, timeout, noack);
        }

        /** See {@link XreadOptions#block(Duration)}. */
        public Choice block(@Nullable Duration newTimeout) {
            return new Choice(count, true, newTimeout == null ? null : Times.positive(newTimeout), noack);
        }

        /** See {@link XreadOptions#noack()}. */
        public Choice noack() {
            return new Choice(count, blocks, timeout, true);
        }

        /** The same, refused when it says that nothing is to be acknowledged: only a group does that. */
        static Choice withoutNoack(XreadOptions options, String command) {
            Choice choice = (Choice) Options.given(options);
            if (choice.noack)
                throw new IllegalArgumentException(
                        command + " has no NOACK: allowed are count and block; NOACK is for groups of consumers");
            return choice;
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            if (count > 0) command.word("COUNT").number(count);
            if (blocks) command.word("BLOCK").blockMillis(timeout);
            command.wordIf(noack, "NOACK");
        }
    }
}
