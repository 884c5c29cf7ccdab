package dev.redstart.engine.keyspace;

import dev.redstart.engine.structure.Dict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Distinct elements at random, at a cost that goes with how many are wanted, not with how many there are.
 *
 * <p>Few are drawn one by one, those seen before again; many (more than a third) by a shuffle of all that stops when enough
 * are in front. What can only be walked is walked once, with Knuth's algorithm S (TAOCP 3.4.2): take the next element with
 * the chance that it has when as many as are missing are taken from those left.
 */
final class Sampling {

    private static final int MANY = 3;

    private Sampling() {}

    /** Whether so many are more than a third of all. */
    static boolean isMany(int wanted, int size) {
        return (long) wanted * MANY > size;
    }

    /** Shows {@code wanted} entries; there are more than that. */
    static <E extends Dict.Entry> void ofDict(
            Dict<E> dict, int wanted, RandomGenerator random, Consumer<? super E> visitor) {
        if (isMany(wanted, dict.size())) shuffle(dict, wanted, random, visitor);
        else few(wanted, () -> some(dict, random), visitor);
    }

    /** A random entry of a dict that is not empty. */
    static <E extends Dict.Entry> E some(Dict<E> dict, RandomGenerator random) {
        E entry = dict.fairRandomEntry(random);
        if (entry == null) throw new IllegalStateException("an empty value is never stored");
        return entry;
    }

    private static <E extends Dict.Entry> void shuffle(
            Dict<E> dict, int wanted, RandomGenerator random, Consumer<? super E> visitor) {
        List<E> all = new ArrayList<>(dict.size());
        dict.forEach(all::add);
        for (int i = 0; i < wanted; i++) {
            int j = i + random.nextInt(all.size() - i);
            visitor.accept(all.get(j));
            all.set(j, all.get(i));
        }
    }

    /** Draws until {@code wanted} different ones have come. */
    static <T> void few(int wanted, Supplier<T> draw, Consumer<? super T> visitor) {
        Set<T> seen = new HashSet<>(wanted * 2);
        while (seen.size() < wanted) {
            T drawn = draw.get();
            if (seen.add(drawn)) visitor.accept(drawn);
        }
    }

    /** One pass of algorithm S. */
    static final class Pass {

        private final RandomGenerator random;
        private int left;
        private int missing;

        Pass(int size, int wanted, RandomGenerator random) {
            this.random = random;
            left = size;
            missing = wanted;
        }

        boolean isDone() {
            return missing == 0;
        }

        /** Whether to take the next element. */
        boolean takesNext() {
            if (random.nextInt(left--) >= missing) return false;
            missing--;
            return true;
        }
    }
}
