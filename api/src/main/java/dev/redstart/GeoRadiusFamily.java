package dev.redstart;

import java.util.List;

/**
 * Searches in a circle of a geo index, as they were before Redis 6.2. {@code geosearch} and {@code geosearchstore} say more
 * and have replaced them all. Those whose names do not end in {@code Ro} count as writes, which go to no replica.
 */
@CommandFamily
final class GeoRadiusFamily<K, V> extends Family<K, V> {

    GeoRadiusFamily(Types<K, V> types) {
        super(types);
    }

    /** The members within {@code radius} of a place. {@code geosearch} with {@link GeoOrigin#at} has replaced it. */
    Command<List<V>> georadius(K key, double longitude, double latitude, double radius, GeoUnit unit) {
        return georadius(key, longitude, latitude, radius, unit, GeoSearchOptions.all());
    }

    /** As {@link #georadius(Object, double, double, double, GeoUnit)}, as the options say; {@code geosearch} has replaced it. */
    Command<List<V>> georadius(
            K key, double longitude, double latitude, double radius, GeoUnit unit, GeoSearchOptions options) {
        return aroundPlace(write("GEORADIUS", 8).key(key), longitude, latitude, radius, unit, options)
                .returning(types.values);
    }

    /**
     * As {@link #georadius(Object, double, double, double, GeoUnit)}, with details of each; {@code geosearchWithDetails} has
     * replaced it.
     */
    Command<List<GeoMatch<V>>> georadiusWithDetails(
            K key,
            double longitude,
            double latitude,
            double radius,
            GeoUnit unit,
            GeoSearchOptions options,
            GeoDetail... details) {
        return GeoMatch.asked(
                aroundPlace(write("GEORADIUS", 11).key(key), longitude, latitude, radius, unit, options),
                types.value,
                details);
    }

    /** As {@link #georadius(Object, double, double, double, GeoUnit)}, for reading only; {@code geosearch} has replaced it. */
    Command<List<V>> georadiusRo(
            K key, double longitude, double latitude, double radius, GeoUnit unit, GeoSearchOptions options) {
        return aroundPlace(read("GEORADIUS_RO", 8).key(key), longitude, latitude, radius, unit, options)
                .returning(types.values);
    }

    /** As {@link #georadiusRo}, with details of each; {@code geosearchWithDetails} has replaced it. */
    Command<List<GeoMatch<V>>> georadiusRoWithDetails(
            K key,
            double longitude,
            double latitude,
            double radius,
            GeoUnit unit,
            GeoSearchOptions options,
            GeoDetail... details) {
        return GeoMatch.asked(
                aroundPlace(read("GEORADIUS_RO", 11).key(key), longitude, latitude, radius, unit, options),
                types.value,
                details);
    }

    /**
     * Puts these members into {@code destination}, as a geo index, over what is there, and gives how many there are;
     * {@code geosearchstore} has replaced it.
     */
    Command<Long> georadiusStore(
            K key,
            double longitude,
            double latitude,
            double radius,
            GeoUnit unit,
            K destination,
            GeoSearchOptions options) {
        return aroundPlace(write("GEORADIUS", 10).key(key), longitude, latitude, radius, unit, options)
                .word("STORE")
                .key(destination)
                .returning(Decoders.integer());
    }

    /**
     * As {@link #georadiusStore}, with the distances, in {@code unit}, as scores; {@code geosearchstoreDistances} has
     * replaced it.
     */
    Command<Long> georadiusStoreDistances(
            K key,
            double longitude,
            double latitude,
            double radius,
            GeoUnit unit,
            K destination,
            GeoSearchOptions options) {
        return aroundPlace(write("GEORADIUS", 10).key(key), longitude, latitude, radius, unit, options)
                .word("STOREDIST")
                .key(destination)
                .returning(Decoders.integer());
    }

