package dev.redstart;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Places on the earth: members with coordinates, in a sorted set whose scores are the cells (geohashes of 52 bits) that they
 * are in. So a member is removed by {@code zrem}, and counted by {@code zcard}. Distances are those on a sphere, up to 0.5 %
 * off. Every command fails with {@code WRONGTYPE} on a key that holds something else than a sorted set.
 */
@CommandFamily
@SuppressWarnings("varargs") // the arrays are only read
final class GeoFamily<K, V> extends Family<K, V> {

    private static final Decoder<List<@Nullable String>> HASHES = Decoders.list(Decoders.textOrNull());
    private static final Decoder<List<@Nullable GeoCoordinates>> PLACES =
            Decoders.list(Decoders.orNull(GeoCoordinates::decode));

    GeoFamily(Types<K, V> types) {
        super(types);
    }

    /**
     * Adds a member, or moves it. Gives how many were added: 0 when it was there. O(log n).
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR invalid longitude,latitude pair ...}: see {@link GeoCoordinates}
     */
    Command<Long> geoadd(K key, double longitude, double latitude, V member) {
        return geoadd(key, GeoaddOptions.Choice.NONE, longitude, latitude, member);
    }

    /** As {@link #geoadd(Object, double, double, Object)}, as the options say. */
    Command<Long> geoadd(K key, GeoaddOptions options, double longitude, double latitude, V member) {
        return write("GEOADD", 6)
                .key(key)
                .options(Options.given(options))
                .number(longitude)
                .number(latitude)
                .value(member)
                .returning(Decoders.integer());
    }

    /**
     * Adds members, or moves them. Gives how many were added. At least one; O(log n) for each. When one of them is refused,
     * none is added.
     */
    Command<Long> geoadd(K key, Map<? extends V, GeoCoordinates> members) {
        return geoadd(key, GeoaddOptions.Choice.NONE, members);
    }

    /** As {@link #geoadd(Object, java.util.Map)}, as the options say. */
    Command<Long> geoadd(K key, GeoaddOptions options, Map<? extends V, GeoCoordinates> members) {
        CommandBuilder<K, V> command =
                write("GEOADD", 3 + 3 * members.size()).key(key).options(Options.given(options));
        if (members.isEmpty()) throw new IllegalArgumentException("needs at least one member");
        members.forEach((member, coordinates) -> {
            if (coordinates == null) throw new NullPointerException("coordinates are null");
            coordinates.appendTo(command);
            command.value(member);
        });
        return command.returning(Decoders.integer());
    }

    /** How far two members are apart, in metres; null when one of them is not there. */
    Command<@Nullable Double> geodist(K key, V first, V second) {
        return read("GEODIST", 3).key(key).value(first).value(second).returning(Decoders.decimalOrNull());
    }

    /** As {@link #geodist(Object, Object, Object)}, in this unit. */
    Command<@Nullable Double> geodist(K key, V first, V second, GeoUnit unit) {
        return read("GEODIST", 4)
                .key(key)
                .value(first)
                .value(second)
                .word(unit.name())
                .returning(Decoders.decimalOrNull());
    }

    /**
     * The geohash of each member as its usual text of 11 characters, which other programs understand; null for those that are
     * not there. What begins alike is near.
     */
    @SafeVarargs
    final Command<List<@Nullable String>> geohash(K key, V... members) {
        return read("GEOHASH", 1 + members.length).key(key).values(members).returning(HASHES);
    }

    /** See {@link #geohash(Object, Object...)}; at least one member. */
    Command<List<@Nullable String>> geohashAll(K key, Collection<? extends V> members) {
        return read("GEOHASH", 1 + members.size()).key(key).values(members).returning(HASHES);
    }

    /** Where each of these members is, in their order; null for those that are not there. */
    @SafeVarargs
    final Command<List<@Nullable GeoCoordinates>> geopos(K key, V... members) {
        return read("GEOPOS", 1 + members.length).key(key).values(members).returning(PLACES);
    }

    /** See {@link #geopos(Object, Object...)}; at least one member. */
    Command<List<@Nullable GeoCoordinates>> geoposAll(K key, Collection<? extends V> members) {
        return read("GEOPOS", 1 + members.size()).key(key).values(members).returning(PLACES);
    }
}
