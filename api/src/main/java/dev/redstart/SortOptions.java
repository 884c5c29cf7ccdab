package dev.redstart;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How {@code SORT} sorts, and what it gives. Immutable; each step gives new options. In the patterns a {@code *} stands for
 * the element: {@code weight:*} is the key to look into, {@code user:*->name} a field of the hash there.
 *
 * <pre>{@code redis.sort("friends", SortOptions.by("user:*->age").descending().limit(0, 10).get("user:*->name"));}</pre>
 */
public sealed interface SortOptions {

    /** By the value at another key ({@code BY}). */
    static Choice by(String pattern) {
        return Choice.NONE.by(pattern);
    }

    /** Not at all: as the elements come ({@code BY nosort}); a sorted set still by score. */
    static Choice unsorted() {
        return Choice.NONE.unsorted();
    }

    /** As texts rather than numbers ({@code ALPHA}). */
    static Choice alphabetical() {
        return Choice.NONE.alphabetical();
    }

    /** From the smallest on ({@code ASC}), as without options. */
    static Choice ascending() {
        return Choice.NONE.ascending();
    }

    /** From the greatest on ({@code DESC}). */
    static Choice descending() {
        return Choice.NONE.descending();
    }

    /** At most {@code count} elements, after {@code offset} ({@code LIMIT}); a count below 0 means all. */
    static Choice limit(long offset, long count) {
        return Choice.NONE.limit(offset, count);
    }

    /** Instead of each element what stands at these keys, null where nothing does; {@code #} is the element ({@code GET}). */
    static Choice get(String... patterns) {
        return Choice.NONE.get(patterns);
    }

    /** Options chosen so far. */
    final class Choice extends Options implements SortOptions {

        static final Choice NONE = new Choice(null, List.of(), false, null, 0, -1);

        private final @Nullable String by;
        private final List<String> get;
        private final boolean alpha;
        private final @Nullable String order;
        private final long offset;
        private final long count;

        private Choice(
                @Nullable String by, List<String> get, boolean alpha, @Nullable String order, long offset, long count) {
            this.by = by;
            this.get = get;
            this.alpha = alpha;
            this.order = order;
            this.offset = offset;
            this.count = count;
        }

        /** See {@link SortOptions#by(String)}. */
        public Choice by(String pattern) {
            return new Choice(Objects.requireNonNull(pattern, "the pattern is null"), get, alpha, order, offset, count);
        }

        /** See {@link SortOptions#unsorted()}. */
        public Choice unsorted() {
            return by("nosort");
        }

        /** See {@link SortOptions#alphabetical()}. */
        public Choice alphabetical() {
            return new Choice(by, get, true, order, offset, count);
        }

        /** See {@link SortOptions#ascending()}. */
        public Choice ascending() {
            return new Choice(by, get, alpha, "ASC", offset, count);
        }

        /** See {@link SortOptions#descending()}. */
        public Choice descending() {
            return new Choice(by, get, alpha, "DESC", offset, count);
        }

        /** See {@link SortOptions#limit(long, long)}. */
        public Choice limit(long offset, long count) {
            if (offset < 0) throw new IllegalArgumentException("an offset is at least 0, not " + offset);
            return new Choice(by, get, alpha, order, offset, count);
        }

        /** See {@link SortOptions#get(String...)}; adds to those asked for before. */
        public Choice get(String... patterns) {
            List<String> all = new ArrayList<>(get);
            all.addAll(List.of(patterns));
            return new Choice(by, List.copyOf(all), alpha, order, offset, count);
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            if (by != null) command.word("BY").text(by);
            if (offset > 0 || count >= 0) command.word("LIMIT").number(offset).number(count);
            for (String pattern : get) command.word("GET").text(pattern);
            if (order != null) command.word(order);
            command.wordIf(alpha, "ALPHA");
        }
    }
}
