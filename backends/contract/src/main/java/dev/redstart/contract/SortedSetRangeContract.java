package dev.redstart.contract;

import static dev.redstart.ScoredValue.scored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.Bytes;
import dev.redstart.LexRange;
import dev.redstart.ScoreRange;
import dev.redstart.ScoredValue;
import dev.redstart.TypedRedis;
import dev.redstart.ZrangeOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sorted sets by range: of ranks, of scores, of members. */
public abstract class SortedSetRangeContract extends ContractSuite {

    private static final ZrangeOptions REV = ZrangeOptions.reversed();
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    protected SortedSetRangeContract(TestBackend backend) {
        super(backend);
    }

    /** a to e with 1 to 5. */
    private void scores() {
        redis.zadd("z", List.of(scored("a", 1), scored("b", 2), scored("c", 3), scored("d", 4), scored("e", 5)));
    }

    /** a to e, all with 0; in the same slot as z. */
    private void members() {
        redis.zadd("{z}m", List.of(scored("a", 0), scored("b", 0), scored("c", 0), scored("d", 0), scored("e", 0)));
    }

    @Test
    void ranksCountFromBothEnds() {
        scores();
        assertThat(redis.zrange("z", 0, -1)).containsExactly("a", "b", "c", "d", "e");
        assertThat(redis.zrange("z", 1, 2)).containsExactly("b", "c");
        assertThat(redis.zrange("z", -2, -1)).containsExactly("d", "e");
        assertThat(redis.zrange("z", -99, 0)).containsExactly("a");
        assertThat(redis.zrange("z", 3, 99)).containsExactly("d", "e");
        assertThat(redis.zrange("z", 3, 2)).isEmpty();
        assertThat(redis.zrange("z", 5, 9)).isEmpty();
        assertThat(redis.zrangeWithScores("z", -1, -1)).containsExactly(scored("e", 5));
    }

    @Test
    void ranksMayCountFromTheHighestScore() {
        scores();
        assertThat(redis.zrange("z", 0, 1, REV)).containsExactly("e", "d");
        assertThat(redis.zrevrange("z", 0, 1)).containsExactly("e", "d");
        assertThat(redis.zrevrange("z", -2, -1)).containsExactly("b", "a");
        assertThat(redis.zrangeWithScores("z", 3, -1, REV)).containsExactly(scored("b", 2), scored("a", 1));
        assertThat(redis.zrevrangeWithScores("z", 0, 0)).containsExactly(scored("e", 5));
    }

    @Test
    void aRangeOfScoresHasOpenOrClosedBounds() {
        scores();
        assertThat(redis.zrange("z", ScoreRange.closed(2, 4))).containsExactly("b", "c", "d");
        assertThat(redis.zrange("z", ScoreRange.open(2, 4))).containsExactly("c");
        assertThat(redis.zrange("z", ScoreRange.closedOpen(2, 4))).containsExactly("b", "c");
        assertThat(redis.zrange("z", ScoreRange.openClosed(2, 4))).containsExactly("c", "d");
        assertThat(redis.zrange("z", ScoreRange.atLeast(4))).containsExactly("d", "e");
        assertThat(redis.zrange("z", ScoreRange.greaterThan(4))).containsExactly("e");
        assertThat(redis.zrange("z", ScoreRange.atMost(2))).containsExactly("a", "b");
        assertThat(redis.zrange("z", ScoreRange.lessThan(2))).containsExactly("a");
        assertThat(redis.zrange("z", ScoreRange.exactly(3))).containsExactly("c");
        assertThat(redis.zrange("z", ScoreRange.closed(1.5, 2.5))).containsExactly("b");
        assertThat(redis.zrange("z", ScoreRange.all())).hasSize(5);
        assertThat(redis.zrange("z", ScoreRange.closed(4, 2))).isEmpty();
        assertThat(redis.zrange("z", ScoreRange.open(3, 3))).isEmpty();
        assertThat(redis.zrange("z", ScoreRange.atLeast(6))).isEmpty();
    }

    @Test
    void infiniteScoresAreInsideUnlessExcluded() {
        redis.zadd("z", List.of(scored("low", -INFINITY), scored("mid", 0), scored("high", INFINITY)));
        assertThat(redis.zrange("z", ScoreRange.all())).containsExactly("low", "mid", "high");
        assertThat(redis.zrange("z", ScoreRange.open(-INFINITY, INFINITY))).containsExactly("mid");
        assertThat(redis.zrangeWithScores("z", ScoreRange.exactly(INFINITY))).containsExactly(scored("high", INFINITY));
        assertThat(redis.zcount("z", ScoreRange.lessThan(0))).isEqualTo(1);
    }

