package dev.redstart;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fields of hashes that expire one by one, since Redis 7.4; {@code HGETDEL}, {@code HGETEX} and {@code HSETEX} since 8.0.
 * Each answer has one element per field, in the order asked. A hash whose last field has expired is gone. {@code HSET} ends
 * a field's expiry, {@code HINCRBY} leaves it. Every command fails with {@code WRONGTYPE} on a key that holds something else.
 */
@CommandFamily
@SuppressWarnings("varargs") // the arrays are only read
final class HashFieldExpiryFamily<K, V> extends Family<K, V> {

    private static final Decoder<List<FieldExpireOutcome>> EXPIRED = Decoders.list(FieldExpireOutcome.DECODER);
    private static final Decoder<List<FieldPersistOutcome>> PERSISTED = Decoders.list(FieldPersistOutcome.DECODER);
    private static final Decoder<List<Expiry<Duration>>> SECONDS_LEFT =
            Decoders.list(Expiry.decoder(Duration::ofSeconds));
    private static final Decoder<List<Expiry<Duration>>> MILLIS_LEFT =
            Decoders.list(Expiry.decoder(Duration::ofMillis));
    private static final Decoder<List<Expiry<Instant>>> AT_SECOND =
            Decoders.list(Expiry.decoder(Instant::ofEpochSecond));
    private static final Decoder<List<Expiry<Instant>>> AT_MILLI = Decoders.list(Expiry.decoder(Instant::ofEpochMilli));

    HashFieldExpiryFamily(Types<K, V> types) {
        super(types);
    }

    /**
     * Lets these fields end after this time, rounded up to a whole second; above zero. {@link #hpexpire(Object,
     * java.time.Duration, Object...)} is finer. Says of each what became of it.
     */
    @SafeVarargs
    final Command<List<FieldExpireOutcome>> hexpire(K key, Duration after, K... fields) {
        return hexpire(key, after, Arrays.asList(fields));
    }

    /** See {@link #hexpire(Object, java.time.Duration, Object...)}; at least one field. */
    Command<List<FieldExpireOutcome>> hexpire(K key, Duration after, Collection<? extends K> fields) {
        return expire("HEXPIRE", key, Times.wholeSeconds(after), null, fields);
    }

    /** As {@link #hexpire(Object, java.time.Duration, Object...)}, only for the fields for which the condition holds. */
    @SafeVarargs
    final Command<List<FieldExpireOutcome>> hexpire(K key, Duration after, ExpireCondition condition, K... fields) {
        return hexpire(key, after, condition, Arrays.asList(fields));
    }

    /** See {@link #hexpire(Object, java.time.Duration, ExpireCondition, Object...)}; at least one field. */
    Command<List<FieldExpireOutcome>> hexpire(
            K key, Duration after, ExpireCondition condition, Collection<? extends K> fields) {
        return expire("HEXPIRE", key, Times.wholeSeconds(after), given(condition), fields);
    }

    /**
     * Lets these fields end after this time, rounded up to a millisecond; above zero. Says of each what became of it.
     */
    @SafeVarargs
    final Command<List<FieldExpireOutcome>> hpexpire(K key, Duration after, K... fields) {
        return hpexpire(key, after, Arrays.asList(fields));
    }

    /** See {@link #hpexpire(Object, java.time.Duration, Object...)}; at least one field. */
    Command<List<FieldExpireOutcome>> hpexpire(K key, Duration after, Collection<? extends K> fields) {
        return expire("HPEXPIRE", key, Times.millis(after), null, fields);
    }

    /** As {@link #hpexpire(Object, java.time.Duration, Object...)}, only for the fields for which the condition holds. */
    @SafeVarargs
    final Command<List<FieldExpireOutcome>> hpexpire(K key, Duration after, ExpireCondition condition, K... fields) {
        return hpexpire(key, after, condition, Arrays.asList(fields));
    }

    /** See {@link #hpexpire(Object, java.time.Duration, ExpireCondition, Object...)}; at least one field. */
    Command<List<FieldExpireOutcome>> hpexpire(
            K key, Duration after, ExpireCondition condition, Collection<? extends K> fields) {
        return expire("HPEXPIRE", key, Times.millis(after), given(condition), fields);
    }

