package dev.redstart.spi.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a request that concerns several nodes is taken apart into, and how their replies become one. */
class PlanTest {

    private static final Reply ERROR = new Reply.Error("ERR no");
    private static final Endpoint.Node ONE = new Endpoint.Node("h", 1);
    private static final Endpoint.Node TWO = new Endpoint.Node("h", 2);

    private static Request request(String name, String... arguments) {
        Request request = Request.of(name);
        for (String argument : arguments) request = request.arg(argument);
        return request;
    }

    private static Reply ints(long... values) {
        return new Reply.Array(
                Arrays.stream(values).<Reply>mapToObj(Reply::integer).toList());
    }

    private static Spread spread(String name, String... arguments) {
        return Objects.requireNonNull(Spread.of(request(name, arguments)));
    }

    @Test
    void repliesOfAllPrimariesAreMergedByTheCommand() {
        List<Reply> counts = List.of(Reply.integer(1), Reply.integer(2), Reply.integer(4));
        assertThat(spread("DBSIZE").merge().merge(counts)).isEqualTo(Reply.integer(7));
        assertThat(spread("script", "exists", "x").merge().merge(List.of(ints(1, 1, 0), ints(1, 0, 1))))
                .isEqualTo(ints(1, 0, 0));
        assertThat(spread("KEYS", "*").merge().merge(List.of(ints(1), ints(), ints(2, 3))))
                .isEqualTo(ints(1, 2, 3));
        assertThat(spread("RANDOMKEY").merge().merge(List.of(Reply.NULL, Reply.blob("k"), Reply.NULL)))
                .isEqualTo(Reply.blob("k"));
        assertThat(spread("RANDOMKEY").merge().merge(List.of(Reply.NULL, Reply.NULL)))
                .isEqualTo(Reply.NULL);
    }

    @Test
    void anErrorOfOneIsTheErrorOfAllUnlessOneIsEnough() {
        assertThat(spread("FLUSHALL").merge().merge(List.of(Reply.OK, ERROR))).isEqualTo(ERROR);
        assertThat(spread("DBSIZE").merge().merge(List.of(Reply.integer(1), ERROR)))
                .isEqualTo(ERROR);
        assertThat(spread("SCRIPT", "KILL").merge().merge(List.of(ERROR, Reply.OK)))
                .isEqualTo(Reply.OK);
        assertThat(spread("SCRIPT", "KILL").merge().merge(List.of(ERROR, ERROR)))
                .isEqualTo(ERROR);
    }

    @Test
    void commandsOfOneNodeAreNotSpread() {
        assertThat(Stream.of(request("GET", "k"), request("CONFIG", "GET", "x"), request("SCRIPT"), request("INFO"))
                        .map(Spread::of))
                .containsOnlyNulls();
    }

    @Test
    void aSplitCommandKeepsTheOrderOfItsKeys() {
        Plan mget = Objects.requireNonNull(
                MultiKey.split(request("MGET", "a", "b", "{a}2", "c").keysAt(0, 1, 2, 3)));
        assertThat(mget.errands()).hasSize(3);
        assertThat(mget.errands().get(0).request.keyPositions()).containsExactly(0, 1);
        Reply a = new Reply.Array(List.of(Reply.blob("1"), Reply.blob("3")));
        Reply b = new Reply.Array(List.of(Reply.blob("2")));
        Reply c = new Reply.Array(List.of(Reply.NULL));
        assertThat(mget.merge().merge(List.of(a, b, c)))
                .isEqualTo(new Reply.Array(List.of(Reply.blob("1"), Reply.blob("2"), Reply.blob("3"), Reply.NULL)));
        assertThat(MultiKey.split(request("SINTER", "a", "b").keysAt(0, 1))).isNull();
    }

    @Test
    void aScanGoesFromNodeToNode() {
        assertThat(cursorAfter("0", "17")).isEqualTo("17@h:1");
        assertThat(cursorAfter("17@h:1", "0")).isEqualTo("0@h:2");
        assertThat(cursorAfter("0@h:2", "5")).isEqualTo("5@h:2");
        assertThat(cursorAfter("5@h:2", "0")).isEqualTo("0");
    }

    /** The cursor that a caller gets when the node answers with {@code ofNode}. */
    private static String cursorAfter(String cursor, String ofNode) {
        Plan page = Objects.requireNonNull(ClusterScan.plan(request("SCAN", cursor), List.of(TWO, ONE)));
        Reply reply = page.merge().merge(List.of(Reply.array(Reply.blob(ofNode), ints())));
        return new String(((Reply.Blob) Reply.elements(reply).get(0)).value());
    }
}
