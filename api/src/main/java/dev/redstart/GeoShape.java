package dev.redstart;

import java.util.Objects;

/** The area in which {@code GEOSEARCH} looks; its unit is also that of the distances found. Immutable. */
public sealed interface GeoShape {

    /** Everything within this distance ({@code BYRADIUS}). */
    static GeoShape circle(double radius, GeoUnit unit) {
        return new Circle(radius, unit);
    }

    /** A rectangle along the lines of longitude and latitude ({@code BYBOX}); the centre is in its middle. */
    static GeoShape box(double width, double height, GeoUnit unit) {
        return new Box(width, height, unit);
    }

    /** See {@link GeoShape#circle}. */
    record Circle(double radius, GeoUnit unit) implements GeoShape {
        public Circle {
            requireLength(radius, "radius");
            Objects.requireNonNull(unit, "the unit is null");
        }
    }

    /** See {@link GeoShape#box}. */
    record Box(double width, double height, GeoUnit unit) implements GeoShape {
        public Box {
            requireLength(width, "width");
            requireLength(height, "height");
            Objects.requireNonNull(unit, "the unit is null");
        }
    }

    private static void requireLength(double length, String what) {
        if (!(length >= 0)) throw new IllegalArgumentException("a " + what + " has to be 0 or more, not " + length);
    }
}
