package dev.redstart.engine.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ListpackTest {

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] of(String... elements) {
        return Listpack.of(Arrays.stream(elements).map(Seeded::bytes).toArray(byte[][]::new));
    }

    /** As DUMP of Redis 8.0 shows them. */
    @Test
    void hasRedisLayout() {
        assertThat(hex(Listpack.create())).isEqualTo("07000000" + "0000" + "ff");
        assertThat(hex(of("f", "v"))).isEqualTo("0d000000" + "0200" + "816602" + "817602" + "ff");
        assertThat(hex(of("0", "127"))).isEqualTo("0b000000" + "0200" + "0001" + "7f01" + "ff");
        assertThat(hex(of("128", "-1"))).isEqualTo("0d000000" + "0200" + "c08002" + "dfff02" + "ff");
        assertThat(hex(of("4095", "-4096"))).isEqualTo("0d000000" + "0200" + "cfff02" + "d00002" + "ff");
        assertThat(hex(of("4096"))).isEqualTo("0b000000" + "0100" + "f1001003" + "ff");
        assertThat(hex(of("32768"))).isEqualTo("0c000000" + "0100" + "f200800004" + "ff");
        assertThat(hex(of("-8388609"))).isEqualTo("0d000000" + "0100" + "f3ffff7fff05" + "ff");
        assertThat(hex(of("-9223372036854775808"))).isEqualTo("11000000" + "0100" + "f4000000000000008009" + "ff");
        assertThat(hex(of("007"))).isEqualTo("0c000000" + "0100" + "8330303704" + "ff");
    }

    @Test
    void longStringsHaveWiderLengths() {
        byte[] lp = Listpack.append(Listpack.create(), new byte[64]);
        assertThat(hex(Arrays.copyOfRange(lp, 6, 8))).isEqualTo("e040");
        assertThat(lp[lp.length - 2]).isEqualTo((byte) 66);
        lp = Listpack.append(Listpack.create(), new byte[4096]);
        assertThat(hex(Arrays.copyOfRange(lp, 6, 11))).isEqualTo("f000100000");
        assertThat(hex(Arrays.copyOfRange(lp, lp.length - 3, lp.length))).isEqualTo("2085ff");
        for (int length : new int[] {62, 63, 125, 126, 4095, 16377, 16378, 16379, 2097145, 2097146, 2097147}) {
            byte[] two = Listpack.append(Listpack.append(Listpack.create(), new byte[length]), 5);
            assertThat(Listpack.validate(two, true)).isTrue();
            assertThat(Listpack.prev(two, Listpack.last(two))).isEqualTo(6);
        }
    }

    @Test
    void behavesLikeAList() {
        Seeded.run(20, random -> {
            List<byte[]> model = new ArrayList<>();
            byte[] exact = Listpack.create();
            byte[] roomy = Listpack.create();
            for (int i = 0; i < 150; i++) {
                byte[] before = exact.clone();
                byte[] given = exact;
                int index = model.isEmpty() ? 0 : random.nextInt(model.size());
                byte[] element = Seeded.element(random, random.nextInt(40) == 0 ? 5000 : 70);
                int operation = model.isEmpty() ? 0 : random.nextInt(7);
                exact = change(exact, operation, index, element, false);
                roomy = change(roomy, operation, index, element, true);
                apply(model, operation, index, element);
                assertThat(given).as("input is left alone").isEqualTo(before);
                assertThat(Listpack.trim(roomy)).isEqualTo(exact);
                check(exact, model, random);
            }
        });
    }

    private static byte[] change(byte[] lp, int operation, int index, byte[] element, boolean roomy) {
        int pos = Listpack.seek(lp, index);
        return switch (operation) {
            case 0 -> Listpack.append(lp, element, roomy);
            case 1 -> Listpack.prepend(lp, element, roomy);
            case 2 -> Listpack.insert(lp, pos, element, roomy);
            case 3 -> Listpack.insert(lp, Listpack.after(lp, pos), element, roomy);
            case 4 -> Listpack.replace(lp, pos, element, roomy);
            case 5 -> Listpack.delete(lp, pos, roomy);
            default -> Listpack.deleteRangeAt(lp, pos, 3, roomy);
        };
    }

    private static void apply(List<byte[]> model, int operation, int index, byte[] element) {
        switch (operation) {
            case 0 -> model.add(element);
            case 1 -> model.add(0, element);
            case 2 -> model.add(index, element);
            case 3 -> model.add(index + 1, element);
            case 4 -> model.set(index, element);
            case 5 -> model.remove(index);
            default -> model.subList(index, Math.min(index + 3, model.size())).clear();
        }
    }

    private static void check(byte[] lp, List<byte[]> model, Random random) {
        assertThat(Listpack.validate(lp, true)).isTrue();
        assertThat(Listpack.length(lp)).isEqualTo(model.size());
        int p = Listpack.first(lp);
        for (byte[] expected : model) {
            assertThat(Listpack.getBytes(lp, p)).isEqualTo(expected);
            assertThat(Listpack.compare(lp, p, expected)).isTrue();
            p = Listpack.next(lp, p);
        }
        assertThat(p).isEqualTo(-1);
        p = Listpack.last(lp);
        for (int i = model.size() - 1; i >= 0; i--) {
            assertThat(p).isEqualTo(Listpack.seek(lp, i)).isEqualTo(Listpack.seek(lp, i - model.size()));
            p = Listpack.prev(lp, p);
        }
        assertThat(Listpack.seek(lp, model.size())).isEqualTo(-1);
        assertThat(Listpack.seek(lp, -1L - model.size())).isEqualTo(-1);
        if (!model.isEmpty()) {
            byte[] wanted = model.get(random.nextInt(model.size()));
            int expected = 0;
            while (expected < model.size() && !Arrays.equals(model.get(expected), wanted)) {
                expected += 2;
            }
            int at = Listpack.find(lp, Listpack.first(lp), wanted, 1);
            assertThat(at).isEqualTo(expected < model.size() ? Listpack.seek(lp, expected) : -1);
        }
    }

    @Test
    void mergeAndSliceAreInverse() {
        Seeded.run(50, random -> {
            byte[] lp = Listpack.create();
            int n = 2 + random.nextInt(30);
            for (int i = 0; i < n; i++) {
                lp = Listpack.append(lp, Seeded.element(random, 90));
            }
            int cut = 1 + random.nextInt(n - 1);
            int at = Listpack.seek(lp, cut);
            byte[] head = Listpack.slice(lp, 6, at, cut);
            byte[] tail = Listpack.slice(lp, at, Listpack.end(lp), n - cut);
            assertThat(Listpack.validate(head, true)).isTrue();
            assertThat(Listpack.validate(tail, true)).isTrue();
            assertThat(Listpack.merge(head, tail)).isEqualTo(lp);
            assertThat(Listpack.deleteRange(lp, -(n - cut), n)).isEqualTo(head);
        });
    }

    @Test
    void countsBeyondTheHeader() {
        byte[] lp = Listpack.create();
        for (int i = 0; i < 70_000; i++) {
            lp = Listpack.append(lp, i & 63, true);
        }
        lp = Listpack.trim(lp);
        assertThat(Listpack.length(lp)).isEqualTo(70_000);
        assertThat(hex(Arrays.copyOfRange(lp, 4, 6))).isEqualTo("ffff");
        assertThat(Listpack.validate(lp, true)).isTrue();
        assertThat(Listpack.longAt(lp, Listpack.seek(lp, 69_999))).isEqualTo(69_999 & 63);
        assertThat(Listpack.longAt(lp, Listpack.seek(lp, -70_000))).isZero();
        assertThat(Listpack.seek(lp, 70_000)).isEqualTo(-1);
        assertThat(Listpack.length(Listpack.deleteRange(lp, 0, 69_000))).isEqualTo(1000);
    }

    /** Whatever validation lets pass can be walked both ways without leaving the array. */
    @Test
    void hostileBytesAreRefusedOrHarmless() {
        Seeded.run(20_000, random -> {
            byte[] lp = Listpack.create();
            for (int i = random.nextInt(6); i >= 0; i--) {
                lp = Listpack.append(lp, Seeded.element(random, 140));
            }
            for (int i = random.nextInt(4); i >= 0; i--) {
                lp[random.nextInt(lp.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt() : 0xf0 + random.nextInt(16));
            }
            if (Listpack.validate(lp, true)) {
                int n = 0;
                for (int p = Listpack.first(lp); p >= 0; p = Listpack.next(lp, p), n++) {
                    assertThat(Listpack.compare(lp, p, Listpack.getBytes(lp, p)) || !Listpack.isInteger(lp, p))
                            .isTrue();
                }
                for (int p = Listpack.last(lp); p >= 0; p = Listpack.prev(lp, p)) {
                    n--;
                }
                assertThat(n).isZero();
            }
        });
    }

    @Test
    void randomBytesAreRefused() {
        assertThat(Listpack.validate(new byte[0], true)).isFalse();
        assertThat(Listpack.validate(new byte[7], true)).isFalse();
        byte[] huge = {11, 0, 0, 0, 1, 0, (byte) 0xf0, -1, -1, -1, -1};
        huge[10] = -1;
        assertThat(Listpack.validate(huge, true)).isFalse();
        byte[] count = of("a", "b");
        count[4] = 3;
        assertThat(Listpack.validate(count, false)).isTrue();
        assertThat(Listpack.validate(count, true)).isFalse();
    }
}
