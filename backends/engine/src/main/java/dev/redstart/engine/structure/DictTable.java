package dev.redstart.engine.structure;

import dev.redstart.engine.structure.Dict.Entry;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One power-of-two table of a {@link Dict}: bucket heads, in chunks of 64 K buckets.
 *
 * <p>A chunk (256 KiB with compressed references) stays below half of the smallest G1 region, so it is never humongous.
 * Chunks of a large table appear when a bucket in them is first filled and go when the rehash has emptied them; a small
 * table has its one chunk from the start.
 */
final class DictTable {
    private static final int CHUNK_BITS = 16;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int CHUNK_MASK = CHUNK - 1;

    /** The table of a dict that never held anything: no buckets to fill, one to look into. */
    static final DictTable NONE = new DictTable();

    final int size;
    final int mask;
    int used;
    private final @Nullable Entry[] @Nullable [] chunks;

    private DictTable() {
        size = 0;
        mask = 0;
        chunks = new @Nullable Entry[1] @Nullable [];
    }

    DictTable(int size) {
        this.size = size;
        this.mask = size - 1;
        this.chunks = new @Nullable Entry[(size + CHUNK - 1) >>> CHUNK_BITS] @Nullable [];
        if (size <= CHUNK) {
            chunks[0] = new @Nullable Entry[size];
        }
    }

    @Nullable
    Entry head(int bucket) {
        Entry[] chunk = chunks[bucket >>> CHUNK_BITS];
        return chunk == null ? null : chunk[bucket & CHUNK_MASK];
    }

    @Nullable
    Entry headOrNull(int bucket) {
        return bucket < size ? head(bucket) : null;
    }

    /** The bucket to look at after an empty one: the next, or the next chunk's first where this chunk is missing. */
    int afterEmpty(int bucket) {
        int following = chunks[bucket >>> CHUNK_BITS] == null ? (bucket | CHUNK_MASK) + 1 : bucket + 1;
        return Math.min(following, size);
    }

    void push(Entry entry) {
        int bucket = entry.hash & mask;
        Entry[] chunk = chunks[bucket >>> CHUNK_BITS];
        if (chunk == null) {
            chunk = new Entry[CHUNK];
            chunks[bucket >>> CHUNK_BITS] = chunk;
        }
        entry.next = chunk[bucket & CHUNK_MASK];
        chunk[bucket & CHUNK_MASK] = entry;
        used++;
    }

    /** The same for the rehash, which never comes back: once it has left a chunk of a large table, the chunk can go. */
    int afterMoved(int bucket) {
        int following = afterEmpty(bucket);
        if ((following & CHUNK_MASK) == 0 && size > CHUNK) {
            chunks[bucket >>> CHUNK_BITS] = null;
        }
        return following;
    }

    void detach(int bucket) {
        Entry[] chunk = chunks[bucket >>> CHUNK_BITS];
        if (chunk != null) {
            chunk[bucket & CHUNK_MASK] = null;
        }
    }

    @Nullable
    Entry remove(byte[] key, int hash) {
        Entry[] chunk = chunks[(hash & mask) >>> CHUNK_BITS];
        if (chunk == null) {
            return null;
        }
        int at = hash & mask & CHUNK_MASK;
        Entry before = null;
        for (Entry e = chunk[at]; e != null; before = e, e = e.next) {
            if (e.hash == hash && Arrays.equals(e.key, key)) {
                if (before == null) {
                    chunk[at] = e.next;
                } else {
                    before.next = e.next;
                }
                used--;
                return e;
            }
        }
        return null;
    }

    /** Puts {@code replacement}, or nothing when it is null, in the place of {@code entry}. */
    boolean swap(Entry entry, @Nullable Entry replacement) {
        Entry[] chunk = chunks[(entry.hash & mask) >>> CHUNK_BITS];
        if (chunk == null) {
            return false;
        }
        int at = entry.hash & mask & CHUNK_MASK;
        Entry before = null;
        for (Entry e = chunk[at]; e != null; before = e, e = e.next) {
            if (e == entry) {
                Entry heir = e.next;
                if (replacement == null) {
                    used--;
                } else {
                    replacement.next = heir;
                    heir = replacement;
                }
                if (before == null) {
                    chunk[at] = heir;
                } else {
                    before.next = heir;
                }
                return true;
            }
        }
        return false;
    }

    long bucketsUsed() {
        long n = 0;
        for (int b = 0; b < size; b = afterEmpty(b)) {
            if (head(b) != null) {
                n++;
            }
        }
        return n;
    }
}
