package dev.redstart;

/** How {@code XGROUP CREATE} makes a group of consumers. Immutable; each step gives new options. */
public sealed interface XgroupCreateOptions {

    /** Makes an empty stream when there is none ({@code MKSTREAM}). */
    static Choice mkstream() {
        return Choice.NONE.mkstream();
    }

    /**
     * How many entries, from the first that the stream ever had, count as read by the group ({@code ENTRIESREAD}): what its
     * lag is reckoned from; -1 for unknown.
     */
    static Choice entriesRead(long entries) {
        return Choice.NONE.entriesRead(entries);
    }

    /** Options chosen so far. */
    final class Choice extends Options implements XgroupCreateOptions {

        private static final long NOT_SAID = Long.MIN_VALUE;

        static final Choice NONE = new Choice(false, NOT_SAID);

        private final boolean mkstream;
        private final long entriesRead;

        private Choice(boolean mkstream, long entriesRead) {
            this.mkstream = mkstream;
            this.entriesRead = entriesRead;
        }

        /** See {@link XgroupCreateOptions#mkstream()}. */
        public Choice mkstream() {
            return new Choice(true, entriesRead);
        }

        /** See {@link XgroupCreateOptions#entriesRead(long)}. */
        public Choice entriesRead(long entries) {
            if (entries < -1)
                throw new IllegalArgumentException("ENTRIESREAD has to be at least 0, or -1, not " + entries);
            return new Choice(mkstream, entries);
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            command.wordIf(mkstream, "MKSTREAM");
            if (entriesRead != NOT_SAID) command.word("ENTRIESREAD").number(entriesRead);
        }
    }
}
