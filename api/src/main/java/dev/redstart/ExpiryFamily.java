package dev.redstart;

import java.time.Duration;
import java.time.Instant;

/**
 * How long keys live. {@code expire} and {@code ttl} are in seconds, {@code pexpire} and {@code pttl} in milliseconds:
 * whoever does not care takes those with a p.
 */
@CommandFamily
final class ExpiryFamily<K, V> extends Family<K, V> {

    private static final Decoder<Expiry<Duration>> IN_SECONDS = Expiry.decoder(Duration::ofSeconds);
    private static final Decoder<Expiry<Duration>> IN_MILLIS = Expiry.decoder(Duration::ofMillis);
    private static final Decoder<Expiry<Instant>> AT_SECOND = Expiry.decoder(Instant::ofEpochSecond);
    private static final Decoder<Expiry<Instant>> AT_MILLI = Expiry.decoder(Instant::ofEpochMilli);

    ExpiryFamily(Types<K, V> types) {
        super(types);
    }

    /**
     * Lets the key live this long from now, in seconds, rounded up; above zero. False when the key is missing. See
     * {@link #pexpire(Object, Duration)} for milliseconds.
     */
    Command<Boolean> expire(K key, Duration time) {
        return write("EXPIRE", 2).key(key).number(Times.wholeSeconds(time)).returning(Decoders.bool());
    }

    /** As {@link #expire(Object, Duration)}; false, too, when the condition does not hold. */
    Command<Boolean> expire(K key, Duration time, ExpireCondition condition) {
        return condition
                .appendTo(write("EXPIRE", 3).key(key).number(Times.wholeSeconds(time)))
                .returning(Decoders.bool());
    }

    /** Lets the key live this long from now, in milliseconds, rounded up; above zero. False when the key is missing. */
    Command<Boolean> pexpire(K key, Duration time) {
        return write("PEXPIRE", 2).key(key).millis(time).returning(Decoders.bool());
    }

    /** As {@link #pexpire(Object, Duration)}; false, too, when the condition does not hold. */
    Command<Boolean> pexpire(K key, Duration time, ExpireCondition condition) {
        return condition.appendTo(write("PEXPIRE", 3).key(key).millis(time)).returning(Decoders.bool());
    }

    /**
     * Lets the key live until then, in seconds, rounded up; a time that has passed deletes it. False when the key is
     * missing. See {@link #pexpireat(Object, Instant)} for milliseconds.
     */
    Command<Boolean> expireat(K key, Instant time) {
        return write("EXPIREAT", 2).key(key).number(Times.wholeSeconds(time)).returning(Decoders.bool());
    }

    /** As {@link #expireat(Object, Instant)}; false, too, when the condition does not hold. */
    Command<Boolean> expireat(K key, Instant time, ExpireCondition condition) {
        return condition
                .appendTo(write("EXPIREAT", 3).key(key).number(Times.wholeSeconds(time)))
                .returning(Decoders.bool());
    }

    /**
     * Lets the key live until then, in milliseconds; a time that has passed deletes it. False when the key is missing.
     */
    Command<Boolean> pexpireat(K key, Instant time) {
        return write("PEXPIREAT", 2).key(key).millis(time).returning(Decoders.bool());
    }

    /** As {@link #pexpireat(Object, Instant)}; false, too, when the condition does not hold. */
    Command<Boolean> pexpireat(K key, Instant time, ExpireCondition condition) {
        return condition.appendTo(write("PEXPIREAT", 3).key(key).millis(time)).returning(Decoders.bool());
    }

    /** Takes the key's time to live away; false when the key is missing or had none. */
    Command<Boolean> persist(K key) {
        return write("PERSIST", 1).key(key).returning(Decoders.bool());
    }

    /** How long the key lives from now, to the nearest second; {@link #pttl(Object)} tells more exactly. */
    Command<Expiry<Duration>> ttl(K key) {
        return read("TTL", 1).key(key).returning(IN_SECONDS);
    }

    /** How long the key lives from now, in milliseconds. */
    Command<Expiry<Duration>> pttl(K key) {
        return read("PTTL", 1).key(key).returning(IN_MILLIS);
    }

    /** Until when the key lives, to the nearest second; {@link #pexpiretime(Object)} tells more exactly. */
    Command<Expiry<Instant>> expiretime(K key) {
        return read("EXPIRETIME", 1).key(key).returning(AT_SECOND);
    }

    /** Until when the key lives, in milliseconds. */
    Command<Expiry<Instant>> pexpiretime(K key) {
        return read("PEXPIRETIME", 1).key(key).returning(AT_MILLI);
    }
}
