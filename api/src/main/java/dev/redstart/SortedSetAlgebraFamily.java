package dev.redstart;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Sorted sets combined: union, intersection, difference. The keys may hold plain sets, too, whose members count with score 1;
 * a missing key is an empty set. What comes out is ordered by the new scores. Every command fails with {@code WRONGTYPE} on a
 * key that holds something else. The forms that store replace whatever was at {@code destination}, and delete it when nothing
 * comes out. On a cluster all keys have to be in one slot.
 */
@CommandFamily
@SuppressWarnings("varargs") // the arrays are only read
final class SortedSetAlgebraFamily<K, V> extends Family<K, V> {

    private static final ZcombineOptions.Choice PLAIN = ZcombineOptions.Choice.NONE;

    private final Decoder<List<ScoredValue<V>>> scoredValues;

    SortedSetAlgebraFamily(Types<K, V> types) {
        super(types);
        scoredValues = ScoredDecoders.list(types.value);
    }

    /** The members that are in any of these. O(n) + O(m log m) for n members read, m given. */
    @SafeVarargs
    final Command<List<V>> zunion(K... keys) {
        return zunion(Arrays.asList(keys));
    }

    /** See {@link #zunion(Object...)}; at least one key. */
    Command<List<V>> zunion(Collection<? extends K> keys) {
        return zunion(keys, PLAIN);
    }

    /** As {@link #zunion(Object...)}, ordered by scores that are combined as the options say. */
    Command<List<V>> zunion(Collection<? extends K> keys, ZcombineOptions options) {
        return combine("ZUNION", keys, options).returning(types.values);
    }

    /** As {@link #zunion(Object...)}, with the sums of their scores. */
    @SafeVarargs
    final Command<List<ScoredValue<V>>> zunionWithScores(K... keys) {
        return zunionWithScores(Arrays.asList(keys));
    }

    /** See {@link #zunionWithScores(Object...)}; at least one key. */
    Command<List<ScoredValue<V>>> zunionWithScores(Collection<? extends K> keys) {
        return zunionWithScores(keys, PLAIN);
    }

    /** As {@link #zunionWithScores(Object...)}, with scores that are combined as the options say. */
    Command<List<ScoredValue<V>>> zunionWithScores(Collection<? extends K> keys, ZcombineOptions options) {
        return combine("ZUNION", keys, options).word("WITHSCORES").returning(scoredValues);
    }

    /** Stores the members that are in any of these, with the sums of their scores. Gives how many. */
    @SafeVarargs
    final Command<Long> zunionstore(K destination, K... keys) {
        return zunionstore(destination, Arrays.asList(keys));
    }

    /** See {@link #zunionstore(Object, Object...)}; at least one key. */
    Command<Long> zunionstore(K destination, Collection<? extends K> keys) {
        return zunionstore(destination, keys, PLAIN);
    }

    /** As {@link #zunionstore(Object, Object...)}, with scores that are combined as the options say. */
    Command<Long> zunionstore(K destination, Collection<? extends K> keys, ZcombineOptions options) {
        return combineAndStore("ZUNIONSTORE", destination, keys, options);
    }

    /** The members that are in all of these. O(n k) + O(m log m) for n members in the smallest of k sets, m given. */
    @SafeVarargs
    final Command<List<V>> zinter(K... keys) {
        return zinter(Arrays.asList(keys));
    }

    /** See {@link #zinter(Object...)}; at least one key. */
    Command<List<V>> zinter(Collection<? extends K> keys) {
        return zinter(keys, PLAIN);
    }

    /** As {@link #zinter(Object...)}, ordered by scores that are combined as the options say. */
    Command<List<V>> zinter(Collection<? extends K> keys, ZcombineOptions options) {
        return combine("ZINTER", keys, options).returning(types.values);
    }

    /** As {@link #zinter(Object...)}, with the sums of their scores. */
    @SafeVarargs
    final Command<List<ScoredValue<V>>> zinterWithScores(K... keys) {
        return zinterWithScores(Arrays.asList(keys));
    }

    /** See {@link #zinterWithScores(Object...)}; at least one key. */
    Command<List<ScoredValue<V>>> zinterWithScores(Collection<? extends K> keys) {
        return zinterWithScores(keys, PLAIN);
    }

