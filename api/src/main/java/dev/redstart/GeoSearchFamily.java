package dev.redstart;

import java.util.List;
import java.util.Objects;

/**
 * Searches in an area of a geo index. O(n + log m), of n members in and around the area and m inside it. A member as the
 * origin that is not there is an error, {@code ERR could not decode requested zset member}; a missing key is empty.
 */
@CommandFamily
final class GeoSearchFamily<K, V> extends Family<K, V> {

    GeoSearchFamily(Types<K, V> types) {
        super(types);
    }

    /** The members in the area, in no particular order. */
    Command<List<V>> geosearch(K key, GeoOrigin<? extends V> origin, GeoShape shape) {
        return geosearch(key, origin, shape, GeoSearchOptions.all());
    }

    /** The members in the area, in the order and as many as the options say. */
    Command<List<V>> geosearch(K key, GeoOrigin<? extends V> origin, GeoShape shape, GeoSearchOptions options) {
        return area(read("GEOSEARCH", 10).key(key), origin, shape, options).returning(types.values);
    }

    /** As {@link #geosearch(Object, GeoOrigin, GeoShape)}, with these details of each; at least one. */
    Command<List<GeoMatch<V>>> geosearchWithDetails(
            K key, GeoOrigin<? extends V> origin, GeoShape shape, GeoDetail... details) {
        return geosearchWithDetails(key, origin, shape, GeoSearchOptions.all(), details);
    }

    /** As {@link #geosearch(Object, GeoOrigin, GeoShape, GeoSearchOptions)}, with these details of each; at least one. */
    Command<List<GeoMatch<V>>> geosearchWithDetails(
            K key, GeoOrigin<? extends V> origin, GeoShape shape, GeoSearchOptions options, GeoDetail... details) {
        return GeoMatch.asked(area(read("GEOSEARCH", 13).key(key), origin, shape, options), types.value, details);
    }

    /**
     * Puts the members of {@code source} that are in the area into {@code destination}, as a geo index, over what is there;
     * when there are none, {@code destination} is gone. Gives how many there are.
     */
    Command<Long> geosearchstore(K destination, K source, GeoOrigin<? extends V> origin, GeoShape shape) {
        return geosearchstore(destination, source, origin, shape, GeoSearchOptions.all());
    }

    /** As {@link #geosearchstore(Object, Object, GeoOrigin, GeoShape)}, as many as the options say. */
    Command<Long> geosearchstore(
            K destination, K source, GeoOrigin<? extends V> origin, GeoShape shape, GeoSearchOptions options) {
        return area(write("GEOSEARCHSTORE", 11).key(destination).key(source), origin, shape, options)
                .returning(Decoders.integer());
    }

    /**
     * As {@link #geosearchstore(Object, Object, GeoOrigin, GeoShape, GeoSearchOptions)}, but what is put there is a sorted set
     * with the distances from the centre, in the shape's unit, as scores ({@code STOREDIST}).
     */
    Command<Long> geosearchstoreDistances(
            K destination, K source, GeoOrigin<? extends V> origin, GeoShape shape, GeoSearchOptions options) {
        return area(write("GEOSEARCHSTORE", 12).key(destination).key(source), origin, shape, options)
                .word("STOREDIST")
                .returning(Decoders.integer());
    }

    private static <K, V> CommandBuilder<K, V> area(
            CommandBuilder<K, V> command, GeoOrigin<? extends V> origin, GeoShape shape, GeoSearchOptions options) {
        if (Objects.requireNonNull(origin, "the origin is null") instanceof GeoOrigin.Member<? extends V> from) {
            command.word("FROMMEMBER").value(from.member());
        } else if (origin instanceof GeoOrigin.Place<? extends V> from) {
            from.coordinates().appendTo(command.word("FROMLONLAT"));
        }
        if (Objects.requireNonNull(shape, "the shape is null") instanceof GeoShape.Circle circle) {
            command.word("BYRADIUS").number(circle.radius()).word(circle.unit().name());
        } else if (shape instanceof GeoShape.Box box) {
            command.word("BYBOX")
                    .number(box.width())
                    .number(box.height())
                    .word(box.unit().name());
        }
        return command.options(Options.given(options));
    }
}
