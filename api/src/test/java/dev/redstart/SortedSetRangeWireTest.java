package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.redstart.spi.RedisCodecException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What ranges of sorted sets look like on the wire: bounds, and their order when going backwards. */
class SortedSetRangeWireTest {

    private static final SortedSetRangeFamily<String, String> zset =
            Wire.commands().sortedSetRange();
    private static final ScoreRange SCORES = ScoreRange.closedOpen(1, 5);
    private static final LexRange<String> MEMBERS = LexRange.openClosed("a", "m");
    private static final ZrangeOptions REV = ZrangeOptions.reversed();
    private static final ZrangeOptions PAGE = ZrangeOptions.limit(2, 3);
    private static final ZrangeOptions REV_PAGE = ZrangeOptions.limit(0, -1).reversed();

    static Stream<Arguments> commands() {
        return Stream.of(
                arguments("ZCOUNT z 1 (5", zset.zcount("z", SCORES)),
                arguments("ZLEXCOUNT z (a [m", zset.zlexcount("z", MEMBERS)),
                arguments("ZRANGE z 0 -1", zset.zrange("z", 0, -1)),
                arguments("ZRANGE z 0 -1 REV", zset.zrange("z", 0, -1, REV)),
                arguments("ZRANGE z 1 (5 BYSCORE", zset.zrange("z", SCORES)),
                arguments("ZRANGE z 1 (5 BYSCORE LIMIT 2 3", zset.zrange("z", SCORES, PAGE)),
                arguments("ZRANGE z (5 1 BYSCORE REV", zset.zrange("z", SCORES, REV)),
                arguments("ZRANGE z (a [m BYLEX", zset.zrange("z", MEMBERS)),
                arguments("ZRANGE z [m (a BYLEX REV LIMIT 0 -1", zset.zrange("z", MEMBERS, REV_PAGE)),
                arguments("ZRANGE z 0 -1 WITHSCORES", zset.zrangeWithScores("z", 0, -1)),
                arguments("ZRANGE z 0 -1 REV WITHSCORES", zset.zrangeWithScores("z", 0, -1, REV)),
                arguments("ZRANGE z 1 (5 BYSCORE WITHSCORES", zset.zrangeWithScores("z", SCORES)),
                arguments(
                        "ZRANGE z (5 1 BYSCORE REV LIMIT 0 -1 WITHSCORES",
                        zset.zrangeWithScores("z", SCORES, REV_PAGE)),
                arguments("ZREVRANGE z 0 9", zset.zrevrange("z", 0, 9)),
                arguments("ZREVRANGE z 0 9 WITHSCORES", zset.zrevrangeWithScores("z", 0, 9)),
                arguments("ZRANGEBYSCORE z 1 (5", zset.zrangebyscore("z", SCORES)),
                arguments("ZRANGEBYSCORE z 1 (5 LIMIT 2 3", zset.zrangebyscore("z", SCORES, 2, 3)),
                arguments("ZRANGEBYSCORE z 1 (5 WITHSCORES", zset.zrangebyscoreWithScores("z", SCORES)),
                arguments("ZRANGEBYSCORE z 1 (5 WITHSCORES LIMIT 2 3", zset.zrangebyscoreWithScores("z", SCORES, 2, 3)),
                arguments("ZREVRANGEBYSCORE z (5 1", zset.zrevrangebyscore("z", SCORES)),
                arguments("ZREVRANGEBYSCORE z (5 1 LIMIT 2 3", zset.zrevrangebyscore("z", SCORES, 2, 3)),
                arguments("ZREVRANGEBYSCORE z (5 1 WITHSCORES", zset.zrevrangebyscoreWithScores("z", SCORES)),
                arguments(
                        "ZREVRANGEBYSCORE z (5 1 WITHSCORES LIMIT 2 3",
                        zset.zrevrangebyscoreWithScores("z", SCORES, 2, 3)),
                arguments("ZRANGEBYLEX z (a [m", zset.zrangebylex("z", MEMBERS)),
                arguments("ZRANGEBYLEX z (a [m LIMIT 2 3", zset.zrangebylex("z", MEMBERS, 2, 3)),
                arguments("ZREVRANGEBYLEX z [m (a", zset.zrevrangebylex("z", MEMBERS)),
                arguments("ZREVRANGEBYLEX z [m (a LIMIT 2 3", zset.zrevrangebylex("z", MEMBERS, 2, 3)),
                arguments("ZREMRANGEBYRANK z 0 -11", zset.zremrangebyrank("z", 0, -11)),
                arguments("ZREMRANGEBYSCORE z 1 (5", zset.zremrangebyscore("z", SCORES)),
                arguments("ZREMRANGEBYLEX z (a [m", zset.zremrangebylex("z", MEMBERS)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void sends(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(Wire.keysOf(command)).isEqualTo("z");
    }

    static Stream<Arguments> stores() {
        return Stream.of(
                arguments("ZRANGESTORE to z 0 -1", zset.zrangestore("to", "z", 0, -1)),
                arguments("ZRANGESTORE to z 0 -1 REV", zset.zrangestore("to", "z", 0, -1, REV)),
                arguments("ZRANGESTORE to z 1 (5 BYSCORE", zset.zrangestore("to", "z", SCORES)),
                arguments("ZRANGESTORE to z 1 (5 BYSCORE LIMIT 2 3", zset.zrangestore("to", "z", SCORES, PAGE)),
                arguments("ZRANGESTORE to z (a [m BYLEX", zset.zrangestore("to", "z", MEMBERS)),
                arguments(
                        "ZRANGESTORE to z [m (a BYLEX REV LIMIT 0 -1", zset.zrangestore("to", "z", MEMBERS, REV_PAGE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stores")
    void stores(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(Wire.keysOf(command)).isEqualTo("to z");
    }

    static Stream<Arguments> scoreRanges() {
        return Stream.of(
                arguments("-inf inf", ScoreRange.all()),
                arguments("3 3", ScoreRange.exactly(3)),
                arguments("1.5 2", ScoreRange.closed(1.5, 2)),
                arguments("(1 (2", ScoreRange.open(1, 2)),
                arguments("1 (2", ScoreRange.closedOpen(1, 2)),
                arguments("(1 2", ScoreRange.openClosed(1, 2)),
                arguments("1 inf", ScoreRange.atLeast(1)),
                arguments("(1 inf", ScoreRange.greaterThan(1)),
                arguments("-inf 2", ScoreRange.atMost(2)),
                arguments("-inf (2", ScoreRange.lessThan(2)),
                arguments("(-inf (inf", ScoreRange.open(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scoreRanges")
    void aRangeOfScoresHasTwoBounds(String expected, ScoreRange range) {
        assertThat(Wire.of(zset.zcount("z", range))).isEqualTo("ZCOUNT z " + expected);
    }

    static Stream<Arguments> lexRanges() {
        return Stream.of(
                arguments("- +", LexRange.all()),
                arguments("[a [m", LexRange.closed("a", "m")),
                arguments("(a (m", LexRange.open("a", "m")),
                arguments("[a (m", LexRange.closedOpen("a", "m")),
                arguments("(a [m", LexRange.openClosed("a", "m")),
                arguments("[a +", LexRange.atLeast("a")),
                arguments("(a +", LexRange.greaterThan("a")),
                arguments("- [m", LexRange.atMost("m")),
                arguments("- (m", LexRange.lessThan("m")),
                arguments("[ [+", LexRange.closed("", "+")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lexRanges")
    void aRangeOfMembersHasTwoBounds(String expected, LexRange<String> range) {
        assertThat(Wire.of(zset.zlexcount("z", range))).isEqualTo("ZLEXCOUNT z " + expected);
    }

    @Test
    void boundsOfMembersAreEncodedLikeMembers() {
        SortedSetRangeFamily<String, Long> longs = new Commands<>(Codec.utf8(), Codec.int64(), null).sortedSetRange();
        assertThat(Wire.of(longs.zrange("z", LexRange.closedOpen(10L, 20L)))).isEqualTo("ZRANGE z [10 (20 BYLEX");
        SortedSetRangeFamily<String, Double> doubles =
                new Commands<>(Codec.utf8(), Codec.float64(), null).sortedSetRange();
        assertThatThrownBy(() -> doubles.zrange("z", LexRange.atLeast(Double.NaN)))
                .isInstanceOf(RedisCodecException.class);
    }

    @Test
    void whatIsNoRangeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ScoreRange.atLeast(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> ZrangeOptions.limit(-1, 3));
        assertThatNullPointerException()
                .isThrownBy(() -> LexRange.closed("a", null))
                .withMessage("a bound is null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> zset.zrange("z", 0, -1, PAGE))
                .withMessageContaining("LIMIT");
    }
}