    /** As {@link #zinterWithScores(Object...)}, with scores that are combined as the options say. */
    Command<List<ScoredValue<V>>> zinterWithScores(Collection<? extends K> keys, ZcombineOptions options) {
        return combine("ZINTER", keys, options).word("WITHSCORES").returning(scoredValues);
    }

    /** Stores the members that are in all of these, with the sums of their scores. Gives how many. */
    @SafeVarargs
    final Command<Long> zinterstore(K destination, K... keys) {
        return zinterstore(destination, Arrays.asList(keys));
    }

    /** See {@link #zinterstore(Object, Object...)}; at least one key. */
    Command<Long> zinterstore(K destination, Collection<? extends K> keys) {
        return zinterstore(destination, keys, PLAIN);
    }

    /** As {@link #zinterstore(Object, Object...)}, with scores that are combined as the options say. */
    Command<Long> zinterstore(K destination, Collection<? extends K> keys, ZcombineOptions options) {
        return combineAndStore("ZINTERSTORE", destination, keys, options);
    }

    /** How many members are in all of these. O(n k) for n members in the smallest of k sets. */
    @SafeVarargs
    final Command<Long> zintercard(K... keys) {
        return zintercard(Arrays.asList(keys));
    }

    /** See {@link #zintercard(Object...)}; at least one key. */
    Command<Long> zintercard(Collection<? extends K> keys) {
        return read("ZINTERCARD", 1 + keys.size()).countedKeys(keys).returning(Decoders.integer());
    }

    /** As {@link #zintercard(Object...)}, not counting further than {@code limit}; 0 for all, not negative. */
    Command<Long> zintercard(long limit, Collection<? extends K> keys) {
        return read("ZINTERCARD", 3 + keys.size())
                .countedKeys(keys)
                .word("LIMIT")
                .number(limit)
                .returning(Decoders.integer());
    }

    /** The members of the first that are in none of the others. */
    @SafeVarargs
    final Command<List<V>> zdiff(K... keys) {
        return zdiff(Arrays.asList(keys));
    }

    /** See {@link #zdiff(Object...)}; at least one key. */
    Command<List<V>> zdiff(Collection<? extends K> keys) {
        return read("ZDIFF", 1 + keys.size()).countedKeys(keys).returning(types.values);
    }

    /** As {@link #zdiff(Object...)}, with their scores in the first. */
    @SafeVarargs
    final Command<List<ScoredValue<V>>> zdiffWithScores(K... keys) {
        return zdiffWithScores(Arrays.asList(keys));
    }

    /** See {@link #zdiffWithScores(Object...)}; at least one key. */
    Command<List<ScoredValue<V>>> zdiffWithScores(Collection<? extends K> keys) {
        return read("ZDIFF", 2 + keys.size())
                .countedKeys(keys)
                .word("WITHSCORES")
                .returning(scoredValues);
    }

    /** Stores the members of the first that are in none of the others, with their scores in the first. Gives how many. */
    @SafeVarargs
    final Command<Long> zdiffstore(K destination, K... keys) {
        return zdiffstore(destination, Arrays.asList(keys));
    }

    /** See {@link #zdiffstore(Object, Object...)}; at least one key. */
    Command<Long> zdiffstore(K destination, Collection<? extends K> keys) {
        return write("ZDIFFSTORE", 2 + keys.size())
                .key(destination)
                .countedKeys(keys)
                .returning(Decoders.integer());
    }

    private CommandBuilder<K, V> combine(String command, Collection<? extends K> keys, ZcombineOptions options) {
        return read(command, 5 + 2 * keys.size())
                .countedKeys(keys)
                .options(ZcombineOptions.Choice.forKeys(options, keys.size()));
    }

    private Command<Long> combineAndStore(
            String command, K destination, Collection<? extends K> keys, ZcombineOptions options) {
        return write(command, 5 + 2 * keys.size())
                .key(destination)
                .countedKeys(keys)
                .options(ZcombineOptions.Choice.forKeys(options, keys.size()))
                .returning(Decoders.integer());
    }
}
