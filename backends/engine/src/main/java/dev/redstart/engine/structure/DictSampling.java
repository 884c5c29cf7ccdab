package dev.redstart.engine.structure;

import dev.redstart.engine.structure.Dict.Entry;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Random entries of the one or two tables of a {@link Dict}, of which the first is empty below bucket {@code moved}.
 *
 * <p>Source: the ways of Redis' dict, throwing at buckets until one is not empty for a single entry, and walking on from
 * a random bucket for a sample.
 */
final class DictSampling {
    private static final int THROWS = 256;
    /** A sample gives up after looking at so many buckets for each entry wanted. */
    private static final int STEPS_PER_ENTRY = 10;

    private DictSampling() {}

    /** An entry of tables that are not both empty. */
    static Entry any(DictTable table, @Nullable DictTable fresh, int moved, RandomGenerator random) {
        long from = fresh == null ? 0 : moved;
        long to = fresh == null ? table.size : (long) table.size + fresh.size;
        for (int i = 0; i < THROWS; i++) {
            Entry e = head(table, fresh, from + bounded(random, to - from));
            if (e != null) {
                return linkOf(e, random);
            }
        }
        // Only a table that a pause has kept sparse needs so many throws: look onward from the last one.
        long at = from + bounded(random, to - from);
        for (; ; ) {
            Entry e = head(table, fresh, at);
            if (e != null) {
                return linkOf(e, random);
            }
            at = at < table.size ? table.afterEmpty((int) at) : at + 1;
            if (at >= to) {
                at = from;
            }
        }
    }

    private static long bounded(RandomGenerator random, long bound) {
        return bound <= Integer.MAX_VALUE ? random.nextInt((int) bound) : random.nextLong(bound);
    }

    private static @Nullable Entry head(DictTable table, @Nullable DictTable fresh, long slot) {
        if (slot < table.size) {
            return table.head((int) slot);
        }
        return fresh == null ? null : fresh.head((int) (slot - table.size));
    }

    private static Entry linkOf(Entry head, RandomGenerator random) {
        Entry chosen = head;
        int seen = 1;
        for (Entry e = head.next; e != null; e = e.next) {
            if (random.nextInt(++seen) == 0) {
                chosen = e;
            }
        }
        return chosen;
    }

    /** Fills in up to {@code count} entries and returns how many. */
    static int some(
            DictTable table, @Nullable DictTable fresh, int moved, Entry[] into, int count, RandomGenerator random) {
        int mask = fresh == null ? table.mask : Math.max(table.mask, fresh.mask);
        int at = random.nextInt() & mask;
        int stored = 0;
        int empty = 0;
        for (long steps = (long) count * STEPS_PER_ENTRY; steps > 0 && stored < count; steps--) {
            if (fresh != null && at < moved && at >= fresh.size) {
                // Behind the moved part of a table that shrinks there is nothing in either.
                at = moved;
            }
            Entry e = fresh != null && at < moved ? null : table.headOrNull(at);
            Entry f = fresh == null ? null : fresh.headOrNull(at);
            if (e == null && f == null) {
                empty++;
                if (empty >= 5 && empty > count) {
                    at = random.nextInt() & mask;
                    empty = 0;
                    continue;
                }
            } else {
                empty = 0;
                stored = chain(e, into, stored, count);
                stored = chain(f, into, stored, count);
            }
            at = (at + 1) & mask;
        }
        return stored;
    }

    private static int chain(@Nullable Entry head, Entry[] into, int from, int count) {
        int stored = from;
        for (Entry e = head; e != null && stored < count; e = e.next) {
            into[stored++] = e;
        }
        return stored;
    }
}
