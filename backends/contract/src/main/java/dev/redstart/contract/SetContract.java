package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.Bytes;
import dev.redstart.ScanCursor;
import dev.redstart.ScanOptions;
import dev.redstart.ScanPage;
import dev.redstart.TypedRedis;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sets: distinct values without order. */
public abstract class SetContract extends ContractSuite {

    protected SetContract(TestBackend backend) {
        super(backend);
    }

    @Test
    void addingSaysHowManyAreNew() {
        assertThat(redis.sadd("s", "a")).isEqualTo(1);
        assertThat(redis.sadd("s", "a")).isZero();
        assertThat(redis.sadd("s", "a", "b", "b", "c")).isEqualTo(2);
        assertThat(redis.saddAll("s", List.of("c", "d"))).isEqualTo(1);
        assertThat(redis.smembers("s")).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(redis.scard("s")).isEqualTo(4);
    }

    @Test
    void aSetWithoutMembersIsGone() {
        redis.sadd("s", "a", "b", "c", "d");
        assertThat(redis.srem("s", "zz")).isZero();
        assertThat(redis.srem("s", "a")).isEqualTo(1);
        assertThat(redis.srem("s", "a", "b", "b")).isEqualTo(1);
        assertThat(redis.sremAll("s", List.of("c", "d"))).isEqualTo(2);
        assertThat(redis.exists("s")).isZero();
    }

    @Test
    void aMissingSetIsEmpty() {
        assertThat(redis.smembers("none")).isEmpty();
        assertThat(redis.scard("none")).isZero();
        assertThat(redis.sismember("none", "a")).isFalse();
        assertThat(redis.smismember("none", "a", "b")).containsExactly(false, false);
        assertThat(redis.srem("none", "a")).isZero();
        assertThat(redis.smove("none", "other", "a")).isFalse();
        assertThat(redis.spop("none")).isNull();
        assertThat(redis.spop("none", 3)).isEmpty();
        assertThat(redis.srandmember("none")).isNull();
        assertThat(redis.srandmember("none", -3)).isEmpty();
        assertThat(redis.sscan("none")).isEmpty();
        assertThat(redis.sdiff("none", "other")).isEmpty();
        assertThat(redis.sinter("none")).isEmpty();
        assertThat(redis.sintercard("none", "other")).isZero();
        assertThat(redis.sunion("none", "other")).isEmpty();
        assertThat(redis.exists("none", "other")).isZero();
    }

    @Test
    void membershipIsAskedOneByOneOrTogether() {
        redis.sadd("s", "a", "b");
        assertThat(redis.sismember("s", "a")).isTrue();
        assertThat(redis.sismember("s", "zz")).isFalse();
        assertThat(redis.smismember("s", "a", "zz", "b")).containsExactly(true, false, true);
        assertThat(redis.smismemberAll("s", List.of("zz"))).containsExactly(false);
    }

    @Test
    void movingTakesAMemberAcross() {
        redis.sadd("from", "a", "b");
        redis.sadd("to", "b");
        assertThat(redis.smove("from", "to", "zz")).isFalse();
        assertThat(redis.smove("from", "to", "a")).isTrue();
        assertThat(redis.smove("from", "to", "b")).isTrue();
        assertThat(redis.exists("from")).isZero();
        assertThat(redis.smembers("to")).containsExactlyInAnyOrder("a", "b");
        assertThat(redis.smove("to", "to", "a")).isTrue();
        assertThat(redis.smove("to", "to", "zz")).isFalse();
    }

    @Test
    void poppingTakesMembersOut() {
        redis.sadd("s", "a", "b", "c", "d", "e");
        String one = redis.spop("s");
        assertThat(one).isIn("a", "b", "c", "d", "e");
        assertThat(redis.sismember("s", one)).isFalse();
        assertThat(redis.spop("s", 0)).isEmpty();
        Set<String> two = redis.spop("s", 2);
        assertThat(two).hasSize(2).doesNotContain(one);
        Set<String> rest = redis.spop("s", 9);
        assertThat(rest).hasSize(2).doesNotContain(one).doesNotContainAnyElementsOf(two);
        assertThat(redis.exists("s")).isZero();
        Refused.with("ERR value is out of range, must be positive", () -> redis.spop("s", -1));
    }