    @Test
    void aRangeOfScoresMayBeReversedAndLimited() {
        scores();
        assertThat(redis.zrange("z", ScoreRange.closedOpen(2, 5), REV)).containsExactly("d", "c", "b");
        assertThat(redis.zrange("z", ScoreRange.all(), ZrangeOptions.limit(1, 2)))
                .containsExactly("b", "c");
        assertThat(redis.zrange("z", ScoreRange.all(), ZrangeOptions.limit(3, -1)))
                .containsExactly("d", "e");
        assertThat(redis.zrange("z", ScoreRange.all(), ZrangeOptions.limit(0, 0)))
                .isEmpty();
        assertThat(redis.zrange("z", ScoreRange.all(), ZrangeOptions.limit(9, 1)))
                .isEmpty();
        assertThat(redis.zrangeWithScores(
                        "z", ScoreRange.atMost(4), ZrangeOptions.reversed().limit(1, 2)))
                .containsExactly(scored("c", 3), scored("b", 2));
        assertThat(redis.zrangeWithScores("z", ScoreRange.exactly(5))).containsExactly(scored("e", 5));
    }

    @Test
    void zrangebyscoreGoesUpAndZrevrangebyscoreDown() {
        scores();
        ScoreRange range = ScoreRange.openClosed(1, 4);
        List<ScoredValue<String>> up = List.of(scored("b", 2), scored("c", 3), scored("d", 4));
        List<ScoredValue<String>> down = new ArrayList<>(up);
        Collections.reverse(down);
        assertThat(redis.zrangebyscore("z", range)).containsExactly("b", "c", "d");
        assertThat(redis.zrangebyscore("z", range, 1, 1)).containsExactly("c");
        assertThat(redis.zrangebyscoreWithScores("z", range)).isEqualTo(up);
        assertThat(redis.zrangebyscoreWithScores("z", range, 1, -1)).isEqualTo(up.subList(1, 3));
        assertThat(redis.zrevrangebyscore("z", range)).containsExactly("d", "c", "b");
        assertThat(redis.zrevrangebyscore("z", range, 1, 1)).containsExactly("c");
        assertThat(redis.zrevrangebyscoreWithScores("z", range)).isEqualTo(down);
        assertThat(redis.zrevrangebyscoreWithScores("z", range, 2, 5)).isEqualTo(down.subList(2, 3));
    }

    @Test
    void aRangeOfMembersHasOpenOrClosedBounds() {
        members();
        assertThat(redis.zrange("{z}m", LexRange.closed("b", "d"))).containsExactly("b", "c", "d");
        assertThat(redis.zrange("{z}m", LexRange.open("b", "d"))).containsExactly("c");
        assertThat(redis.zrange("{z}m", LexRange.closedOpen("b", "d"))).containsExactly("b", "c");
        assertThat(redis.zrange("{z}m", LexRange.openClosed("b", "d"))).containsExactly("c", "d");
        assertThat(redis.zrange("{z}m", LexRange.atLeast("d"))).containsExactly("d", "e");
        assertThat(redis.zrange("{z}m", LexRange.greaterThan("d"))).containsExactly("e");
        assertThat(redis.zrange("{z}m", LexRange.atMost("b"))).containsExactly("a", "b");
        assertThat(redis.zrange("{z}m", LexRange.lessThan("b"))).containsExactly("a");
        assertThat(redis.zrange("{z}m", LexRange.all())).hasSize(5);
        assertThat(redis.zrange("{z}m", LexRange.closed("aa", "bz"))).containsExactly("b");
        assertThat(redis.zrange("{z}m", LexRange.closed("d", "b"))).isEmpty();
        assertThat(redis.zrange("{z}m", LexRange.open("c", "c"))).isEmpty();
    }

    @Test
    void aRangeOfMembersMayBeReversedAndLimited() {
        members();
        assertThat(redis.zrange("{z}m", LexRange.closedOpen("b", "e"), REV)).containsExactly("d", "c", "b");
        assertThat(redis.zrange("{z}m", LexRange.<String>all(), ZrangeOptions.limit(1, 2)))
                .containsExactly("b", "c");
        assertThat(redis.zrange(
                        "{z}m", LexRange.atMost("d"), ZrangeOptions.limit(1, -1).reversed()))
                .containsExactly("c", "b", "a");
    }

    @Test
    void zrangebylexGoesUpAndZrevrangebylexDown() {
        members();
        LexRange<String> range = LexRange.openClosed("a", "d");
        assertThat(redis.zrangebylex("{z}m", range)).containsExactly("b", "c", "d");
        assertThat(redis.zrangebylex("{z}m", range, 1, 1)).containsExactly("c");
        assertThat(redis.zrevrangebylex("{z}m", range)).containsExactly("d", "c", "b");
        assertThat(redis.zrevrangebylex("{z}m", range, 1, 5)).containsExactly("c", "b");
        assertThat(redis.zrevrangebylex("{z}m", LexRange.all())).hasSize(5);
    }

