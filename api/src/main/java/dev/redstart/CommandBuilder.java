package dev.redstart;

import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects one command's arguments, encoding each at once: a codec that throws does so before anything is sent. Every
 * argument is checked for null here, so no family has to.
 */
final class CommandBuilder<K, V> {

    private final Types<K, V> types;
    private final Request.Builder request;

    CommandBuilder(Types<K, V> types, Request.Builder request) {
        this.types = types;
        this.request = request;
    }

    CommandBuilder<K, V> key(K key) {
        request.key(encode(types.keyCodec, key, "key"));
        return this;
    }

    /** At least one. */
    @SafeVarargs
    final CommandBuilder<K, V> keys(K... keys) {
        if (keys.length == 0) throw none("key");
        for (K key : keys) key(key);
        return this;
    }

    /** At least one. */
    CommandBuilder<K, V> keys(Collection<? extends K> keys) {
        if (keys.isEmpty()) throw none("key");
        for (K key : keys) key(key);
        return this;
    }

    /** How many, then the keys; at least one. */
    CommandBuilder<K, V> countedKeys(Collection<? extends K> keys) {
        return number(keys.size()).keys(keys);
    }

    /** How many keys, the keys, then values: what scripts and functions get. There may be none of either. */
    CommandBuilder<K, V> countedKeysAndValues(List<? extends K> keys, List<? extends V> values) {
        number(keys.size());
        for (K key : keys) key(key);
        for (V value : values) value(value);
        return this;
    }

    CommandBuilder<K, V> field(K field) {
        request.arg(encode(types.keyCodec, field, "field"));
        return this;
    }

    @SafeVarargs
    final CommandBuilder<K, V> fields(K... fields) {
        if (fields.length == 0) throw none("field");
        for (K field : fields) field(field);
        return this;
    }

    CommandBuilder<K, V> fields(Collection<? extends K> fields) {
        if (fields.isEmpty()) throw none("field");
        for (K field : fields) field(field);
        return this;
    }

    CommandBuilder<K, V> value(V value) {
        request.arg(encode(types.valueCodec, value, "value"));
        return this;
    }

    @SafeVarargs
    final CommandBuilder<K, V> values(V... values) {
        if (values.length == 0) throw none("value");
        for (V value : values) value(value);
        return this;
    }

    CommandBuilder<K, V> values(Collection<? extends V> values) {
        if (values.isEmpty()) throw none("value");
        for (V value : values) value(value);
        return this;
    }

    /** Fields and values in turn; at least one pair. */
    CommandBuilder<K, V> fieldValues(Map<? extends K, ? extends V> map) {
        if (map.isEmpty()) throw none("field and value");
        for (Map.Entry<? extends K, ? extends V> e : map.entrySet())
            field(e.getKey()).value(e.getValue());
        return this;
    }

    /** Keys and values in turn; at least one pair. */
    CommandBuilder<K, V> keyValues(Map<? extends K, ? extends V> map) {
        if (map.isEmpty()) throw none("key and value");
        for (Map.Entry<? extends K, ? extends V> e : map.entrySet())
            key(e.getKey()).value(e.getValue());
        return this;
    }

    /** A word of the command's grammar, as {@code NX}. */
    CommandBuilder<K, V> word(String word) {
        request.arg(Words.bytes(word));
        return this;
    }

    /** The word when {@code condition} holds. */
    CommandBuilder<K, V> wordIf(boolean condition, String word) {
        return condition ? word(word) : this;
    }

    /** A text of the caller's that no codec is for: a pattern, a group, a script. As strict as {@link Codec#utf8()}. */
    CommandBuilder<K, V> text(String text) {
        request.arg(encode(Utf8Codec.INSTANCE, text, "text"));
        return this;
    }

    /** Texts, as {@link #text}; there may be none. */
    CommandBuilder<K, V> texts(String... texts) {
        for (String text : texts) text(text);
        return this;
    }

    /** Texts, as {@link #text}; at least one, which is a {@code what}. */
    CommandBuilder<K, V> someTexts(String what, String... texts) {
        if (texts.length == 0) throw none(what);
        return texts(texts);
    }

    /** Names and values in turn, as {@link #text}. */
    CommandBuilder<K, V> textPairs(Map<String, String> pairs) {
        pairs.forEach((name, value) -> text(name).text(value));
        return this;
    }

    CommandBuilder<K, V> bytes(byte[] bytes) {
        request.arg(bytes);
        return this;
    }

    CommandBuilder<K, V> number(long number) {
        request.arg(NumberCodecs.text(number));
        return this;
    }

    CommandBuilder<K, V> number(double number) {
        request.arg(NumberCodecs.text(number));
        return this;
    }

    /** Milliseconds, rounded up; zero and less are refused: zero has another meaning in most commands. */
    CommandBuilder<K, V> millis(Duration duration) {
        return number(Times.millis(duration));
    }

    /** Milliseconds since 1970. */
    CommandBuilder<K, V> millis(Instant instant) {
        return number(instant.toEpochMilli());
    }

    CommandBuilder<K, V> id(StreamId id) {
        if (id == null) throw new NullPointerException("an ID is null");
        request.arg(id.bytes());
        return this;
    }

    CommandBuilder<K, V> ids(StreamId... ids) {
        return ids(Arrays.asList(ids));
    }

    /** At least one. */
    CommandBuilder<K, V> ids(Collection<StreamId> ids) {
        if (ids.isEmpty()) throw none("ID");
        for (StreamId id : ids) id(id);
        return this;
    }

    CommandBuilder<K, V> options(@Nullable Options options) {
        if (options != null) options.appendTo(this);
        return this;
    }

    /**
     * The timeout of a command that blocks, as its next argument in seconds; null waits for ever. Puts the command on the
     * blocking lane.
     */
    CommandBuilder<K, V> blockSeconds(@Nullable Duration timeout) {
        request.blocking(timeout == null ? Duration.ZERO : Times.positive(timeout));
        return text(timeout == null ? "0" : Times.seconds(timeout));
    }

    /** As {@link #blockSeconds}, in milliseconds. */
    CommandBuilder<K, V> blockMillis(@Nullable Duration timeout) {
        return number(timeout == null ? 0 : Times.millis(timeout)).blocking(timeout);
    }

    /** Puts the command on the blocking lane without adding an argument; null waits for ever. */
    CommandBuilder<K, V> blocking(@Nullable Duration timeout) {
        request.blocking(timeout == null ? Duration.ZERO : timeout);
        return this;
    }

    /** Changes the state of its connection: only on a session. */
    CommandBuilder<K, V> pinned() {
        request.pinned();
        return this;
    }

    /**
     * May be sent again on its own after a lost connection: only where no other client could have done anything in between
     * that this would undo, as loading a script. A plain SET is not of that kind.
     */
    CommandBuilder<K, V> idempotent() {
        request.idempotent();
        return this;
    }

    CommandBuilder<K, V> allPrimaries() {
        request.route(Route.ALL_PRIMARIES);
        return this;
    }

    <T extends @Nullable Object> Command<T> returning(Decoder<T> decoder) {
        return new Command<>(request.build(), decoder);
    }

    /** What {@link #value} would append, for a part of a larger argument; {@code what} names it in errors. */
    byte[] encoded(V value, String what) {
        return encode(types.valueCodec, value, what);
    }

    private <T> byte[] encode(Codec<T> codec, T value, String what) {
        return types.encode(codec, value, what, request);
    }

    private static IllegalArgumentException none(String what) {
        return new IllegalArgumentException("needs at least one " + what);
    }
}
