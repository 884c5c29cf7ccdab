package dev.redstart.contract;

import static dev.redstart.ScoredValue.scored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.Bytes;
import dev.redstart.KeyValue;
import dev.redstart.RankedScore;
import dev.redstart.ScanCursor;
import dev.redstart.ScanOptions;
import dev.redstart.ScanPage;
import dev.redstart.ScoreEnd;
import dev.redstart.ScoredValue;
import dev.redstart.TypedRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sorted sets: their members, one by one; see {@link SortedSetScoreContract} for how they get their scores. */
public abstract class SortedSetContract extends ContractSuite {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    protected SortedSetContract(TestBackend backend) {
        super(backend);
    }

    private void abc() {
        redis.zadd("z", List.of(scored("a", 1), scored("b", 2), scored("c", 3)));
    }

    @Test
    void removingTheLastMemberRemovesTheKey() {
        abc();
        assertThat(redis.zrem("z", "none")).isZero();
        assertThat(redis.zrem("z", "a", "none", "a")).isEqualTo(1);
        assertThat(redis.zcard("z")).isEqualTo(2);
        assertThat(redis.zremAll("z", List.of("b", "c"))).isEqualTo(2);
        assertThat(redis.exists("z")).isZero();
    }

    @Test
    void aMissingSortedSetIsEmpty() {
        assertThat(redis.zcard("none")).isZero();
        assertThat(redis.zscore("none", "a")).isNull();
        assertThat(redis.zmscore("none", "a", "b")).containsExactly(null, null);
        assertThat(redis.zrank("none", "a")).isNull();
        assertThat(redis.zrevrank("none", "a")).isNull();
        assertThat(redis.zrem("none", "a")).isZero();
        assertThat(redis.zrandmember("none")).isNull();
        assertThat(redis.zrandmember("none", 3)).isEmpty();
        assertThat(redis.zrandmemberWithScores("none", -3)).isEmpty();
        assertThat(redis.zpopmin("none")).isNull();
        assertThat(redis.zpopmax("none", 3)).isEmpty();
        assertThat(redis.zmpop(ScoreEnd.MIN, "{z}none", "z")).isNull();
        assertThat(redis.zscan("none")).isEmpty();
    }

    @Test
    void scoresOfManyMembersKeepTheirPlaces() {
        abc();
        assertThat(redis.zmscore("z", "c", "none", "a", "c")).containsExactly(3.0, null, 1.0, 3.0);
        assertThat(redis.zmscoreAll("z", List.of("b"))).containsExactly(2.0);
        assertThat(redis.zscore("z", "none")).isNull();
    }

    @Test
    void ranksCountFromEitherEnd() {
        abc();
        assertThat(redis.zrank("z", "a")).isZero();
        assertThat(redis.zrank("z", "c")).isEqualTo(2);
        assertThat(redis.zrevrank("z", "a")).isEqualTo(2);
        assertThat(redis.zrevrank("z", "c")).isZero();
        assertThat(redis.zrank("z", "none")).isNull();
        assertThat(redis.zrevrank("z", "none")).isNull();
    }

    @Test
    @Needs(version = "7.2")
    void ranksComeWithScores() {
        abc();
        redis.zadd("z", -INFINITY, "low");
        assertThat(redis.zrankWithScore("z", "b")).isEqualTo(new RankedScore(2, 2));
        assertThat(redis.zrankWithScore("z", "low")).isEqualTo(new RankedScore(0, -INFINITY));
        assertThat(redis.zrevrankWithScore("z", "b")).isEqualTo(new RankedScore(1, 2));
        assertThat(redis.zrankWithScore("z", "none")).isNull();
        assertThat(redis.zrevrankWithScore("none", "b")).isNull();
        Refused.with("ERR syntax error", () -> redis.call("ZRANK", "z", "b", "WITHSCORES"));
    }

