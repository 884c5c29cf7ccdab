package dev.redstart.engine.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StreamNodeTest {

    private static byte[][] args(String... texts) {
        byte[][] args = new byte[texts.length][];
        for (int i = 0; i < texts.length; i++) args[i] = Seeded.bytes(texts[i]);
        return args;
    }

    private static StreamNode node(String... first) {
        return StreamNode.of(new StreamId(5, 1), args(first), 0);
    }

    /** As DUMP of Redis 8.0 shows it: a first entry, one of the same fields that was deleted, one of others. */
    @Test
    void hasRedisLayout() {
        StreamNode node = node("a", "1", "b", "xy");
        node.append(new StreamId(5, 2), args("a", "300", "b", ""), 0);
        node.append(new StreamId(7, 0), args("c", "5"), 0);
        RadixTree<StreamNode> nodes = new RadixTree<>();
        nodes.insert(node);
        StreamCursor cursor = new StreamCursor(nodes, StreamId.MIN, StreamId.MAX, false);
        assertThat(cursor.seek(new StreamId(5, 2))).isTrue();
        cursor.delete();
        assertThat(HexFormat.of().formatHex(node.toBytes()))
                .isEqualTo("4000000019000201010102018161028162020001020100010001010182787903"
                        + "0501030100010101c12c028001050100010201dfff02010181630205010601ff");
        assertThat(node.count()).isEqualTo(2);
        assertThat(node.deleted()).isEqualTo(1);
        assertThat(node.lastId()).isEqualTo(new StreamId(7, 0));
        assertThat(StreamNode.isValid(node.toBytes(), true)).isTrue();
    }

    @Test
    void isFullByBytesOrEntries() {
        StreamNode node = node("a", "1");
        int bytes = node.toBytes().length;
        assertThat(node.isFull(10, bytes + 11, 0)).isFalse();
        assertThat(node.isFull(10, bytes + 10, 0)).isTrue();
        assertThat(node.isFull(10, 0, 2)).isFalse();
        assertThat(node.isFull(10, 0, 1)).isTrue();
        assertThat(node.isFull(1 << 30, 0, 0)).isTrue();
    }

    private static String text(StreamCursor cursor) {
        StringBuilder text = new StringBuilder(cursor.id() + ":");
        cursor.forEach(
                (array, offset, length) -> text.append(Seeded.text(Arrays.copyOfRange(array, offset, offset + length)))
                        .append(','));
        return text.toString();
    }

    /** A stream of small nodes against a sorted map; every other walk reads no fields. */
    @Test
    void walksLikeASortedMap() {
        Seeded.run(60, random -> {
            RadixTree<StreamNode> nodes = new RadixTree<>();
            TreeMap<StreamId, String> model = new TreeMap<>();
            StreamId last = StreamId.MIN;
            for (int i = 0; i < 300; i++) {
                if (random.nextInt(4) > 0) {
                    last = after(last, random);
                    model.put(last, last + ":" + append(nodes, last, random));
                } else {
                    delete(nodes, model, random);
                }
                StreamId from = some(last, random);
                StreamId to = some(last, random);
                assertThat(walk(nodes, from, to, false)).isEqualTo(range(model, from, to));
                List<String> backward = range(model, from, to);
                Collections.reverse(backward);
                assertThat(walk(nodes, from, to, true)).isEqualTo(backward);
            }
            nodes.forEach(n -> assertThat(StreamNode.isValid(n.toBytes(), true)).isTrue());
        });
    }

    private static StreamId after(StreamId id, Random random) {
        if (id.seq() >= 0 && random.nextInt(3) == 0) return new StreamId(id.ms(), id.seq() + 1 + random.nextInt(3));
        return new StreamId(id.ms() + 1 + random.nextInt(200), random.nextInt(4) == 0 ? -5 : random.nextInt(200));
    }

    private static StreamId some(StreamId last, Random random) {
        if (random.nextInt(8) == 0) return random.nextBoolean() ? StreamId.MIN : StreamId.MAX;
        return new StreamId(random.nextInt((int) last.ms() + 3), random.nextInt(3) - 1);
    }

    private static String append(RadixTree<StreamNode> nodes, StreamId id, Random random) {
        int fields = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 2;
        byte[][] args = new byte[2 * fields][];
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < args.length; i++) {
            boolean usual = i % 2 == 0 && random.nextInt(10) > 0;
            args[i] = usual ? Seeded.bytes(i == 0 ? "12" : "field") : Seeded.element(random, 70);
            text.append(Seeded.text(args[i])).append(',');
        }
        StreamNode tail = nodes.last();
        if (tail == null || tail.isFull(100, 2000, 200)) nodes.insert(StreamNode.of(id, args, 0));
        else tail.append(id, args, 0);
        return text.toString();
    }

    /** Some in a row, in either direction. */
    private static void delete(RadixTree<StreamNode> nodes, TreeMap<StreamId, String> model, Random random) {
        boolean reverse = random.nextBoolean();
        StreamCursor cursor = new StreamCursor(nodes, StreamId.MIN, StreamId.MAX, reverse);
        for (int i = 0; cursor.next(); i++) {
            if (i % 7 != 3) continue;
            if (random.nextBoolean()) assertThat(text(cursor)).isEqualTo(model.get(cursor.id()));
            model.remove(cursor.id());
            StreamNode in = cursor.delete();
            if (in.count() == 0) nodes.remove(in);
        }
    }

    private static List<String> walk(RadixTree<StreamNode> nodes, StreamId from, StreamId to, boolean reverse) {
        List<String> walked = new ArrayList<>();
        StreamCursor cursor = new StreamCursor(nodes, from, to, reverse);
        StreamCursor silent = new StreamCursor(nodes, from, to, reverse);
        while (cursor.next()) {
            walked.add(text(cursor));
            assertThat(silent.next()).isTrue();
            assertThat(silent.id()).isEqualTo(cursor.id());
        }
        assertThat(silent.next()).isFalse();
        return walked;
    }

    private static List<String> range(TreeMap<StreamId, String> model, StreamId from, StreamId to) {
        return from.compareTo(to) > 0
                ? new ArrayList<>()
                : new ArrayList<>(model.subMap(from, true, to, true).values());
    }

    /** Whatever validation lets pass can be walked both ways without leaving the array. */
    @Test
    void hostileBytesAreRefusedOrHarmless() {
        int[] passed = {0};
        Seeded.run(20_000, random -> {
            StreamNode node = node("a", "1", "b", "2");
            for (int i = random.nextInt(4); i >= 0; i--)
                node.append(new StreamId(6 + i, i), random.nextBoolean() ? args("a", "3", "b", "x") : args("c", ""), 0);
            byte[] bytes = node.toBytes();
            for (int i = random.nextInt(3); i >= 0; i--)
                bytes[6 + random.nextInt(bytes.length - 6)] = (byte) random.nextInt(140);
            if (!StreamNode.isValid(bytes, true)) return;
            passed[0]++;
            RadixTree<StreamNode> nodes = new RadixTree<>();
            nodes.insert(new StreamNode(new StreamId(5, 1), bytes));
            for (boolean reverse : new boolean[] {false, true}) {
                StreamCursor cursor = new StreamCursor(nodes, StreamId.MIN, StreamId.MAX, reverse);
                while (cursor.next()) text(cursor);
            }
        });
        assertThat(passed[0]).isPositive();
        assertThat(StreamNode.isValid(Listpack.create(), true)).isFalse();
    }
}
