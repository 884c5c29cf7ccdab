package dev.redstart;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a scan is to look for, and in steps of which size. Immutable; each step gives new options.
 *
 * <pre>{@code for (String key : redis.scan(ScanOptions.match("user:*").count(500))) ...}</pre>
 */
public sealed interface ScanOptions {

    /** Everything, in the server's own steps. */
    static Choice all() {
        return Choice.NONE;
    }

    /** Only what matches the glob pattern ({@code MATCH}). The server still visits everything. */
    static Choice match(String pattern) {
        return Choice.NONE.match(pattern);
    }

    /** How much the server visits in one step, about ({@code COUNT}); at least 1; the server takes 10 by itself. */
    static Choice count(long visited) {
        return Choice.NONE.count(visited);
    }

    /** Only keys with a value of this type, as {@code TYPE} names it: {@code string}, {@code zset} ... For SCAN only. */
    static Choice type(String type) {
        return Choice.NONE.type(type);
    }

    /** Options chosen so far. */
    final class Choice extends Options implements ScanOptions {

        static final Choice NONE = new Choice(null, 0, null);

        private final @Nullable String pattern;
        private final long count;
        private final @Nullable String type;

        private Choice(@Nullable String pattern, long count, @Nullable String type) {
            this.pattern = pattern;
            this.count = count;
            this.type = type;
        }

        /** See {@link ScanOptions#match(String)}. */
        public Choice match(String pattern) {
            return new Choice(Objects.requireNonNull(pattern, "the pattern is null"), count, type);
        }

        /** See {@link ScanOptions#count(long)}. */
        public Choice count(long visited) {
            if (visited < 1) throw new IllegalArgumentException("COUNT has to be at least 1, not " + visited);
            return new Choice(pattern, visited, type);
        }

        /** See {@link ScanOptions#type(String)}. */
        public Choice type(String type) {
            return new Choice(pattern, count, Objects.requireNonNull(type, "the type is null"));
        }

        /** The same, refused when a type was asked for: only the elements of the keyspace have one. */
        static Choice withoutType(ScanOptions options, String command) {
            Choice choice = (Choice) Options.given(options);
            if (choice.type != null)
                throw new IllegalArgumentException(
                        command + " has no TYPE: allowed are match and count; TYPE is for SCAN");
            return choice;
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            if (pattern != null) command.word("MATCH").text(pattern);
            if (count > 0) command.word("COUNT").number(count);
            if (type != null) command.word("TYPE").text(type);
        }
    }
}