    /** The members within {@code radius} of a member. {@code geosearch} with {@link GeoOrigin#member} has replaced it. */
    Command<List<V>> georadiusbymember(K key, V member, double radius, GeoUnit unit) {
        return georadiusbymember(key, member, radius, unit, GeoSearchOptions.all());
    }

    /** As {@link #georadiusbymember(Object, Object, double, GeoUnit)}, as the options say; {@code geosearch} has replaced it. */
    Command<List<V>> georadiusbymember(K key, V member, double radius, GeoUnit unit, GeoSearchOptions options) {
        return aroundMember(write("GEORADIUSBYMEMBER", 8).key(key), member, radius, unit, options)
                .returning(types.values);
    }

    /**
     * As {@link #georadiusbymember(Object, Object, double, GeoUnit)}, with details of each; {@code geosearchWithDetails} has
     * replaced it.
     */
    Command<List<GeoMatch<V>>> georadiusbymemberWithDetails(
            K key, V member, double radius, GeoUnit unit, GeoSearchOptions options, GeoDetail... details) {
        return GeoMatch.asked(
                aroundMember(write("GEORADIUSBYMEMBER", 11).key(key), member, radius, unit, options),
                types.value,
                details);
    }

    /** As {@link #georadiusbymember(Object, Object, double, GeoUnit)}, for reading only; {@code geosearch} has replaced it. */
    Command<List<V>> georadiusbymemberRo(K key, V member, double radius, GeoUnit unit, GeoSearchOptions options) {
        return aroundMember(read("GEORADIUSBYMEMBER_RO", 8).key(key), member, radius, unit, options)
                .returning(types.values);
    }

    /** As {@link #georadiusbymemberRo}, with details of each; {@code geosearchWithDetails} has replaced it. */
    Command<List<GeoMatch<V>>> georadiusbymemberRoWithDetails(
            K key, V member, double radius, GeoUnit unit, GeoSearchOptions options, GeoDetail... details) {
        return GeoMatch.asked(
                aroundMember(read("GEORADIUSBYMEMBER_RO", 11).key(key), member, radius, unit, options),
                types.value,
                details);
    }

    /**
     * Puts these members into {@code destination}, as a geo index, over what is there, and gives how many there are;
     * {@code geosearchstore} has replaced it.
     */
    Command<Long> georadiusbymemberStore(
            K key, V member, double radius, GeoUnit unit, K destination, GeoSearchOptions options) {
        return aroundMember(write("GEORADIUSBYMEMBER", 10).key(key), member, radius, unit, options)
                .word("STORE")
                .key(destination)
                .returning(Decoders.integer());
    }

    /**
     * As {@link #georadiusbymemberStore}, with the distances, in {@code unit}, as scores; {@code geosearchstoreDistances} has
     * replaced it.
     */
    Command<Long> georadiusbymemberStoreDistances(
            K key, V member, double radius, GeoUnit unit, K destination, GeoSearchOptions options) {
        return aroundMember(write("GEORADIUSBYMEMBER", 10).key(key), member, radius, unit, options)
                .word("STOREDIST")
                .key(destination)
                .returning(Decoders.integer());
    }

    private static <K, V> CommandBuilder<K, V> aroundPlace(
            CommandBuilder<K, V> command,
            double longitude,
            double latitude,
            double radius,
            GeoUnit unit,
            GeoSearchOptions options) {
        return circle(command.number(longitude).number(latitude), radius, unit, options);
    }

    private static <K, V> CommandBuilder<K, V> aroundMember(
            CommandBuilder<K, V> command, V member, double radius, GeoUnit unit, GeoSearchOptions options) {
        return circle(command.value(member), radius, unit, options);
    }

    private static <K, V> CommandBuilder<K, V> circle(
            CommandBuilder<K, V> command, double radius, GeoUnit unit, GeoSearchOptions options) {
        return command.number(radius).word(unit.name()).options(Options.given(options));
    }
}
