package dev.redstart.engine.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListValueTest {

    private final Limits limits = new Limits();

    private static byte[] bytes(String s) {
        return s.getBytes(StandardCharsets.US_ASCII);
    }

    private ListValue of(String... elements) {
        ListValue list = ListValue.create(limits);
        push(list, elements);
        return list;
    }

    private void push(ListValue list, String... elements) {
        List<byte[]> added = new ArrayList<>();
        for (String e : elements) added.add(bytes(e));
        list.makeRoom(added, limits);
        for (byte[] e : added) list.push(e, false);
    }

    private String popAndSettle(ListValue list) {
        list.pop(false);
        list.settle(limits);
        return list.encoding();
    }

    private static List<String> elements(ListValue list) {
        List<String> elements = new ArrayList<>();
        list.forEach(e -> elements.add(new String(e, StandardCharsets.US_ASCII)));
        return elements;
    }

    @Test
    void becomesAQuicklistPastItsLimitAndAListpackAgainAtHalfOfIt() {
        limits.listMaxListpackSize = 4;
        ListValue list = of("a", "b", "c", "d");
        assertThat(list.encoding()).isEqualTo("listpack");
        push(list, "e");
        assertThat(list.encoding()).isEqualTo("quicklist");
        assertThat(popAndSettle(list)).isEqualTo("quicklist");
        assertThat(popAndSettle(list)).isEqualTo("quicklist");
        assertThat(popAndSettle(list)).isEqualTo("listpack");
        assertThat(elements(list)).containsExactly("a", "b");
    }

    @Test
    void countsBytesWhereTheLimitIsOne() {
        limits.listMaxListpackSize = -1;
        // 7 bytes of header and end; each element has its length in 2 bytes before it and 2 behind.
        ListValue list = of("x".repeat(4000));
        list.makeRoom(List.of(new byte[4096 - 4011]), limits);
        assertThat(list.encoding()).isEqualTo("listpack");
        list.makeRoom(List.of(new byte[4096 - 4010]), limits);
        assertThat(list.encoding()).isEqualTo("quicklist");
        list.settle(limits);
        assertThat(list.encoding()).isEqualTo("quicklist");
    }

    @Test
    void anIntegerThatMovesInFromAnotherListWeighsNothing() {
        limits.listMaxListpackSize = -1;
        ListValue list = of("x".repeat(4096 - 8 - 11));
        list.makeRoomForMoved(bytes("123456789"), limits);
        assertThat(list.encoding()).isEqualTo("listpack");
        list.makeRoomForMoved(bytes("a23456789"), limits);
        assertThat(list.encoding()).isEqualTo("quicklist");
    }

    @Test
    void goesByTheLimitOfTheMoment() {
        ListValue list = of("a", "b", "c");
        limits.listMaxListpackSize = 3;
        push(list, "d");
        assertThat(popAndSettle(list)).isEqualTo("quicklist");
        limits.listMaxListpackSize = 8;
        list.settle(limits);
        assertThat(list.encoding()).isEqualTo("listpack");
    }

    @Test
    void twoNodesStayAQuicklistHoweverSmall() {
        limits.listMaxListpackSize = 4;
        ListValue list = of("a", "b", "c", "d");
        push(list, "e");
        list.deleteRange(1, 3);
        list.settle(limits);
        assertThat(elements(list)).containsExactly("a", "e");
        assertThat(list.encoding()).isEqualTo("quicklist");
        assertThat(popAndSettle(list)).isEqualTo("listpack");
    }

    @Test
    void aCopyIsAlikeAndSharesNothing() {
        ListValue small = of("a", "1");
        ListValue large = of("b", "x".repeat(9000), "c");
        ListValue smallCopy = (ListValue) small.copy();
        ListValue largeCopy = (ListValue) large.copy();
        small.pop(true);
        small.push(bytes("z"), true);
        large.set(0, bytes("z"));
        assertThat(elements(smallCopy)).containsExactly("a", "1");
        assertThat(smallCopy.encoding()).isEqualTo("listpack");
        assertThat(elements(largeCopy)).containsExactly("b", "x".repeat(9000), "c");
        assertThat(largeCopy.encoding()).isEqualTo("quicklist");
    }
}
