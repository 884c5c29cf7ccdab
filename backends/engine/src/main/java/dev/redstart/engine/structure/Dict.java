package dev.redstart.engine.structure;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Hash table from byte strings to entries: chained buckets, power-of-two tables, resized one bucket at a time.
 *
 * <p>Algorithm: a resize allocates a second table, and every later operation moves one bucket from the old into the new
 * one; until the old one is empty a search looks into both. {@link #scan} walks buckets in the order of their
 * bit-reversed numbers, so that a bucket's parts stay neighbours when a table doubles or halves: an element present from
 * the first call to the last is returned at least once, whatever is added, removed or resized in between, and the cursor
 * is the only state.
 *
 * <p>Source: Redis' dict and Pieter Noordhuis' reverse binary cursor. Grows at a load of 1, shrinks below 1/8.
 *
 * <p>Deviations: an entry is an object that carries its key, its hash and its successor, and is subclassed by whoever
 * needs a value, which makes one object per element. A table of more than 64 K buckets is a row of chunks allocated when
 * first touched, so neither starting nor finishing a resize costs more in a larger table. Growth may start while
 * rehashing is paused (nothing moves, so walks stay valid); shrinking waits.
 *
 * @param <E> the entries' class; a dict holds entries of one class only
 */
public final class Dict<E extends Dict.Entry> {
    private static final int INITIAL_SIZE = 4;
    private static final int MAX_SIZE = 1 << 30;
    private static final int MIN_FILL = 8;
    /** How many empty buckets one step may pass, for each bucket it is to move. */
    private static final int EMPTY_VISITS = 10;

    private static final int FAIR_SAMPLE = 15;

    /** A key in a dict; subclasses add what belongs to it. */
    public static class Entry {
        public final byte[] key;
        final int hash;

        @Nullable
        Entry next;

        public Entry(byte[] key) {
            this(key, Hashing.hash32(key));
        }

        /** For a caller that has already hashed {@code key} with {@link Hashing#hash32(byte[])}. */
        public Entry(byte[] key, int hash) {
            this.key = key;
            this.hash = hash;
        }

        public final int hash() {
            return hash;
        }
    }

    /** The only table, or while rehashing the one that is being emptied. */
    private DictTable table = DictTable.NONE;
    /** The table being filled while rehashing. */
    private @Nullable DictTable fresh;
    /** Buckets of {@link #table} below this one are empty, while rehashing. */
    private int moved;

    private int paused;
    private @Nullable ElementSnapshot<E> snapshot;

    public int size() {
        DictTable f = fresh;
        return f == null ? table.used : table.used + f.used;
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    /** Buckets of both tables. */
    public long slots() {
        DictTable f = fresh;
        return f == null ? table.size : (long) table.size + f.size;
    }

    /** Buckets that hold at least one entry; walks the tables. */
    public long bucketsUsed() {
        DictTable f = fresh;
        return f == null ? table.bucketsUsed() : table.bucketsUsed() + f.bucketsUsed();
    }

    public @Nullable E find(byte[] key) {
        return find(key, Hashing.hash32(key));
    }

    public @Nullable E find(byte[] key, int hash) {
        stepIfRehashing();
        for (Entry e = chain(hash); e != null; e = e.next) {
            if (e.hash == hash && Arrays.equals(e.key, key)) {
                return cast(e);
            }
        }
        DictTable f = fresh;
        if (f != null) {
            for (Entry e = f.head(hash & f.mask); e != null; e = e.next) {
                if (e.hash == hash && Arrays.equals(e.key, key)) {
                    return cast(e);
                }
            }
        }
        return null;
    }

    /** Finds a key that lies inside {@code buffer}, without copying it. */
    public @Nullable E find(byte[] buffer, int offset, int length) {
        stepIfRehashing();
        int hash = Hashing.hash32(buffer, offset, length);
        Entry found = inChain(chain(hash), hash, buffer, offset, length);
        DictTable f = fresh;
        if (found == null && f != null) {
            found = inChain(f.head(hash & f.mask), hash, buffer, offset, length);
        }
        return found == null ? null : cast(found);
    }

    private static @Nullable Entry inChain(@Nullable Entry head, int hash, byte[] buffer, int offset, int length) {
        for (Entry e = head; e != null; e = e.next) {
            if (e.hash == hash && Arrays.equals(e.key, 0, e.key.length, buffer, offset, offset + length)) {
                return e;
            }
        }
        return null;
    }

    public boolean contains(byte[] key) {
        return find(key) != null;
    }

    /** The old table's chain for a hash; empty where the bucket has moved already. */
    private @Nullable Entry chain(int hash) {
        int bucket = hash & table.mask;
        return fresh != null && bucket < moved ? null : table.head(bucket);
    }

    /** Adds an entry whose key is known to be absent. */
    public void insert(E entry) {
        stepIfRehashing();
        growIfFull();
        DictTable target = fresh != null ? fresh : table;
        target.push(entry);
        if (snapshot != null) {
            snapshot.added(entry);
        }
    }

    public @Nullable E remove(byte[] key) {
        return remove(key, Hashing.hash32(key));
    }

    public @Nullable E remove(byte[] key, int hash) {
        stepIfRehashing();
        Entry gone = table.remove(key, hash);
        if (gone == null && fresh != null) {
            gone = fresh.remove(key, hash);
        }
        if (gone == null) {
            return null;
        }
        gone.next = null;
        E removed = cast(gone);
        if (snapshot != null) {
            snapshot.leaving(removed);
        }
        settle();
        return removed;
    }

    /** Removes this very entry; false when it is not here. */
    public boolean removeEntry(E entry) {
        stepIfRehashing();
        boolean gone = table.swap(entry, null) || (fresh != null && fresh.swap(entry, null));
        if (gone) {
            entry.next = null;
            if (snapshot != null) {
                snapshot.leaving(entry);
            }
            settle();
        }
        return gone;
    }

    /** Puts {@code entry} where {@code old} was; both have equal keys. False when {@code old} is not here. */
    public boolean replace(E old, E entry) {
        boolean swapped = table.swap(old, entry) || (fresh != null && fresh.swap(old, entry));
        if (swapped) {
            old.next = null;
        }
        if (swapped && snapshot != null) {
            snapshot.leaving(old);
            snapshot.added(entry);
        }
        return swapped;
    }

    public void clear() {
        if (snapshot != null) {
            forEach(snapshot::leaving);
        }
        table = DictTable.NONE;
        fresh = null;
        moved = 0;
    }

    /** Prepares for {@code expected} entries, so that a load of known size never rehashes. */
    public void reserve(int expected) {
        if (fresh == null && expected > table.size) {
            resize(expected);
        }
    }

    /** To be called before what belongs to an entry changes in place, when a snapshot of this dict may be taken. */
    public void changing(E entry) {
        if (snapshot != null) {
            snapshot.changing(entry);
        }
    }

    void snapshot(ElementSnapshot<E> begun) {
        if (snapshot != null) {
            throw new IllegalStateException("a snapshot is being taken");
        }
        snapshot = begun;
    }

    void release(ElementSnapshot<E> ended) {
        if (snapshot == ended) {
            snapshot = null;
        }
    }

    // Resizing

    public boolean isRehashing() {
        return fresh != null;
    }

    /** Until as many calls of {@link #resumeRehash} no entry changes its bucket. */
    public void pauseRehash() {
        paused++;
    }

    public void resumeRehash() {
        if (--paused == 0) {
            settle();
        }
    }

    /** Moves up to {@code buckets} buckets, for idle moments; true while there is more to do. */
    public boolean rehash(int buckets) {
        if (fresh != null && paused == 0) {
            move(fresh, buckets);
        }
        return fresh != null;
    }

    private void stepIfRehashing() {
        if (fresh != null && paused == 0) {
            move(fresh, 1);
        }
    }

    private void move(DictTable target, int buckets) {
        int visits = (int) Math.min(Integer.MAX_VALUE, (long) buckets * EMPTY_VISITS);
        for (int n = buckets; n > 0 && table.used > 0; n--) {
            Entry e = table.head(moved);
            while (e == null) {
                moved = table.afterMoved(moved);
                if (--visits == 0) {
                    return;
                }
                e = table.head(moved);
            }
            table.detach(moved);
            moved = table.afterMoved(moved);
            while (e != null) {
                Entry following = e.next;
                target.push(e);
                table.used--;
                e = following;
            }
        }
        settle();
    }

    /** Ends a rehash that has nothing left to move, and starts one that shrinks a table that has become sparse. */
    private void settle() {
        if (paused > 0) {
            return;
        }
        DictTable target = fresh;
        if (target != null && table.used == 0) {
            table = target;
            fresh = null;
            moved = 0;
        }
        if (fresh == null && table.size > INITIAL_SIZE && (long) table.used * MIN_FILL <= table.size) {
            resize(table.used);
        }
    }

    private void growIfFull() {
        if (fresh == null && table.used >= table.size && table.size < MAX_SIZE) {
            resize(table.used + 1);
        }
    }

    private void resize(int entries) {
        int size = INITIAL_SIZE;
        while (size < entries && size < MAX_SIZE) {
            size <<= 1;
        }
        if (size == table.size) {
            return;
        }
        if (table.used == 0) {
            table = new DictTable(size);
        } else {
            fresh = new DictTable(size);
            moved = 0;
        }
    }

    // Walking

    /**
     * Gives {@code consumer} the entries of a few buckets and returns the cursor to go on with; 0 starts and, returned,
     * ends. An unsigned 64-bit number. The consumer may remove the entry it was given.
     */
    public long scan(long cursor, Consumer<? super E> consumer) {
        if (size() == 0) {
            return 0;
        }
        DictTable small = table;
        DictTable large = fresh;
        pauseRehash();
        try {
            if (large == null) {
                emit(small, cursor, consumer);
                return advance(cursor, small.mask);
            }
            if (small.size > large.size) {
                small = fresh;
                large = table;
            }
            emit(small, cursor, consumer);
            long v = cursor;
            long difference = small.mask ^ large.mask;
            do {
                emit(large, v, consumer);
                v = advance(v, large.mask);
            } while ((v & difference) != 0);
            return v;
        } finally {
            resumeRehash();
        }
    }

    /**
     * Whether a walk that stands at {@code cursor} (and has not ended) has passed the entries of this hash. Buckets are
     * walked in ascending order of their reversed bits, which a hash shares with the bucket it falls into in a table of
     * any size; so a snapshot can tell what it has written, and skip what {@link #scan} repeats after a shrink.
     */
    public static boolean scanned(long cursor, int hash) {
        return Long.compareUnsigned(Long.reverse(hash & 0xffff_ffffL), Long.reverse(cursor)) < 0;
    }

    private static long advance(long cursor, int mask) {
        return Long.reverse(Long.reverse(cursor | ~(long) mask) + 1);
    }

    private void emit(DictTable from, long cursor, Consumer<? super E> consumer) {
        Entry e = from.head((int) cursor & from.mask);
        while (e != null) {
            Entry following = e.next;
            consumer.accept(cast(e));
            e = following;
        }
    }

    /** Every entry once; the consumer may remove the entry it was given. */
    public void forEach(Consumer<? super E> consumer) {
        try (Walk<E> walk = iterator()) {
            while (walk.hasNext()) {
                consumer.accept(walk.next());
            }
        }
    }

    /**
     * Every entry once. The entry last returned may be removed, by whatever means; entries added meanwhile may or may
     * not appear. Rehashing rests until the walk is exhausted or closed, so close it where a loop may end early.
     */
    public Walk<E> iterator() {
        return new Walk<>(this);
    }

    /** A walk over a dict, see {@link Dict#iterator()}. */
    public static final class Walk<E extends Entry> implements Iterator<E>, AutoCloseable {
        private final Dict<E> dict;
        private boolean second;
        private int bucket;
        private @Nullable Entry upcoming;
        private @Nullable E current;
        private boolean closed;

        Walk(Dict<E> dict) {
            this.dict = dict;
            dict.pauseRehash();
            seek();
        }

        private void seek() {
            while (upcoming == null && !closed) {
                DictTable t = second ? dict.fresh : dict.table;
                if (t != null && bucket < t.size) {
                    upcoming = t.head(bucket);
                    bucket = upcoming == null ? t.afterEmpty(bucket) : bucket + 1;
                } else if (!second && dict.fresh != null) {
                    second = true;
                    bucket = 0;
                } else {
                    close();
                }
            }
        }

        @Override
        public boolean hasNext() {
            return upcoming != null;
        }

        @Override
        public E next() {
            Entry e = upcoming;
            if (e == null) {
                throw new NoSuchElementException();
            }
            E result = dict.cast(e);
            current = result;
            upcoming = e.next;
            seek();
            return result;
        }

        @Override
        public void remove() {
            E e = current;
            if (e == null) {
                throw new IllegalStateException();
            }
            current = null;
            dict.removeEntry(e);
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                upcoming = null;
                dict.resumeRehash();
            }
        }
    }

    // Sampling

    /**
     * A random entry, or null in an empty dict: a random bucket, then a random link of its chain. Entries of long chains
     * are a little rarer than others; {@link #fairRandomEntry} evens that out.
     */
    public @Nullable E randomEntry(RandomGenerator random) {
        if (size() == 0) {
            return null;
        }
        stepIfRehashing();
        return cast(DictSampling.any(table, fresh, moved, random));
    }

    /** A random entry out of a sample of neighbours, so that the length of its chain weighs less. */
    public @Nullable E fairRandomEntry(RandomGenerator random) {
        Entry[] some = new Entry[FAIR_SAMPLE];
        int n = collect(some, FAIR_SAMPLE, random);
        return n == 0 ? randomEntry(random) : cast(some[random.nextInt(n)]);
    }

    /**
     * Fills {@code into} with up to {@code count} entries found near a random place, and returns how many: cheap rather
     * than random, may hold fewer than asked for and, while rehashing, repeat one. What eviction and expiry sample by.
     */
    public int sample(E[] into, int count, RandomGenerator random) {
        return collect(into, Math.min(count, into.length), random);
    }

    private int collect(Entry[] into, int wanted, RandomGenerator random) {
        int count = Math.min(wanted, size());
        if (count <= 0) {
            return 0;
        }
        for (int i = 0; i < count && fresh != null; i++) {
            stepIfRehashing();
        }
        return DictSampling.some(table, fresh, moved, into, count, random);
    }

    /** Safe because only {@link #insert} and {@link #replace} let entries in. */
    @SuppressWarnings("unchecked")
    private E cast(Entry entry) {
        return (E) entry;
    }
}
