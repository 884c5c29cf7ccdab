package dev.redstart.contract.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.redstart.spi.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A small language for what commands look like:
 *
 * <pre>{@code
 * cmd("SET", KEY, VALUE, opt(oneOf("NX", "XX")), opt("GET"), opt(oneOf(all("EX", SECONDS), "KEEPTTL")))
 * }</pre>
 *
 * A text stands for itself; a {@link Part} writes whatever it chooses.
 */
final class Grammar {

    private Grammar() {}

    /** A piece of a command: writes none, one or several arguments. */
    @FunctionalInterface
    interface Part {
        void write(Random random, List<byte[]> out);
    }

    /**
     * A command that a generator may choose, as many times as others as its weight says.
     *
     * @param name  as {@code GET} or, with a subcommand, {@code OBJECT ENCODING}
     * @param quiet whether it takes no {@link Noise}: a wrong one would have no defined result
     */
    record Shape(String name, Part body, int weight, boolean quiet) {

        /** Chosen this many times as often. */
        Shape times(int factor) {
            return new Shape(name, body, weight * factor, quiet);
        }

        Shape withoutNoise() {
            return new Shape(name, body, weight, true);
        }

        String command() {
            return name.split(" ")[0];
        }

        List<byte[]> arguments(Random random) {
            List<byte[]> out = new ArrayList<>();
            String[] words = name.split(" ");
            for (int i = 1; i < words.length; i++) out.add(words[i].getBytes(UTF_8));
            body.write(random, out);
            return out;
        }
    }

    static Shape cmd(String name, Object... parts) {
        return new Shape(name, all(parts), 1, false);
    }

    static Request request(String name, List<byte[]> arguments) {
        Request.Builder request = Request.write(name, arguments.size());
        arguments.forEach(request::arg);
        return request.build();
    }

    private static Part part(Object piece) {
        return piece instanceof Part p ? p : word((String) piece);
    }

    private static Part word(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return (random, out) -> out.add(bytes);
    }

    /** All of these, in this order. */
    static Part all(Object... pieces) {
        List<Part> parts = Arrays.stream(pieces).map(Grammar::part).toList();
        return (random, out) -> parts.forEach(p -> p.write(random, out));
    }

    /** All of these, or none. */
    static Part opt(Object... pieces) {
        Part all = all(pieces);
        return (random, out) -> {
            if (random.nextInt(3) == 0) all.write(random, out);
        };
    }

    /** One of these. */
    static Part oneOf(Object... choices) {
        List<Part> parts = Arrays.stream(choices).map(Grammar::part).toList();
        return (random, out) -> parts.get(random.nextInt(parts.size())).write(random, out);
    }

    /** Any of these, in any order; often none, sometimes such as exclude each other. */
    static Part anyOf(Object... choices) {
        List<Part> parts = Arrays.stream(choices).map(Grammar::part).toList();
        return (random, out) -> {
            List<Part> shuffled = new ArrayList<>(parts);
            Collections.shuffle(shuffled, random);
            for (Part p : shuffled) if (random.nextInt(4) == 0) p.write(random, out);
        };
    }

    /** These once, or a few times over. */
    static Part many(Object... pieces) {
        Part all = all(pieces);
        return (random, out) -> {
            int times = 1 + random.nextInt(random.nextInt(4) + 1);
            for (int i = 0; i < times; i++) all.write(random, out);
        };
    }

    /** As {@link #many}, after their number; now and then a wrong number. */
    static Part counted(Object... pieces) {
        Part all = all(pieces);
        return (random, out) -> {
            int times = 1 + random.nextInt(3);
            int said = random.nextInt(25) == 0 ? random.nextInt(6) - 1 : times;
            out.add(Integer.toString(said).getBytes(UTF_8));
            for (int i = 0; i < times; i++) all.write(random, out);
        };
    }

    /** So many that the value outgrows its small encoding; rarely, since it makes slow sequences. */
    static Part crowd(Object... pieces) {
        Part all = all(pieces);
        return (random, out) -> {
            int times = random.nextInt(12) == 0 ? 100 + random.nextInt(500) : 1 + random.nextInt(5);
            for (int i = 0; i < times; i++) all.write(random, out);
        };
    }

    /** One of these texts. */
    static Part anyText(String... texts) {
        return oneOf((Object[]) texts);
    }

    static Part number(int from, int to) {
        return (random, out) ->
                out.add(Integer.toString(from + random.nextInt(to - from + 1)).getBytes(UTF_8));
    }

    /** The first most of the time, the second once in {@code n} times. */
    static Part mostly(int n, Object usual, Object rare) {
        Part first = part(usual);
        Part second = part(rare);
        return (random, out) -> (random.nextInt(n) == 0 ? second : first).write(random, out);
    }

    static Part bytes(int... bytes) {
        byte[] array = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) array[i] = (byte) bytes[i];
        return (random, out) -> out.add(array.clone());
    }
}