    @Test
    void membersAreComparedByUnsignedBytes() {
        TypedRedis<Bytes, Bytes> binary = binary();
        Bytes key = Bytes.utf8("{z}m");
        for (int i : new int[] {0x00, 0x7F, 0x80, 0xFF}) binary.zadd(key, 0, Bytes.of((byte) i));
        assertThat(binary.zrange(key, LexRange.greaterThan(Bytes.of((byte) 0x7F))))
                .containsExactly(Bytes.of((byte) 0x80), Bytes.of((byte) 0xFF));
        assertThat(binary.zlexcount(key, LexRange.closed(Bytes.of(), Bytes.of((byte) 0x00))))
                .isEqualTo(1);
    }

    @Test
    void countsMembersInRanges() {
        scores();
        members();
        assertThat(redis.zcount("z", ScoreRange.all())).isEqualTo(5);
        assertThat(redis.zcount("z", ScoreRange.open(1, 5))).isEqualTo(3);
        assertThat(redis.zcount("z", ScoreRange.closed(5, 1))).isZero();
        assertThat(redis.zlexcount("{z}m", LexRange.all())).isEqualTo(5);
        assertThat(redis.zlexcount("{z}m", LexRange.closedOpen("b", "d"))).isEqualTo(2);
        assertThat(redis.zlexcount("{z}m", LexRange.closed("x", "z"))).isZero();
    }

