package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hashes: field-value maps under one key. A hash that loses its last field is gone. Every command fails with
 * {@code WRONGTYPE} on a key that holds something else.
 */
@CommandFamily
@SuppressWarnings("varargs") // the arrays are only read
final class HashFamily<K, V> extends Family<K, V> {

    private final Decoder<Set<K>> fieldSet;
    private final Decoder<List<FieldValue<K, V>>> pairs;
    private final Decoder<ScanPage<FieldValue<K, V>>> pairPage;
    private final Decoder<ScanPage<K>> fieldPage;

    HashFamily(Types<K, V> types) {
        super(types);
        fieldSet = Decoders.set(types.key);
        pairs = this::pairs;
        pairPage = ScanPage.decoder(pairs);
        fieldPage = ScanPage.decoder(types.keys);
    }

    /** Sets a field, making the hash if there is none, and ending the field's expiry. Gives 1 when it is new, else 0. */
    Command<Long> hset(K key, K field, V value) {
        return write("HSET", 3).key(key).field(field).value(value).returning(Decoders.integer());
    }

    /** Sets these fields, as {@link #hset(Object, Object, Object)}; at least one. Gives how many of them are new. */
    Command<Long> hset(K key, Map<? extends K, ? extends V> values) {
        return write("HSET", 1 + 2 * values.size()).key(key).fieldValues(values).returning(Decoders.integer());
    }

    /** Sets these fields; at least one. {@link #hset(Object, java.util.Map)} says more and has replaced it. */
    Command<@Nullable Void> hmset(K key, Map<? extends K, ? extends V> values) {
        return write("HMSET", 1 + 2 * values.size())
                .key(key)
                .fieldValues(values)
                .returning(Decoders.ok());
    }

    /** Sets a field only when the hash has none of that name. Whether it did. */
    Command<Boolean> hsetnx(K key, K field, V value) {
        return write("HSETNX", 3).key(key).field(field).value(value).returning(Decoders.bool());
    }

    /** Value of {@code field}, or null when the hash or the field is missing. */
    Command<@Nullable V> hget(K key, K field) {
        return read("HGET", 2).key(key).field(field).returning(types.valueOrNull);
    }

    /** Values of these fields, in their order; null for each that is missing. */
    @SafeVarargs
    final Command<List<@Nullable V>> hmget(K key, K... fields) {
        return read("HMGET", 1 + fields.length).key(key).fields(fields).returning(types.valuesOrNulls);
    }

    /** See {@link #hmget(Object, Object...)}; at least one field. */
    Command<List<@Nullable V>> hmget(K key, Collection<? extends K> fields) {
        return read("HMGET", 1 + fields.size()).key(key).fields(fields).returning(types.valuesOrNulls);
    }

    /** All fields and their values; none when there is no hash. O(n): a large hash is better read by {@code hscan}. */
    Command<Map<K, V>> hgetall(K key) {
        return read("HGETALL", 1).key(key).returning(types.valueMap);
    }

    /** All fields; none when there is no hash. O(n). */
    Command<Set<K>> hkeys(K key) {
        return read("HKEYS", 1).key(key).returning(fieldSet);
    }

    /** All values, in the order of {@link #hkeys}; none when there is no hash. O(n). */
    Command<List<V>> hvals(K key) {
        return read("HVALS", 1).key(key).returning(types.values);
    }

    /** How many fields it has; 0 when there is no hash. Fields that have expired may still be counted for a moment. */
    Command<Long> hlen(K key) {
        return read("HLEN", 1).key(key).returning(Decoders.integer());
    }

    /** Whether the hash has this field. */
    Command<Boolean> hexists(K key, K field) {
        return read("HEXISTS", 2).key(key).field(field).returning(Decoders.bool());
    }

    /** Length of a field's value in bytes; 0 when the hash or the field is missing. */
    Command<Long> hstrlen(K key, K field) {
        return read("HSTRLEN", 2).key(key).field(field).returning(Decoders.integer());
    }

