package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.redstart.spi.Lane;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the commands on groups of consumers send, and the shapes of reply that they take. */
class StreamGroupWireTest {

    private static final StreamGroupFamily<String, String> groups =
            Wire.commands().streamGroup();
    private static final StreamId ONE = new StreamId(1, 1);
    private static final StreamId TWO = new StreamId(2, 0);
    private static final List<StreamId> BOTH = List.of(ONE, TWO);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Map<String, StreamOffset> UNDELIVERED = Map.of("s", StreamOffset.undelivered());

    static Stream<Arguments> commands() {
        return Stream.of(
                arguments("XGROUP CREATE s g 0-0", groups.xgroupCreate("s", "g", StreamOffset.start())),
                arguments(
                        "XGROUP CREATE s g $ MKSTREAM",
                        groups.xgroupCreate("s", "g", StreamOffset.latest(), XgroupCreateOptions.mkstream())),
                arguments(
                        "XGROUP CREATE s g 1-1 MKSTREAM ENTRIESREAD -1",
                        groups.xgroupCreate(
                                "s",
                                "g",
                                StreamOffset.after(ONE),
                                XgroupCreateOptions.entriesRead(-1).mkstream())),
                arguments(
                        "XGROUP CREATE s g 0-0 ENTRIESREAD 0",
                        groups.xgroupCreate("s", "g", StreamOffset.start(), XgroupCreateOptions.entriesRead(0))),
                arguments("XGROUP SETID s g $", groups.xgroupSetid("s", "g", StreamOffset.latest())),
                arguments(
                        "XGROUP SETID s g 1-1 ENTRIESREAD 5", groups.xgroupSetid("s", "g", StreamOffset.after(ONE), 5)),
                arguments("XGROUP DESTROY s g", groups.xgroupDestroy("s", "g")),
                arguments("XGROUP CREATECONSUMER s g c", groups.xgroupCreateconsumer("s", "g", "c")),
                arguments("XGROUP DELCONSUMER s g c", groups.xgroupDelconsumer("s", "g", "c")),
                arguments("XREADGROUP GROUP g c STREAMS s >", groups.xreadgroup("g", "c", UNDELIVERED)),
                arguments(
                        "XREADGROUP GROUP g c COUNT 2 NOACK STREAMS s 1-1",
                        groups.xreadgroup(
                                "g", "c", XreadOptions.noack().count(2), Map.of("s", StreamOffset.after(ONE)))),
                arguments("XACK s g 1-1", groups.xack("s", "g", ONE)),
                arguments("XACK s g 1-1 2-0", groups.xack("s", "g", BOTH)),
                arguments("XPENDING s g", groups.xpending("s", "g")),
                arguments("XPENDING s g - + 9", groups.xpending("s", "g", StreamRange.all(), 9)),
                arguments(
                        "XPENDING s g IDLE 60000 (1-1 + 9 c",
                        groups.xpending(
                                "s", "g", XpendingOptions.consumer("c").idle(MINUTE), StreamRange.greaterThan(ONE), 9)),
                arguments(
                        "XPENDING s g IDLE 0 - + 9",
                        groups.xpending("s", "g", XpendingOptions.idle(Duration.ZERO), StreamRange.all(), 9)),
                arguments(
                        "XPENDING s g - + 9 c",
                        groups.xpending("s", "g", XpendingOptions.consumer("c"), StreamRange.all(), 9)),
                arguments("XCLAIM s g c 0 1-1 2-0", groups.xclaim("s", "g", "c", Duration.ZERO, ONE, TWO)),
                arguments("XCLAIM s g c 60000 1-1 2-0", groups.xclaim("s", "g", "c", MINUTE, BOTH)),
                arguments(
                        "XCLAIM s g c 1 1-1 2-0 IDLE 0 RETRYCOUNT 0 FORCE LASTID 2-0",
                        groups.xclaim(
                                "s",
                                "g",
                                "c",
                                Duration.ofNanos(1),
                                XclaimOptions.lastId(TWO).force().retryCount(0).idle(Duration.ZERO),
                                BOTH)),
                arguments(
                        "XCLAIM s g c 0 1-1 2-0 TIME 17",
                        groups.xclaim(
                                "s",
                                "g",
                                "c",
                                Duration.ZERO,
                                XclaimOptions.idle(MINUTE).time(Instant.ofEpochMilli(17)),
                                BOTH)),
                arguments("XCLAIM s g c 0 1-1 JUSTID", groups.xclaimJustid("s", "g", "c", Duration.ZERO, ONE)),
                arguments("XCLAIM s g c 0 1-1 2-0 JUSTID", groups.xclaimJustid("s", "g", "c", Duration.ZERO, BOTH)),
                arguments(
                        "XCLAIM s g c 0 1-1 2-0 IDLE 60000 JUSTID",
                        groups.xclaimJustid("s", "g", "c", Duration.ZERO, XclaimOptions.idle(MINUTE), BOTH)),
                arguments("XAUTOCLAIM s g c 60000 0-0", groups.xautoclaim("s", "g", "c", MINUTE, StreamId.MIN)),
                arguments("XAUTOCLAIM s g c 0 1-1 COUNT 5", groups.xautoclaim("s", "g", "c", Duration.ZERO, ONE, 5)),
                arguments(
                        "XAUTOCLAIM s g c 60000 0-0 JUSTID",
                        groups.xautoclaimJustid("s", "g", "c", MINUTE, StreamId.MIN)),
                arguments(
                        "XAUTOCLAIM s g c 0 1-1 COUNT 5 JUSTID",
                        groups.xautoclaimJustid("s", "g", "c", Duration.ZERO, ONE, 5)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void sends(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(Wire.keysOf(command)).isEqualTo("s");
        assertThat(command.request().lane()).isEqualTo(Lane.SHARED);
        boolean reads = expected.startsWith("XPENDING");
        assertThat(command.request().access()).isEqualTo(reads ? Request.Access.READ : Request.Access.WRITE);
    }

    @Test
    void whatWaitsIsOnTheBlockingLane() {
        Command<?> bounded = groups.xreadgroup(
                "g", "c", XreadOptions.block(Duration.ofMillis(1500)).noack(), UNDELIVERED);
        assertThat(Wire.of(bounded)).isEqualTo("XREADGROUP GROUP g c BLOCK 1500 NOACK STREAMS s >");
        assertThat(bounded.request().lane()).isEqualTo(Lane.BLOCKING);
        assertThat(bounded.request().timeoutMillis()).isEqualTo(1500);
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without NullAway may pass
    void whatCannotBeMeantIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> groups.xack("s", "g"))
                .withMessageContaining("one ID");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> groups.xclaim("s", "g", "c", MINUTE, List.of()))
                .withMessageContaining("one ID");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> groups.xreadgroup("g", "c", Map.of()))
                .withMessageContaining("one stream");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> groups.xclaim("s", "g", "c", Duration.ofMillis(-1), ONE))
                .withMessageContaining("PT-0.001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XgroupCreateOptions.entriesRead(-2))
                .withMessageContaining("ENTRIESREAD");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XclaimOptions.retryCount(-1))
                .withMessageContaining("RETRYCOUNT");
        assertThatNullPointerException()
                .isThrownBy(() -> XpendingOptions.consumer(null))
                .withMessage("the consumer is null");
        assertThatNullPointerException()
                .isThrownBy(() -> groups.xreadgroup(null, "c", UNDELIVERED))
                .withMessage("a text is null");
    }

    @Test
    void aDeletedEntryOfAHistoryHasNoFields() {
        Map<String, List<StreamEntry<String, String>>> history = groups.xreadgroup("g", "c", UNDELIVERED)
                .decoder()
                .decode(Reply.array(Reply.array(
                        Reply.blob("s"),
                        Reply.array(
                                Reply.array(Reply.blob("1-1"), Reply.NULL), StreamWireTest.entry("2-0", "f", "v")))));
        assertThat(history.get("s"))
                .extracting(StreamEntry::id, StreamEntry::isDeleted, e -> e.get("f"))
                .containsExactly(tuple(ONE, true, null), tuple(TWO, false, "v"));
    }

    @Test
    void whatIsPendingComesInSumOrOneByOne() {
        Decoder<PendingSummary> summary = groups.xpending("s", "g").decoder();
        assertThat(summary.decode(Reply.array(
                        Reply.integer(3),
                        Reply.blob("1-1"),
                        Reply.blob("2-0"),
                        Reply.array(
                                Reply.array(Reply.blob("a"), Reply.blob("2")),
                                Reply.array(Reply.blob("b"), Reply.integer(1))))))
                .isEqualTo(new PendingSummary(3, ONE, TWO, Map.of("a", 2L, "b", 1L)));
        assertThat(summary.decode(Reply.array(Reply.integer(0), Reply.NULL, Reply.NULL, Reply.NULL)))
                .isEqualTo(new PendingSummary(0, null, null, Map.of()));
        assertThatThrownBy(() -> summary.decode(Reply.array(Reply.integer(0)))).isInstanceOf(UnexpectedReply.class);

        Decoder<List<PendingEntry>> entries =
                groups.xpending("s", "g", StreamRange.all(), 9).decoder();
        assertThat(entries.decode(Reply.array(
                        Reply.array(Reply.blob("1-1"), Reply.blob("c"), Reply.integer(1500), Reply.integer(2)))))
                .containsExactly(new PendingEntry(ONE, "c", Duration.ofMillis(1500), 2));
        assertThatThrownBy(() -> entries.decode(Reply.array(Reply.array(Reply.blob("1-1")))))
                .isInstanceOf(UnexpectedReply.class);
    }

    @Test
    void aPageOfClaimsSaysWhereToGoOn() {
        Decoder<AutoclaimPage<StreamEntry<String, String>>> decoder =
                groups.xautoclaim("s", "g", "c", MINUTE, StreamId.MIN).decoder();
        AutoclaimPage<StreamEntry<String, String>> page = decoder.decode(Reply.array(
                Reply.blob("2-0"), Reply.array(StreamWireTest.entry("1-1", "f", "v")), Reply.array(Reply.blob("0-1"))));
        assertThat(page)
                .isEqualTo(new AutoclaimPage<>(
                        TWO,
                        List.of(new StreamEntry<>(ONE, List.of(new FieldValue<>("f", "v")))),
                        List.of(new StreamId(0, 1))));
        assertThat(page.isLast()).isFalse();

        AutoclaimPage<StreamId> last = groups.xautoclaimJustid("s", "g", "c", MINUTE, ONE)
                .decoder()
                .decode(Reply.array(Reply.blob("0-0"), Reply.array(Reply.blob("1-1")), Reply.array()));
        assertThat(last).isEqualTo(new AutoclaimPage<>(StreamId.MIN, List.of(ONE), List.of()));
        assertThat(last.isLast()).isTrue();
        assertThatThrownBy(() -> decoder.decode(Reply.array(Reply.blob("0-0"), Reply.array())))
                .isInstanceOf(UnexpectedReply.class);
    }
}
