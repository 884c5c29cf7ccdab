package dev.redstart;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What else {@code XSETID} sets. Immutable; each step gives new options. */
public sealed interface XsetidOptions {

    /** How many entries the stream has ever had ({@code ENTRIESADDED}); not fewer than it has. */
    static Choice entriesAdded(long entries) {
        return Choice.NONE.entriesAdded(entries);
    }

    /** The highest ID of an entry that was deleted ({@code MAXDELETEDID}); not above the last one. */
    static Choice maxDeletedId(StreamId id) {
        return Choice.NONE.maxDeletedId(id);
    }

    /** Options chosen so far. */
    final class Choice extends Options implements XsetidOptions {

        static final Choice NONE = new Choice(-1, null);

        private final long entriesAdded;
        private final @Nullable StreamId maxDeletedId;

        private Choice(long entriesAdded, @Nullable StreamId maxDeletedId) {
            this.entriesAdded = entriesAdded;
            this.maxDeletedId = maxDeletedId;
        }

        /** See {@link XsetidOptions#entriesAdded(long)}. */
        public Choice entriesAdded(long entries) {
            if (entries < 0) throw new IllegalArgumentException("ENTRIESADDED has to be at least 0, not " + entries);
            return new Choice(entries, maxDeletedId);
        }

        /** See {@link XsetidOptions#maxDeletedId(StreamId)}. */
        public Choice maxDeletedId(StreamId id) {
            return new Choice(entriesAdded, Objects.requireNonNull(id, "the ID is null"));
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            if (entriesAdded >= 0) command.word("ENTRIESADDED").number(entriesAdded);
            if (maxDeletedId != null) command.word("MAXDELETEDID").id(maxDeletedId);
        }
    }
}