    @Test
    void randomMembersAreDistinctUnlessTheCountIsNegative() {
        abc();
        Set<ScoredValue<String>> all = Set.of(scored("a", 1), scored("b", 2), scored("c", 3));
        assertThat(redis.zrandmember("z")).isIn("a", "b", "c");
        assertThat(redis.zrandmember("z", 2)).hasSize(2).doesNotHaveDuplicates().isSubsetOf("a", "b", "c");
        assertThat(redis.zrandmember("z", 9)).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(redis.zrandmember("z", -9)).hasSize(9).isSubsetOf("a", "b", "c");
        assertThat(redis.zrandmember("z", 0)).isEmpty();
        assertThat(redis.zrandmemberWithScores("z", 3)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(redis.zrandmemberWithScores("z", -7)).hasSize(7).isSubsetOf(all);
    }

    @Test
    void randomMembersOfABigSetAreDistinct() {
        Map<String, Double> many = many(500);
        for (int count : new int[] {10, 400, 499, 500, 1000}) {
            assertThat(redis.zrandmember("z", count))
                    .hasSize(Math.min(500, count))
                    .doesNotHaveDuplicates()
                    .isSubsetOf(many.keySet());
        }
        assertThat(redis.zrandmemberWithScores("z", -50)).hasSize(50).allSatisfy(m -> assertThat(m.score())
                .isEqualTo(many.get(m.value())));
    }

    /** So many members, whose scores are their numbers; a skiplist when more than 128. */
    private Map<String, Double> many(int members) {
        Map<String, Double> scores = new LinkedHashMap<>();
        for (int i = 0; i < members; i++) scores.put("member:" + i, (double) i);
        redis.zadd("z", scores);
        return scores;
    }

    @Test
    void popsTakeFromTheEnds() {
        redis.zadd("z", List.of(scored("a", 1), scored("b", 2), scored("c", 3), scored("d", 4), scored("e", 5)));
        assertThat(redis.zpopmin("z")).isEqualTo(scored("a", 1));
        assertThat(redis.zpopmax("z")).isEqualTo(scored("e", 5));
        assertThat(redis.zpopmax("z", 2)).containsExactly(scored("d", 4), scored("c", 3));
        assertThat(redis.zpopmin("z", 0)).isEmpty();
        assertThat(redis.zpopmin("z", 9)).containsExactly(scored("b", 2));
        assertThat(redis.exists("z")).isZero();
        Refused.with("ERR value is out of range, must be positive", () -> redis.zpopmin("z", -1));
    }

    @Test
    void zmpopTakesFromTheFirstThatHasSome() {
        redis.zadd("{z}y", List.of(scored("a", 1), scored("b", 2), scored("c", 3)));
        redis.zadd("z", 9, "i");
        assertThat(redis.zmpop(ScoreEnd.MIN, "{z}x", "{z}y", "z"))
                .isEqualTo(new KeyValue<>("{z}y", List.of(scored("a", 1))));
        assertThat(redis.zmpop(ScoreEnd.MAX, List.of("{z}y", "z")))
                .isEqualTo(new KeyValue<>("{z}y", List.of(scored("c", 3))));
        assertThat(redis.zmpop(ScoreEnd.MAX, 5, List.of("{z}y", "z")))
                .isEqualTo(new KeyValue<>("{z}y", List.of(scored("b", 2))));
        assertThat(redis.zmpop(ScoreEnd.MIN, 5, List.of("{z}y", "z")))
                .isEqualTo(new KeyValue<>("z", List.of(scored("i", 9))));
        assertThat(redis.zmpop(ScoreEnd.MIN, "{z}x", "{z}y", "z")).isNull();
    }

    @Test
    void zmpopRefusesWrongCounts() {
        Refused.with("ERR count should be greater than 0", () -> redis.zmpop(ScoreEnd.MIN, 0, List.of("z")));
        Refused.with("ERR numkeys should be greater than 0", () -> redis.call("ZMPOP", "0", "z", "MIN"));
        Refused.with("ERR syntax error", () -> redis.call("ZMPOP", "1", "z", "LEFT"));
    }

    @Test
    void aSmallSetIsScannedInOnePage() {
        abc();
        ScanPage<ScoredValue<String>> page = redis.zscan("z", ScanCursor.START);
        assertThat(page.cursor().isFinished()).isTrue();
        assertThat(page.elements()).containsExactlyInAnyOrder(scored("a", 1), scored("b", 2), scored("c", 3));
        assertThat(redis.zscan("z", ScanCursor.START, ScanOptions.match("[bc]")).elements())
                .containsExactlyInAnyOrder(scored("b", 2), scored("c", 3));
    }

    @Test
    void aBigSetIsScannedPageByPage() {
        Map<String, Double> many = many(1000);
        ScanPage<ScoredValue<String>> first = redis.zscan("z", ScanCursor.START, ScanOptions.count(20));
        assertThat(first.cursor().isFinished()).isFalse();
        Map<String, Double> seen = new LinkedHashMap<>();
        redis.zscan("z").forEach(m -> seen.put(m.value(), m.score()));
        assertThat(seen).isEqualTo(many);
        assertThat(new HashSet<>(
                        redis.zscan("z", ScanOptions.match("member:99?").count(100)).stream()
                                .map(ScoredValue::score)
                                .toList()))
                .containsExactlyInAnyOrder(990.0, 991.0, 992.0, 993.0, 994.0, 995.0, 996.0, 997.0, 998.0, 999.0);
    }

    @Test
    void changingItKeepsItsTimeToLive() {
        abc();
        redis.expire("z", Duration.ofHours(1));
        redis.zadd("z", 4, "d");
        redis.zincrby("z", 1, "a");
        redis.zrem("z", "b");
        redis.zpopmax("z");
        assertThat(redis.pttl("z").isExpiring()).isTrue();
    }

    @Test
    void membersMayBeAnyBytes() {
        TypedRedis<Bytes, Bytes> binary = binary();
        Bytes key = Bytes.of((byte) 0xFF, (byte) 0);
        List<Bytes> members = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            members.add(Bytes.of((byte) i));
            binary.zadd(key, 0, Bytes.of((byte) i));
        }
        assertThat(binary.zrange(key, 0, -1)).isEqualTo(members);
        assertThat(binary.zrank(key, Bytes.of((byte) 0xC3))).isEqualTo(0xC3);
        assertThat(binary.zpopmax(key)).isEqualTo(scored(Bytes.of((byte) 0xFF), 0));
    }

