package dev.redstart.engine.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RadixTreeTest {

    private final RadixTree<RadixTree.Entry> tree = new RadixTree<>();
    private final TreeMap<StreamId, RadixTree.Entry> model = new TreeMap<>();

    /** Close together, far apart, and at the edges of signed and unsigned numbers. */
    private static StreamId key(Random random) {
        long[] edges = {0, 1, -1, -2, Long.MIN_VALUE, Long.MAX_VALUE};
        long high =
                switch (random.nextInt(4)) {
                    case 0 -> edges[random.nextInt(edges.length)];
                    case 1 -> random.nextLong() >>> random.nextInt(64);
                    default -> 1_700_000_000_000L + random.nextInt(600);
                };
        long low = random.nextInt(3) == 0 ? edges[random.nextInt(edges.length)] : random.nextInt(300);
        return new StreamId(high, low);
    }

    private void insert(StreamId id) {
        RadixTree.Entry entry = new RadixTree.Entry(id.ms(), id.seq());
        assertThat(tree.insert(entry)).isEqualTo(model.putIfAbsent(id, entry) == null);
    }

    private static @Nullable StreamId id(RadixTree.@Nullable Entry entry) {
        return entry == null ? null : entry.id();
    }

    private void check(Random random) {
        assertThat(tree.size()).isEqualTo(model.size());
        for (int i = 0; i < 20; i++) {
            StreamId k = key(random);
            assertThat(tree.find(k.ms(), k.seq())).isSameAs(model.get(k));
            assertThat(id(tree.ceiling(k.ms(), k.seq()))).isEqualTo(model.ceilingKey(k));
            assertThat(id(tree.floor(k.ms(), k.seq()))).isEqualTo(model.floorKey(k));
            assertThat(id(tree.higher(k.ms(), k.seq()))).isEqualTo(model.higherKey(k));
            assertThat(id(tree.lower(k.ms(), k.seq()))).isEqualTo(model.lowerKey(k));
        }
    }

    private void checkWalks() {
        List<RadixTree.Entry> expected = new ArrayList<>(model.values());
        List<RadixTree.Entry> shown = new ArrayList<>();
        tree.forEach(shown::add);
        assertThat(shown).isEqualTo(expected);
        List<RadixTree.Entry> walked = new ArrayList<>();
        for (RadixTree.Entry e = tree.first(); e != null; e = tree.next(e)) walked.add(e);
        assertThat(walked).isEqualTo(expected);
        int i = expected.size();
        for (RadixTree.Entry e = tree.last(); e != null; e = tree.previous(e))
            assertThat(e).isSameAs(expected.get(--i));
        assertThat(i).isZero();
    }

    @Test
    void behavesLikeASortedMap() {
        Seeded.run(20, random -> {
            while (!model.isEmpty()) remove(model.firstKey());
            for (int i = 0; i < 1500; i++) {
                if (model.isEmpty() || random.nextInt(5) < (i < 1000 ? 3 : 1)) insert(key(random));
                else if (random.nextInt(4) == 0) remove(key(random));
                else remove(present(random));
                if (i % 20 == 0) check(random);
                assertThat(tree.nodes()).as("counted along the way").isEqualTo(raxNodes());
            }
            checkWalks();
        });
    }

    private StreamId present(Random random) {
        StreamId at = model.floorKey(key(random));
        return at == null ? model.firstKey() : at;
    }

    private void remove(StreamId id) {
        assertThat(tree.remove(id.ms(), id.seq())).isSameAs(model.remove(id));
    }

    /** The nodes of rax, counted from the keys alone: where they part, and the chains between those places. */
    private int raxNodes() {
        return model.isEmpty() ? 1 : raxNodes(new ArrayList<>(model.keySet()), 0);
    }

    private static int raxNodes(List<StreamId> keys, int from) {
        if (keys.size() == 1) return from < 16 ? 2 : 1;
        int depth = from;
        while (byteAt(keys.get(0), depth) == byteAt(keys.get(keys.size() - 1), depth)) depth++;
        int nodes = depth > from ? 2 : 1;
        List<StreamId> alike = new ArrayList<>();
        for (StreamId k : keys) {
            if (!alike.isEmpty() && byteAt(alike.get(0), depth) != byteAt(k, depth)) {
                nodes += raxNodes(alike, depth + 1);
                alike = new ArrayList<>();
            }
            alike.add(k);
        }
        return nodes + raxNodes(alike, depth + 1);
    }

    private static int byteAt(StreamId id, int at) {
        return (int) ((at < 8 ? id.ms() : id.seq()) >>> 56 - at % 8 * 8) & 0xff;
    }

    @Test
    void anEmptyTreeHasARoot() {
        assertThat(tree.nodes()).isEqualTo(1);
        assertThat(tree.first()).isNull();
        assertThat(tree.last()).isNull();
        assertThat(tree.ceiling(0, 0)).isNull();
        assertThat(tree.floor(-1, -1)).isNull();
        assertThat(tree.remove(1, 1)).isNull();
        insert(new StreamId(1, 1));
        assertThat(tree.nodes()).isEqualTo(2);
    }

    @Test
    void nothingIsBeyondTheEdges() {
        insert(StreamId.MIN);
        insert(StreamId.MAX);
        assertThat(tree.higher(-1, -1)).isNull();
        assertThat(tree.lower(0, 0)).isNull();
        assertThat(id(tree.higher(0, -1))).isEqualTo(StreamId.MAX);
        assertThat(id(tree.lower(1, 0))).isEqualTo(StreamId.MIN);
    }
}