    /**
     * Lets these fields end at this time, rounded up to a whole second; when it has passed, at once. Says of each what
     * became of it.
     */
    @SafeVarargs
    final Command<List<FieldExpireOutcome>> hexpireat(K key, Instant at, K... fields) {
        return hexpireat(key, at, Arrays.asList(fields));
    }

    /** See {@link #hexpireat(Object, java.time.Instant, Object...)}; at least one field. */
    Command<List<FieldExpireOutcome>> hexpireat(K key, Instant at, Collection<? extends K> fields) {
        return expire("HEXPIREAT", key, Times.wholeSeconds(at), null, fields);
    }

    /** As {@link #hexpireat(Object, java.time.Instant, Object...)}, only for the fields for which the condition holds. */
    @SafeVarargs
    final Command<List<FieldExpireOutcome>> hexpireat(K key, Instant at, ExpireCondition condition, K... fields) {
        return hexpireat(key, at, condition, Arrays.asList(fields));
    }

    /** See {@link #hexpireat(Object, java.time.Instant, ExpireCondition, Object...)}; at least one field. */
    Command<List<FieldExpireOutcome>> hexpireat(
            K key, Instant at, ExpireCondition condition, Collection<? extends K> fields) {
        return expire("HEXPIREAT", key, Times.wholeSeconds(at), given(condition), fields);
    }

    /**
     * Lets these fields end at this time; when it has passed, at once. Says of each what became of it.
     */
    @SafeVarargs
    final Command<List<FieldExpireOutcome>> hpexpireat(K key, Instant at, K... fields) {
        return hpexpireat(key, at, Arrays.asList(fields));
    }

    /** See {@link #hpexpireat(Object, java.time.Instant, Object...)}; at least one field. */
    Command<List<FieldExpireOutcome>> hpexpireat(K key, Instant at, Collection<? extends K> fields) {
        return expire("HPEXPIREAT", key, at.toEpochMilli(), null, fields);
    }

    /** As {@link #hpexpireat(Object, java.time.Instant, Object...)}, only for the fields for which the condition holds. */
    @SafeVarargs
    final Command<List<FieldExpireOutcome>> hpexpireat(K key, Instant at, ExpireCondition condition, K... fields) {
        return hpexpireat(key, at, condition, Arrays.asList(fields));
    }

    /** See {@link #hpexpireat(Object, java.time.Instant, ExpireCondition, Object...)}; at least one field. */
    Command<List<FieldExpireOutcome>> hpexpireat(
            K key, Instant at, ExpireCondition condition, Collection<? extends K> fields) {
        return expire("HPEXPIREAT", key, at.toEpochMilli(), given(condition), fields);
    }

    /** Takes away the expiry of these fields, and says of each what became of it. */
    @SafeVarargs
    final Command<List<FieldPersistOutcome>> hpersist(K key, K... fields) {
        return hpersist(key, Arrays.asList(fields));
    }

    /** See {@link #hpersist(Object, Object...)}; at least one field. */
    Command<List<FieldPersistOutcome>> hpersist(K key, Collection<? extends K> fields) {
        return fields(write("HPERSIST", 3 + fields.size()).key(key), fields).returning(PERSISTED);
    }

    /** How long these fields still live, rounded up to a whole second. */
    @SafeVarargs
    final Command<List<Expiry<Duration>>> httl(K key, K... fields) {
        return httl(key, Arrays.asList(fields));
    }

    /** See {@link #httl(Object, Object...)}; at least one field. */
    Command<List<Expiry<Duration>>> httl(K key, Collection<? extends K> fields) {
        return fields(read("HTTL", 3 + fields.size()).key(key), fields).returning(SECONDS_LEFT);
    }

    /** How long these fields still live, to the millisecond. */
    @SafeVarargs
    final Command<List<Expiry<Duration>>> hpttl(K key, K... fields) {
        return hpttl(key, Arrays.asList(fields));
    }

    /** See {@link #hpttl(Object, Object...)}; at least one field. */
    Command<List<Expiry<Duration>>> hpttl(K key, Collection<? extends K> fields) {
        return fields(read("HPTTL", 3 + fields.size()).key(key), fields).returning(MILLIS_LEFT);
    }

