package dev.redstart.engine.dispatch;

/**
 * How often something took how long: a count for each of 16 equal parts of each power of two, so a value is known to one
 * part in sixteen. The idea is HdrHistogram's; this one has a fixed size of 4 KiB and no range to choose.
 */
public final class Histogram {

    private static final int PART_BITS = 4;
    private static final int PARTS = 1 << PART_BITS;

    private final int[] counts = new int[(Long.SIZE - PART_BITS) * PARTS];
    private long total;

    void add(long nanos) {
        counts[index(Math.max(0, nanos))]++;
        total++;
    }

    private static int index(long n) {
        if (n < PARTS) return (int) n;
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(n) - PART_BITS;
        return (shift + 1) * PARTS + (int) (n >>> shift) - PARTS;
    }

    /** The largest value counted at that index. */
    private static long highest(int index) {
        if (index < PARTS) return index;
        int shift = index / PARTS - 1;
        return ((index % PARTS + PARTS + 1L) << shift) - 1;
    }

    /** How many were added. */
    public long total() {
        return total;
    }

    /** How many took at most so many nanoseconds; off by the part that the value falls into. */
    public long atMost(long nanos) {
        long n = 0;
        for (int i = 0; i < counts.length && highest(i) <= nanos; i++) n += counts[i];
        return n;
    }

    /** What so many percent of them did not exceed, in nanoseconds; 0 when there are none. */
    public long percentile(double percent) {
        long wanted = Math.max(1, (long) Math.ceil(total * percent / 100));
        long n = 0;
        for (int i = 0; i < counts.length; i++) {
            n += counts[i];
            if (n >= wanted) return highest(i);
        }
        return 0;
    }
}