    @Test
    void randomMembersStay() {
        redis.sadd("s", "a", "b", "c");
        assertThat(redis.srandmember("s")).isIn("a", "b", "c");
        assertThat(redis.srandmember("s", 0)).isEmpty();
        assertThat(redis.srandmember("s", 2)).hasSize(2).doesNotHaveDuplicates().isSubsetOf("a", "b", "c");
        assertThat(redis.srandmember("s", 9)).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(redis.srandmember("s", -9)).hasSize(9).isSubsetOf("a", "b", "c");
        assertThat(redis.scard("s")).isEqualTo(3);
        Refused.with(
                "ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807",
                () -> redis.srandmember("s", Long.MIN_VALUE));
    }

    @Test
    void setsAreSubtractedIntersectedAndJoined() {
        abc();
        assertThat(redis.sdiff("a", "b")).containsExactlyInAnyOrder("1", "2");
        assertThat(redis.sdiff("a", "b", "c", "none")).containsExactly("2");
        assertThat(redis.sdiff(List.of("a"))).containsExactlyInAnyOrder("1", "2", "3", "4");
        assertThat(redis.sinter("a", "b")).containsExactlyInAnyOrder("3", "4");
        assertThat(redis.sinter(List.of("a", "b", "c"))).containsExactly("4");
        assertThat(redis.sinter("a", "none")).isEmpty();
        assertThat(redis.sunion("a", "b", "none")).containsExactlyInAnyOrder("1", "2", "3", "4", "5");
        assertThat(redis.sunion(List.of("a", "c"))).containsExactlyInAnyOrder("1", "2", "3", "4", "6");
    }

    @Test
    void intersectionsAreCountedUpToALimit() {
        abc();
        assertThat(redis.sintercard("a", "b")).isEqualTo(2);
        assertThat(redis.sintercard(List.of("a", "b", "c"))).isEqualTo(1);
        assertThat(redis.sintercard(1, List.of("a", "b"))).isEqualTo(1);
        assertThat(redis.sintercard(0, List.of("a", "b"))).isEqualTo(2);
        assertThat(redis.sintercard("a", "none")).isZero();
        Refused.with("ERR LIMIT can't be negative", () -> redis.sintercard(-1, List.of("a")));
        Refused.with("ERR numkeys should be greater than 0", () -> redis.call("SINTERCARD", "0", "a"));
        Refused.with(
                "ERR Number of keys can't be greater than number of args", () -> redis.call("SINTERCARD", "2", "a"));
    }

    @Test
    void resultsAreStoredOverWhateverWasThere() {
        abc();
        redis.set("d", "text");
        assertThat(redis.sdiffstore("d", "a", "b")).isEqualTo(2);
        assertThat(redis.smembers("d")).containsExactlyInAnyOrder("1", "2");
        assertThat(redis.sinterstore("d", "a", "b", "c")).isEqualTo(1);
        assertThat(redis.smembers("d")).containsExactly("4");
        assertThat(redis.sunionstore("d", "a", "b")).isEqualTo(5);
        assertThat(redis.smembers("d")).containsExactlyInAnyOrder("1", "2", "3", "4", "5");
        assertThat(redis.sunionstore("a", List.of("a", "c"))).isEqualTo(5);
        assertThat(redis.sinterstore("b", List.of("b", "c"))).isEqualTo(1);
        assertThat(redis.sdiffstore("c", List.of("c", "a"))).isZero();
        assertThat(redis.exists("c")).isZero();
    }

    @Test
    void anEmptyResultDeletesItsPlace() {
        redis.sadd("d", "x");
        assertThat(redis.sinterstore("d", "none", "d")).isZero();
        assertThat(redis.exists("d")).isZero();
        redis.set("d", "text");
        assertThat(redis.sunionstore("d", "none")).isZero();
        assertThat(redis.exists("d")).isZero();
    }

