package dev.redstart.spi;

import java.util.Arrays;

/**
 * Which node of the backend a command goes to. A single server and the engine ignore it; cluster drivers must not.
 * Immutable.
 */
public sealed interface Route {

    /** Any node that can serve it. */
    Route ANY = new Any();

    /** Every primary; the driver merges the replies (sums integers, first of equal ones, error if any). */
    Route ALL_PRIMARIES = new AllPrimaries();

    /** The node that owns the slot of this key. */
    static Route key(byte[] key) {
        return new Key(key);
    }

    /** The node at this address, as {@code 127.0.0.1:7000}. */
    static Route node(String address) {
        return new Node(address);
    }

    /** See {@link Route#ANY}. */
    record Any() implements Route {}

    /** See {@link Route#ALL_PRIMARIES}. */
    record AllPrimaries() implements Route {}

    /** See {@link Route#node(String)}. */
    record Node(String address) implements Route {}

    /** See {@link Route#key(byte[])}. */
    record Key(byte[] key) implements Route {
        @Override
        public boolean equals(Object o) {
            return o instanceof Key other && Arrays.equals(key, other.key);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(key);
        }
    }
}
