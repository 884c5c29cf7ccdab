package dev.redstart;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Strings: one value under one key; also numbers to count with. */
@CommandFamily
@SuppressWarnings("varargs") // the arrays are only read
final class StringFamily<K, V> extends Family<K, V> {

    StringFamily(Types<K, V> types) {
        super(types);
    }

    /** The value at {@code key}, or null when the key is missing. {@code WRONGTYPE} when it holds no string. */
    Command<@Nullable V> get(K key) {
        return read("GET", 1).key(key).returning(types.valueOrNull);
    }

    /** The value at {@code key}, which is deleted; null when the key is missing. */
    Command<@Nullable V> getdel(K key) {
        return write("GETDEL", 1).key(key).returning(types.valueOrNull);
    }

    /** The value at {@code key}, whose time to live is changed; null, and nothing happens, when the key is missing. */
    Command<@Nullable V> getex(K key, GetexOptions options) {
        return write("GETEX", 3).key(key).options(Options.given(options)).returning(types.valueOrNull);
    }

    /**
     * The bytes of the value from {@code start} to {@code end}, both included, from 0; below 0 they count from the end, -1
     * being the last byte. An empty value when the key is missing or the range is. O(N) in the bytes returned.
     */
    Command<V> getrange(K key, long start, long end) {
        return read("GETRANGE", 3).key(key).number(start).number(end).returning(types.value);
    }

    /** The same as {@link #getrange(Object, long, long)}, by its old name. */
    Command<V> substr(K key, long start, long end) {
        return read("SUBSTR", 3).key(key).number(start).number(end).returning(types.value);
    }

    /** Sets the value at {@code key}, whatever was there, and gives the old one; null when there was none. */
    Command<@Nullable V> getset(K key, V value) {
        return write("GETSET", 2).key(key).value(value).returning(types.valueOrNull);
    }

    /** The values at these keys, in their order; null for a key that is missing or holds no string. O(N) in keys. */
    @SafeVarargs
    final Command<List<@Nullable V>> mget(K... keys) {
        return read("MGET", keys.length).keys(keys).returning(types.valuesOrNulls);
    }

    /** See {@link #mget(Object[])}. */
    Command<List<@Nullable V>> mget(Collection<? extends K> keys) {
        return read("MGET", keys.size()).keys(keys).returning(types.valuesOrNulls);
    }

    /** Sets the value at {@code key}, whatever was there, and takes away its time to live. */
    Command<@Nullable Void> set(K key, V value) {
        return write("SET", 2).key(key).value(value).returning(Decoders.ok());
    }

    /** Sets the value at {@code key} as the options say; false when their condition did not hold and nothing was set. */
    Command<Boolean> set(K key, V value, SetOptions options) {
        return write("SET", 5)
                .key(key)
                .value(value)
                .options(Options.given(options))
                .returning(Decoders.okOrNull());
    }

    /**
     * Sets the value at {@code key} and gives the old one; null when there was none. {@code WRONGTYPE}, and nothing is set,
     * when the key holds no string.
     */
    Command<@Nullable V> setGet(K key, V value) {
        return write("SET", 3).key(key).value(value).word("GET").returning(types.valueOrNull);
    }

    /**
     * As {@link #setGet(Object, Object)}, as the options say. Gives the old value also when their condition did not hold:
     * with {@code ifAbsent()} null means that it was set, with {@code ifPresent()} that it was not.
     */
    Command<@Nullable V> setGet(K key, V value, SetOptions options) {
        return write("SET", 6)
                .key(key)
                .value(value)
                .word("GET")
                .options(Options.given(options))
                .returning(types.valueOrNull);
    }

    /** Sets the value with a time to live in seconds, rounded up; above zero. */
    Command<@Nullable Void> setex(K key, Duration timeToLive, V value) {
        return write("SETEX", 3)
                .key(key)
                .number(Times.wholeSeconds(timeToLive))
                .value(value)
                .returning(Decoders.ok());
    }

    /** Sets the value with a time to live in milliseconds, rounded up; above zero. */
    Command<@Nullable Void> psetex(K key, Duration timeToLive, V value) {
        return write("PSETEX", 3).key(key).millis(timeToLive).value(value).returning(Decoders.ok());
    }

