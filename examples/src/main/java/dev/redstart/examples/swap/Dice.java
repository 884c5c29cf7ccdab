package dev.redstart.examples.swap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Decides what comes next, always the same: {@link Random}'s algorithm is part of its specification, so that every JDK
 * rolls the same numbers.
 */
final class Dice {

    private static final String[] WORDS = {
        "",
        "a",
        "b",
        "0",
        "1",
        "-1",
        "42",
        "007",
        " 7",
        "3.25",
        "1e3",
        "inf",
        "nan",
        "9223372036854775807",
        "-9223372036854775808",
        "9999999999999999999",
        "hello",
        "Hello",
        "hello world",
        "\u0000",
        "\r\n",
        "x".repeat(43),
        "y".repeat(44),
        "z".repeat(45),
        "w".repeat(64),
        "v".repeat(65),
        "u".repeat(300)
    };

    private static final double[] NUMBERS = {
        0, 1, -1, 0.5, 3.25, -2.75, 0.1, 1.1, 100, 1e5, -1e9, 1e17, 1.5e-7, 123456789.125, 4503599627370497.5
    };

    private final Random random;

    Dice(String seed) {
        random = new Random(seed.hashCode());
    }

    /** From 0 to {@code bound - 1}. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** From {@code low} to {@code high}, both included. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** As {@link #word}, or beyond ASCII: not for commands that cut between bytes. */
    String text() {
        return chance(15) ? oneOf("ünï", "日本", "\uD83D\uDE80 lift-off") : word();
    }

    /** A text; some are numbers, some hard to store or to count with. */
    String word() {
        return oneOf(WORDS);
    }

    /** One of a few short texts, so that the same ones meet again. */
    String member() {
        return "m" + random.nextInt(12);
    }

    List<String> members() {
        List<String> members = new ArrayList<>();
        for (int n = between(1, 5); n > 0; n--) members.add(member());
        return members;
    }

    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int n = between(1, 4); n > 0; n--) fields.put(member(), text());
        return fields;
    }

    double number() {
        return NUMBERS[random.nextInt(NUMBERS.length)];
    }

    byte[] bytes(int most) {
        byte[] bytes = new byte[random.nextInt(most + 1)];
        random.nextBytes(bytes);
        return bytes;
    }
}
