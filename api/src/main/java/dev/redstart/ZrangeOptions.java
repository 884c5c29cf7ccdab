package dev.redstart;

/**
 * In which direction {@code ZRANGE} and {@code ZRANGESTORE} go, and how much they take. Immutable; each step gives new options.
 *
 * <pre>{@code redis.zrange("board", ScoreRange.atLeast(100), ZrangeOptions.reversed().limit(0, 10)); // the best ten}</pre>
 */
public sealed interface ZrangeOptions {

    /** From the highest to the lowest ({@code REV}); a range of ranks is counted from the highest then. */
    static Choice reversed() {
        return Choice.NONE.reversed();
    }

    /**
     * Leaves out the first {@code offset} members of the range and takes at most {@code count} ({@code LIMIT}); a negative
     * count takes all. Only for ranges of scores and of members. Walks over what it leaves out: O(offset).
     */
    static Choice limit(long offset, long count) {
        return Choice.NONE.limit(offset, count);
    }

    /** Options chosen so far. */
    final class Choice extends Options implements ZrangeOptions {

        static final Choice NONE = new Choice(false, false, 0, 0);

        private final boolean reversed;
        private final boolean limited;
        private final long offset;
        private final long count;

        private Choice(boolean reversed, boolean limited, long offset, long count) {
            this.reversed = reversed;
            this.limited = limited;
            this.offset = offset;
            this.count = count;
        }

        /** See {@link ZrangeOptions#reversed()}. */
        public Choice reversed() {
            return new Choice(true, limited, offset, count);
        }

        /** See {@link ZrangeOptions#limit(long, long)}. */
        public Choice limit(long newOffset, long newCount) {
            if (newOffset < 0) throw new IllegalArgumentException("an offset has to be 0 or more, not " + newOffset);
            return new Choice(reversed, true, newOffset, newCount);
        }

        static Choice of(ZrangeOptions options) {
            return (Choice) Options.given(options);
        }

        /** The same, refused with a limit: ranks say themselves where to begin and to end. */
        static Choice withoutLimit(ZrangeOptions options) {
            Choice choice = of(options);
            if (choice.limited)
                throw new IllegalArgumentException(
                        "a range of ranks has no LIMIT: allowed is reversed; LIMIT is for ranges of scores and of members");
            return choice;
        }

        boolean isReversed() {
            return reversed;
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            command.wordIf(reversed, "REV");
            if (limited) command.word("LIMIT").number(offset).number(count);
        }
    }
}
