package dev.redstart;

import org.jspecify.annotations.Nullable;

/**
 * Which members {@code ZADD} adds, which it changes, and what it counts. Immutable; each step gives new options.
 *
 * <pre>{@code redis.zadd("highscores", ZaddOptions.ifGreater().countChanged(), 4200, "ada");}</pre>
 */
public sealed interface ZaddOptions {

    /** Only adds new members; those that are there keep their score ({@code NX}). Not with the other conditions. */
    static Choice ifAbsent() {
        return Choice.NONE.ifAbsent();
    }

    /** Only changes members that are there ({@code XX}). */
    static Choice ifPresent() {
        return Choice.NONE.ifPresent();
    }

    /** Changes a member only to a greater score ({@code GT}); still adds new ones. */
    static Choice ifGreater() {
        return Choice.NONE.ifGreater();
    }

    /** Changes a member only to a lower score ({@code LT}); still adds new ones. */
    static Choice ifLess() {
        return Choice.NONE.ifLess();
    }

    /** Counts the members whose score changed, too, and not just the new ones ({@code CH}). */
    static Choice countChanged() {
        return Choice.NONE.countChanged();
    }

    /** Options chosen so far. */
    final class Choice extends Options implements ZaddOptions {

        static final Choice NONE = new Choice(null, null, false);

        private final @Nullable String presence;
        private final @Nullable String comparison;
        private final boolean countChanged;

        private Choice(@Nullable String presence, @Nullable String comparison, boolean countChanged) {
            if ("NX".equals(presence) && comparison != null)
                throw new IllegalArgumentException("ifAbsent (NX) never changes a score, so it goes neither with"
                        + " ifGreater (GT) nor with ifLess (LT); these go alone or with ifPresent (XX)");
            this.presence = presence;
            this.comparison = comparison;
            this.countChanged = countChanged;
        }

        /** See {@link ZaddOptions#ifAbsent()}. */
        public Choice ifAbsent() {
            return new Choice("NX", comparison, countChanged);
        }

        /** See {@link ZaddOptions#ifPresent()}. */
        public Choice ifPresent() {
            return new Choice("XX", comparison, countChanged);
        }

        /** See {@link ZaddOptions#ifGreater()}. */
        public Choice ifGreater() {
            return new Choice(presence, "GT", countChanged);
        }

        /** See {@link ZaddOptions#ifLess()}. */
        public Choice ifLess() {
            return new Choice(presence, "LT", countChanged);
        }

        /** See {@link ZaddOptions#countChanged()}. */
        public Choice countChanged() {
            return new Choice(presence, comparison, true);
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            if (presence != null) command.word(presence);
            if (comparison != null) command.word(comparison);
            command.wordIf(countChanged, "CH");
        }
    }
}
