package dev.redstart.lua;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A table in the layout of Lua 5.1, so that {@code pairs}, {@code next} and {@code #} come out the same: an array part
 * for 1..n, which is kept more than half full, and a hash part, a chained scatter table with Brent's variation. A key
 * that collides goes to the last free node, counted from the end; if the node in its place is not in its own main
 * position, that one moves instead. When no node is free, both parts are sized anew ({@link #rehash}).
 *
 * <p>Algorithm: R. Ierusalimschy, L. H. de Figueiredo, W. Celes, "The Implementation of Lua 5.0", section 4; R. P.
 * Brent, "Reducing the retrieval time of scatter storage techniques", 1973. Deviation: tables and functions as keys hash
 * by identity, whose order is arbitrary in C too.
 *
 * <p>Access here is raw, it asks no metatable. Get and set are O(1), amortised.
 */
public final class LuaTable {

    private static final int MAX_BITS = 26;
    private static final int NO_NODE = -1;
    private static final @Nullable Object[] EMPTY = {};
    private static final int[] NO_NODES = {};

    private final Budget budget;
    private @Nullable Object[] array = EMPTY;
    /** Hash part: three arrays of one length, a power of two or zero. */
    private @Nullable Object[] keys = EMPTY;

    private @Nullable Object[] values = EMPTY;
    private int[] next = NO_NODES;
    /** Nodes from here on are not free. */
    private int lastFree;

    private @Nullable LuaTable metatable;
    private boolean readOnly;

    /** With room for so many elements and fields. The budget is told when it grows. */
    public LuaTable(Budget budget, int elements, int fields) {
        this.budget = budget;
        if (elements > 0) {
            array = new Object[elements];
        }
        newNodes(fields);
        budget.memory(64 + 8L * elements);
    }

    public @Nullable LuaTable metatable() {
        return metatable;
    }

    public void setMetatable(@Nullable LuaTable metatable) {
        this.metatable = metatable;
    }

    /** Whether scripts may not change it; Java code still may, by {@link #set}. */
    public boolean isReadOnly() {
        return readOnly;
    }

    public void setReadOnly(boolean readOnly) {
        this.readOnly = readOnly;
    }

    public @Nullable Object get(@Nullable Object key) {
        if (key instanceof LuaString s) {
            return get(s);
        } else if (key instanceof Double d) {
            double number = d;
            int index = (int) number;
            if (index == number) {
                return get(index);
            }
        }
        int node = key == null ? NO_NODE : find(key);
        return node == NO_NODE ? null : values[node];
    }

    public @Nullable Object get(LuaString key) {
        int node = find(key);
        return node == NO_NODE ? null : values[node];
    }

    /** For a name that stands in Java code ({@link LuaString#name}). */
    public @Nullable Object get(String key) {
        return get(LuaString.name(key));
    }

    public @Nullable Object get(double key) {
        int index = (int) key;
        return index == key ? get(index) : get((Object) key);
    }

    public @Nullable Object get(int index) {
        if (index >= 1 && index <= array.length) {
            return array[index - 1];
        }
        if (keys.length == 0) {
            return null;
        }
        int node = find(Values.box(index));
        return node == NO_NODE ? null : values[node];
    }

    /**
     * Sets, or removes when the value is nil.
     *
     * @throws LuaError when the key is nil or NaN: {@code table index is nil}
     */
    public void set(@Nullable Object key, @Nullable Object value) {
        if (key instanceof Double d) {
            double number = d;
            int index = (int) number;
            if (index == number) {
                set(index, value);
                return;
            }
        }
        put(key, value);
    }

    /** For a name that stands in Java code ({@link LuaString#name}). */
    public void set(String key, @Nullable Object value) {
        put(LuaString.name(key), value);
    }

    public void set(int index, @Nullable Object value) {
        if (index >= 1 && index <= array.length) {
            array[index - 1] = value;
        } else {
            put(Values.box(index), value);
        }
    }

    private void put(@Nullable Object key, @Nullable Object value) {
        int node = key == null ? NO_NODE : find(key);
        if (node != NO_NODE) {
            values[node] = value;
            return;
        }
        if (key == null) {
            throw LuaError.of("table index is nil");
        } else if (key instanceof Double d && d.isNaN()) {
            throw LuaError.of("table index is NaN");
        }
        // A nil under a new key takes a node too: the order of what follows depends on it.
        insert(key, value);
    }

    /** A border: some n with t[n] set and t[n + 1] nil; the one that Lua finds. */
    public int length() {
        int size = array.length;
        if (size > 0 && array[size - 1] == null) {
            int low = 0;
            int high = size;
            while (high - low > 1) {
                int middle = (low + high) >>> 1;
                if (array[middle - 1] == null) {
                    high = middle;
                } else {
                    low = middle;
                }
            }
            return low;
        }
        return keys.length == 0 ? size : unbound(size);
    }

    private int unbound(int from) {
        long low = from;
        long high = from + 1L;
        while (get((int) high) != null) {
            low = high;
            high *= 2;
            if (high > Integer.MAX_VALUE) {
                // Built to mislead: count one by one.
                int i = 1;
                while (get(i) != null) {
                    i++;
                }
                return i - 1;
            }
        }
        while (high - low > 1) {
            long middle = (low + high) / 2;
            if (get((int) middle) == null) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return (int) low;
    }

    /**
     * The place after a key's in the order of {@code next}; 0 to begin with. Read it by {@link #keyAt}, {@link #valueAt}.
     *
     * @throws LuaError when the table has no such key
     */
    public int placeAfter(@Nullable Object key) {
        if (key == null) {
            return 0;
        }
        if (key instanceof Double d) {
            double number = d;
            int index = (int) number;
            if (index == number && index >= 1 && index <= array.length) {
                return index;
            }
        }
        int node = find(key);
        if (node == NO_NODE) {
            throw LuaError.of("invalid key to 'next'");
        }
        return array.length + node + 1;
    }

    /** The first place from this one on that holds a value; -1 when there is none. */
    public int occupied(int place) {
        for (int i = place; i < array.length; i++) {
            if (array[i] != null) {
                return i;
            }
        }
        for (int i = Math.max(0, place - array.length); i < values.length; i++) {
            if (values[i] != null) {
                return array.length + i;
            }
        }
        return -1;
    }

    public @Nullable Object keyAt(int place) {
        return place < array.length ? Values.box(place + 1) : keys[place - array.length];
    }

    public @Nullable Object valueAt(int place) {
        return place < array.length ? array[place] : values[place - array.length];
    }

    private int find(Object key) {
        int size = keys.length;
        if (size == 0) {
            return NO_NODE;
        }
        int node = mainPosition(key);
        do {
            Object k = keys[node];
            if (k == key || k != null && Values.rawEquals(k, key)) {
                return node;
            }
            node = next[node];
        } while (node != NO_NODE);
        return NO_NODE;
    }

    private int mainPosition(Object key) {
        int size = keys.length;
        if (key instanceof LuaString s) {
            return s.hashCode() & size - 1;
        } else if (key instanceof Double d) {
            double number = d;
            if (number == 0) {
                return 0;
            }
            long bits = Double.doubleToRawLongBits(number);
            return Integer.remainderUnsigned((int) bits + (int) (bits >>> 32), size - 1 | 1);
        } else if (key instanceof Boolean b) {
            return (b ? 1 : 0) & size - 1;
        }
        return Integer.remainderUnsigned(System.identityHashCode(key), size - 1 | 1);
    }

    private void insert(Object key, @Nullable Object value) {
        int main = keys.length == 0 ? NO_NODE : mainPosition(key);
        if (main == NO_NODE || values[main] != null) {
            int free = freeNode();
            if (free == NO_NODE) {
                rehash(key);
                set(key, value);
                return;
            }
            int other = mainPosition(keys[main]);
            if (other != main) {
                // The node in the way is a guest there: it moves, and its chain with it.
                while (next[other] != main) {
                    other = next[other];
                }
                next[other] = free;
                keys[free] = keys[main];
                values[free] = values[main];
                next[free] = next[main];
                next[main] = NO_NODE;
            } else {
                next[free] = next[main];
                next[main] = free;
                main = free;
            }
        }
        keys[main] = key;
        values[main] = value;
    }

    private int freeNode() {
        while (lastFree > 0) {
            lastFree--;
            if (keys[lastFree] == null) {
                return lastFree;
            }
        }
        return NO_NODE;
    }

    /** Makes both parts as large as the keys that are there, and one more, want them. */
    private void rehash(Object extra) {
        int[] slices = new int[MAX_BITS + 1];
        int inArray = 0;
        for (int i = 0; i < array.length; i++) {
            if (array[i] != null) {
                slices[ceilLog2(i + 1)]++;
                inArray++;
            }
        }
        int total = inArray + 1;
        int candidates = inArray + count(extra, slices);
        for (int i = 0; i < keys.length; i++) {
            if (values[i] != null) {
                candidates += count(keys[i], slices);
                total++;
            }
        }
        int elements = 0;
        int moved = 0;
        int sum = 0;
        for (int i = 0, power = 1; power / 2 < candidates; i++, power *= 2) {
            sum += slices[i];
            if (slices[i] > 0 && sum > power / 2) {
                elements = power;
                moved = sum;
            }
            if (sum == candidates) {
                break;
            }
        }
        resize(elements, total - moved);
    }

    /** Counts a key that could live in the array part: slice i has those of (2^(i-1), 2^i]. */
    private static int count(@Nullable Object key, int[] slices) {
        if (key instanceof Double d) {
            double number = d;
            int index = (int) number;
            if (index == number && index > 0 && index <= 1 << MAX_BITS) {
                slices[ceilLog2(index)]++;
                return 1;
            }
        }
        return 0;
    }

    /** Makes room for so many elements from 1 on, for a list that is about to come. */
    public void ensureElements(int elements) {
        if (elements > array.length) {
            resize(elements, keys.length);
        }
    }

    private void resize(int elements, int fields) {
        budget.memory(8L * Math.max(0, elements - array.length) + 28L * fields);
        @Nullable Object[] oldArray = array;
        @Nullable Object[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        if (elements != oldArray.length) {
            array = Arrays.copyOf(oldArray, elements);
        }
        newNodes(fields);
        for (int i = elements; i < oldArray.length; i++) {
            if (oldArray[i] != null) {
                set(i + 1, oldArray[i]);
            }
        }
        for (int i = oldKeys.length - 1; i >= 0; i--) {
            if (oldValues[i] != null) {
                set(oldKeys[i], oldValues[i]);
            }
        }
    }

    private void newNodes(int fields) {
        lastFree = 0;
        if (fields == 0) {
            keys = EMPTY;
            values = EMPTY;
            next = NO_NODES;
            return;
        }
        int size = 1 << ceilLog2(fields);
        if (size > 1 << MAX_BITS) {
            throw LuaError.of("table overflow");
        }
        keys = new Object[size];
        values = new Object[size];
        next = new int[size];
        Arrays.fill(next, NO_NODE);
        lastFree = size;
    }

    private static int ceilLog2(int n) {
        return n <= 1 ? 0 : 32 - Integer.numberOfLeadingZeros(n - 1);
    }
}