    /** Sets the value when the key is missing; false when it was there. */
    Command<Boolean> setnx(K key, V value) {
        return write("SETNX", 2).key(key).value(value).returning(Decoders.bool());
    }

    /**
     * Overwrites the bytes of the value from {@code offset} on, padding with zero bytes as needed; gives the new length. An
     * empty {@code value} changes nothing. An error when it would grow above 512 MB.
     */
    Command<Long> setrange(K key, long offset, V value) {
        return write("SETRANGE", 3).key(key).number(offset).value(value).returning(Decoders.integer());
    }

    /** Sets these keys at once, whatever was there, and takes away their times to live. O(N) in keys. */
    Command<@Nullable Void> mset(Map<? extends K, ? extends V> values) {
        return write("MSET", 2 * values.size()).keyValues(values).returning(Decoders.ok());
    }

    /** Sets these keys at once when all of them are missing; false, and nothing is set, when one was there. */
    Command<Boolean> msetnx(Map<? extends K, ? extends V> values) {
        return write("MSETNX", 2 * values.size()).keyValues(values).returning(Decoders.bool());
    }

    /** Appends to the value; a missing key counts as empty. Gives the new length in bytes. */
    Command<Long> append(K key, V value) {
        return write("APPEND", 2).key(key).value(value).returning(Decoders.integer());
    }

    /** The length of the value in bytes; 0 when the key is missing. */
    Command<Long> strlen(K key) {
        return read("STRLEN", 1).key(key).returning(Decoders.integer());
    }

    /** Adds 1 and gives the sum; a missing key counts as 0. An error when it is no whole number or would overflow. */
    Command<Long> incr(K key) {
        return write("INCR", 1).key(key).returning(Decoders.integer());
    }

    /** Adds {@code by} and gives the sum; see {@link #incr(Object)}. */
    Command<Long> incrby(K key, long by) {
        return write("INCRBY", 2).key(key).number(by).returning(Decoders.integer());
    }

    /**
     * Adds {@code by} and gives the sum; a missing key counts as 0. An error when it is no number, or the sum would be
     * infinite. The server adds in more digits than a {@code double} has; read the key to see them.
     */
    Command<Double> incrbyfloat(K key, double by) {
        return write("INCRBYFLOAT", 2).key(key).number(by).returning(Decoders.decimal());
    }

    /** Subtracts 1 and gives the difference; see {@link #incr(Object)}. */
    Command<Long> decr(K key) {
        return write("DECR", 1).key(key).returning(Decoders.integer());
    }

    /** Subtracts {@code by} and gives the difference; see {@link #incr(Object)}. */
    Command<Long> decrby(K key, long by) {
        return write("DECRBY", 2).key(key).number(by).returning(Decoders.integer());
    }

    /**
     * The longest common subsequence of two values: bytes that both have in this order, not always side by side. Missing
     * keys count as empty. O(N*M) in time and memory on the server.
     */
    Command<V> lcs(K first, K second) {
        return read("LCS", 2).key(first).key(second).returning(types.value);
    }

    /** The length in bytes of the longest common subsequence ({@code LEN}); see {@link #lcs(Object, Object)}. */
    Command<Long> lcsLength(K first, K second) {
        return read("LCS", 3).key(first).key(second).word("LEN").returning(Decoders.integer());
    }

    /** Where the parts of the longest common subsequence are ({@code IDX}); see {@link #lcs(Object, Object)}. */
    Command<LcsMatches> lcsMatches(K first, K second) {
        return read("LCS", 4)
                .key(first)
                .key(second)
                .word("IDX")
                .word("WITHMATCHLEN")
                .returning(LcsMatches::decode);
    }

    /** As {@link #lcsMatches(Object, Object)}, listing only matches of at least so many bytes ({@code MINMATCHLEN}). */
    Command<LcsMatches> lcsMatches(K first, K second, long minimumLength) {
        return read("LCS", 6)
                .key(first)
                .key(second)
                .word("IDX")
                .word("MINMATCHLEN")
                .number(minimumLength)
                .word("WITHMATCHLEN")
                .returning(LcsMatches::decode);
    }
}
