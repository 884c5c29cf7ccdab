package dev.redstart;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which elements {@code VSIM} finds, and with how much effort. Immutable; each step gives new options.
 *
 * <pre>{@code redis.vsim("docs", VectorQuery.vector(question), VsimOptions.count(5).filter(".year > 1980"));}</pre>
 */
public sealed interface VsimOptions {

    /** The ten nearest, as without options. */
    static Choice nearest() {
        return Choice.NONE;
    }

    /** At most so many, above 0 ({@code COUNT}). */
    static Choice count(long count) {
        return Choice.NONE.count(count);
    }

    /** Only those whose score is at least 1 - {@code distance}; above 0 ({@code EPSILON}). Since Redis 8.0.4. */
    static Choice maxDistance(double distance) {
        return Choice.NONE.maxDistance(distance);
    }

    /** How many candidates are looked at: more find more of the nearest, and take longer ({@code EF}). */
    static Choice explorationFactor(long candidates) {
        return Choice.NONE.explorationFactor(candidates);
    }

    /** Only those whose attributes fulfil this expression, as {@code .year > 1980 and .genre == "crime"} ({@code FILTER}). */
    static Choice filter(String expression) {
        return Choice.NONE.filter(expression);
    }

    /** How many elements are looked at to find some that fulfil the filter ({@code FILTER-EF}). */
    static Choice filterEffort(long elements) {
        return Choice.NONE.filterEffort(elements);
    }

    /** Compares with every element instead of asking the graph: exact, and O(n) ({@code TRUTH}). */
    static Choice exact() {
        return Choice.NONE.exact();
    }

    /** In the server's main thread: for small vector sets, since all other clients wait for it ({@code NOTHREAD}). */
    static Choice onMainThread() {
        return Choice.NONE.onMainThread();
    }

    /** Options chosen so far. */
    final class Choice extends Options implements VsimOptions {

        static final Choice NONE = new Choice(0, 0, 0, null, 0, false, false);

        private final long count;
        private final double distance;
        private final long candidates;
        private final @Nullable String filter;
        private final long filterEffort;
        private final boolean exact;
        private final boolean onMainThread;

        private Choice(
                long count,
                double distance,
                long candidates,
                @Nullable String filter,
                long filterEffort,
                boolean exact,
                boolean onMainThread) {
            this.count = count;
            this.distance = distance;
            this.candidates = candidates;
            this.filter = filter;
            this.filterEffort = filterEffort;
            this.exact = exact;
            this.onMainThread = onMainThread;
        }

        /** See {@link VsimOptions#count(long)}. */
        public Choice count(long newCount) {
            long n = aboveZero(newCount, "count");
            return new Choice(n, distance, candidates, filter, filterEffort, exact, onMainThread);
        }

        /** See {@link VsimOptions#maxDistance(double)}. */
        public Choice maxDistance(double newDistance) {
            if (!(newDistance > 0))
                throw new IllegalArgumentException("a distance has to be above 0, not " + newDistance);
            return new Choice(count, newDistance, candidates, filter, filterEffort, exact, onMainThread);
        }

        /** See {@link VsimOptions#explorationFactor(long)}. */
        public Choice explorationFactor(long newCandidates) {
            long n = aboveZero(newCandidates, "number of candidates");
            return new Choice(count, distance, n, filter, filterEffort, exact, onMainThread);
        }

        /** See {@link VsimOptions#filter(String)}. */
        public Choice filter(String expression) {
            Objects.requireNonNull(expression, "the expression is null");
            return new Choice(count, distance, candidates, expression, filterEffort, exact, onMainThread);
        }

        /** See {@link VsimOptions#filterEffort(long)}. */
        public Choice filterEffort(long elements) {
            long n = aboveZero(elements, "filter effort");
            return new Choice(count, distance, candidates, filter, n, exact, onMainThread);
        }

        /** See {@link VsimOptions#exact()}. */
        public Choice exact() {
            return new Choice(count, distance, candidates, filter, filterEffort, true, onMainThread);
        }

        /** See {@link VsimOptions#onMainThread()}. */
        public Choice onMainThread() {
            return new Choice(count, distance, candidates, filter, filterEffort, exact, true);
        }

        private static long aboveZero(long number, String what) {
            if (number < 1) throw new IllegalArgumentException("a " + what + " has to be above 0, not " + number);
            return number;
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            if (count > 0) command.word("COUNT").number(count);
            if (distance > 0) command.word("EPSILON").number(distance);
            if (candidates > 0) command.word("EF").number(candidates);
            if (filter != null) command.word("FILTER").text(filter);
            if (filterEffort > 0) command.word("FILTER-EF").number(filterEffort);
            command.wordIf(exact, "TRUTH").wordIf(onMainThread, "NOTHREAD");
        }
    }
}
