package dev.redstart.caffeine;

/**
 * What has happened to a cache since it was opened.
 *
 * @param hits        reads of a key that was there
 * @param misses      reads of a key that was not
 * @param writes      changes of a key; several by one command or transaction count once
 * @param evictions   keys that went because there was no room
 * @param expirations keys that went because their time had come
 * @param size        keys that are there now
 * @param weight      bytes of them in a cache with {@code maximumWeight}, else their number
 */
public record CacheStatistics(
        long hits, long misses, long writes, long evictions, long expirations, long size, long weight) {

    /** Hits per read; 1 when there was none, as nothing was missed. */
    public double hitRate() {
        long reads = hits + misses;
        return reads == 0 ? 1 : (double) hits / reads;
    }
}
