package dev.redstart;

import java.util.Objects;

/** Where the area of {@code GEOSEARCH} has its centre. Immutable. */
public sealed interface GeoOrigin<V> {

    /** Where this member of the index is ({@code FROMMEMBER}). */
    static <V> GeoOrigin<V> member(V member) {
        return new Member<>(member);
    }

    /** At this place ({@code FROMLONLAT}). */
    static <V> GeoOrigin<V> at(double longitude, double latitude) {
        return new Place<>(new GeoCoordinates(longitude, latitude));
    }

    /** See {@link GeoOrigin#member(Object)}. */
    record Member<V>(V member) implements GeoOrigin<V> {
        public Member {
            Objects.requireNonNull(member, "a member is null");
        }
    }

    /** See {@link GeoOrigin#at(double, double)}. */
    record Place<V>(GeoCoordinates coordinates) implements GeoOrigin<V> {
        public Place {
            Objects.requireNonNull(coordinates, "the coordinates are null");
        }
    }
}
