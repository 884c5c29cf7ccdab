package dev.redstart;

import java.util.Objects;

/** What {@code VSIM} looks for: something near a vector. Immutable. */
public sealed interface VectorQuery<V> {

    /** Near the vector of this element, which is found itself, too ({@code ELE}). */
    static <V> VectorQuery<V> element(V element) {
        return new Element<>(element);
    }

    /** Near this vector ({@code FP32}). */
    static <V> VectorQuery<V> vector(FloatVector vector) {
        return new Point<>(vector);
    }

    /** See {@link VectorQuery#element(Object)}. */
    record Element<V>(V element) implements VectorQuery<V> {
        public Element {
            Objects.requireNonNull(element, "an element is null");
        }
    }

    /** See {@link VectorQuery#vector(FloatVector)}. */
    record Point<V>(FloatVector vector) implements VectorQuery<V> {
        public Point {
            Objects.requireNonNull(vector, "a vector is null");
        }
    }
}
