package dev.redstart;

/**
 * How {@code LPOS} searches a list. Immutable; each step gives new options.
 *
 * <pre>{@code redis.lpos("log", "error", LposOptions.rank(-1)); // the last one}</pre>
 */
public sealed interface LposOptions {

    /**
     * Begins with the match of this rank ({@code RANK}): 1 is the first, 2 the second; -1 is the last, and the search then
     * goes from tail to head. Not zero.
     */
    static Choice rank(long rank) {
        return Choice.NONE.rank(rank);
    }

    /** Compares at most this many elements ({@code MAXLEN}); zero means all. */
    static Choice maxLength(long elements) {
        return Choice.NONE.maxLength(elements);
    }

    /** Options chosen so far. */
    final class Choice extends Options implements LposOptions {

        static final Choice NONE = new Choice(1, 0);

        private final long rank;
        private final long maxLength;

        private Choice(long rank, long maxLength) {
            this.rank = rank;
            this.maxLength = maxLength;
        }

        /** See {@link LposOptions#rank(long)}. */
        public Choice rank(long newRank) {
            if (newRank == 0)
                throw new IllegalArgumentException(
                        "a rank is not 0: 1 is the first match from the head, -1 the first from the tail");
            return new Choice(newRank, maxLength);
        }

        /** See {@link LposOptions#maxLength(long)}. */
        public Choice maxLength(long elements) {
            if (elements < 0)
                throw new IllegalArgumentException("cannot compare " + elements + " elements; 0 means all of them");
            return new Choice(rank, elements);
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            if (rank != 1) command.word("RANK").number(rank);
            if (maxLength != 0) command.word("MAXLEN").number(maxLength);
        }
    }
}
