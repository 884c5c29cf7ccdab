package dev.redstart;

import org.jspecify.annotations.Nullable;

/**
 * How many members a search in an area gives, and in which order. Immutable; each step gives new options.
 *
 * <pre>{@code redis.geosearch("cabs", GeoOrigin.at(13.36, 38.11), GeoShape.circle(5, GeoUnit.KM),
 *         GeoSearchOptions.nearestFirst().count(3));}</pre>
 */
public sealed interface GeoSearchOptions {

    /** All, in no particular order. */
    static Choice all() {
        return Choice.ALL;
    }

    /** Ordered by the distance from the centre ({@code ASC}). */
    static Choice nearestFirst() {
        return Choice.ALL.nearestFirst();
    }

    /** Ordered by the distance from the centre, backwards ({@code DESC}). */
    static Choice farthestFirst() {
        return Choice.ALL.farthestFirst();
    }

    /** At most so many (above 0), the nearest ones unless {@link #farthestFirst()} is said ({@code COUNT}). */
    static Choice count(long count) {
        return Choice.ALL.count(count);
    }

    /** At most so many (above 0), the first ones that are found ({@code COUNT ... ANY}): quicker, and not the nearest. */
    static Choice countAny(long count) {
        return Choice.ALL.countAny(count);
    }

    /** Options chosen so far. */
    final class Choice extends Options implements GeoSearchOptions {

        static final Choice ALL = new Choice(null, 0, false);

        private final @Nullable String order;
        private final long count;
        private final boolean any;

        private Choice(@Nullable String order, long count, boolean any) {
            this.order = order;
            this.count = count;
            this.any = any;
        }

        /** See {@link GeoSearchOptions#nearestFirst()}. */
        public Choice nearestFirst() {
            return new Choice("ASC", count, any);
        }

        /** See {@link GeoSearchOptions#farthestFirst()}. */
        public Choice farthestFirst() {
            return new Choice("DESC", count, any);
        }

        /** See {@link GeoSearchOptions#count(long)}. */
        public Choice count(long newCount) {
            return new Choice(order, aboveZero(newCount), false);
        }

        /** See {@link GeoSearchOptions#countAny(long)}. */
        public Choice countAny(long newCount) {
            return new Choice(order, aboveZero(newCount), true);
        }

        private static long aboveZero(long count) {
            if (count < 1) throw new IllegalArgumentException("a count has to be above 0, not " + count);
            return count;
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            if (order != null) command.word(order);
            if (count > 0) command.word("COUNT").number(count);
            command.wordIf(any, "ANY");
        }
    }
}
