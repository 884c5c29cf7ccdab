package dev.redstart.engine.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.engine.structure.LexRange;
import dev.redstart.engine.structure.ScoreRange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ZSetValueTest {

    private final Limits limits = new Limits();

    private static byte[] bytes(String s) {
        return s.getBytes(StandardCharsets.US_ASCII);
    }

    private ZSetValue of(String... members) {
        ZSetValue zset = ZSetValue.create(0, 0, limits);
        for (String m : members) zset.put(bytes(m), m.length(), limits);
        return zset;
    }

    private static List<String> show(ZSetValue zset, Ranks ranks, boolean reverse) {
        List<String> shown = new ArrayList<>();
        for (ZSetCursor c = zset.walk(ranks, reverse); c.next(); ) {
            String member = new String(c.buffer(), c.offset(), c.length(), StandardCharsets.US_ASCII);
            assertThat(c.member()).isEqualTo(bytes(member));
            shown.add(member + "=" + c.score());
        }
        return shown;
    }

    @Test
    void oneMemberMoreThanAllowedMakesItASkiplist() {
        limits.zsetMaxListpackEntries = 3;
        ZSetValue zset = of("a", "bb", "ccc");
        zset.put(bytes("a"), 9, limits);
        assertThat(zset.encoding()).isEqualTo("listpack");
        zset.put(bytes("dddd"), 4, limits);
        assertThat(zset.encoding()).isEqualTo("skiplist");
        assertThat(show(zset, zset.all(), false)).containsExactly("bb=2.0", "ccc=3.0", "dddd=4.0", "a=9.0");
    }

    @Test
    void aMemberThatIsTooLongMakesItASkiplist() {
        assertThat(of("x".repeat(64)).encoding()).isEqualTo("listpack");
        assertThat(of("x".repeat(65)).encoding()).isEqualTo("skiplist");
    }

    @Test
    void theFormIsChosenByWhatIsToCome() {
        assertThat(ZSetValue.create(128, 64, limits).isTable()).isFalse();
        assertThat(ZSetValue.create(129, 1, limits).isTable()).isTrue();
        assertThat(ZSetValue.create(1, 65, limits).isTable()).isTrue();
        ZSetValue zset = of("a");
        zset.expect(128, limits);
        assertThat(zset.isTable()).isFalse();
        zset.expect(129, limits);
        assertThat(zset.isTable()).isTrue();
        assertThat(show(zset, zset.all(), false)).containsExactly("a=1.0");
    }

    @Test
    void itShrinksIntoTheSmallFormOnlyWhenTold() {
        limits.zsetMaxListpackEntries = 2;
        ZSetValue zset = of("a", "bb", "7");
        zset.compact(limits);
        assertThat(zset.isTable()).isTrue();
        zset.remove(bytes("bb"));
        assertThat(zset.isTable()).isTrue();
        zset.compact(limits);
        assertThat(zset.isTable()).isFalse();
        assertThat(show(zset, zset.all(), true)).containsExactly("a=1.0", "7=1.0");
    }

    @Test
    void aMemberThatIsTooLongKeepsItLarge() {
        ZSetValue zset = of("a", "x".repeat(65));
        zset.compact(limits);
        assertThat(zset.isTable()).isTrue();
    }

    @Test
    void minusZeroSurvivesInTheLargeFormOnly() {
        ZSetValue small = ZSetValue.create(0, 0, limits);
        small.put(bytes("z"), -0.0, limits);
        ZSetValue large = ZSetValue.emptyTable();
        large.put(bytes("z"), -0.0, limits);
        assertThat(1 / small.score(bytes("z"))).isPositive();
        assertThat(1 / large.score(bytes("z"))).isNegative();
    }

    @Test
    void aRuleThatGivesNaNLeavesEverythingAsItIs() {
        for (ZSetValue zset : List.of(ZSetValue.create(0, 0, limits), ZSetValue.emptyTable())) {
            zset.update(bytes("a"), old -> Double.NaN, limits);
            assertThat(zset.isEmpty()).isTrue();
            zset.update(bytes("a"), old -> Double.isNaN(old) ? 1 : 2, limits);
            zset.update(bytes("a"), old -> Double.NaN, limits);
            assertThat(zset.score(bytes("a"))).isEqualTo(1);
        }
    }

    @Test
    void aCopyGoesItsOwnWay() {
        for (int entries : new int[] {128, 1}) {
            limits.zsetMaxListpackEntries = entries;
            ZSetValue zset = of("a", "bb", "ccc");
            ZSetValue copy = (ZSetValue) zset.copy();
            zset.remove(bytes("a"));
            copy.put(bytes("bb"), 7, limits);
            assertThat(copy.encoding()).isEqualTo(zset.encoding());
            assertThat(show(zset, zset.all(), false)).containsExactly("bb=2.0", "ccc=3.0");
            assertThat(show(copy, copy.all(), false)).containsExactly("a=1.0", "ccc=3.0", "bb=7.0");
        }
    }

    @Test
    void bothFormsAgreeWithASortedList() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Limits none = new Limits();
        none.zsetMaxListpackEntries = 0;
        ZSetValue small = ZSetValue.create(0, 0, limits);
        ZSetValue large = ZSetValue.create(1, 0, none);
        Map<String, Double> model = new TreeMap<>();
        for (int i = 0; i < 3000; i++) {
            String member = random.nextBoolean() ? "m" + random.nextInt(40) : "" + (random.nextInt(60) - 20);
            if (random.nextInt(3) == 0) {
                boolean there = model.remove(member) != null;
                assertThat(small.remove(bytes(member))).as("seed %d", seed).isEqualTo(there);
                assertThat(large.remove(bytes(member))).as("seed %d", seed).isEqualTo(there);
            } else {
                double score = random.nextInt(8) / 2.0;
                model.put(member, score);
                small.put(bytes(member), score, limits);
                large.put(bytes(member), score, none);
            }
            check(small, model, random, seed);
            check(large, model, random, seed);
        }
        assertThat(small.isTable()).isFalse();
        assertThat(large.isTable()).isTrue();
    }

    private static void check(ZSetValue zset, Map<String, Double> model, Random random, long seed) {
        List<Map.Entry<String, Double>> sorted = new ArrayList<>(model.entrySet());
        sorted.sort(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
        List<String> shown =
                sorted.stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
        assertThat(show(zset, zset.all(), false)).as("seed %d", seed).isEqualTo(shown);
        double min = random.nextInt(8) / 2.0;
        double max = random.nextInt(8) / 2.0;
        List<String> between = sorted.stream()
                .filter(e -> e.getValue() > min && e.getValue() <= max)
                .sorted(Comparator.comparingInt(sorted::indexOf).reversed())
                .map(e -> e.getKey() + "=" + e.getValue())
                .toList();
        Ranks ranks = zset.ranks(new ScoreRange(min, true, max, false));
        assertThat(show(zset, ranks, true)).as("seed %d", seed).isEqualTo(between);
        if (sorted.isEmpty()) return;
        int rank = random.nextInt(sorted.size());
        assertThat(zset.rank(bytes(sorted.get(rank).getKey())))
                .as("seed %d", seed)
                .isEqualTo(rank);
    }

    @Test
    void rangesOfMembersGoByBytes() {
        for (int entries : new int[] {128, 0}) {
            limits.zsetMaxListpackEntries = entries;
            ZSetValue zset = of("a", "b", "c", "5");
            Ranks ranks = zset.ranks(new LexRange(LexRange.MIN, true, bytes("b"), false));
            assertThat(show(zset, ranks, false)).containsExactly("5=1.0", "a=1.0", "b=1.0");
            assertThat(zset.ranks(new LexRange(bytes("b"), true, bytes("b"), false))
                            .isEmpty())
                    .isTrue();
            zset.remove(zset.ranks(new LexRange(bytes("b"), false, LexRange.MAX, true)));
            assertThat(show(zset, zset.all(), false)).containsExactly("5=1.0", "a=1.0");
        }
    }

    @Test
    void ranksAreCutToWhatIsThere() {
        assertThat(Ranks.of(0, -1, 5)).isEqualTo(new Ranks(0, 5));
        assertThat(Ranks.of(-2, Long.MAX_VALUE, 5)).isEqualTo(new Ranks(3, 5));
        assertThat(Ranks.of(Long.MIN_VALUE, 0, 5)).isEqualTo(new Ranks(0, 1));
        assertThat(Ranks.of(5, 9, 5)).isEqualTo(Ranks.NONE);
        assertThat(Ranks.of(3, 2, 5)).isEqualTo(Ranks.NONE);
        assertThat(Ranks.of(0, Long.MIN_VALUE, 5)).isEqualTo(Ranks.NONE);
    }

    @Test
    void aLimitCountsFromTheEndOfTheWalk() {
        Ranks ranks = new Ranks(10, 20);
        assertThat(ranks.limit(1, 2, false)).isEqualTo(new Ranks(11, 13));
        assertThat(ranks.limit(1, 2, true)).isEqualTo(new Ranks(17, 19));
        assertThat(ranks.limit(8, -1, true)).isEqualTo(new Ranks(10, 12));
        assertThat(ranks.limit(10, 1, false)).isEqualTo(Ranks.NONE);
        assertThat(ranks.limit(-1, 1, false)).isEqualTo(Ranks.NONE);
        assertThat(ranks.limit(0, Long.MAX_VALUE, false)).isEqualTo(ranks);
    }
}
