package dev.redstart;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How {@code VADD} adds an element. Immutable; each step gives new options. What {@link #quantization}, {@link #reduceTo} and
 * {@link #links} said when the first element made the vector set has to be said for all others, too: what is left out means
 * its default, and the server refuses one that differs.
 *
 * <pre>{@code redis.vadd("docs", vector, "doc:1", VaddOptions.attributes("{\"year\": 1984}"));}</pre>
 */
public sealed interface VaddOptions {

    /** What the vectors are kept as ({@code NOQUANT}, {@code Q8}, {@code BIN}). */
    static Choice quantization(VectorQuantization quantization) {
        return Choice.NONE.quantization(quantization);
    }

    /** Projects the vectors to so many dimensions, at least 1, by a random matrix of the vector set ({@code REDUCE}). */
    static Choice reduceTo(int dimensions) {
        return Choice.NONE.reduceTo(dimensions);
    }

    /** At most so many links of each element at each layer of the graph, and twice as many at the lowest ({@code M}). */
    static Choice links(int links) {
        return Choice.NONE.links(links);
    }

    /** How many candidates are looked at to link the element, 200 unless said: more find better links ({@code EF}). */
    static Choice explorationFactor(int candidates) {
        return Choice.NONE.explorationFactor(candidates);
    }

    /** The element's attributes, a JSON object, over those it has; an empty text is none ({@code SETATTR}). */
    static Choice attributes(String json) {
        return Choice.NONE.attributes(json);
    }

    /** Looks for candidates in the background, so that other clients need not wait for it ({@code CAS}). */
    static Choice inBackground() {
        return Choice.NONE.inBackground();
    }

    /** Options chosen so far. */
    final class Choice extends Options implements VaddOptions {

        static final Choice NONE = new Choice(null, 0, 0, 0, null, false);

        private final @Nullable VectorQuantization quantization;
        private final int dimensions;
        private final int links;
        private final int candidates;
        private final @Nullable String attributes;
        private final boolean inBackground;

        private Choice(
                @Nullable VectorQuantization quantization,
                int dimensions,
                int links,
                int candidates,
                @Nullable String attributes,
                boolean inBackground) {
            this.quantization = quantization;
            this.dimensions = dimensions;
            this.links = links;
            this.candidates = candidates;
            this.attributes = attributes;
            this.inBackground = inBackground;
        }

        /** See {@link VaddOptions#quantization}. */
        public Choice quantization(VectorQuantization newQuantization) {
            Objects.requireNonNull(newQuantization, "the quantization is null");
            return new Choice(newQuantization, dimensions, links, candidates, attributes, inBackground);
        }

        /** See {@link VaddOptions#reduceTo}. */
        public Choice reduceTo(int newDimensions) {
            return new Choice(
                    quantization,
                    aboveZero(newDimensions, "number of dimensions"),
                    links,
                    candidates,
                    attributes,
                    inBackground);
        }

        /** See {@link VaddOptions#links}. */
        public Choice links(int newLinks) {
            return new Choice(
                    quantization,
                    dimensions,
                    aboveZero(newLinks, "number of links"),
                    candidates,
                    attributes,
                    inBackground);
        }

        /** See {@link VaddOptions#explorationFactor}. */
        public Choice explorationFactor(int newCandidates) {
            return new Choice(
                    quantization,
                    dimensions,
                    links,
                    aboveZero(newCandidates, "number of candidates"),
                    attributes,
                    inBackground);
        }

        /** See {@link VaddOptions#attributes}. */
        public Choice attributes(String json) {
            Objects.requireNonNull(json, "the attributes are null");
            return new Choice(quantization, dimensions, links, candidates, json, inBackground);
        }

        /** See {@link VaddOptions#inBackground}. */
        public Choice inBackground() {
            return new Choice(quantization, dimensions, links, candidates, attributes, true);
        }

        private static int aboveZero(int number, String what) {
            if (number < 1) throw new IllegalArgumentException("a " + what + " has to be above 0, not " + number);
            return number;
        }

        /** Stands before the vector, unlike the rest. */
        void appendReductionTo(CommandBuilder<?, ?> command) {
            if (dimensions > 0) command.word("REDUCE").number(dimensions);
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            command.wordIf(inBackground, "CAS");
            if (quantization != null) command.word(quantization.word);
            if (candidates > 0) command.word("EF").number(candidates);
            if (attributes != null) command.word("SETATTR").text(attributes);
            if (links > 0) command.word("M").number(links);
        }
    }
}