    @Test
    void bigSetsGiveTheSameRanges() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String name = String.format("n%03d", i);
            names.add(name);
            redis.zadd("z", i, name);
            redis.zadd("{z}m", 0, name);
        }
        assertThat(encodingOf("z")).isEqualTo("skiplist");
        assertThat(redis.zrange("z", 100, 119)).isEqualTo(names.subList(100, 120));
        assertThat(redis.zrange("z", ScoreRange.closedOpen(100, 120))).isEqualTo(names.subList(100, 120));
        assertThat(redis.zrange("{z}m", LexRange.closedOpen("n100", "n120"))).isEqualTo(names.subList(100, 120));
        assertThat(redis.zcount("z", ScoreRange.greaterThan(250))).isEqualTo(49);
        assertThat(redis.zlexcount("{z}m", LexRange.atMost("n009"))).isEqualTo(10);
        assertThat(redis.zremrangebyrank("z", 10, -11)).isEqualTo(280);
        assertThat(redis.zremrangebyscore("z", ScoreRange.atLeast(295))).isEqualTo(5);
        assertThat(redis.zremrangebylex("{z}m", LexRange.atLeast("n010"))).isEqualTo(290);
        assertThat(redis.zrange("{z}m", 0, -1)).isEqualTo(names.subList(0, 10));
        assertThat(redis.zrevrange("z", 0, 0)).containsExactly("n294");
    }

    @Test
    void rangesCanBeRemoved() {
        scores();
        members();
        assertThat(redis.zremrangebyrank("z", 0, 0)).isEqualTo(1);
        assertThat(redis.zremrangebyrank("z", 9, 10)).isZero();
        assertThat(redis.zremrangebyscore("z", ScoreRange.closedOpen(2, 4))).isEqualTo(2);
        assertThat(redis.zrange("z", 0, -1)).containsExactly("d", "e");
        assertThat(redis.zremrangebyscore("z", ScoreRange.all())).isEqualTo(2);
        assertThat(redis.exists("z")).isZero();
        assertThat(redis.zremrangebylex("{z}m", LexRange.open("a", "e"))).isEqualTo(3);
        assertThat(redis.zrange("{z}m", 0, -1)).containsExactly("a", "e");
        assertThat(redis.zremrangebylex("{z}m", LexRange.all())).isEqualTo(2);
        assertThat(redis.exists("{z}m")).isZero();
        assertThat(redis.zremrangebyrank("none", 0, -1)).isZero();
    }

    @Test
    void rangesCanBeStored() {
        scores();
        members();
        assertThat(redis.zrangestore("{z}to", "z", 0, 1)).isEqualTo(2);
        assertThat(redis.zrangeWithScores("{z}to", 0, -1)).containsExactly(scored("a", 1), scored("b", 2));
        assertThat(redis.zrangestore("{z}to", "z", 0, 0, REV)).isEqualTo(1);
        assertThat(redis.zrange("{z}to", 0, -1)).containsExactly("e");
        assertThat(redis.zrangestore("{z}to", "z", ScoreRange.greaterThan(3))).isEqualTo(2);
        assertThat(redis.zrange("{z}to", 0, -1)).containsExactly("d", "e");
        assertThat(redis.zrangestore(
                        "{z}to", "z", ScoreRange.all(), ZrangeOptions.reversed().limit(1, 2)))
                .isEqualTo(2);
        assertThat(redis.zrangeWithScores("{z}to", 0, -1)).containsExactly(scored("c", 3), scored("d", 4));
        assertThat(redis.zrangestore("{z}to", "{z}m", LexRange.atLeast("d"))).isEqualTo(2);
        assertThat(redis.zrangestore("{z}to", "{z}m", LexRange.all(), ZrangeOptions.limit(0, 1)))
                .isEqualTo(1);
        assertThat(redis.zrangeWithScores("{z}to", 0, -1)).containsExactly(scored("a", 0));
    }

    @Test
    void storingReplacesWhateverWasThere() {
        scores();
        redis.set("{z}to", "text");
        redis.expire("{z}to", Duration.ofHours(1));
        assertThat(redis.zrangestore("{z}to", "z", 0, -1)).isEqualTo(5);
        assertThat(redis.pttl("{z}to").isPersistent()).isTrue();
        assertThat(redis.zrangestore("{z}to", "z", ScoreRange.atLeast(99))).isZero();
        assertThat(redis.exists("{z}to")).isZero();
        assertThat(redis.zrangestore("z", "z", 1, 2)).isEqualTo(2);
        assertThat(redis.zrange("z", 0, -1)).containsExactly("b", "c");
    }

    @Test
    void aMissingSortedSetHasNothingInAnyRange() {
        assertThat(redis.zrange("{z}none", 0, -1)).isEmpty();
        assertThat(redis.zrangeWithScores("{z}none", ScoreRange.all())).isEmpty();
        assertThat(redis.zrange("{z}none", LexRange.<String>all())).isEmpty();
        assertThat(redis.zrevrange("{z}none", 0, -1)).isEmpty();
        assertThat(redis.zcount("{z}none", ScoreRange.all())).isZero();
        assertThat(redis.zlexcount("{z}none", LexRange.all())).isZero();
        assertThat(redis.zremrangebyscore("{z}none", ScoreRange.all())).isZero();
        assertThat(redis.zrangestore("{z}to", "{z}none", 0, -1)).isZero();
    }

    @Test
    void boundsThatAreNoneAreRefused() {
        scores();
        Refused.with("ERR min or max is not a float", () -> redis.call("ZCOUNT", "z", "one", "2"));
        Refused.with("ERR min or max is not a float", () -> redis.call("ZRANGEBYSCORE", "z", "(nan", "2"));
        Refused.with("ERR min or max not valid string range item", () -> redis.call("ZLEXCOUNT", "z", "a", "+"));
        Refused.with("ERR value is not an integer or out of range", () -> redis.call("ZRANGE", "z", "0", "(1"));
        Refused.with(
                "ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX",
                () -> redis.call("ZRANGE", "z", "0", "1", "LIMIT", "0", "1"));
        Refused.with(
                "ERR syntax error, WITHSCORES not supported in combination with BYLEX",
                () -> redis.call("ZRANGE", "z", "-", "+", "BYLEX", "WITHSCORES"));
        Refused.with("ERR syntax error", () -> redis.call("ZREVRANGE", "z", "0", "1", "REV"));
    }

    @Test
    void anotherTypeIsRefused() {
        redis.set("{z}s", "v");
        Refused.asWrongType(() -> redis.zrange("{z}s", 0, -1));
        Refused.asWrongType(() -> redis.zrange("{z}s", ScoreRange.all()));
        Refused.asWrongType(() -> redis.zrange("{z}s", LexRange.<String>all()));
        Refused.asWrongType(() -> redis.zrevrange("{z}s", 0, -1));
        Refused.asWrongType(() -> redis.zrangebyscore("{z}s", ScoreRange.all()));
        Refused.asWrongType(() -> redis.zrevrangebyscore("{z}s", ScoreRange.all()));
        Refused.asWrongType(() -> redis.zrangebylex("{z}s", LexRange.all()));
        Refused.asWrongType(() -> redis.zrevrangebylex("{z}s", LexRange.all()));
        Refused.asWrongType(() -> redis.zrangestore("{z}to", "{z}s", 0, -1));
        Refused.asWrongType(() -> redis.zcount("{z}s", ScoreRange.all()));
        Refused.asWrongType(() -> redis.zlexcount("{z}s", LexRange.all()));
        Refused.asWrongType(() -> redis.zremrangebyrank("{z}s", 0, -1));
        Refused.asWrongType(() -> redis.zremrangebyscore("{z}s", ScoreRange.all()));
        Refused.asWrongType(() -> redis.zremrangebylex("{z}s", LexRange.all()));
    }
}
