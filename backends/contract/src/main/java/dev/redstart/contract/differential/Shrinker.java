package dev.redstart.contract.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a failing list shorter while it still fails: the minimizing form of delta debugging (Zeller and Hildebrandt,
 * "Simplifying and Isolating Failure-Inducing Input", 2002), which leaves out ever smaller pieces. Deviation: only the
 * complements are tried, never a piece alone, since a command seldom fails without those before it.
 */
final class Shrinker {

    private Shrinker() {}

    /** A list none of whose elements can be left out, one at a time, without {@code fails} becoming false. */
    static <T> List<T> shrink(List<T> failing, Predicate<List<T>> fails) {
        List<T> current = failing;
        int pieces = 2;
        while (current.size() >= 2) {
            List<T> smaller = withoutOnePiece(current, pieces, fails);
            if (smaller != current) {
                current = smaller;
                pieces = Math.max(pieces - 1, 2);
            } else if (pieces >= current.size()) {
                break;
            } else {
                pieces = Math.min(current.size(), pieces * 2);
            }
        }
        return current;
    }

    /** The same list when no piece can go. From the end, so that what comes after the failure goes at once. */
    private static <T> List<T> withoutOnePiece(List<T> list, int pieces, Predicate<List<T>> fails) {
        for (int i = Math.min(pieces, list.size()) - 1; i >= 0; i--) {
            int from = (int) ((long) list.size() * i / pieces);
            int to = (int) ((long) list.size() * (i + 1) / pieces);
            List<T> without = new ArrayList<>(list.subList(0, from));
            without.addAll(list.subList(to, list.size()));
            if (!without.isEmpty() && fails.test(without)) return without;
        }
        return list;
    }
}
