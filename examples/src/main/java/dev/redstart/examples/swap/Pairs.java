package dev.redstart.examples.swap;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map in the order in which it is written: {@code Map.of} has another one in every JVM, and the order is sent. */
final class Pairs {

    private Pairs() {}

    static <A, B> Map<A, B> of(A firstKey, B firstValue, A secondKey, B secondValue) {
        Map<A, B> map = new LinkedHashMap<>();
        map.put(firstKey, firstValue);
        map.put(secondKey, secondValue);
        return map;
    }
}