    @Test
    void membersMayBeNumbers() {
        redis.zadd("z", List.of(scored("10", 3), scored("9", 2), scored("-9223372036854775808", 1), scored("007", 4)));
        assertThat(redis.zrange("z", 0, -1)).containsExactly("-9223372036854775808", "9", "10", "007");
        assertThat(redis.zscore("z", "7")).isNull();
    }

    @Test
    void itIsAListpackUntilItHasManyMembers() {
        many(128);
        assertThat(encodingOf("z")).isEqualTo("listpack");
        redis.zadd("z", 128, "member:128");
        assertThat(encodingOf("z")).isEqualTo("skiplist");
        assertThat(redis.zrange("z", 0, 2)).containsExactly("member:0", "member:1", "member:2");
        redis.zrem("z", "member:128");
        assertThat(encodingOf("z")).isEqualTo("skiplist");
    }

    @Test
    void itIsAListpackUntilAMemberIsLong() {
        redis.zadd("z", 1, "x".repeat(64));
        assertThat(encodingOf("z")).isEqualTo("listpack");
        redis.zadd("z", 1, "x".repeat(65));
        assertThat(encodingOf("z")).isEqualTo("skiplist");
        assertThat(redis.zcard("z")).isEqualTo(2);
    }

    @Test
    void anotherTypeIsRefused() {
        redis.set("s", "v");
        Refused.asWrongType(() -> redis.zadd("s", 1, "a"));
        Refused.asWrongType(() -> redis.zincrby("s", 1, "a"));
        Refused.asWrongType(() -> redis.zrem("s", "a"));
        Refused.asWrongType(() -> redis.zcard("s"));
        Refused.asWrongType(() -> redis.zscore("s", "a"));
        Refused.asWrongType(() -> redis.zmscore("s", "a"));
        Refused.asWrongType(() -> redis.zrank("s", "a"));
        Refused.asWrongType(() -> redis.zrevrank("s", "a"));
        Refused.asWrongType(() -> redis.zrandmember("s"));
        Refused.asWrongType(() -> redis.zrandmember("s", 2));
        Refused.asWrongType(() -> redis.zscan("s", ScanCursor.START));
        Refused.asWrongType(() -> redis.zpopmin("s"));
        Refused.asWrongType(() -> redis.zpopmax("s"));
        Refused.asWrongType(() -> redis.zmpop(ScoreEnd.MIN, "{s}none", "s"));
        assertThat(redis.get("s")).isEqualTo("v");
    }
}
