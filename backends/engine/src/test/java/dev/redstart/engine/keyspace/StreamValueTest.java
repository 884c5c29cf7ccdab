package dev.redstart.engine.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.engine.structure.StreamCursor;
import dev.redstart.engine.structure.StreamId;
import dev.redstart.engine.structure.StreamNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamValueTest {

    private final Limits limits = new Limits();

    private static byte[] bytes(String s) {
        return s.getBytes(StandardCharsets.US_ASCII);
    }

    private static StreamId id(long ms) {
        return new StreamId(ms, 0);
    }

    private StreamValue of(int entries) {
        StreamValue stream = StreamValue.create();
        for (int i = 1; i <= entries; i++) add(stream, id(i));
        return stream;
    }

    private void add(StreamValue stream, StreamId id) {
        stream.append(id, new byte[][] {bytes("f"), bytes("v" + id.ms())}, 0, limits);
    }

    private static List<Long> times(StreamValue stream) {
        List<Long> times = new ArrayList<>();
        StreamCursor cursor = stream.cursor(StreamId.MIN, StreamId.MAX, false);
        while (cursor.next()) times.add(cursor.ms());
        return times;
    }

    /** The numbers of XINFO STREAM of Redis 8.0 for the same entries. */
    @Test
    void nodesAreCutWhereRedisCutsThem() {
        StreamValue narrow = StreamValue.create();
        for (int i = 0; i < 1000; i++) {
            byte[][] args = {bytes("field1"), bytes("value-" + i), bytes("field2"), bytes("" + i)};
            narrow.append(new StreamId(1_700_000_000_000L + i, 0), args, 0, limits);
        }
        assertThat(narrow.nodes().size()).isEqualTo(10);
        assertThat(narrow.nodes().nodes()).isEqualTo(26);
        StreamValue wide = StreamValue.create();
        for (int i = 0; i < 1000; i++) {
            byte[][] args = {bytes("f"), bytes("x".repeat(i % 97))};
            wide.append(new StreamId(1_700_000_000_000L + i / 3, i), args, 0, limits);
        }
        assertThat(wide.nodes().size()).isEqualTo(15);
        assertThat(wide.nodes().nodes()).isEqualTo(34);
        assertThat(wide.trim(StreamTrim.toLength(555, true, 0))).isEqualTo(437);
        assertThat(wide.trim(StreamTrim.toLength(333, false, 0))).isEqualTo(230);
        assertThat(wide.nodes().size()).isEqualTo(6);
        assertThat(wide.nodes().nodes()).isEqualTo(16);
    }

    @Test
    void anEntryTakesFewBytes() {
        StreamValue stream = StreamValue.create();
        for (int i = 0; i < 10_000; i++) {
            byte[][] args = {bytes("name"), bytes("0123456789"), bytes("price"), bytes("1234567")};
            stream.append(new StreamId(1_700_000_000_000L + i, 0), args, 0, limits);
        }
        long[] total = {0};
        stream.nodes().forEach(n -> total[0] += n.toBytes().length);
        assertThat(total[0] / 10_000).isLessThan(28);
    }

    @Test
    void trimmingTakesWholeNodesOrCutsTheLast() {
        limits.streamNodeMaxEntries = 4;
        StreamValue stream = of(10);
        assertThat(stream.trim(StreamTrim.toLength(7, true, 0))).isZero();
        assertThat(stream.trim(StreamTrim.toLength(5, true, 0))).isEqualTo(4);
        assertThat(stream.trim(StreamTrim.toLength(0, true, 3))).isZero();
        assertThat(stream.trim(StreamTrim.toLength(5, false, 0))).isEqualTo(1);
        assertThat(stream.firstId()).isEqualTo(id(6));
        assertThat(stream.trim(StreamTrim.toId(id(8), true, 0))).isZero();
        assertThat(stream.trim(StreamTrim.toId(id(8), false, 0))).isEqualTo(2);
        assertThat(times(stream)).containsExactly(8L, 9L, 10L);
        assertThat(stream.maxDeletedId()).as("trimming tears no hole").isEqualTo(StreamId.MIN);
        assertThat(stream.trim(StreamTrim.toLength(0, false, 0))).isEqualTo(3);
        assertThat(stream.firstId()).isEqualTo(StreamId.MIN);
        assertThat(stream.lastId()).isEqualTo(id(10));
        assertThat(stream.entriesAdded()).isEqualTo(10);
        assertThat(stream.nodes().isEmpty()).isTrue();
    }

    @Test
    void aNodeGoesWithItsLastEntry() {
        limits.streamNodeMaxEntries = 4;
        StreamValue stream = of(6);
        assertThat(stream.delete(List.of(id(5), id(6), id(7), id(5)))).isEqualTo(2);
        assertThat(stream.nodes().size()).isEqualTo(1);
        assertThat(stream.delete(List.of(id(1)))).isEqualTo(1);
        assertThat(stream.firstId()).isEqualTo(id(2));
        assertThat(stream.maxDeletedId()).isEqualTo(id(6));
        assertThat(stream.lastEntry()).isEqualTo(id(4));
        assertThat(stream.hasAfter(id(3))).isTrue();
        assertThat(stream.hasAfter(id(4))).isFalse();
        add(stream, id(7));
        assertThat(times(stream)).containsExactly(2L, 3L, 4L, 7L);
    }

    @Test
    void manyDeletionsMayWidenTheCounters() {
        limits.streamNodeMaxEntries = 0;
        limits.streamNodeMaxBytes = 0;
        StreamValue stream = of(300);
        for (int i = 1; i < 300; i++) assertThat(stream.delete(List.of(id(i)))).isEqualTo(1);
        assertThat(times(stream)).containsExactly(300L);
        StreamNode node = stream.nodes().first();
        assertThat(node).isNotNull();
        assertThat(node.deleted()).isEqualTo(299);
        assertThat(StreamNode.isValid(node.toBytes(), true)).isTrue();
    }

    private static StreamGroup group(StreamValue stream, StreamId at, long read) {
        StreamGroup group = stream.addGroup(bytes("g"), at, read);
        assertThat(group).isNotNull();
        return group;
    }

    @Test
    void lagIsKnownWhileNoHoleIsAhead() {
        StreamValue stream = of(5);
        StreamGroup group = group(stream, StreamId.MIN, StreamGroup.UNKNOWN);
        assertThat(stream.lag(group)).isEqualTo(5);
        stream.advance(group, id(1));
        assertThat(group.entriesRead()).isEqualTo(1);
        stream.advance(group, id(2));
        assertThat(stream.lag(group)).isEqualTo(3);
        stream.delete(List.of(id(4)));
        assertThat(stream.lag(group)).isEqualTo(StreamValue.UNKNOWN_LAG);
        stream.advance(group, id(3));
        assertThat(group.entriesRead()).isEqualTo(StreamGroup.UNKNOWN);
        stream.advance(group, id(5));
        assertThat(group.entriesRead()).isEqualTo(5);
        assertThat(stream.lag(group)).isZero();
        stream.advance(group, id(3));
        assertThat(group.lastId()).as("never goes back").isEqualTo(id(5));
    }

    @Test
    void aGroupInTheMiddleKnowsItsLagOnlyFromWhatItIsTold() {
        StreamValue stream = of(5);
        StreamGroup unknown = group(stream, id(3), StreamGroup.UNKNOWN);
        assertThat(stream.lag(unknown)).isEqualTo(StreamValue.UNKNOWN_LAG);
        stream.removeGroup(unknown);
        StreamGroup told = group(stream, id(3), 3);
        assertThat(stream.lag(told)).isEqualTo(2);
        assertThat(stream.addGroup(bytes("g"), id(1), 0)).isNull();
    }

    @Test
    void pendingEntriesAreInTwoPlaces() {
        StreamValue stream = of(3);
        StreamGroup group = group(stream, StreamId.MIN, 0);
        StreamConsumer a = group.addConsumer(bytes("a"), 100);
        StreamConsumer b = group.addConsumer(bytes("b"), 100);
        group.deliver(id(1), a, 200);
        group.deliver(id(2), a, 200);
        group.deliver(id(1), b, 300);
        assertThat(a.pending().size()).isEqualTo(1);
        assertThat(b.pending().first()).isSameAs(group.pending(id(1)));
        assertThat(group.pending().size()).isEqualTo(2);
        group.removePending(b.pending().first());
        assertThat(b.pending().isEmpty()).isTrue();
        group.removeConsumer(a);
        assertThat(group.pending().isEmpty()).isTrue();
        assertThat(group.consumers()).containsExactly(b);
    }

    @Test
    void aCopyIsAlikeAndSharesNothing() {
        StreamValue stream = of(3);
        StreamGroup group = group(stream, id(2), 2);
        StreamConsumer a = group.addConsumer(bytes("a"), 100);
        group.deliver(id(1), a, 200);
        StreamValue copy = (StreamValue) stream.copy();
        stream.delete(List.of(id(1)));
        add(stream, id(4));
        group.removeConsumer(a);
        assertThat(times(copy)).containsExactly(1L, 2L, 3L);
        assertThat(copy.lastId()).isEqualTo(id(3));
        StreamGroup twin = copy.group(bytes("g"));
        assertThat(twin).isNotNull();
        assertThat(twin.entriesRead()).isEqualTo(2);
        StreamConsumer consumer = twin.consumer(bytes("a"));
        assertThat(consumer).isNotNull();
        assertThat(consumer.activeAt()).isEqualTo(200);
        assertThat(twin.pending(id(1))).isNotNull().matches(e -> e.consumer() == consumer && e.deliveries() == 1);
    }

    /** What DUMP and RDB read and write is all there is. */
    @Test
    void canBeTakenApartAndPutTogetherAgain() {
        limits.streamNodeMaxEntries = 2;
        StreamValue stream = of(5);
        stream.delete(List.of(id(2)));
        StreamGroup group = group(stream, id(3), StreamGroup.UNKNOWN);
        group.deliver(id(1), group.addConsumer(bytes("a"), 100), 200);
        StreamValue built = rebuilt(stream);
        assertThat(times(built)).containsExactly(1L, 3L, 4L, 5L);
        assertThat(built.maxDeletedId()).isEqualTo(id(2));
        assertThat(built.entriesAdded()).isEqualTo(5);
        StreamGroup twin = built.group(bytes("g"));
        assertThat(twin).isNotNull();
        assertThat(built.lag(twin)).isEqualTo(stream.lag(group));
        PendingEntry entry = twin.pending(id(1));
        assertThat(entry).isNotNull().matches(e -> e.deliveries() == 1 && e.deliveredAt() == 200);
        assertThat(entry.consumer().pending().first()).isSameAs(entry);
        add(built, id(6));
        assertThat(built.nodes().nodes())
                .isEqualTo(2 + 2 * built.nodes().size())
                .isEqualTo(stream.nodes().nodes());
    }

    private static StreamValue rebuilt(StreamValue stream) {
        StreamValue built = StreamValue.create();
        stream.nodes().forEach(n -> {
            assertThat(StreamNode.isValid(n.toBytes(), true)).isTrue();
            assertThat(built.addNode(new StreamNode(n.id(), n.toBytes()))).isTrue();
            assertThat(built.addNode(n.copy())).isFalse();
        });
        built.counters(stream.size(), stream.firstId(), stream.lastId(), stream.maxDeletedId(), stream.entriesAdded());
        for (StreamGroup g : stream.groups()) {
            StreamGroup twin = built.addGroup(g.name(), g.lastId(), g.entriesRead());
            assertThat(twin).isNotNull();
            for (StreamConsumer c : g.consumers()) {
                StreamConsumer consumer = twin.addConsumer(c.name(), c.seenAt());
                consumer.active(c.activeAt());
                c.pending().forEach(e -> twin.addPending(e.id(), consumer, e.deliveredAt(), e.deliveries()));
            }
        }
        return built;
    }
}
