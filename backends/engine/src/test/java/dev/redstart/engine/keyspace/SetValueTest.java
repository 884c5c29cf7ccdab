package dev.redstart.engine.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.engine.structure.Numbers;
import dev.redstart.engine.structure.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SetValueTest {

    private final Limits limits = new Limits();

    private static byte[] bytes(String s) {
        return s.getBytes(StandardCharsets.ISO_8859_1);
    }

    private SetValue of(String... members) {
        SetValue set = SetValue.create(bytes(members[0]), members.length, limits);
        for (String m : members) set.add(bytes(m), limits);
        return set;
    }

    private static Set<String> members(SetValue set) {
        Set<String> members = new TreeSet<>();
        set.forEach(m -> assertThat(members.add(Seeded.text(m))).isTrue());
        return members;
    }

    @Test
    void theFirstMemberAndTheirNumberChooseTheForm() {
        assertThat(SetValue.create(bytes("1"), 512, limits).encoding()).isEqualTo("intset");
        assertThat(SetValue.create(bytes("01"), 128, limits).encoding()).isEqualTo("listpack");
        assertThat(SetValue.create(bytes("01"), 129, limits).encoding()).isEqualTo("hashtable");
        assertThat(SetValue.create(bytes("1"), 513, limits).encoding()).isEqualTo("hashtable");
    }

    @Test
    void aSmallIntsetBecomesAListpackWithTheFirstOtherMember() {
        SetValue set = of("3", "1", "2");
        set.add(bytes("x"), limits);
        assertThat(set.encoding()).isEqualTo("listpack");
        List<String> order = new ArrayList<>();
        set.forEach(m -> order.add(Seeded.text(m)));
        assertThat(order).containsExactly("1", "2", "3", "x");
    }

    @Test
    void anIntsetBecomesAHashTableWhenAListpackWouldNotDo() {
        limits.setMaxIntsetEntries = 4;
        limits.setMaxListpackEntries = 3;
        limits.setMaxListpackValue = 5;
        assertThat(of("1", "2", "3", "4").encoding()).isEqualTo("intset");
        assertThat(of("1", "2", "3", "4", "5").encoding()).isEqualTo("hashtable");
        assertThat(of("1", "2", "3", "x").encoding()).isEqualTo("hashtable");
        assertThat(of("1", "x").encoding()).isEqualTo("listpack");
        assertThat(of("1", "xxxxxx").encoding()).isEqualTo("hashtable");
        assertThat(of("-12345", "x").encoding()).isEqualTo("hashtable");
    }

    @Test
    void aListpackBecomesAHashTableAndStaysOne() {
        limits.setMaxListpackEntries = 3;
        SetValue set = of("a", "b", "1");
        assertThat(set.encoding()).isEqualTo("listpack");
        set.add(bytes("c"), limits);
        assertThat(set.encoding()).isEqualTo("hashtable");
        set.remove(bytes("c"));
        set.remove(bytes("b"));
        assertThat(set.encoding()).isEqualTo("hashtable");
        assertThat(members(set)).containsExactly("1", "a");
        assertThat(of("a", "x".repeat(65)).encoding()).isEqualTo("hashtable");
    }

    @Test
    void manyToComeMakeItAHashTableAtOnce() {
        SetValue set = of("a");
        set.expect(128, limits);
        assertThat(set.encoding()).isEqualTo("listpack");
        set.expect(129, limits);
        assertThat(set.encoding()).isEqualTo("hashtable");
    }

    @Test
    void aResultOfIntegersBecomesAnIntset() {
        limits.setMaxIntsetEntries = 3;
        limits.setMaxListpackEntries = 2;
        SetValue made = SetValue.emptyListpack();
        for (String m : new String[] {"7", "-5", "100"}) made.add(bytes(m), limits);
        assertThat(made.encoding()).isEqualTo("hashtable");
        made.toIntsetIfIntegers(limits);
        assertThat(made.encoding()).isEqualTo("intset");
        assertThat(members(made)).containsExactly("-5", "100", "7");
        SetValue mixed = of("7", "x");
        mixed.toIntsetIfIntegers(limits);
        assertThat(mixed.encoding()).isEqualTo("listpack");
    }

    @Test
    void everyFormBehavesLikeASet() {
        Seeded.run(60, random -> {
            limits.setMaxIntsetEntries = random.nextInt(20);
            limits.setMaxListpackEntries = random.nextInt(40);
            boolean integers = random.nextBoolean();
            SetValue set = random.nextBoolean() ? SetValue.emptyIntset() : SetValue.emptyListpack();
            Set<String> model = new TreeSet<>();
            for (int i = 0; i < 200; i++) {
                byte[] m = integers
                        ? Numbers.toBytes(random.nextInt(60) - 30)
                        : bytes((random.nextBoolean() ? "m" : "") + random.nextInt(30));
                if (random.nextInt(3) > 0) assertThat(set.add(m, limits)).isEqualTo(model.add(Seeded.text(m)));
                else assertThat(set.remove(m)).isEqualTo(model.remove(Seeded.text(m)));
                assertThat(set.contains(m)).isEqualTo(model.contains(Seeded.text(m)));
                assertThat(set.size()).isEqualTo(model.size());
            }
            SetValue copy = (SetValue) set.copy();
            assertThat(copy.encoding()).isEqualTo(set.encoding());
            set.add(bytes("afterwards"), limits);
            assertThat(members(copy)).isEqualTo(model);
        });
    }

    @Test
    void samplesAreDistinctMembersInEveryForm() {
        limits.setMaxListpackEntries = 40;
        SetValue large = of("m0");
        large.expect(1000, limits);
        SetValue small = of("m0");
        SetValue ints = of("0");
        for (int i = 1; i < 40; i++) {
            large.add(bytes("m" + i), limits);
            small.add(bytes("m" + i), limits);
            ints.add(bytes("" + i), limits);
        }
        assertThat(large.encoding() + small.encoding() + ints.encoding()).isEqualTo("hashtablelistpackintset");
        for (SetValue set : List.of(large, small, ints)) {
            for (int count : new int[] {1, 5, 13, 14, 39}) samples(set, count);
            List<String> drawn = new ArrayList<>();
            set.draw(500, new SplittableRandom(), m -> drawn.add(Seeded.text(m)));
            assertThat(drawn).hasSize(500).isSubsetOf(members(set));
        }
    }

    /** After so many samples each member has come: the chance that one is missing is below 10^-10. */
    private static void samples(SetValue set, int count) {
        Set<String> seen = new HashSet<>();
        for (int round = 0; round < 2000; round++) {
            Set<String> sample = new HashSet<>();
            set.sample(count, new SplittableRandom(), m -> sample.add(Seeded.text(m)));
            assertThat(sample).hasSize(count);
            seen.addAll(sample);
        }
        assertThat(seen).isEqualTo(members(set));
    }

    @Test
    void aWalkEndsWhenToldTo() {
        limits.setMaxListpackEntries = 3;
        for (SetValue set : List.of(of("1", "2", "3"), of("a", "b", "c"), of("a", "b", "c", "d"))) {
            int[] seen = {0};
            set.walk(m -> ++seen[0] < 2);
            assertThat(seen[0]).as(set.encoding()).isEqualTo(2);
        }
    }
}
