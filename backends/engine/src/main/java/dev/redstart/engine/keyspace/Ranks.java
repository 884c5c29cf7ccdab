package dev.redstart.engine.keyspace;

/**
 * A stretch of a sorted set: the members before which at least {@code from} and fewer than {@code to} others stand. Every
 * kind of range comes down to one, so counting, limiting, showing and removing are each written once.
 */
public record Ranks(int from, int to) {

    public static final Ranks NONE = new Ranks(0, 0);

    /** As commands put it: both ends included, negative ones counted from the end, what lies outside cut off. */
    public static Ranks of(long start, long stop, int size) {
        long from = Math.max(0, start < 0 ? start + size : start);
        long to = Math.min(size - 1L, stop < 0 ? stop + size : stop) + 1;
        return between(from, to);
    }

    /** Empty rather than backwards. */
    static Ranks between(long from, long to) {
        return from < to ? new Ranks((int) from, (int) to) : NONE;
    }

    /** The first so many, or the last. */
    public static Ranks end(boolean last, long count, int size) {
        int n = (int) Math.min(count, size);
        return last ? new Ranks(size - n, size) : new Ranks(0, n);
    }

    /** The same stretch counted from the other end. */
    public Ranks mirrored(int size) {
        return new Ranks(size - to, size - from);
    }

    public int size() {
        return to - from;
    }

    public boolean isEmpty() {
        return from == to;
    }

    /** Passes over {@code offset} members, from the end if {@code reverse}, and keeps {@code count}; all if negative. */
    public Ranks limit(long offset, long count, boolean reverse) {
        if (offset < 0 || offset >= size()) return NONE;
        int passed = (int) offset;
        int rest = size() - passed;
        int kept = count < 0 ? rest : (int) Math.min(count, rest);
        int start = reverse ? to - passed - kept : from + passed;
        return new Ranks(start, start + kept);
    }
}
