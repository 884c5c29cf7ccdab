package dev.redstart.engine.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuicklistTest {

    @Test
    void behavesLikeAList() {
        int[] fills = {-2, -1, -5, 0, 1, 2, 5, 128, 30_000};
        Seeded.run(60, random -> {
            int fill = fills[random.nextInt(fills.length)];
            Quicklist list = new Quicklist(fill);
            List<byte[]> model = new ArrayList<>();
            int longest = random.nextInt(3) == 0 ? 6000 : 60;
            for (int i = 0; i < 500; i++) {
                byte[] element = random.nextInt(50) == 0
                        ? new byte[4000 + random.nextInt(70_000)]
                        : Seeded.element(random, longest);
                change(list, model, element, random);
                assertThat(list.size()).isEqualTo(model.size());
                if (i % 50 == 0) {
                    check(list, model, fill);
                }
            }
            check(list, model, fill);
        });
    }

    private static void change(Quicklist list, List<byte[]> model, byte[] element, Random random) {
        int index = model.isEmpty() ? 0 : random.nextInt(model.size());
        switch (model.isEmpty() ? random.nextInt(2) : random.nextInt(12)) {
            case 0, 2 -> {
                list.pushHead(element);
                model.add(0, element);
            }
            case 1, 3, 4 -> {
                list.pushTail(element);
                model.add(element);
            }
            case 5 -> assertThat(list.popHead()).isEqualTo(model.remove(0));
            case 6 -> assertThat(list.popTail()).isEqualTo(model.remove(model.size() - 1));
            case 7 -> {
                assertThat(list.set(random.nextBoolean() ? index : index - model.size(), element))
                        .isTrue();
                model.set(index, element);
            }
            case 8, 9 -> {
                QuicklistCursor cursor = list.cursor(index, random.nextBoolean());
                assertThat(cursor.next()).isTrue();
                assertThat(cursor.bytes()).isEqualTo(model.get(index));
                if (random.nextBoolean()) {
                    cursor.insertBefore(element);
                    model.add(index, element);
                } else {
                    cursor.insertAfter(element);
                    model.add(index + 1, element);
                }
            }
            case 10 -> {
                int count = random.nextInt(20);
                int end = Math.min(model.size(), index + count);
                long start = random.nextBoolean() ? index : index - model.size();
                assertThat(list.deleteRange(start, count)).isEqualTo(end - index);
                model.subList(index, end).clear();
            }
            default -> removeSome(list, model, index, random);
        }
    }

    private static void removeSome(Quicklist list, List<byte[]> model, int index, Random random) {
        boolean forward = random.nextBoolean();
        int chance = 1 + random.nextInt(8);
        QuicklistCursor cursor = list.cursor(index, forward);
        int at = index;
        for (int steps = random.nextInt(60); steps > 0 && cursor.next(); steps--) {
            assertThat(cursor.equalTo(model.get(at))).isTrue();
            if (random.nextInt(chance) == 0) {
                cursor.remove();
                model.remove(at);
                at = forward ? at : at - 1;
            } else {
                at = forward ? at + 1 : at - 1;
            }
        }
    }

    private static void check(Quicklist list, List<byte[]> model, int fill) {
        QuicklistCursor forward = list.cursor(0, true);
        for (byte[] expected : model) {
            assertThat(forward.next()).isTrue();
            assertThat(forward.bytes()).isEqualTo(expected);
            byte[] read = forward.isInteger()
                    ? Numbers.toBytes(forward.longValue())
                    : Arrays.copyOfRange(forward.array(), forward.offset(), forward.offset() + forward.length());
            assertThat(read).isEqualTo(expected);
        }
        assertThat(forward.next()).isFalse();
        QuicklistCursor backward = list.cursor(-1, false);
        for (int i = model.size() - 1; i >= 0; i--) {
            assertThat(backward.next()).isTrue();
            assertThat(backward.equalTo(model.get(i))).isTrue();
        }
        assertThat(backward.next()).isFalse();
        int nodes = 0;
        Quicklist.Node last = null;
        for (Quicklist.Node n = list.firstNode(); n != null; n = n.next()) {
            nodes++;
            assertThat(n.previous()).isSameAs(last);
            assertThat(n.toBytes()).hasSize(n.bytes());
            if (!n.isPlain()) {
                assertThat(Listpack.validate(n.toBytes(), true)).isTrue();
                assertThat(Listpack.length(n.toBytes())).isEqualTo(n.count());
                assertThat(n.count()).isLessThanOrEqualTo(Quicklist.countLimit(fill));
            }
            last = n;
        }
        assertThat(list.lastNode()).isSameAs(last);
        assertThat(list.nodes()).isEqualTo(nodes);
    }

    @Test
    void nodesFillUpToTheLimit() {
        Quicklist list = new Quicklist(-2);
        for (int i = 0; i < 10_000; i++) {
            list.pushTail(Seeded.bytes("element-" + (100_000_000 + i)));
        }
        Quicklist.Node first = list.firstNode();
        assertThat(first).isNotNull();
        assertThat(first.bytes()).isBetween(8100, 8192);
        assertThat(list.nodes()).isEqualTo(24);
    }

    @Test
    void largeElementsArePlain() {
        Quicklist list = new Quicklist(-2);
        list.pushTail(new byte[8192]);
        list.pushTail(new byte[8193]);
        assertThat(list.nodes()).isEqualTo(2);
        assertThat(list.lastNode()).isNotNull().matches(Quicklist.Node::isPlain);
        assertThat(list.isSingleListpackNode()).isFalse();
        list.popTail();
        assertThat(list.isSingleListpackNode()).isTrue();
    }

    private static Quicklist ofTwelve() {
        Quicklist list = new Quicklist(4);
        for (int i = 0; i < 12; i++) list.pushTail(Seeded.bytes("e" + i));
        assertThat(list.nodes()).isEqualTo(3);
        return list;
    }

    @Test
    void whatHasBeenRemovedLeavesNodesAsTheyWere() {
        Quicklist thinned = ofTwelve();
        QuicklistCursor cursor = thinned.cursor(0, true);
        for (int i = 0; cursor.next(); i++) if (i % 4 != 0) cursor.remove();
        assertThat(thinned.nodes()).isEqualTo(3);
        Quicklist cut = ofTwelve();
        cut.deleteRange(1, 10);
        assertThat(cut.nodes()).isEqualTo(2);
        assertThat(cut.get(1)).isEqualTo(Seeded.bytes("e11"));
    }

    @Test
    void theHalvesOfASplitAreMergedWithSmallNeighbours() {
        Quicklist list = ofTwelve();
        list.deleteRange(0, 3);
        QuicklistCursor cursor = list.cursor(2, true);
        cursor.next();
        cursor.insertBefore(Seeded.bytes("new"));
        // 3 | 4 new | 5 6 7 | 8 .. 11: the first three have room for each other, the half behind them has not.
        assertThat(list.nodes()).isEqualTo(3);
        assertThat(list.firstNode()).isNotNull().matches(n -> n.count() == 3);
    }

    @Test
    void aReplacedElementStaysInItsNodeUnlessItIsLarge() {
        Quicklist list = new Quicklist(-2);
        for (int i = 0; i < 5; i++) list.pushTail(Seeded.bytes("e" + i));
        list.set(1, new byte[8000]);
        list.set(3, new byte[8000]);
        assertThat(list.nodes()).isEqualTo(1);
        list.set(2, new byte[9000]);
        assertThat(list.nodes()).isEqualTo(3);
        assertThat(list.firstNode().next()).isNotNull().matches(Quicklist.Node::isPlain);
        list.set(2, new byte[9001]);
        assertThat(list.get(2)).hasSize(9001);
        list.set(2, Seeded.bytes("small"));
        assertThat(list.nodes()).as("the neighbour takes it").isEqualTo(2);
        assertThat(list.size()).isEqualTo(5);
    }

    @Test
    void packedItIsOneListpackWhateverItsSize() {
        Quicklist list = new Quicklist(2);
        list.pack();
        for (int i = 0; i < 10; i++) list.pushHead(new byte[5000]);
        list.set(5, new byte[10_000]);
        assertThat(list.nodes()).isEqualTo(1);
        list.unpack(2);
        list.pushTail(Seeded.bytes("a"));
        list.pushTail(Seeded.bytes("b"));
        list.pushTail(Seeded.bytes("c"));
        assertThat(list.nodes()).isEqualTo(3);
        assertThatThrownBy(list::pack).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void takesAndGivesListpacks() {
        byte[] lp = Listpack.of(Seeded.bytes("a"), Seeded.bytes("1"));
        Quicklist list = Quicklist.fromListpack(lp, -2);
        list.pushHead(Seeded.bytes("b"));
        list.popTail();
        assertThat(lp).isEqualTo(Listpack.of(Seeded.bytes("a"), Seeded.bytes("1")));
        assertThat(list.firstNode()).isNotNull();
        assertThat(list.firstNode().toBytes()).isEqualTo(Listpack.of(Seeded.bytes("b"), Seeded.bytes("a")));
        assertThat(Quicklist.fromListpack(Listpack.create(), -2).isEmpty()).isTrue();
    }

    @Test
    void limitsAreRedis() {
        assertThat(Quicklist.sizeLimit(-1)).isEqualTo(4096);
        assertThat(Quicklist.sizeLimit(-5)).isEqualTo(65536);
        assertThat(Quicklist.sizeLimit(Integer.MIN_VALUE)).isEqualTo(65536);
        assertThat(Quicklist.countLimit(0)).isEqualTo(1);
        assertThat(Quicklist.exceedsLimit(3, 100, 3)).isFalse();
        assertThat(Quicklist.exceedsLimit(3, 100, 4)).isTrue();
        assertThat(Quicklist.exceedsLimit(3, 8193, 1)).isTrue();
        assertThat(Quicklist.exceedsLimit(-2, 8192, 100_000)).isFalse();
    }
}
