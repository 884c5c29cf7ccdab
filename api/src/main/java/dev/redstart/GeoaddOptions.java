package dev.redstart;

import org.jspecify.annotations.Nullable;

/**
 * Which members {@code GEOADD} adds, which it moves, and what it counts. Immutable; each step gives new options.
 *
 * <pre>{@code redis.geoadd("cabs", GeoaddOptions.ifPresent().countChanged(), 13.36, 38.11, "cab:7");}</pre>
 */
public sealed interface GeoaddOptions {

    /** Only adds new members; those that are there stay where they are ({@code NX}). */
    static Choice ifAbsent() {
        return Choice.NONE.ifAbsent();
    }

    /** Only moves members that are there ({@code XX}). */
    static Choice ifPresent() {
        return Choice.NONE.ifPresent();
    }

    /** Counts the members that moved, too, and not just the new ones ({@code CH}). */
    static Choice countChanged() {
        return Choice.NONE.countChanged();
    }

    /** Options chosen so far. */
    final class Choice extends Options implements GeoaddOptions {

        static final Choice NONE = new Choice(null, false);

        private final @Nullable String presence;
        private final boolean countChanged;

        private Choice(@Nullable String presence, boolean countChanged) {
            this.presence = presence;
            this.countChanged = countChanged;
        }

        /** See {@link GeoaddOptions#ifAbsent()}. */
        public Choice ifAbsent() {
            return new Choice("NX", countChanged);
        }

        /** See {@link GeoaddOptions#ifPresent()}. */
        public Choice ifPresent() {
            return new Choice("XX", countChanged);
        }

        /** See {@link GeoaddOptions#countChanged()}. */
        public Choice countChanged() {
            return new Choice(presence, true);
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            if (presence != null) command.word(presence);
            command.wordIf(countChanged, "CH");
        }
    }
}
