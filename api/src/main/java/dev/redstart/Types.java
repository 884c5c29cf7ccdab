package dev.redstart;

import dev.redstart.spi.Capabilities;
import dev.redstart.spi.RedisException.Origin;
import dev.redstart.spi.Request;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The codecs of one view and the decoders that follow from them, made once. */
final class Types<K, V> {

    final Codec<K> keyCodec;
    final Codec<V> valueCodec;

    /** A key, field or channel. */
    final Decoder<K> key;
    /** A key, field or channel, or null. */
    final Decoder<@Nullable K> keyOrNull;
    /** A value. */
    final Decoder<V> value;
    /** A value, or null. */
    final Decoder<@Nullable V> valueOrNull;
    /** Keys in order. */
    final Decoder<List<K>> keys;
    /** Values in order; null becomes an empty list. */
    final Decoder<List<V>> values;
    /** Values in order, missing ones null. */
    final Decoder<List<@Nullable V>> valuesOrNulls;
    /** Distinct values, in the order of the reply. */
    final Decoder<Set<V>> valueSet;
    /** Fields and their values, in the order of the reply. */
    final Decoder<Map<K, V>> valueMap;

    /** The backend that the view is of; null for commands that belong to none. */
    private final @Nullable Capabilities backend;

    Types(Codec<K> keyCodec, Codec<V> valueCodec, @Nullable Capabilities backend) {
        this.keyCodec = keyCodec;
        this.valueCodec = valueCodec;
        this.backend = backend;
        key = reply -> keyCodec.decode(Decoders.blob(reply));
        value = reply -> valueCodec.decode(Decoders.blob(reply));
        keyOrNull = Decoders.orNull(key);
        valueOrNull = Decoders.orNull(value);
        keys = Decoders.list(key);
        values = Decoders.list(value);
        valuesOrNulls = Decoders.list(valueOrNull);
        valueSet = Decoders.set(value);
        valueMap = Decoders.map(key, value);
    }

    /** The bytes of an argument of {@code command}, if it is one of a command; {@code what} says what it is. */
    <T> byte[] encode(Codec<T> codec, T value, String what, Request.@Nullable Builder command) {
        if (value == null) throw new NullPointerException("a " + what + " is null");
        try {
            return codec.encode(value);
        } catch (RuntimeException e) {
            String name = command == null ? null : command.build().name();
            Origin origin = backend == null ? Origin.NONE.command(name) : Failures.origin(name, backend);
            throw Failures.cannotEncode(what, origin, e);
        }
    }
}
