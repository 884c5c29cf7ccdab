package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.redstart.spi.Lane;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the commands on streams send, and the shapes of reply that they take. */
class StreamWireTest {

    private static final StreamFamily<String, String> stream = Wire.commands().stream();
    private static final StreamId ONE = new StreamId(1, 1);
    private static final StreamId TWO = new StreamId(2, 0);
    private static final FieldValue<String, String> FV = new FieldValue<>("f", "v");

    static Stream<Arguments> commands() {
        return Stream.of(
                arguments("XADD s * f v", stream.xadd("s", "f", "v")),
                arguments("XADD s * a 1 b 2", stream.xadd("s", inOrder("a", "1", "b", "2"))),
                arguments("XADD s * f v f v", stream.xadd("s", List.of(FV, FV))),
                arguments("XADD s 1-1 f v", stream.xadd("s", XaddOptions.id(ONE), "f", "v")),
                arguments("XADD s 1-1 f v", stream.xadd("s", XaddOptions.id(ONE), Map.of("f", "v"))),
                arguments("XADD s 1-1 f v f v", stream.xadd("s", XaddOptions.id(ONE), List.of(FV, FV))),
                arguments("XADD s 17-* f v", stream.xadd("s", XaddOptions.idAt(17), "f", "v")),
                arguments(
                        "XADD s 18446744073709551615-* f v",
                        stream.xadd("s", XaddOptions.idAt(17).id(ONE).idAt(-1), "f", "v")),
                arguments("XADD s NOMKSTREAM * f v", stream.xadd("s", XaddOptions.ifExists(), "f", "v")),
                arguments(
                        "XADD s MAXLEN 10 * f v", stream.xadd("s", XaddOptions.trim(TrimOptions.maxlen(10)), "f", "v")),
                arguments(
                        "XADD s NOMKSTREAM MINID ~ 2-0 LIMIT 5 1-1 f v",
                        stream.xadd(
                                "s",
                                XaddOptions.trim(TrimOptions.minid(TWO).approximately(5))
                                        .ifExists()
                                        .id(ONE),
                                "f",
                                "v")),
                arguments("XLEN s", stream.xlen("s")),
                arguments("XRANGE s - +", stream.xrange("s", StreamRange.all())),
                arguments("XRANGE s 1-1 2-0 COUNT 7", stream.xrange("s", StreamRange.closed(ONE, TWO), 7)),
                arguments("XRANGE s (1-1 (2-0", stream.xrange("s", StreamRange.open(ONE, TWO))),
                arguments("XRANGE s 1-1 (2-0", stream.xrange("s", StreamRange.closedOpen(ONE, TWO))),
                arguments("XRANGE s (1-1 2-0", stream.xrange("s", StreamRange.openClosed(ONE, TWO))),
                arguments("XRANGE s 1-1 1-1", stream.xrange("s", StreamRange.exactly(ONE))),
                arguments("XRANGE s 1-1 +", stream.xrange("s", StreamRange.atLeast(ONE))),
                arguments("XRANGE s (1-1 +", stream.xrange("s", StreamRange.greaterThan(ONE))),
                arguments("XRANGE s - 1-1", stream.xrange("s", StreamRange.atMost(ONE))),
                arguments("XRANGE s - (1-1", stream.xrange("s", StreamRange.lessThan(ONE))),
                arguments("XRANGE s (0-0 +", stream.xrange("s", StreamRange.greaterThan(StreamId.MIN))),
                arguments(
                        "XRANGE s 5-0 6-18446744073709551615",
                        stream.xrange("s", StreamRange.between(Instant.ofEpochMilli(5), Instant.ofEpochMilli(6)))),
                arguments("XREVRANGE s + -", stream.xrevrange("s", StreamRange.all())),
                arguments("XREVRANGE s 2-0 (1-1 COUNT 7", stream.xrevrange("s", StreamRange.openClosed(ONE, TWO), 7)),
                arguments("XDEL s 1-1", stream.xdel("s", ONE)),
                arguments("XDEL s 1-1 2-0", stream.xdel("s", List.of(ONE, TWO))),
                arguments("XTRIM s MAXLEN 0", stream.xtrim("s", TrimOptions.maxlen(0))),
                arguments(
                        "XTRIM s MAXLEN = 9",
                        stream.xtrim("s", TrimOptions.maxlen(9).approximately(3).exactly())),
                arguments(
                        "XTRIM s MAXLEN ~ 9",
                        stream.xtrim("s", TrimOptions.maxlen(9).approximately())),
                arguments(
                        "XTRIM s MAXLEN ~ 9 LIMIT 0",
                        stream.xtrim("s", TrimOptions.maxlen(9).approximately(0))),
                arguments(
                        "XTRIM s MINID = 1-1",
                        stream.xtrim("s", TrimOptions.minid(ONE).exactly())),
                arguments("XSETID s 2-0", stream.xsetid("s", TWO)),
                arguments("XSETID s 2-0 ENTRIESADDED 0", stream.xsetid("s", TWO, XsetidOptions.entriesAdded(0))),
                arguments(
                        "XSETID s 2-0 ENTRIESADDED 9 MAXDELETEDID 1-1",
                        stream.xsetid("s", TWO, XsetidOptions.maxDeletedId(ONE).entriesAdded(9))),
                arguments("XREAD STREAMS s 0-0", stream.xread(Map.of("s", StreamOffset.start()))),
                arguments("XREAD STREAMS s +", stream.xread(Map.of("s", StreamOffset.lastEntry()))),
                arguments(
                        "XREAD COUNT 5 STREAMS s 1-1",
                        stream.xread(XreadOptions.count(5), Map.of("s", StreamOffset.after(ONE)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void sends(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(Wire.keysOf(command)).isEqualTo("s");
        assertThat(command.request().lane()).isEqualTo(Lane.SHARED);
        boolean reads = expected.startsWith("XR") || expected.startsWith("XLEN");
        assertThat(command.request().access()).isEqualTo(reads ? Request.Access.READ : Request.Access.WRITE);
    }

    @Test
    void manyStreamsAreAllKeysThenAllOffsets() {
        Map<String, StreamOffset> streams = inOrder("b", StreamOffset.after(ONE), "a", StreamOffset.latest());
        Command<?> command = stream.xread(streams);
        assertThat(Wire.of(command)).isEqualTo("XREAD STREAMS b a 1-1 $");
        assertThat(Wire.keysOf(command)).isEqualTo("b a");
    }

    @Test
    void whatWaitsIsOnTheBlockingLane() {
        Map<String, StreamOffset> latest = Map.of("s", StreamOffset.latest());
        Request bounded = stream.xread(
                        XreadOptions.block(Duration.ofMillis(2500)).count(3), latest)
                .request();
        assertThat(Wire.of(stream.xread(XreadOptions.count(3).block(Duration.ofNanos(1)), latest)))
                .isEqualTo("XREAD COUNT 3 BLOCK 1 STREAMS s $");
        assertThat(bounded.lane()).isEqualTo(Lane.BLOCKING);
        assertThat(bounded.timeoutMillis()).isEqualTo(2500);

        Command<?> forEver = stream.xread(XreadOptions.block(null), latest);
        assertThat(Wire.of(forEver)).isEqualTo("XREAD BLOCK 0 STREAMS s $");
        assertThat(forEver.request().lane()).isEqualTo(Lane.BLOCKING);
        assertThat(forEver.request().timeoutMillis()).isZero();
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> stream.xadd("s", Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.xadd("s", List.of()))
                .withMessageContaining("at least one field");
        assertThatIllegalArgumentException().isThrownBy(() -> stream.xdel("s")).withMessageContaining("one ID");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.xread(Map.of()))
                .withMessageContaining("one stream");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.xread(XreadOptions.noack(), Map.of("s", StreamOffset.start())))
                .withMessageContaining("XREAD has no NOACK");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XreadOptions.count(0))
                .withMessageContaining("COUNT");
        assertThatIllegalArgumentException().isThrownBy(() -> XreadOptions.block(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrimOptions.maxlen(-1))
                .withMessageContaining("MAXLEN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrimOptions.maxlen(1).approximately(-1))
                .withMessageContaining("LIMIT");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XsetidOptions.entriesAdded(-1))
                .withMessageContaining("ENTRIESADDED");
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without NullAway may pass
    void nullIsRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> stream.xadd("s", null, "f", "v"))
                .withMessage("the options are null");
        assertThatNullPointerException()
                .isThrownBy(() -> stream.xadd("s", Arrays.asList(FV, null)))
                .withMessage("a field with its value is null");
        assertThatNullPointerException()
                .isThrownBy(() -> stream.xread(Collections.singletonMap("s", null)))
                .withMessage("an offset is null");
        assertThatNullPointerException()
                .isThrownBy(() -> stream.xdel("s", ONE, null))
                .withMessage("an ID is null");
        for (ThrowingCallable id : List.<ThrowingCallable>of(
                () -> XaddOptions.id(null),
                () -> TrimOptions.minid(null),
                () -> XsetidOptions.maxDeletedId(null),
                () -> XclaimOptions.lastId(null),
                () -> StreamOffset.after(null))) {
            assertThatNullPointerException().isThrownBy(id).withMessage("the ID is null");
        }
        assertThatNullPointerException()
                .isThrownBy(() -> StreamRange.atLeast(null))
                .withMessage("a bound is null");
    }

    @Test
    void anIdIsATextOrNull() {
        assertThat(stream.xadd("s", "f", "v").decoder().decode(Reply.blob("1-1")))
                .isEqualTo(ONE);
        Decoder<StreamId> decoder =
                stream.xadd("s", XaddOptions.ifExists(), "f", "v").decoder();
        assertThat(decoder.decode(Reply.blob("1-1"))).isEqualTo(ONE);
        assertThat(decoder.decode(Reply.NULL)).isNull();
        assertThatThrownBy(() -> decoder.decode(Reply.blob("OK"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void entriesKeepTheirFields() {
        Decoder<List<StreamEntry<String, String>>> decoder =
                stream.xrange("s", StreamRange.all()).decoder();
        assertThat(decoder.decode(Reply.array(entry("1-1", "f", "v", "f", "v"), entry("2-0", "g", "w"))))
                .containsExactly(
                        new StreamEntry<>(ONE, List.of(FV, FV)),
                        new StreamEntry<>(TWO, List.of(new FieldValue<>("g", "w"))));
        assertThat(decoder.decode(Reply.array())).isEmpty();
        assertThat(decoder.decode(Reply.NULL)).isEmpty();
        assertThatThrownBy(() -> decoder.decode(Reply.array(Reply.array(Reply.blob("1-1")))))
                .isInstanceOf(UnexpectedReply.class);
    }

    @Test
    void streamsComeAsPairsOrAsAMap() {
        Decoder<Map<String, List<StreamEntry<String, String>>>> decoder =
                stream.xread(Map.of("s", StreamOffset.start())).decoder();
        Reply entries = Reply.array(entry("1-1", "f", "v"));
        Map<String, List<StreamEntry<String, String>>> expected = inOrder(
                "b", List.of(new StreamEntry<>(ONE, List.of(FV))), "a", List.of(new StreamEntry<>(ONE, List.of(FV))));
        Reply pairs = Reply.array(Reply.array(Reply.blob("b"), entries), Reply.array(Reply.blob("a"), entries));
        Reply map = new Reply.MapOf(List.of(Map.entry(Reply.blob("b"), entries), Map.entry(Reply.blob("a"), entries)));
        assertThat(decoder.decode(pairs)).containsExactlyEntriesOf(expected);
        assertThat(decoder.decode(map)).containsExactlyEntriesOf(expected);
        assertThat(decoder.decode(Reply.NULL)).isEmpty();
    }

    static Reply entry(String id, String... fields) {
        return Reply.array(
                Reply.blob(id),
                new Reply.Array(Arrays.stream(fields).<Reply>map(Reply::blob).toList()));
    }

    private static <T> Map<String, T> inOrder(String first, T one, String second, T two) {
        Map<String, T> map = new LinkedHashMap<>();
        map.put(first, one);
        map.put(second, two);
        return map;
    }
}
