package dev.redstart.engine.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DictTest {

    private static final class Named extends Dict.Entry {
        final String name;

        Named(String name) {
            super(Seeded.bytes(name));
            this.name = name;
        }
    }

    private static Dict<Named> filled(int from, int to) {
        Dict<Named> dict = new Dict<>();
        for (int i = from; i < to; i++) {
            dict.insert(new Named("key:" + i));
        }
        return dict;
    }

    @Test
    void behavesLikeAMap() {
        Seeded.run(10, random -> {
            Dict<Named> dict = new Dict<>();
            Map<String, Named> model = new HashMap<>();
            int range = 1 << random.nextInt(14);
            int bias = 50;
            for (int i = 0; i < 20_000; i++) {
                if (i % 2000 == 0) {
                    bias = random.nextInt(100);
                }
                change(dict, model, "k" + random.nextInt(range), random.nextInt(100) < bias);
                if (random.nextInt(5000) == 0) {
                    dict.rehash(random.nextInt(100));
                }
            }
            checkAgainst(dict, model);
            dict.clear();
            assertThat(dict.size()).isZero();
            assertThat(dict.find(Seeded.bytes("k1"))).isNull();
        });
    }

    private static void change(Dict<Named> dict, Map<String, Named> model, String name, boolean add) {
        byte[] key = Seeded.bytes(name);
        assertThat(dict.find(key)).isSameAs(model.get(name));
        if (!add) {
            assertThat(dict.remove(key)).isSameAs(model.remove(name));
        } else if (model.containsKey(name)) {
            Named other = new Named(name);
            assertThat(dict.replace(model.get(name), other)).isTrue();
            model.put(name, other);
        } else {
            Named fresh = new Named(name);
            dict.insert(fresh);
            model.put(name, fresh);
        }
        assertThat(dict.size()).isEqualTo(model.size());
    }

    private static void checkAgainst(Dict<Named> dict, Map<String, Named> model) {
        Set<Named> seen = new HashSet<>();
        dict.forEach(e -> assertThat(seen.add(e)).isTrue());
        assertThat(seen).containsExactlyInAnyOrderElementsOf(model.values());
        for (Named e : model.values()) {
            byte[] padded = Seeded.bytes("__" + e.name + "__");
            assertThat(dict.find(padded, 2, e.key.length)).isSameAs(e);
        }
    }

    @Test
    void growsAndShrinksByOneBucketAtATime() {
        Dict<Named> dict = filled(0, 300_000);
        assertThat(dict.slots()).isBetween(300_000L, 900_000L);
        while (dict.rehash(100)) {
            assertThat(dict.size()).isEqualTo(300_000);
        }
        assertThat(dict.slots()).isEqualTo(524_288);
        assertThat(dict.bucketsUsed()).isBetween(200_000L, 300_000L);
        for (int i = 1000; i < 300_000; i++) {
            assertThat(dict.remove(Seeded.bytes("key:" + i))).isNotNull();
        }
        while (dict.rehash(1000)) {
            assertThat(dict.size()).isEqualTo(1000);
        }
        assertThat(dict.slots()).isLessThanOrEqualTo(8192);
        for (int i = 0; i < 1000; i++) {
            assertThat(dict.contains(Seeded.bytes("key:" + i))).isTrue();
        }
    }

    @Test
    void reservedTableNeverRehashes() {
        Dict<Named> dict = new Dict<>();
        dict.reserve(5000);
        for (int i = 0; i < 5000; i++) {
            dict.insert(new Named("key:" + i));
            assertThat(dict.isRehashing()).isFalse();
        }
    }

    /** The guarantee of SCAN: what is there from the first call to the last is returned. */
    @Test
    void scanReturnsWhateverStaysThroughResizes() {
        Seeded.run(10, random -> {
            int stable = random.nextInt(2000);
            Dict<Named> dict = filled(0, stable);
            int extra = 0;
            int extraTo = 0;
            Set<String> seen = new HashSet<>();
            boolean grow = random.nextBoolean();
            if (!grow) {
                for (; extraTo < 20_000; extraTo++) {
                    dict.insert(new Named("extra:" + extraTo));
                }
            }
            long cursor = 0;
            do {
                cursor = dict.scan(cursor, e -> seen.add(e.name));
                for (int i = random.nextInt(60); i > 0; i--) {
                    if (random.nextInt(10) == 0) {
                        grow = !grow;
                    }
                    if (grow) {
                        dict.insert(new Named("extra:" + extraTo++));
                    } else if (extra < extraTo) {
                        dict.remove(Seeded.bytes("extra:" + extra++));
                    }
                }
            } while (cursor != 0);
            for (int i = 0; i < stable; i++) {
                assertThat(seen.contains("key:" + i)).as("key:%d", i).isTrue();
            }
        });
    }

    @Test
    void scanOfAQuietDictReturnsEachOnce() {
        Dict<Named> dict = filled(0, 10_000);
        while (dict.rehash(1000)) {
            assertThat(dict.size()).isEqualTo(10_000);
        }
        List<String> seen = new ArrayList<>();
        long cursor = 0;
        do {
            cursor = dict.scan(cursor, e -> seen.add(e.name));
        } while (cursor != 0);
        assertThat(seen).hasSize(10_000).doesNotHaveDuplicates();
    }

    /** With the filter a walk gives each entry at most once and never one that was added behind it. */
    @Test
    void scannedTellsWhatAWalkHasPassed() {
        Seeded.run(20, random -> {
            Dict<Named> dict = filled(0, 5000);
            Set<String> written = new HashSet<>();
            long[] cursor = {0};
            boolean[] started = {false};
            int next = 5000;
            do {
                long from = cursor[0];
                boolean first = !started[0];
                started[0] = true;
                cursor[0] = dict.scan(from, e -> {
                    if (first || !Dict.scanned(from, e.hash())) {
                        assertThat(written.add(e.name)).as("once").isTrue();
                    }
                });
                long at = cursor[0];
                for (int i = random.nextInt(40); i > 0; i--) {
                    if (random.nextBoolean()) {
                        Named fresh = new Named("key:" + next++);
                        dict.insert(fresh);
                        if (at != 0 && Dict.scanned(at, fresh.hash())) {
                            assertThat(written.add(fresh.name)).isTrue();
                        }
                    } else {
                        Named gone = dict.randomEntry(random);
                        if (gone != null) {
                            if (at != 0) {
                                assertThat(written.contains(gone.name)).isEqualTo(Dict.scanned(at, gone.hash()));
                            }
                            dict.removeEntry(gone);
                        }
                    }
                }
            } while (cursor[0] != 0);
        });
    }

    @Test
    void walkSurvivesRemovalOfTheCurrentEntry() {
        Seeded.run(20, random -> {
            Dict<Named> dict = filled(0, random.nextInt(5000));
            int expected = dict.size();
            int walked = 0;
            try (Dict.Walk<Named> walk = dict.iterator()) {
                while (walk.hasNext()) {
                    Named e = walk.next();
                    walked++;
                    if (random.nextBoolean()) {
                        walk.remove();
                    } else {
                        dict.remove(e.key);
                    }
                }
            }
            assertThat(walked).isEqualTo(expected);
            assertThat(dict.size()).isZero();
            assertThat(dict.slots()).isLessThanOrEqualTo(4);
        });
    }

    @Test
    void pausedRehashMovesNothing() {
        Dict<Named> dict = filled(0, 1025);
        assertThat(dict.isRehashing()).isTrue();
        dict.pauseRehash();
        for (int i = 0; i < 5000; i++) {
            dict.find(Seeded.bytes("key:" + i));
        }
        assertThat(dict.isRehashing()).isTrue();
        dict.resumeRehash();
        for (int i = 0; i < 5000; i++) {
            dict.find(Seeded.bytes("key:" + i));
        }
        assertThat(dict.isRehashing()).isFalse();
    }

    @Test
    void randomEntriesReachAllAndAreFair() {
        Seeded.run(3, random -> {
            Dict<Named> dict = filled(0, 100);
            assertThat(spread(dict, random, false)).hasSize(100);
            assertThat(spread(dict, random, true)).hasSize(100).allSatisfy((name, count) -> assertThat(count)
                    .isBetween(40, 5000));
        });
    }

    private static Map<String, Integer> spread(Dict<Named> dict, Random random, boolean fair) {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            Named e = fair ? dict.fairRandomEntry(random) : dict.randomEntry(random);
            counts.merge(e == null ? "" : e.name, 1, Integer::sum);
        }
        return counts;
    }

    @Test
    void randomEntryOfASparsePausedDictReturns() {
        Dict<Named> dict = filled(0, 200_000);
        dict.pauseRehash();
        for (int i = 1; i < 200_000; i++) {
            dict.remove(Seeded.bytes("key:" + i));
        }
        Named only = dict.randomEntry(new Random(1));
        assertThat(only).isNotNull().extracting(e -> e.name).isEqualTo("key:0");
        dict.resumeRehash();
        assertThat(new Dict<Named>().randomEntry(new Random(1))).isNull();
        assertThat(new Dict<Named>().fairRandomEntry(new Random(1))).isNull();
    }

    @Test
    void sampleFillsWithEntriesOfTheDict() {
        Seeded.run(20, random -> {
            Dict<Named> dict = filled(0, 1 + random.nextInt(3000));
            Named[] some = new Named[16];
            int n = dict.sample(some, 16, random);
            assertThat(n).isBetween(1, Math.min(16, dict.size()));
            for (int i = 0; i < n; i++) {
                assertThat(dict.find(some[i].key)).isSameAs(some[i]);
            }
        });
    }
}
