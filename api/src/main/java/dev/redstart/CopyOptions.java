package dev.redstart;

/** Where {@code COPY} copies to, and over what. Immutable; each step gives new options. */
public sealed interface CopyOptions {

    /** Over a destination that exists ({@code REPLACE}). */
    static Choice replace() {
        return Choice.NONE.replace();
    }

    /** Into another database ({@code DB}). */
    static Choice toDatabase(int index) {
        return Choice.NONE.toDatabase(index);
    }

    /** Options chosen so far. */
    final class Choice extends Options implements CopyOptions {

        static final Choice NONE = new Choice(false, -1);

        private final boolean replace;
        private final int database;

        private Choice(boolean replace, int database) {
            this.replace = replace;
            this.database = database;
        }

        /** See {@link CopyOptions#replace()}. */
        public Choice replace() {
            return new Choice(true, database);
        }

        /** See {@link CopyOptions#toDatabase(int)}. */
        public Choice toDatabase(int index) {
            if (index < 0) throw new IllegalArgumentException("a database is a number from 0, not " + index);
            return new Choice(replace, index);
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            if (database >= 0) command.word("DB").number(database);
            command.wordIf(replace, "REPLACE");
        }
    }
}