    /** When these fields end, rounded up to a whole second. */
    @SafeVarargs
    final Command<List<Expiry<Instant>>> hexpiretime(K key, K... fields) {
        return hexpiretime(key, Arrays.asList(fields));
    }

    /** See {@link #hexpiretime(Object, Object...)}; at least one field. */
    Command<List<Expiry<Instant>>> hexpiretime(K key, Collection<? extends K> fields) {
        return fields(read("HEXPIRETIME", 3 + fields.size()).key(key), fields).returning(AT_SECOND);
    }

    /** When these fields end, to the millisecond. */
    @SafeVarargs
    final Command<List<Expiry<Instant>>> hpexpiretime(K key, K... fields) {
        return hpexpiretime(key, Arrays.asList(fields));
    }

    /** See {@link #hpexpiretime(Object, Object...)}; at least one field. */
    Command<List<Expiry<Instant>>> hpexpiretime(K key, Collection<? extends K> fields) {
        return fields(read("HPEXPIRETIME", 3 + fields.size()).key(key), fields).returning(AT_MILLI);
    }

    /** Values of these fields, which are removed; null for each that is missing. Since Redis 8.0. */
    @SafeVarargs
    final Command<List<@Nullable V>> hgetdel(K key, K... fields) {
        return hgetdel(key, Arrays.asList(fields));
    }

    /** See {@link #hgetdel(Object, Object...)}; at least one field. */
    Command<List<@Nullable V>> hgetdel(K key, Collection<? extends K> fields) {
        return fields(write("HGETDEL", 3 + fields.size()).key(key), fields).returning(types.valuesOrNulls);
    }

    /**
     * Values of these fields, whose expiry is changed as the options say; null for each that is missing. A time that has
     * passed removes them. To read only, there is {@code hmget}. Since Redis 8.0.
     */
    @SafeVarargs
    final Command<List<@Nullable V>> hgetex(K key, GetexOptions options, K... fields) {
        return hgetex(key, options, Arrays.asList(fields));
    }

    /** See {@link #hgetex(Object, GetexOptions, Object...)}; at least one field. */
    Command<List<@Nullable V>> hgetex(K key, GetexOptions options, Collection<? extends K> fields) {
        return fields(write("HGETEX", 5 + fields.size()).key(key).options(Options.given(options)), fields)
                .returning(types.valuesOrNulls);
    }

    /** Sets a field as the options say; false when their condition did not hold and nothing was set. Since Redis 8.0. */
    Command<Boolean> hsetex(K key, K field, V value, HsetexOptions options) {
        return hsetex(key, options, 1).field(field).value(value).returning(Decoders.bool());
    }

    /**
     * Sets these fields as the options say, all or none of them; at least one. False when their condition did not hold for
     * all, and nothing was set. Since Redis 8.0.
     */
    Command<Boolean> hsetex(K key, Map<? extends K, ? extends V> values, HsetexOptions options) {
        return hsetex(key, options, values.size()).fieldValues(values).returning(Decoders.bool());
    }

    private CommandBuilder<K, V> hsetex(K key, HsetexOptions options, int fields) {
        return write("HSETEX", 6 + 2 * fields)
                .key(key)
                .options(Options.given(options))
                .word("FIELDS")
                .number(fields);
    }

    private Command<List<FieldExpireOutcome>> expire(
            String name, K key, long time, @Nullable ExpireCondition condition, Collection<? extends K> fields) {
        CommandBuilder<K, V> command = write(name, 5 + fields.size()).key(key).number(time);
        if (condition != null) condition.appendTo(command);
        return fields(command, fields).returning(EXPIRED);
    }

    private static ExpireCondition given(ExpireCondition condition) {
        if (Objects.requireNonNull(condition, "the condition is null") == ExpireCondition.XX_LT)
            throw new IllegalArgumentException("fields of hashes take one condition: allowed are NX, XX, GT and LT");
        return condition;
    }

    private static <K, V> CommandBuilder<K, V> fields(CommandBuilder<K, V> command, Collection<? extends K> fields) {
        return command.word("FIELDS").number(fields.size()).fields(fields);
    }
}
