package dev.redstart;

/**
 * How the scores of a member that is in several sorted sets become one: each is multiplied by the weight of its set, then
 * they are added up, or the lowest or the highest is taken. Immutable; each step gives new options.
 *
 * <pre>{@code redis.zunionstore("total", List.of("week1", "week2"), ZcombineOptions.weights(1, 0.5).max());}</pre>
 */
public sealed interface ZcombineOptions {

    /** One weight for each key, in their order ({@code WEIGHTS}); 1 unless said. */
    static Choice weights(double... weights) {
        return Choice.NONE.weights(weights);
    }

    /** The sum of the scores ({@code AGGREGATE SUM}): what Redis does unless told otherwise. */
    static Choice sum() {
        return Choice.NONE.sum();
    }

    /** The lowest of the scores ({@code AGGREGATE MIN}). */
    static Choice min() {
        return Choice.NONE.min();
    }

    /** The highest of the scores ({@code AGGREGATE MAX}). */
    static Choice max() {
        return Choice.NONE.max();
    }

    /** Options chosen so far. */
    final class Choice extends Options implements ZcombineOptions {

        private static final double[] NO_WEIGHTS = {};

        static final Choice NONE = new Choice(NO_WEIGHTS, "");

        private final double[] weights;
        private final String aggregate;

        private Choice(double[] weights, String aggregate) {
            this.weights = weights;
            this.aggregate = aggregate;
        }

        /** See {@link ZcombineOptions#weights(double...)}. */
        public Choice weights(double... newWeights) {
            if (newWeights.length == 0) throw new IllegalArgumentException("needs one weight for each key");
            for (double weight : newWeights) {
                if (Double.isNaN(weight)) throw new IllegalArgumentException("a weight cannot be NaN");
            }
            return new Choice(newWeights.clone(), aggregate);
        }

        /** See {@link ZcombineOptions#sum()}. */
        public Choice sum() {
            return new Choice(weights, "SUM");
        }

        /** See {@link ZcombineOptions#min()}. */
        public Choice min() {
            return new Choice(weights, "MIN");
        }

        /** See {@link ZcombineOptions#max()}. */
        public Choice max() {
            return new Choice(weights, "MAX");
        }

        /** The same, refused when it has weights, but not one for each of so many keys. */
        static Choice forKeys(ZcombineOptions options, int keys) {
            Choice choice = (Choice) Options.given(options);
            if (choice.weights.length != 0 && choice.weights.length != keys)
                throw new IllegalArgumentException(
                        "needs one weight for each key, but there are " + choice.weights.length + " for " + keys);
            return choice;
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            if (weights.length != 0) command.word("WEIGHTS");
            for (double weight : weights) command.number(weight);
            if (!aggregate.isEmpty()) command.word("AGGREGATE").word(aggregate);
        }
    }
}
