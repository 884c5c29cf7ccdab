package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the commands about streams send, and that maps, flat arrays and fields of newer servers give the same values. */
class StreamInfoWireTest {

    private static final StreamInfoFamily<String, String> info = Wire.commands().streamInfo();
    private static final StreamId ONE = new StreamId(1, 1);
    private static final StreamId TWO = new StreamId(2, 0);

    static Stream<Arguments> commands() {
        return Stream.of(
                arguments("XINFO STREAM s", info.xinfoStream("s")),
                arguments("XINFO STREAM s FULL", info.xinfoStreamFull("s")),
                arguments("XINFO STREAM s FULL COUNT 0", info.xinfoStreamFull("s", 0)),
                arguments("XINFO GROUPS s", info.xinfoGroups("s")),
                arguments("XINFO CONSUMERS s g", info.xinfoConsumers("s", "g")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void sends(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(Wire.keysOf(command)).isEqualTo("s");
        assertThat(command.request().access()).isEqualTo(Request.Access.READ);
    }

    /** How RESP2 and RESP3 give names with values. */
    static Stream<Function<List<Reply>, Reply>> shapes() {
        return Stream.of(Reply.Array::new, flat -> {
            List<Map.Entry<Reply, Reply>> entries = new ArrayList<>();
            for (int i = 0; i < flat.size(); i += 2) entries.add(Map.entry(flat.get(i), flat.get(i + 1)));
            return new Reply.MapOf(entries);
        });
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aStream(Function<List<Reply>, Reply> shape) {
        StreamInfo<String, String> stream = info.xinfoStream("s")
                .decoder()
                .decode(shape.apply(named(
                        "length",
                        2,
                        "newer",
                        "thing",
                        "last-generated-id",
                        "2-0",
                        "max-deleted-entry-id",
                        "0-0",
                        "entries-added",
                        3,
                        "recorded-first-entry-id",
                        "1-1",
                        "groups",
                        1,
                        "first-entry",
                        StreamWireTest.entry("1-1", "f", "v"),
                        "last-entry",
                        Reply.NULL)));
        assertThat(stream.length()).isEqualTo(2);
        assertThat(stream.lastGeneratedId()).isEqualTo(TWO);
        assertThat(stream.maxDeletedEntryId()).isEqualTo(StreamId.MIN);
        assertThat(stream.entriesAdded()).isEqualTo(3);
        assertThat(stream.recordedFirstEntryId()).isEqualTo(ONE);
        assertThat(stream.groups()).isEqualTo(1);
        assertThat(stream.firstEntry()).isEqualTo(new StreamEntry<>(ONE, List.of(new FieldValue<>("f", "v"))));
        assertThat(stream.lastEntry()).isNull();
        assertThat(stream.fields()).hasSize(9).containsEntry("newer", Reply.blob("thing"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aStreamInFull(Function<List<Reply>, Reply> shape) {
        Reply consumer = shape.apply(named(
                "name", "c",
                "seen-time", 5000,
                "active-time", 4000,
                "pel-count", 1,
                "pending", Reply.array(Reply.array(Reply.blob("1-1"), Reply.integer(4000), Reply.integer(2)))));
        Reply idler = shape.apply(
                named("name", "idler", "seen-time", 5000, "active-time", -1, "pel-count", 0, "pending", Reply.array()));
        Reply old = shape.apply(named("name", "old", "seen-time", 5000, "pel-count", 0, "pending", Reply.array()));
        Reply group = shape.apply(named(
                "name",
                "g",
                "last-delivered-id",
                "1-1",
                "entries-read",
                1,
                "lag",
                Reply.NULL,
                "pel-count",
                1,
                "pending",
                Reply.array(Reply.array(Reply.blob("1-1"), Reply.blob("c"), Reply.integer(4000), Reply.integer(2))),
                "consumers",
                Reply.array(consumer, idler, old),
                "newer",
                7));
        StreamFullInfo<String, String> stream = info.xinfoStreamFull("s")
                .decoder()
                .decode(shape.apply(named(
                        "length",
                        1,
                        "last-generated-id",
                        "2-0",
                        "max-deleted-entry-id",
                        "2-0",
                        "entries-added",
                        2,
                        "recorded-first-entry-id",
                        "1-1",
                        "entries",
                        Reply.array(StreamWireTest.entry("1-1", "f", "v")),
                        "groups",
                        Reply.array(group))));
        assertThat(stream.length()).isEqualTo(1);
        assertThat(stream.lastGeneratedId()).isEqualTo(TWO);
        assertThat(stream.maxDeletedEntryId()).isEqualTo(TWO);
        assertThat(stream.entriesAdded()).isEqualTo(2);
        assertThat(stream.recordedFirstEntryId()).isEqualTo(ONE);
        assertThat(stream.entries()).containsExactly(new StreamEntry<>(ONE, List.of(new FieldValue<>("f", "v"))));
        assertThat(stream.fields()).hasSize(7);

        StreamFullInfo.Group g = stream.groups().get(0);
        StreamFullInfo.Delivery delivery = new StreamFullInfo.Delivery(ONE, "c", Instant.ofEpochMilli(4000), 2);
        assertThat(g.name()).isEqualTo("g");
        assertThat(g.lastDeliveredId()).isEqualTo(ONE);
        assertThat(g.entriesRead()).hasValue(1);
        assertThat(g.lag()).isEmpty();
        assertThat(g.pelCount()).isEqualTo(1);
        assertThat(g.pending()).containsExactly(delivery);
        assertThat(g.fields()).containsEntry("newer", Reply.integer(7));
        assertThat(g.consumers())
                .extracting(StreamFullInfo.Consumer::name, StreamFullInfo.Consumer::activeTime)
                .containsExactly(tuple("c", Instant.ofEpochMilli(4000)), tuple("idler", null), tuple("old", null));
        StreamFullInfo.Consumer c = g.consumers().get(0);
        assertThat(c.seenTime()).isEqualTo(Instant.ofEpochMilli(5000));
        assertThat(c.pelCount()).isEqualTo(1);
        assertThat(c.pending()).containsExactly(delivery);
        assertThat(c.fields()).hasSize(5);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void groups(Function<List<Reply>, Reply> shape) {
        Reply reply = shape.apply(named(
                "name",
                "g",
                "consumers",
                2,
                "pending",
                3,
                "last-delivered-id",
                "1-1",
                "entries-read",
                Reply.NULL,
                "lag",
                4));
        GroupInfo group =
                info.xinfoGroups("s").decoder().decode(Reply.array(reply)).get(0);
        assertThat(group)
                .isEqualTo(new GroupInfo("g", 2, 3, ONE, OptionalLong.empty(), OptionalLong.of(4), group.fields()));
        assertThat(group.fields()).hasSize(6).containsEntry("lag", Reply.integer(4));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void consumers(Function<List<Reply>, Reply> shape) {
        List<ConsumerInfo> consumers = info.xinfoConsumers("s", "g")
                .decoder()
                .decode(Reply.array(
                        shape.apply(named("name", "c", "pending", 2, "idle", 30, "inactive", 40)),
                        shape.apply(named("name", "idler", "pending", 0, "idle", 30, "inactive", -1)),
                        shape.apply(named("name", "old", "pending", 0, "idle", 30))));
        assertThat(consumers.get(0))
                .isEqualTo(new ConsumerInfo(
                        "c",
                        2,
                        Duration.ofMillis(30),
                        Duration.ofMillis(40),
                        consumers.get(0).fields()));
        assertThat(consumers.get(1).inactive()).isNull();
        assertThat(consumers.get(2).inactive()).isNull();
        assertThat(consumers.get(2).fields()).hasSize(3);
    }

    @Test
    void aFieldThatIsMissingIsNamed() {
        assertThatThrownBy(() -> info.xinfoGroups("s")
                        .decoder()
                        .decode(Reply.array(Reply.array(Reply.blob("name"), Reply.blob("g")))))
                .isInstanceOf(UnexpectedReply.class)
                .hasMessageStartingWith("expected a field consumers");
    }

    /** Names and values in turn; texts and numbers become replies. */
    private static List<Reply> named(Object... pairs) {
        List<Reply> flat = new ArrayList<>();
        for (Object o : pairs) {
            if (o instanceof Reply reply) flat.add(reply);
            else flat.add(o instanceof Integer number ? Reply.integer(number) : Reply.blob((String) o));
        }
        return flat;
    }
}