    @Test
    void aSmallSetIsScannedInOnePage() {
        redis.sadd("s", "a", "b");
        ScanPage<String> page = redis.sscan("s", ScanCursor.START);
        assertThat(page.cursor().isFinished()).isTrue();
        assertThat(page.elements()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aLargeSetIsScannedToItsEnd() {
        Set<String> expected = fill(1000, "member ");
        Set<String> seen = new HashSet<>();
        redis.sscan("s", ScanOptions.count(7)).forEach(seen::add);
        assertThat(seen).isEqualTo(expected);
        assertThat(redis.sscan("s", ScanCursor.START, ScanOptions.count(7))
                        .cursor()
                        .isFinished())
                .isFalse();
        assertThat(Set.copyOf(
                        redis.sscan("s", ScanOptions.match("*99*")).stream().toList()))
                .hasSize(19)
                .allMatch(m -> m.contains("99"));
        Refused.with("ERR syntax error", () -> redis.call("SSCAN", "s", "0", "TYPE", "set"));
        Refused.with("ERR invalid cursor", () -> redis.call("SSCAN", "s", "abc"));
    }

    @Test
    void anotherTypeIsRefused() {
        redis.set("x", "text");
        redis.sadd("s", "a");
        Refused.asWrongType(() -> redis.sadd("x", "a"));
        Refused.asWrongType(() -> redis.srem("x", "a"));
        Refused.asWrongType(() -> redis.scard("x"));
        Refused.asWrongType(() -> redis.sismember("x", "a"));
        Refused.asWrongType(() -> redis.smismember("x", "a"));
        Refused.asWrongType(() -> redis.smembers("x"));
        Refused.asWrongType(() -> redis.smove("s", "x", "a"));
        Refused.asWrongType(() -> redis.smove("x", "s", "a"));
        Refused.asWrongType(() -> redis.spop("x"));
        Refused.asWrongType(() -> redis.spop("x", 1));
        Refused.asWrongType(() -> redis.srandmember("x"));
        Refused.asWrongType(() -> redis.srandmember("x", 1));
        Refused.asWrongType(() -> redis.sdiff("s", "x"));
        Refused.asWrongType(() -> redis.sdiffstore("d", "s", "x"));
        Refused.asWrongType(() -> redis.sinter("none", "x"));
        Refused.asWrongType(() -> redis.sintercard("s", "x"));
        Refused.asWrongType(() -> redis.sinterstore("d", "s", "x"));
        Refused.asWrongType(() -> redis.sunion("s", "x"));
        Refused.asWrongType(() -> redis.sunionstore("d", "x"));
        Refused.asWrongType(() -> redis.sscan("x", ScanCursor.START));
        assertThat(redis.smove("none", "x", "a")).isFalse();
        assertThat(redis.exists("d")).isZero();
    }

    @Test
    void anyBytesAreMembers() {
        TypedRedis<Bytes, Bytes> bytes = binary();
        Bytes key = Bytes.of((byte) 0, (byte) 0xFF, (byte) '\r', (byte) '\n');
        bytes.sadd(key, key, Bytes.of(), Bytes.utf8("7"), Bytes.utf8("07"), Bytes.utf8("-0"));
        assertThat(bytes.smembers(key))
                .containsExactlyInAnyOrder(key, Bytes.of(), Bytes.utf8("7"), Bytes.utf8("07"), Bytes.utf8("-0"));
        assertThat(bytes.smismember(key, Bytes.of(), Bytes.utf8("0"))).containsExactly(true, false);
    }

    @Test
    @Needs(commands = "OBJECT ENCODING", version = "7.2")
    void integersStayTogetherUntilTextComes() {
        redis.sadd("s", "3", "-9223372036854775808", "70000", "9223372036854775807");
        assertThat(encodingOf("s")).isEqualTo("intset");
        assertThat(redis.smembers("s"))
                .containsExactlyInAnyOrder("3", "-9223372036854775808", "70000", "9223372036854775807");
        redis.sadd("s", "text");
        assertThat(encodingOf("s")).isEqualTo("listpack");
        redis.srem("s", "text");
        assertThat(encodingOf("s")).isEqualTo("listpack");
        assertThat(redis.sismember("s", "70000")).isTrue();
    }

    @Test
    @Needs(commands = "OBJECT ENCODING", version = "7.2")
    void manyMembersMakeATable() {
        fill(512, "");
        assertThat(encodingOf("s")).isEqualTo("intset");
        redis.sadd("s", "512");
        assertThat(encodingOf("s")).isEqualTo("hashtable");
        redis.del("s");
        fill(128, "m");
        assertThat(encodingOf("s")).isEqualTo("listpack");
        redis.sadd("s", "one more");
        assertThat(encodingOf("s")).isEqualTo("hashtable");
        assertThat(redis.scard("s")).isEqualTo(129);
        redis.del("s");
        redis.sadd("s", "x".repeat(64));
        assertThat(encodingOf("s")).isEqualTo("listpack");
        redis.sadd("s", "x".repeat(65));
        assertThat(encodingOf("s")).isEqualTo("hashtable");
    }

    private void abc() {
        redis.sadd("a", "1", "2", "3", "4");
        redis.sadd("b", "3", "4", "5");
        redis.sadd("c", "4", "1", "6");
    }

    private Set<String> fill(int members, String prefix) {
        Set<String> set = new HashSet<>();
        for (int i = 0; i < members; i++) set.add(prefix + i);
        redis.saddAll("s", set);
        return set;
    }
}
