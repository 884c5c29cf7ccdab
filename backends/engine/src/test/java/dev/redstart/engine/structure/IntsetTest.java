package dev.redstart.engine.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class IntsetTest {

    @Test
    void hasRedisLayout() {
        byte[] set = Intset.add(Intset.add(Intset.create(), 5), -2);
        assertThat(HexFormat.of().formatHex(set)).isEqualTo("02000000" + "02000000" + "feff" + "0500");
        set = Intset.add(set, 70_000);
        assertThat(HexFormat.of().formatHex(set))
                .isEqualTo("04000000" + "03000000" + "feffffff" + "05000000" + "70110100");
        set = Intset.remove(set, 70_000);
        assertThat(Intset.width(set)).as("never narrows").isEqualTo(4);
        set = Intset.add(set, Long.MIN_VALUE);
        assertThat(Intset.width(set)).isEqualTo(8);
        assertThat(Intset.get(set, 0)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void behavesLikeASortedSet() {
        Seeded.run(25, random -> {
            TreeSet<Long> model = new TreeSet<>();
            byte[] set = Intset.create();
            int shift = random.nextInt(64);
            for (int i = 0; i < 200; i++) {
                long value = random.nextInt(4) == 0 && !model.isEmpty() ? model.first() : random.nextLong() >> shift;
                byte[] given = set;
                byte[] before = set.clone();
                if (random.nextInt(3) > 0) {
                    set = Intset.add(set, value);
                    assertThat(set != given).isEqualTo(model.add(value));
                } else {
                    set = Intset.remove(set, value);
                    assertThat(set != given).isEqualTo(model.remove(value));
                }
                assertThat(given).isEqualTo(before);
                check(set, model, value, random);
            }
        });
    }

    private static void check(byte[] set, TreeSet<Long> model, long value, Random random) {
        assertThat(Intset.length(set)).isEqualTo(model.size());
        assertThat(Intset.contains(set, value)).isEqualTo(model.contains(value));
        assertThat(Intset.contains(set, value + 1)).isEqualTo(model.contains(value + 1));
        int i = 0;
        for (long expected : model) {
            assertThat(Intset.get(set, i)).isEqualTo(expected);
            assertThat(Intset.find(set, expected)).isEqualTo(i++);
        }
        assertThat(Intset.validate(set, true)).isEqualTo(!model.isEmpty());
        if (!model.isEmpty()) {
            assertThat(model).contains(Intset.random(set, random));
        }
    }

    @Test
    void hostileBytesAreRefused() {
        byte[] set = Intset.add(Intset.add(Intset.create(), 5), 9);
        assertThat(Intset.validate(new byte[3], true)).isFalse();
        assertThat(Intset.validate(Intset.create(), true)).isFalse();
        byte[] width = set.clone();
        width[0] = 3;
        assertThat(Intset.validate(width, false)).isFalse();
        byte[] length = set.clone();
        length[7] = (byte) 0x80;
        assertThat(Intset.validate(length, false)).isFalse();
        byte[] order = set.clone();
        order[8] = 9;
        assertThat(Intset.validate(order, false)).isTrue();
        assertThat(Intset.validate(order, true)).isFalse();
    }
}
