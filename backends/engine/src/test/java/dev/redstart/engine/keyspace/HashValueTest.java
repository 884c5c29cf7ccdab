package dev.redstart.engine.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.engine.structure.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HashValueTest {

    private final Limits limits = new Limits();

    private static byte[] bytes(String s) {
        return s.getBytes(StandardCharsets.ISO_8859_1);
    }

    private HashValue of(String... fields) {
        HashValue hash = HashValue.create();
        for (String f : fields) set(hash, f, f + "!");
        return hash;
    }

    private boolean set(HashValue hash, String field, String value) {
        return hash.set(bytes(field), bytes(value), false, limits);
    }

    private static String fields(HashValue hash) {
        List<String> fields = new ArrayList<>();
        hash.forEach((field, value) -> fields.add(Seeded.text(field)));
        return String.join(" ", fields);
    }

    private static Map<String, String> content(HashValue hash) {
        Map<String, String> content = new TreeMap<>();
        hash.forEach((field, value) -> content.put(Seeded.text(field), Seeded.text(value)));
        return content;
    }

    @Test
    void oneFieldMoreThanAllowedMakesItAHashTableForGood() {
        limits.hashMaxListpackEntries = 2;
        HashValue hash = of("a", "b");
        set(hash, "a", "again");
        assertThat(hash.encoding()).isEqualTo("listpack");
        set(hash, "c", "v");
        assertThat(hash.encoding()).isEqualTo("hashtable");
        hash.remove(bytes("a"));
        hash.remove(bytes("b"));
        assertThat(hash.encoding()).isEqualTo("hashtable");
        assertThat(content(hash)).isEqualTo(Map.of("c", "v"));
    }

    @Test
    void aLongFieldOrValueMakesItAHashTable() {
        String longest = "x".repeat(64);
        HashValue hash = HashValue.create();
        set(hash, "f", longest + "x");
        assertThat(hash.encoding()).isEqualTo("hashtable");
        HashValue fits = HashValue.create();
        set(fits, longest, longest);
        assertThat(fits.encoding()).isEqualTo("listpack");
        set(fits, longest + "x", "");
        assertThat(fits.encoding()).isEqualTo("hashtable");
    }

    @Test
    void manyToComeMakeItAHashTableAtOnceEvenIfTheyAreOne() {
        limits.hashMaxListpackEntries = 2;
        HashValue hash = of("a");
        byte[] same = bytes("a");
        hash.makeRoom(List.of(same, same, same, same), limits);
        assertThat(hash.encoding()).isEqualTo("listpack");
        hash.makeRoom(List.of(same, same, same, same, same, same), limits);
        assertThat(hash.encoding()).isEqualTo("hashtable");
    }

    @Test
    void fieldsThatExpireStandInFrontByTheirTimes() {
        HashValue hash = of("a", "b", "c", "d", "e");
        hash.makeTimed();
        assertThat(hash.encoding()).isEqualTo("listpackex");
        assertThat(fields(hash)).isEqualTo("a b c d e");
        hash.expire(bytes("d"), 30);
        hash.expire(bytes("b"), 10);
        hash.expire(bytes("e"), 20);
        assertThat(fields(hash)).isEqualTo("b e d a c");
        hash.expire(bytes("c"), 20);
        assertThat(fields(hash)).as("of equal times the last given is first").isEqualTo("b c e d a");
        hash.expire(bytes("b"), Value.NEVER);
        set(hash, "c", "drops its expiry");
        assertThat(fields(hash)).isEqualTo("e d a b c");
        hash.set(bytes("e"), bytes("keeps it"), true, limits);
        assertThat(hash.expiry(bytes("e"))).isEqualTo(20);
        assertThat(hash.expiry(bytes("a"))).isEqualTo(Value.NEVER);
        assertThat(hash.expiry(bytes("none"))).isEqualTo(HashValue.NO_FIELD);
        assertThat(hash.nextExpiry()).isEqualTo(20);
    }

    @Test
    void expiriesSurviveTheChangeOfForm() {
        HashValue hash = of("a", "b", "c");
        hash.expire(bytes("b"), 10);
        hash.expire(bytes("c"), 5);
        set(hash, "long", "x".repeat(65));
        assertThat(hash.encoding()).isEqualTo("hashtable");
        assertThat(hash.nextExpiry()).isEqualTo(5);
        assertThat(hash.expiry(bytes("b"))).isEqualTo(10);
        HashValue copy = (HashValue) hash.copy();
        assertThat(hash.expireParts(4)).isEmpty();
        assertThat(hash.expireParts(5)).hasSize(1);
        assertThat(hash.nextExpiry()).isEqualTo(10);
        hash.expire(bytes("b"), Value.NEVER);
        assertThat(hash.nextExpiry()).isEqualTo(Value.NEVER);
        assertThat(content(copy).keySet()).containsExactly("a", "b", "c", "long");
        assertThat(copy.expireParts(10)).hasSize(2);
    }

    @Test
    void bothFormsBehaveLikeAMapWhoseEntriesExpire() {
        Seeded.run(60, random -> {
            limits.hashMaxListpackEntries = random.nextBoolean() ? 1000 : random.nextInt(12);
            HashValue hash = HashValue.create();
            Map<String, String> values = new TreeMap<>();
            Map<String, Long> times = new TreeMap<>();
            for (int i = 0; i < 400; i++) {
                change(hash, values, times, random, i / 4);
                assertThat(hash.size()).isEqualTo(values.size());
                long next = times.values().stream().mapToLong(t -> t).min().orElse(Value.NEVER);
                assertThat(hash.nextExpiry()).isEqualTo(next);
            }
            assertThat(content(hash)).isEqualTo(values);
        });
    }

    private void change(HashValue hash, Map<String, String> values, Map<String, Long> times, Random random, long now) {
        String field = "f" + random.nextInt(20);
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                assertThat(set(hash, field, "v" + now)).isEqualTo(values.put(field, "v" + now) == null);
                times.remove(field);
            }
            case 2 -> {
                hash.set(bytes(field), bytes("kept"), true, limits);
                values.put(field, "kept");
            }
            case 3 -> {
                assertThat(hash.remove(bytes(field))).isEqualTo(values.remove(field) != null);
                times.remove(field);
            }
            case 4 -> {
                long at = random.nextInt(4) == 0 ? Value.NEVER : now + 1 + random.nextInt(30);
                if (!values.containsKey(field)) return;
                hash.expire(bytes(field), at);
                if (at == Value.NEVER) times.remove(field);
                else times.put(field, at);
            }
            default -> {
                List<String> due =
                        times.keySet().stream().filter(f -> times.get(f) <= now).toList();
                assertThat(hash.expireParts(now)).hasSameSizeAs(due);
                due.forEach(values::remove);
                due.forEach(times::remove);
            }
        }
    }

    @Test
    void samplesAreDistinctFieldsWithTheirValues() {
        HashValue small = HashValue.create();
        for (int i = 0; i < 40; i++) set(small, "f" + i, "v" + i);
        HashValue timed = (HashValue) small.copy();
        timed.expire(bytes("f7"), 1);
        HashValue large = (HashValue) small.copy();
        set(large, "f0", "x".repeat(65));
        set(large, "f0", "v0");
        for (HashValue hash : List.of(small, timed, large)) {
            for (int count : new int[] {1, 5, 13, 14, 39}) samples(hash, count);
            Set<String> drawn = new HashSet<>();
            hash.draw(2000, new SplittableRandom(), (f, v) -> drawn.add(Seeded.text(f) + Seeded.text(v)));
            assertThat(drawn).hasSize(40).contains("f7v7");
        }
    }

    /** After so many samples each field has come: the chance that one is missing is below 10^-10. */
    private static void samples(HashValue hash, int count) {
        Set<String> seen = new HashSet<>();
        for (int round = 0; round < 2000; round++) {
            Map<String, String> sample = new TreeMap<>();
            hash.sample(count, new SplittableRandom(), (f, v) -> sample.put(Seeded.text(f), Seeded.text(v)));
            assertThat(sample).hasSize(count);
            assertThat(content(hash)).containsAllEntriesOf(sample);
            seen.addAll(sample.keySet());
        }
        assertThat(seen).hasSize(40);
    }
}
