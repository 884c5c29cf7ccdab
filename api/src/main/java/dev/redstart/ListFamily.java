package dev.redstart;

import dev.redstart.spi.Reply;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists: values in order, pushed and popped at both ends. An index counts from 0 at the head, a negative one from -1 at the
 * tail. A list that becomes empty is gone. Every command fails with {@code WRONGTYPE} on a key that holds something else.
 *
 * <p>The pops that block lose what they popped when the client fails before the reply reached it: the server has removed the
 * element, and nobody has it. Work that must not get lost is taken with {@link #blmove}, which keeps it in a second list
 * until its worker removes it there.
 */
@CommandFamily
@SuppressWarnings("varargs") // the arrays are only read
final class ListFamily<K, V> extends Family<K, V> {

    private static final Decoder<List<Long>> INTEGERS = Decoders.list(Decoders.integer());

    private final Decoder<@Nullable KeyValue<K, V>> keyValue;
    private final Decoder<@Nullable KeyValue<K, List<V>>> keyValues;

    ListFamily(Types<K, V> types) {
        super(types);
        keyValue = keyAnd(types.value);
        keyValues = keyAnd(types.values);
    }

    /** Puts {@code value} at the head, making the list if there is none. Gives the new length. */
    Command<Long> lpush(K key, V value) {
        return write("LPUSH", 2).key(key).value(value).returning(Decoders.integer());
    }

    /** Puts the values at the head, one after the other: the last one is the new head. Gives the new length. */
    @SafeVarargs
    final Command<Long> lpush(K key, V... values) {
        return write("LPUSH", 1 + values.length).key(key).values(values).returning(Decoders.integer());
    }

    /** See {@link #lpush(Object, Object...)}; at least one value. */
    Command<Long> lpushAll(K key, Collection<? extends V> values) {
        return write("LPUSH", 1 + values.size()).key(key).values(values).returning(Decoders.integer());
    }

    /** As {@link #lpush(Object, Object)}, but only when the list exists; else does nothing and gives 0. */
    Command<Long> lpushx(K key, V value) {
        return write("LPUSHX", 2).key(key).value(value).returning(Decoders.integer());
    }

    /** As {@link #lpush(Object, Object...)}, but only when the list exists; else does nothing and gives 0. */
    @SafeVarargs
    final Command<Long> lpushx(K key, V... values) {
        return write("LPUSHX", 1 + values.length).key(key).values(values).returning(Decoders.integer());
    }

    /** See {@link #lpushx(Object, Object...)}; at least one value. */
    Command<Long> lpushxAll(K key, Collection<? extends V> values) {
        return write("LPUSHX", 1 + values.size()).key(key).values(values).returning(Decoders.integer());
    }

    /** Puts {@code value} at the tail, making the list if there is none. Gives the new length. */
    Command<Long> rpush(K key, V value) {
        return write("RPUSH", 2).key(key).value(value).returning(Decoders.integer());
    }

    /** Puts the values at the tail, in this order. Gives the new length. */
    @SafeVarargs
    final Command<Long> rpush(K key, V... values) {
        return write("RPUSH", 1 + values.length).key(key).values(values).returning(Decoders.integer());
    }

    /** See {@link #rpush(Object, Object...)}; at least one value. */
    Command<Long> rpushAll(K key, Collection<? extends V> values) {
        return write("RPUSH", 1 + values.size()).key(key).values(values).returning(Decoders.integer());
    }

    /** As {@link #rpush(Object, Object)}, but only when the list exists; else does nothing and gives 0. */
    Command<Long> rpushx(K key, V value) {
        return write("RPUSHX", 2).key(key).value(value).returning(Decoders.integer());
    }

    /** As {@link #rpush(Object, Object...)}, but only when the list exists; else does nothing and gives 0. */
    @SafeVarargs
    final Command<Long> rpushx(K key, V... values) {
        return write("RPUSHX", 1 + values.length).key(key).values(values).returning(Decoders.integer());
    }

    /** See {@link #rpushx(Object, Object...)}; at least one value. */
    Command<Long> rpushxAll(K key, Collection<? extends V> values) {
        return write("RPUSHX", 1 + values.size()).key(key).values(values).returning(Decoders.integer());
    }

    /** Takes the value at the head, or null when there is no list. */
    Command<@Nullable V> lpop(K key) {
        return write("LPOP", 1).key(key).returning(types.valueOrNull);
    }

    /** Takes up to {@code count} values from the head, in that order; none when there is no list. Not negative. */
    Command<List<V>> lpop(K key, long count) {
        return write("LPOP", 2).key(key).number(count).returning(types.values);
    }

    /** Takes the value at the tail, or null when there is no list. */
    Command<@Nullable V> rpop(K key) {
        return write("RPOP", 1).key(key).returning(types.valueOrNull);
    }

    /** Takes up to {@code count} values from the tail, the last one first; none when there is no list. Not negative. */
    Command<List<V>> rpop(K key, long count) {
        return write("RPOP", 2).key(key).number(count).returning(types.values);
    }

    /** Takes one value from the first of these lists that has one, and says from which; null when none has. */
    @SafeVarargs
    final Command<@Nullable KeyValue<K, List<V>>> lmpop(ListEnd from, K... keys) {
        return lmpop(from, Arrays.asList(keys));
    }

    /** See {@link #lmpop(ListEnd, Object...)}; at least one key. */
    Command<@Nullable KeyValue<K, List<V>>> lmpop(ListEnd from, Collection<? extends K> keys) {
        return write("LMPOP", 2 + keys.size())
                .countedKeys(keys)
                .word(from.name())
                .returning(keyValues);
    }

    /**
     * Takes up to {@code count} values (above 0) from the first of these lists that has some, the outermost first; null when
     * none has.
     */
    Command<@Nullable KeyValue<K, List<V>>> lmpop(ListEnd from, long count, Collection<? extends K> keys) {
        return write("LMPOP", 4 + keys.size())
                .countedKeys(keys)
                .word(from.name())
                .word("COUNT")
                .number(count)
                .returning(keyValues);
    }

    /** How many values it has; 0 when there is no list. */
    Command<Long> llen(K key) {
        return read("LLEN", 1).key(key).returning(Decoders.integer());
    }

    /** The value at {@code index}, or null outside of the list. O(n) towards the middle. */
    Command<@Nullable V> lindex(K key, long index) {
        return read("LINDEX", 2).key(key).number(index).returning(types.valueOrNull);
    }

    /**
     * The values from {@code start} to {@code stop}, both included: {@code 0, -1} is the whole list. What lies outside is
     * left out.
     */
    Command<List<V>> lrange(K key, long start, long stop) {
        return read("LRANGE", 3).key(key).number(start).number(stop).returning(types.values);
    }

    /** Index of the first {@code value}, or null when the list has none. O(n). */
    Command<@Nullable Long> lpos(K key, V value) {
        return read("LPOS", 2).key(key).value(value).returning(Decoders.integerOrNull());
    }

    /** Index of the first {@code value} that the options leave, or null; always counted from the head. O(n). */
    Command<@Nullable Long> lpos(K key, V value, LposOptions options) {
        return read("LPOS", 6)
                .key(key)
                .value(value)
                .options(Options.given(options))
                .returning(Decoders.integerOrNull());
    }

    /** Indexes of the first {@code count} times that {@code value} is there, 0 meaning all; none when it is not. O(n). */
    Command<List<Long>> lposAll(K key, V value, long count) {
        return read("LPOS", 4).key(key).value(value).word("COUNT").number(count).returning(INTEGERS);
    }

    /**
     * As {@link #lposAll(Object, Object, long)}, as the options say: with a negative rank the indexes come from tail to head.
     */
    Command<List<Long>> lposAll(K key, V value, long count, LposOptions options) {
        return read("LPOS", 8)
                .key(key)
                .value(value)
                .options(Options.given(options))
                .word("COUNT")
                .number(count)
                .returning(INTEGERS);
    }

    /**
     * Sets the value at {@code index}. O(n) towards the middle.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR no such key}, or {@code ERR index out of range}
     */
    Command<@Nullable Void> lset(K key, long index, V value) {
        return write("LSET", 3).key(key).number(index).value(value).returning(Decoders.ok());
    }

    /**
     * Puts {@code value} before the first {@code pivot}. Gives the new length; -1 when there is no such pivot, 0 when there
     * is no list. O(n).
     */
    Command<Long> linsertBefore(K key, V pivot, V value) {
        return linsert(key, "BEFORE", pivot, value);
    }

    /** As {@link #linsertBefore(Object, Object, Object)}, but behind the pivot. */
    Command<Long> linsertAfter(K key, V pivot, V value) {
        return linsert(key, "AFTER", pivot, value);
    }

    private Command<Long> linsert(K key, String where, V pivot, V value) {
        return write("LINSERT", 4)
                .key(key)
                .word(where)
                .value(pivot)
                .value(value)
                .returning(Decoders.integer());
    }

    /**
     * Removes the first {@code count} values equal to {@code value}; the last ones when {@code count} is negative, all when it
     * is 0. Gives how many it removed. O(n).
     */
    Command<Long> lrem(K key, long count, V value) {
        return write("LREM", 3).key(key).number(count).value(value).returning(Decoders.integer());
    }

    /** Keeps only the values from {@code start} to {@code stop}, both included; none, and the list is gone. */
    Command<@Nullable Void> ltrim(K key, long start, long stop) {
        return write("LTRIM", 3).key(key).number(start).number(stop).returning(Decoders.ok());
    }

    /**
     * Takes the value at one end of {@code source} and puts it at one end of {@code destination}, at once. Gives it; null when
     * there is no {@code source}. Both may be the same list, which is then turned.
     */
    Command<@Nullable V> lmove(K source, K destination, ListEnd from, ListEnd to) {
        return write("LMOVE", 4)
                .key(source)
                .key(destination)
                .word(from.name())
                .word(to.name())
                .returning(types.valueOrNull);
    }

    /** As {@link #lmove} from the right of {@code source} to the left of {@code destination}, which replaced it. */
    Command<@Nullable V> rpoplpush(K source, K destination) {
        return write("RPOPLPUSH", 2).key(source).key(destination).returning(types.valueOrNull);
    }

    /**
     * As {@link #lmove}, waiting until {@code source} has a value, at most {@code timeout}, or for ever when that is null.
     * Gives null when the time is over.
     *
     * <p>This is the blocking command for work that must not get lost: the value stands in {@code destination} until its
     * worker removes it ({@code lrem}), also when the worker or its connection dies meanwhile.
     */
    Command<@Nullable V> blmove(K source, K destination, ListEnd from, ListEnd to, @Nullable Duration timeout) {
        return write("BLMOVE", 5)
                .key(source)
                .key(destination)
                .word(from.name())
                .word(to.name())
                .blockSeconds(timeout)
                .returning(types.valueOrNull);
    }

    /** As {@link #blmove} from the right of {@code source} to the left of {@code destination}, which replaced it. */
    Command<@Nullable V> brpoplpush(K source, K destination, @Nullable Duration timeout) {
        return write("BRPOPLPUSH", 3)
                .key(source)
                .key(destination)
                .blockSeconds(timeout)
                .returning(types.valueOrNull);
    }

    /**
     * Takes the value at the head of the first of these lists that has one, and says from which; waits for one, at most
     * {@code timeout}, or for ever when that is null. Gives null when the time is over.
     *
     * <p>A value popped for a client that has stopped waiting (its deadline passed, its connection broke, it died) is lost:
     * use {@link #blmove} where that matters.
     */
    @SafeVarargs
    final Command<@Nullable KeyValue<K, V>> blpop(@Nullable Duration timeout, K... keys) {
        return blpop(timeout, Arrays.asList(keys));
    }

    /** See {@link #blpop(java.time.Duration, Object...)}; at least one key. */
    Command<@Nullable KeyValue<K, V>> blpop(@Nullable Duration timeout, Collection<? extends K> keys) {
        return write("BLPOP", keys.size() + 1).keys(keys).blockSeconds(timeout).returning(keyValue);
    }

    /**
     * As {@link #blpop(java.time.Duration, Object...)}, from the tail. A value popped for a client that has stopped waiting is
     * lost: use {@link #blmove} where that matters.
     */
    @SafeVarargs
    final Command<@Nullable KeyValue<K, V>> brpop(@Nullable Duration timeout, K... keys) {
        return brpop(timeout, Arrays.asList(keys));
    }

    /** See {@link #brpop(java.time.Duration, Object...)}; at least one key. */
    Command<@Nullable KeyValue<K, V>> brpop(@Nullable Duration timeout, Collection<? extends K> keys) {
        return write("BRPOP", keys.size() + 1).keys(keys).blockSeconds(timeout).returning(keyValue);
    }

    /**
     * As {@link #lmpop(ListEnd, Object...)}, waiting until one of the lists has a value, at most {@code timeout}, or for ever
     * when that is null. A value popped for a client that has stopped waiting is lost: use {@link #blmove} where that matters.
     */
    @SafeVarargs
    final Command<@Nullable KeyValue<K, List<V>>> blmpop(@Nullable Duration timeout, ListEnd from, K... keys) {
        return blmpop(timeout, from, Arrays.asList(keys));
    }

    /** See {@link #blmpop(java.time.Duration, ListEnd, Object...)}; at least one key. */
    Command<@Nullable KeyValue<K, List<V>>> blmpop(
            @Nullable Duration timeout, ListEnd from, Collection<? extends K> keys) {
        return write("BLMPOP", 3 + keys.size())
                .blockSeconds(timeout)
                .countedKeys(keys)
                .word(from.name())
                .returning(keyValues);
    }

    /** As {@link #blmpop(java.time.Duration, ListEnd, java.util.Collection)}, taking up to {@code count} values (above 0). */
    Command<@Nullable KeyValue<K, List<V>>> blmpop(
            @Nullable Duration timeout, ListEnd from, long count, Collection<? extends K> keys) {
        return write("BLMPOP", 5 + keys.size())
                .blockSeconds(timeout)
                .countedKeys(keys)
                .word(from.name())
                .word("COUNT")
                .number(count)
                .returning(keyValues);
    }

    private <T> Decoder<@Nullable KeyValue<K, T>> keyAnd(Decoder<T> found) {
        return reply -> {
            if (reply instanceof Reply.Null) return null;
            List<Reply> two = Decoders.elements(reply);
            if (two.size() != 2) throw new UnexpectedReply("a key and what was found there", reply);
            return new KeyValue<>(types.key.decode(two.get(0)), found.decode(two.get(1)));
        };
    }
}
