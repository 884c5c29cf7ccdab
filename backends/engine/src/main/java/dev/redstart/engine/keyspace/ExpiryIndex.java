package dev.redstart.engine.keyspace;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The entries that may expire, in no order: a dense list, so that active expiry can walk it in pieces and never meets an
 * entry that stays. Each entry knows its slot, so adding and removing are constant; a gap is filled with the last entry.
 *
 * <p>Redis keeps a second dict for this. A list costs a reference per key instead of an entry, and walking it in order is
 * as good as sampling at random, since its order means nothing. It grows by pages, so that no growth copies the whole.
 */
final class ExpiryIndex {

    private static final int PAGE_BITS = 12;
    private static final int PAGE = 1 << PAGE_BITS;

    private KeyEntry[][] pages = new KeyEntry[4][];
    private int size;
    private int cursor;

    int size() {
        return size;
    }

    void add(KeyEntry entry) {
        if (entry.expirySlot >= 0) return;
        int page = size >> PAGE_BITS;
        if (page == pages.length) pages = Arrays.copyOf(pages, page * 2);
        if (pages[page] == null) pages[page] = new KeyEntry[page == 0 ? 64 : PAGE];
        int at = size & (PAGE - 1);
        if (at == pages[page].length) pages[page] = Arrays.copyOf(pages[page], PAGE);
        pages[page][at] = entry;
        entry.expirySlot = size++;
    }

    @SuppressWarnings("NullAway") // An empty slot behind the last one is null, as in any list.
    void remove(KeyEntry entry) {
        int slot = entry.expirySlot;
        if (slot < 0) return;
        entry.expirySlot = -1;
        int lastSlot = --size;
        KeyEntry last = get(lastSlot);
        pages[lastSlot >> PAGE_BITS][lastSlot & (PAGE - 1)] = null;
        if ((lastSlot & (PAGE - 1)) == 0 && lastSlot > 0) pages[lastSlot >> PAGE_BITS] = null;
        if (last == entry) return;
        pages[slot >> PAGE_BITS][slot & (PAGE - 1)] = last;
        last.expirySlot = slot;
    }

    private KeyEntry get(int slot) {
        return pages[slot >> PAGE_BITS][slot & (PAGE - 1)];
    }

    /** The next entry of an endless walk; only if there is one. */
    KeyEntry next() {
        if (cursor <= 0 || cursor > size) cursor = size;
        // Downwards: removing the entry just returned moves one into its place that the walk has already passed.
        return get(--cursor);
    }

    /** Fills the array with entries at random, some maybe more than once, and returns how many: all, or none. */
    int sample(KeyEntry[] into, RandomGenerator random) {
        if (size == 0) return 0;
        for (int i = 0; i < into.length; i++) into[i] = get(random.nextInt(size));
        return into.length;
    }

    void clear() {
        pages = new KeyEntry[4][];
        size = 0;
        cursor = 0;
    }
}
