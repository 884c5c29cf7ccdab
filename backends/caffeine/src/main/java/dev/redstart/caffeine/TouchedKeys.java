package dev.redstart.caffeine;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keys that the holder of the lock has touched, and of each whether the cache had it before. Nearly always it is one key:
 * that one needs no map.
 */
final class TouchedKeys {

    /** From so many on, a new map is cheaper than clearing the old one's table again and again. */
    private static final int LARGE = 1 << 10;

    /** Null when there is none, or when all are in {@link #many}. */
    private @Nullable CacheKey only;

    private boolean onlyCached;
    private Map<CacheKey, Boolean> many = new HashMap<>();

    int size() {
        return only != null ? 1 : many.size();
    }

    boolean isEmpty() {
        return only == null && many.isEmpty();
    }

    /** Nothing happens when the key is there already. */
    void add(CacheKey key, boolean cached) {
        CacheKey first = only;
        if (first == null && many.isEmpty()) {
            only = key;
            onlyCached = cached;
            return;
        }
        if (first != null) {
            if (first.equals(key)) return;
            many.put(first, onlyCached);
            only = null;
        }
        many.putIfAbsent(key, cached);
    }

    boolean contains(CacheKey key) {
        CacheKey first = only;
        return first != null ? first.equals(key) : !many.isEmpty() && many.containsKey(key);
    }

    /** Whether the key is there and the cache did not have it before. */
    boolean isNew(CacheKey key) {
        CacheKey first = only;
        return first != null ? !onlyCached && first.equals(key) : many.get(key) == Boolean.FALSE;
    }

    void removeIf(Predicate<CacheKey> condition) {
        if (only != null && condition.test(only)) only = null;
        many.keySet().removeIf(condition);
    }

    /** With each key, whether it was in the cache before. */
    void forEach(BiConsumer<CacheKey, Boolean> action) {
        if (only != null) action.accept(only, onlyCached);
        else many.forEach(action);
    }

    void remove(CacheKey key) {
        if (only != null && only.equals(key)) only = null;
        else many.remove(key);
    }

    void clear() {
        only = null;
        if (many.size() < LARGE) many.clear();
        else many = new HashMap<>();
    }
}
