package dev.redstart;

import static dev.redstart.ScoreEnd.MAX;
import static dev.redstart.ScoreEnd.MIN;
import static dev.redstart.ScoredValue.scored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.redstart.spi.Lane;
import dev.redstart.spi.Reply;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands on the members of sorted sets send, and the shapes of reply that they take. */
class SortedSetWireTest {

    private static final SortedSetFamily<String, String> zset = Wire.commands().sortedSet();
    private static final Duration WAIT = Duration.ofMillis(2500);
    private static final List<String> AB = List.of("a", "b");

    static Stream<Arguments> commands() {
        return Stream.of(
                arguments("ZADD z 1 a", zset.zadd("z", 1, "a")),
                arguments("ZADD z NX 1.5 a", zset.zadd("z", ZaddOptions.ifAbsent(), 1.5, "a")),
                arguments("ZADD z XX 1 a", zset.zadd("z", ZaddOptions.ifPresent(), 1, "a")),
                arguments("ZADD z GT 1 a", zset.zadd("z", ZaddOptions.ifGreater(), 1, "a")),
                arguments("ZADD z LT 1 a", zset.zadd("z", ZaddOptions.ifLess(), 1, "a")),
                arguments("ZADD z CH 1 a", zset.zadd("z", ZaddOptions.countChanged(), 1, "a")),
                arguments(
                        "ZADD z XX GT CH 1 a",
                        zset.zadd("z", ZaddOptions.countChanged().ifGreater().ifPresent(), 1, "a")),
                arguments(
                        "ZADD z XX LT CH 1 a",
                        zset.zadd("z", ZaddOptions.ifPresent().ifLess().countChanged(), 1, "a")),
                arguments(
                        "ZADD z NX CH 1 a",
                        zset.zadd("z", ZaddOptions.countChanged().ifAbsent(), 1, "a")),
                arguments("ZADD z 1 a -2.5 b", zset.zadd("z", List.of(scored("a", 1), scored("b", -2.5)))),
                arguments("ZADD z CH 1 a", zset.zadd("z", ZaddOptions.countChanged(), List.of(scored("a", 1)))),
                arguments("ZADD z NX 1 a", zset.zadd("z", ZaddOptions.ifAbsent(), List.of(scored("a", 1)))),
                arguments("ZADD z 1 a", zset.zadd("z", Map.of("a", 1.0))),
                arguments("ZADD z XX 1 a", zset.zadd("z", ZaddOptions.ifPresent(), Map.of("a", 1.0))),
                arguments("ZADD z GT INCR -0.1 a", zset.zaddIncr("z", ZaddOptions.ifGreater(), -0.1, "a")),
                arguments("ZINCRBY z 2 a", zset.zincrby("z", 2, "a")),
                arguments("ZREM z a", zset.zrem("z", "a")),
                arguments("ZREM z a b", zset.zrem("z", "a", "b")),
                arguments("ZREM z a b", zset.zremAll("z", AB)),
                arguments("ZCARD z", zset.zcard("z")),
                arguments("ZSCORE z a", zset.zscore("z", "a")),
                arguments("ZMSCORE z a b", zset.zmscore("z", "a", "b")),
                arguments("ZMSCORE z a b", zset.zmscoreAll("z", AB)),
                arguments("ZRANK z a", zset.zrank("z", "a")),
                arguments("ZRANK z a WITHSCORE", zset.zrankWithScore("z", "a")),
                arguments("ZREVRANK z a", zset.zrevrank("z", "a")),
                arguments("ZREVRANK z a WITHSCORE", zset.zrevrankWithScore("z", "a")),
                arguments("ZRANDMEMBER z", zset.zrandmember("z")),
                arguments("ZRANDMEMBER z -3", zset.zrandmember("z", -3)),
                arguments("ZRANDMEMBER z 3 WITHSCORES", zset.zrandmemberWithScores("z", 3)),
                arguments("ZSCAN z 0", zset.zscan("z", ScanCursor.START)),
                arguments(
                        "ZSCAN z 17 MATCH a* COUNT 50",
                        zset.zscan(
                                "z",
                                ScanCursor.of("17"),
                                ScanOptions.match("a*").count(50))),
                arguments("ZPOPMIN z", zset.zpopmin("z")),
                arguments("ZPOPMIN z 2", zset.zpopmin("z", 2)),
                arguments("ZPOPMAX z", zset.zpopmax("z")),
                arguments("ZPOPMAX z 2", zset.zpopmax("z", 2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void sends(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(Wire.keysOf(command)).isEqualTo("z");
        assertThat(command.request().lane()).isEqualTo(Lane.SHARED);
    }

    static Stream<Arguments> popsOfManyKeys() {
        return Stream.of(
                arguments("ZMPOP 2 a b MIN", zset.zmpop(MIN, "a", "b")),
                arguments("ZMPOP 2 a b MAX", zset.zmpop(MAX, AB)),
                arguments("ZMPOP 2 a b MIN COUNT 7", zset.zmpop(MIN, 7, AB)),
                arguments("BZPOPMIN a b 2.5", zset.bzpopmin(WAIT, "a", "b")),
                arguments("BZPOPMIN a b 0", zset.bzpopmin(null, AB)),
                arguments("BZPOPMAX a b 2.5", zset.bzpopmax(WAIT, "a", "b")),
                arguments("BZPOPMAX a b 0", zset.bzpopmax(null, AB)),
                arguments("BZMPOP 2.5 2 a b MIN", zset.bzmpop(WAIT, MIN, "a", "b")),
                arguments("BZMPOP 0 2 a b MAX", zset.bzmpop(null, MAX, AB)),
                arguments("BZMPOP 2.5 2 a b MAX COUNT 7", zset.bzmpop(WAIT, MAX, 7, AB)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("popsOfManyKeys")
    void popsFromTheFirstOfManyKeys(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(Wire.keysOf(command)).isEqualTo("a b");
        boolean blocks = expected.startsWith("B");
        assertThat(command.request().lane()).isEqualTo(blocks ? Lane.BLOCKING : Lane.SHARED);
        if (blocks) {
            assertThat(command.request().timeoutMillis()).isEqualTo(expected.contains("2.5") ? 2500 : 0);
        }
    }

    @Test
    void scoresAreSentSoThatEveryDoubleArrives() {
        assertThat(Wire.of(zset.zadd("z", Double.POSITIVE_INFINITY, "a"))).isEqualTo("ZADD z inf a");
        assertThat(Wire.of(zset.zadd("z", Double.NEGATIVE_INFINITY, "a"))).isEqualTo("ZADD z -inf a");
        assertThat(Wire.of(zset.zadd("z", -0.0, "a"))).isEqualTo("ZADD z -0.0 a");
        assertThat(Wire.of(zset.zadd("z", 9007199254740991.0, "a"))).isEqualTo("ZADD z 9007199254740991 a");
        assertThat(Wire.of(zset.zadd("z", 1e300, "a"))).isEqualTo("ZADD z 1.0E300 a");
    }

    @Test
    void optionsThatRedisRefusesTogetherCannotBeMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ZaddOptions.ifAbsent().ifGreater())
                .withMessageContaining("NX");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ZaddOptions.ifLess().ifAbsent());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> zset.zscan("z", ScanCursor.START, ScanOptions.type("zset")))
                .withMessageContaining("ZSCAN has no TYPE");
    }

    @Test
    void nothingAndNullAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> zset.zadd("z", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> zset.zadd("z", Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> zset.zrem("z"));
        assertThatIllegalArgumentException().isThrownBy(() -> zset.zmscore("z"));
        assertThatIllegalArgumentException().isThrownBy(() -> zset.zmpop(MIN));
        assertThatIllegalArgumentException().isThrownBy(() -> zset.bzpopmin(WAIT));
        assertThatIllegalArgumentException().isThrownBy(() -> zset.zadd("z", Double.NaN, "a"));
        assertThatNullPointerException()
                .isThrownBy(() -> zset.zadd("z", Arrays.asList(scored("a", 1), null)))
                .withMessage("a member is null");
        assertThatNullPointerException()
                .isThrownBy(() -> zset.zadd("z", Collections.singletonMap("a", null)))
                .withMessage("a score is null");
        assertThatNullPointerException()
                .isThrownBy(() -> zset.zadd("z", null, 1, "a"))
                .withMessage("the options are null");
    }

    @Test
    void membersWithScoresComeFlatOrInPairs() {
        List<ScoredValue<String>> expected = List.of(scored("a", 1), scored("b", Double.POSITIVE_INFINITY));
        Decoder<List<ScoredValue<String>>> decoder =
                zset.zrandmemberWithScores("z", 2).decoder();

        assertThat(decoder.decode(Reply.array(Reply.blob("a"), Reply.blob("1"), Reply.blob("b"), Reply.blob("inf"))))
                .isEqualTo(expected);
        assertThat(decoder.decode(Reply.array(
                        Reply.array(Reply.blob("a"), new Reply.Double(1)),
                        Reply.array(Reply.blob("b"), new Reply.Double(Double.POSITIVE_INFINITY)))))
                .isEqualTo(expected);
        assertThat(decoder.decode(Reply.array())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-0", "1", "0.1", "3.0000000000000004", "1e+20", "1.7976931348623157e+308", "5e-324", "-inf"
            })
    void aScoreIsTheSameAsTextAndAsDouble(String text) {
        double number = text.equals("-inf") ? Double.NEGATIVE_INFINITY : Double.parseDouble(text);
        Decoder<Double> decoder = zset.zincrby("z", 1, "a").decoder();
        assertThat(decoder.decode(Reply.blob(text))).isEqualTo(number);
        assertThat(decoder.decode(new Reply.Double(number))).isEqualTo(number);
    }

    @Test
    void aPopOfOneIsFlatInBothProtocolsAndEmptyForNone() {
        Decoder<ScoredValue<String>> decoder = zset.zpopmin("z").decoder();
        assertThat(decoder.decode(Reply.array(Reply.blob("a"), new Reply.Double(2))))
                .isEqualTo(scored("a", 2));
        assertThat(decoder.decode(Reply.array())).isNull();
        assertThatThrownBy(() ->
                        decoder.decode(Reply.array(Reply.blob("a"), Reply.blob("1"), Reply.blob("b"), Reply.blob("2"))))
                .isInstanceOf(UnexpectedReply.class);
    }

    @Test
    void popsThatSayTheKeyHaveAMemberOrAListOfThem() {
        assertThat(zset.bzpopmax(WAIT, "z")
                        .decoder()
                        .decode(Reply.array(Reply.blob("z"), Reply.blob("a"), Reply.blob("0.5"))))
                .isEqualTo(new KeyValue<>("z", scored("a", 0.5)));
        assertThat(zset.zmpop(MIN, "z")
                        .decoder()
                        .decode(Reply.array(
                                Reply.blob("z"), Reply.array(Reply.array(Reply.blob("a"), Reply.blob("1"))))))
                .isEqualTo(new KeyValue<>("z", List.of(scored("a", 1))));
        assertThat(zset.bzpopmin(WAIT, "z").decoder().decode(Reply.NULL)).isNull();
        assertThat(zset.bzmpop(WAIT, MIN, "z").decoder().decode(Reply.NULL)).isNull();
    }

    @Test
    void aRankWithItsScoreIsAPairOrNull() {
        Decoder<RankedScore> decoder = zset.zrankWithScore("z", "a").decoder();
        assertThat(decoder.decode(Reply.array(Reply.integer(3), Reply.blob("1.5"))))
                .isEqualTo(new RankedScore(3, 1.5));
        assertThat(decoder.decode(Reply.NULL)).isNull();
    }
}
