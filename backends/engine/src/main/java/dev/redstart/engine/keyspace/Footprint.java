package dev.redstart.engine.keyspace;

/**
 * About how many bytes of heap a key and its value take: lengths of the encoded elements, and per element what its
 * encoding adds (a few bytes in a compact one, entries and references in a table). Sizes are those of a 64-bit JVM with
 * compressed references. Of a large value some elements stand for all.
 */
public final class Footprint {

    /** A key's entry and its slot in the table. */
    public static final long ENTRY = 56;
    /** What an expiry adds: a slot in the index. */
    public static final long EXPIRY = 4;

    private static final long ARRAY = 16;
    private static final long OBJECT = 24;
    private static final long AGGREGATE = 64;
    private static final long PACKED = 3;
    private static final long SET_ENTRY = 40;
    private static final long HASH_ENTRY = 60;
    private static final long ZSET_ENTRY = 110;

    private Footprint() {}

    /** Of the key itself, in its database. */
    public static long ofKey(byte[] key) {
        return ENTRY + array(key.length);
    }

    private static long array(long length) {
        return ARRAY + (length + 7) / 8 * 8;
    }

    /**
     * Of the value.
     *
     * @param samples so many elements are looked at, at least
     */
    public static long of(Value value, int samples) {
        if (value instanceof StringValue s) return s.isShared() ? 0 : s.isInt() ? OBJECT : OBJECT + array(s.length());
        if (value instanceof ListValue l) return AGGREGATE + list(l, samples);
        if (value instanceof SetValue s) return AGGREGATE + set(s, samples);
        if (value instanceof ZSetValue z) return AGGREGATE + zset(z, samples);
        if (value instanceof HashValue h) return AGGREGATE + hash(h, samples);
        return AGGREGATE;
    }

    private static long scaled(long bytes, long seen, long all) {
        return seen == 0 ? 0 : (long) ((double) bytes / seen * all);
    }

    private static long list(ListValue list, int samples) {
        var cursor = list.cursor(0, true);
        long bytes = 0;
        long seen = 0;
        while (seen < samples && cursor.next()) {
            bytes += (cursor.isInteger() ? PACKED : cursor.length()) + PACKED;
            seen++;
        }
        return scaled(bytes, seen, list.size());
    }

    private static long set(SetValue set, int samples) {
        if (set.isIntset()) return ARRAY + 8L * set.size();
        long each = set.encoding().equals("hashtable") ? SET_ENTRY + ARRAY : PACKED;
        long[] sums = new long[2];
        set.walk(member -> {
            sums[0] += member.length + each;
            return ++sums[1] < samples;
        });
        return scaled(sums[0], sums[1], set.size());
    }

    private static long zset(ZSetValue zset, int samples) {
        long each = zset.isTable() ? ZSET_ENTRY + ARRAY : PACKED + PACKED + 4;
        ZSetCursor cursor = zset.walk(zset.all(), false);
        long bytes = 0;
        long seen = 0;
        while (seen < samples && cursor.next()) {
            bytes += cursor.member().length + each;
            seen++;
        }
        return scaled(bytes, seen, zset.size());
    }

    private static long hash(HashValue hash, int samples) {
        long each = hash.encoding().equals("hashtable") ? HASH_ENTRY + ARRAY + ARRAY : PACKED + PACKED;
        long[] sums = new long[2];
        long cursor = 0;
        do {
            cursor = hash.scan(cursor, (field, value, expiry) -> {
                sums[0] += field.length + value.length + each;
                sums[1]++;
            });
        } while (cursor != 0 && sums[1] < samples);
        return scaled(sums[0], sums[1], hash.size());
    }
}
