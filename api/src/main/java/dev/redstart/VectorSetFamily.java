package dev.redstart;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Vector sets: elements, each with a vector and maybe attributes, among which one finds those whose vectors point in nearly
 * the same direction as another one. The index is a graph (HNSW): O(log n), and now and then it misses a near element. A
 * vector set that loses its last element is gone. Every command fails with {@code WRONGTYPE} on a key that holds something
 * else. Since Redis 8.0.
 */
@CommandFamily
final class VectorSetFamily<K, V> extends Family<K, V> {

    private static final Decoder<@Nullable FloatVector> VECTOR_OR_NULL = Decoders.orNull(FloatVector::decode);
    private static final Decoder<@Nullable RawVector> RAW_OR_NULL = Decoders.orNull(RawVector::decode);
    private static final Decoder<@Nullable VectorSetInfo> INFO_OR_NULL = Decoders.orNull(VectorSetInfo::decode);

    private final Decoder<List<ScoredValue<V>>> scored;
    private final Decoder<List<VectorMatch<V>>> matches;
    private final Decoder<@Nullable List<List<V>>> layersOrNull;
    private final Decoder<@Nullable List<List<ScoredValue<V>>>> scoredLayersOrNull;

    VectorSetFamily(Types<K, V> types) {
        super(types);
        scored = ScoredDecoders.list(types.value);
        matches = VectorMatch.list(types.value);
        layersOrNull = Decoders.orNull(Decoders.list(types.values));
        scoredLayersOrNull = Decoders.orNull(Decoders.list(scored));
    }

    /**
     * Adds an element, or gives it another vector; its attributes stay. Whether it is new. The first one decides how many
     * components all vectors have.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR Vector dimension mismatch - got 2 but set has 3}
     */
    Command<Boolean> vadd(K key, FloatVector vector, V element) {
        return vadd(key, vector, element, VaddOptions.Choice.NONE);
    }

    /**
     * As {@link #vadd(Object, FloatVector, Object)}, as the options say.
     *
     * @throws dev.redstart.spi.RedisReplyException also when the vector set was made with other options, as
     *     {@code ERR asked quantization mismatch with existing vector set}
     */
    Command<Boolean> vadd(K key, FloatVector vector, V element, VaddOptions options) {
        VaddOptions.Choice choice = (VaddOptions.Choice) Options.given(options);
        CommandBuilder<K, V> command = write("VADD", 14).key(key);
        choice.appendReductionTo(command);
        vector.appendTo(command);
        return command.value(element).options(choice).returning(Decoders.bool());
    }

    /** Removes an element. Whether it was there. */
    Command<Boolean> vrem(K key, V element) {
        return write("VREM", 2).key(key).value(element).returning(Decoders.bool());
    }

    /** How many elements it has; 0 when there is no vector set. */
    Command<Long> vcard(K key) {
        return read("VCARD", 1).key(key).returning(Decoders.integer());
    }

    /**
     * How many components its vectors have, after the reduction if there is one.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR key does not exist}
     */
    Command<Long> vdim(K key) {
        return read("VDIM", 1).key(key).returning(Decoders.integer());
    }

    /** Whether {@code element} is in the vector set. */
    Command<Boolean> vismember(K key, V element) {
        return read("VISMEMBER", 2).key(key).value(element).returning(Decoders.bool());
    }

    /** An element's vector, as near as its quantization and its reduction have left it; null when it is not there. */
    Command<@Nullable FloatVector> vemb(K key, V element) {
        return read("VEMB", 2).key(key).value(element).returning(VECTOR_OR_NULL);
    }

    /** An element's vector as the vector set keeps it ({@code RAW}); null when it is not there. */
    Command<@Nullable RawVector> vembRaw(K key, V element) {
        return read("VEMB", 3).key(key).value(element).word("RAW").returning(RAW_OR_NULL);
    }

    /** An element's attributes, a JSON object; null when it has none or is not there. */
    Command<@Nullable String> vgetattr(K key, V element) {
        return read("VGETATTR", 2).key(key).value(element).returning(Decoders.textOrNull());
    }

    /**
     * Gives an element attributes, a JSON object, over those it has; an empty text takes them away. Whether the element is
     * there. The server does not look whether it is JSON: where it is none, filters do not find the element.
     */
    Command<Boolean> vsetattr(K key, V element, String json) {
        return write("VSETATTR", 3).key(key).value(element).text(json).returning(Decoders.bool());
    }

    /** What the vector set is made of; null when there is none. */
    Command<@Nullable VectorSetInfo> vinfo(K key) {
        return read("VINFO", 1).key(key).returning(INFO_OR_NULL);
    }

    /** What an element is linked to at each layer of the graph, the highest layer first; null when it is not there. */
    Command<@Nullable List<List<V>>> vlinks(K key, V element) {
        return read("VLINKS", 2).key(key).value(element).returning(layersOrNull);
    }

    /** As {@link #vlinks}, with how similar they are ({@code WITHSCORES}). */
    Command<@Nullable List<List<ScoredValue<V>>>> vlinksWithScores(K key, V element) {
        return read("VLINKS", 3).key(key).value(element).word("WITHSCORES").returning(scoredLayersOrNull);
    }

    /** Some element, by chance; null when there is no vector set. */
    Command<@Nullable V> vrandmember(K key) {
        return read("VRANDMEMBER", 1).key(key).returning(types.valueOrNull);
    }

    /** Up to {@code count} distinct elements, by chance; with a negative count exactly so many, maybe some more than once. */
    Command<List<V>> vrandmember(K key, long count) {
        return read("VRANDMEMBER", 2).key(key).number(count).returning(types.values);
    }

    /**
     * The ten elements that are the most similar to what is asked for, the nearest first; none when there is no vector set.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR element not found in set}, or that the vector has another number
     *     of components
     */
    Command<List<V>> vsim(K key, VectorQuery<? extends V> query) {
        return vsim(key, query, VsimOptions.nearest());
    }

    /** As {@link #vsim(Object, VectorQuery)}, as the options say. */
    Command<List<V>> vsim(K key, VectorQuery<? extends V> query, VsimOptions options) {
        return search(key, query, options).returning(types.values);
    }

    /** As {@link #vsim(Object, VectorQuery, VsimOptions)}, with their scores, 1 for the same direction, 0 for the opposite. */
    Command<List<ScoredValue<V>>> vsimWithScores(K key, VectorQuery<? extends V> query, VsimOptions options) {
        return search(key, query, options).word("WITHSCORES").returning(scored);
    }

    /** As {@link #vsimWithScores}, with their attributes ({@code WITHATTRIBS}). Since Redis 8.0.3. */
    Command<List<VectorMatch<V>>> vsimWithAttributes(K key, VectorQuery<? extends V> query, VsimOptions options) {
        return search(key, query, options)
                .word("WITHSCORES")
                .word("WITHATTRIBS")
                .returning(matches);
    }

    private CommandBuilder<K, V> search(K key, VectorQuery<? extends V> query, VsimOptions options) {
        CommandBuilder<K, V> command = read("VSIM", 16).key(key);
        if (Objects.requireNonNull(query, "the query is null") instanceof VectorQuery.Element<? extends V> like)
            command.word("ELE").value(like.element());
        else if (query instanceof VectorQuery.Point<? extends V> near)
            near.vector().appendTo(command);
        return command.options(Options.given(options));
    }
}