    /** Removes fields. Gives how many were there. */
    @SafeVarargs
    final Command<Long> hdel(K key, K... fields) {
        return write("HDEL", 1 + fields.length).key(key).fields(fields).returning(Decoders.integer());
    }

    /** See {@link #hdel(Object, Object...)}; at least one field. */
    Command<Long> hdel(K key, Collection<? extends K> fields) {
        return write("HDEL", 1 + fields.size()).key(key).fields(fields).returning(Decoders.integer());
    }

    /**
     * Adds to a whole number, a missing one counting as 0, and gives the sum. The field's expiry stays.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR hash value is not an integer}, or
     *     {@code ERR increment or decrement would overflow}
     */
    Command<Long> hincrby(K key, K field, long increment) {
        return write("HINCRBY", 3).key(key).field(field).number(increment).returning(Decoders.integer());
    }

    /**
     * Adds to a number with a fraction, a missing one counting as 0, and gives the sum, as near as a {@code double} is. The
     * field's expiry stays.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR hash value is not a float}, or, for an infinite increment,
     *     {@code ERR value is NaN or Infinity}
     */
    Command<Double> hincrbyfloat(K key, K field, double increment) {
        return write("HINCRBYFLOAT", 3).key(key).field(field).number(increment).returning(Decoders.decimal());
    }

    /** A random field, or null when there is no hash. */
    Command<@Nullable K> hrandfield(K key) {
        return read("HRANDFIELD", 1).key(key).returning(types.keyOrNull);
    }

    /**
     * Random fields: up to {@code count} different ones; when it is negative, exactly as many as it says without its sign, of
     * which some may be the same. None when there is no hash.
     */
    Command<List<K>> hrandfield(K key, long count) {
        return read("HRANDFIELD", 2).key(key).number(count).returning(types.keys);
    }

    /** As {@link #hrandfield(Object, long)}, with the values. */
    Command<List<FieldValue<K, V>>> hrandfieldWithValues(K key, long count) {
        return read("HRANDFIELD", 3).key(key).number(count).word("WITHVALUES").returning(pairs);
    }

    /**
     * The next step of a scan over the fields with their values. Guarantees: a field that is there from the first step to the
     * last comes at least once; one may come twice.
     */
    Command<ScanPage<FieldValue<K, V>>> hscan(K key, ScanCursor cursor) {
        return hscan(key, cursor, ScanOptions.all());
    }

    /** See {@link #hscan(Object, ScanCursor)}; only the fields that the options ask for ({@code match}, {@code count}). */
    Command<ScanPage<FieldValue<K, V>>> hscan(K key, ScanCursor cursor, ScanOptions options) {
        return scan(key, cursor, options).returning(pairPage);
    }

    /** As {@link #hscan(Object, ScanCursor)}, without the values ({@code NOVALUES}). Since Redis 7.4. */
    Command<ScanPage<K>> hscanNoValues(K key, ScanCursor cursor) {
        return hscanNoValues(key, cursor, ScanOptions.all());
    }

    /** As {@link #hscan(Object, ScanCursor, ScanOptions)}, without the values ({@code NOVALUES}). Since Redis 7.4. */
    Command<ScanPage<K>> hscanNoValues(K key, ScanCursor cursor, ScanOptions options) {
        return scan(key, cursor, options).word("NOVALUES").returning(fieldPage);
    }

    private CommandBuilder<K, V> scan(K key, ScanCursor cursor, ScanOptions options) {
        return read("HSCAN", 7).key(key).text(cursor.text()).options(ScanOptions.Choice.withoutType(options, "HSCAN"));
    }

    private List<FieldValue<K, V>> pairs(Reply reply) {
        List<FieldValue<K, V>> list = new ArrayList<>();
        Decoders.forEachPair(
                reply,
                (field, value) -> list.add(new FieldValue<>(types.key.decode(field), types.value.decode(value))));
        return Collections.unmodifiableList(list);
    }
}
