package dev.redstart;

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

    Types(Codec<K> keyCodec, Codec<V> valueCodec) {
        this.keyCodec = keyCodec;
        this.valueCodec = valueCodec;
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
}
