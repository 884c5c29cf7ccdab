package dev.redstart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sorting what lists, sets and sorted sets hold. O(N+M*log(M)) for N elements of which M are returned. */
@CommandFamily
final class SortFamily<K, V> extends Family<K, V> {

    SortFamily(Types<K, V> types) {
        super(types);
    }

    /** The elements in the order of their numbers; empty when the key is missing. An error when one is no number. */
    Command<List<V>> sort(K key) {
        return write("SORT", 1).key(key).returning(types.values);
    }

    /** As {@link #sort(Object)}, with options; null for what a {@code get} of theirs does not find. */
    Command<List<@Nullable V>> sort(K key, SortOptions options) {
        return write("SORT", 8).key(key).options(Options.given(options)).returning(types.valuesOrNulls);
    }

    /** As {@link #sort(Object)}, with {@code SORT_RO}: may be repeated and may go to a replica. */
    Command<List<V>> sortRo(K key) {
        return read("SORT_RO", 1).key(key).returning(types.values);
    }

    /** As {@link #sort(Object, SortOptions)}, with {@code SORT_RO}: may be repeated and may go to a replica. */
    Command<List<@Nullable V>> sortRo(K key, SortOptions options) {
        return read("SORT_RO", 8).key(key).options(Options.given(options)).returning(types.valuesOrNulls);
    }

    /**
     * Puts the sorted elements as a list at {@code destination}, over whatever was there, and gives its length; with no
     * elements {@code destination} is deleted.
     */
    Command<Long> sortStore(K key, K destination) {
        return write("SORT", 3).key(key).word("STORE").key(destination).returning(Decoders.integer());
    }

    /** As {@link #sortStore(Object, Object)}, with options; what a {@code get} of theirs does not find becomes empty. */
    Command<Long> sortStore(K key, K destination, SortOptions options) {
        return write("SORT", 10)
                .key(key)
                .options(Options.given(options))
                .word("STORE")
                .key(destination)
                .returning(Decoders.integer());
    }
}
