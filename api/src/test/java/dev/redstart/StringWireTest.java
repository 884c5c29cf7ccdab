package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StringWireTest {

    private final StringFamily<String, String> s = Wire.commands().string();

    @Test
    void readingSends() {
        assertThat(Wire.of(s.get("k"))).isEqualTo("GET k");
        assertThat(Wire.of(s.getdel("k"))).isEqualTo("GETDEL k");
        assertThat(Wire.of(s.getrange("k", 0, -1))).isEqualTo("GETRANGE k 0 -1");
        assertThat(Wire.of(s.substr("k", 1, 2))).isEqualTo("SUBSTR k 1 2");
        assertThat(Wire.of(s.getset("k", "v"))).isEqualTo("GETSET k v");
        assertThat(Wire.of(s.mget("a", "b"))).isEqualTo("MGET a b");
        assertThat(Wire.of(s.mget(List.of("a", "b")))).isEqualTo("MGET a b");
        assertThat(Wire.of(s.strlen("k"))).isEqualTo("STRLEN k");
    }

    @Test
    void getexSendsEachOption() {
        assertThat(Wire.of(s.getex("k", GetexOptions.expireAfter(Duration.ofSeconds(1)))))
                .isEqualTo("GETEX k PX 1000");
        assertThat(Wire.of(s.getex("k", GetexOptions.expireAt(Instant.ofEpochMilli(5)))))
                .isEqualTo("GETEX k PXAT 5");
        assertThat(Wire.of(s.getex("k", GetexOptions.persist()))).isEqualTo("GETEX k PERSIST");
    }

    @Test
    void setSendsEachOption() {
        assertThat(Wire.of(s.set("k", "v"))).isEqualTo("SET k v");
        assertThat(Wire.of(s.set("k", "v", SetOptions.ifAbsent()))).isEqualTo("SET k v NX");
        assertThat(Wire.of(s.set("k", "v", SetOptions.ifPresent()))).isEqualTo("SET k v XX");
        assertThat(Wire.of(s.set("k", "v", SetOptions.expireAfter(Duration.ofNanos(1)))))
                .isEqualTo("SET k v PX 1");
        assertThat(Wire.of(s.set("k", "v", SetOptions.expireAt(Instant.ofEpochMilli(7)))))
                .isEqualTo("SET k v PXAT 7");
        assertThat(Wire.of(s.set("k", "v", SetOptions.keepTtl()))).isEqualTo("SET k v KEEPTTL");
        assertThat(Wire.of(s.set("k", "v", SetOptions.ifAbsent().expireAfter(Duration.ofMillis(9)))))
                .isEqualTo("SET k v NX PX 9");
        assertThat(Wire.of(s.setGet("k", "v"))).isEqualTo("SET k v GET");
        assertThat(Wire.of(s.setGet("k", "v", SetOptions.ifPresent().keepTtl())))
                .isEqualTo("SET k v GET XX KEEPTTL");
    }

    @Test
    void settingSends() {
        assertThat(Wire.of(s.setex("k", Duration.ofMillis(1001), "v"))).isEqualTo("SETEX k 2 v");
        assertThat(Wire.of(s.psetex("k", Duration.ofMillis(1001), "v"))).isEqualTo("PSETEX k 1001 v");
        assertThat(Wire.of(s.setnx("k", "v"))).isEqualTo("SETNX k v");
        assertThat(Wire.of(s.setrange("k", 5, ""))).isEqualTo("SETRANGE k 5 ''");
        assertThat(Wire.of(s.append("k", "a b"))).isEqualTo("APPEND k 'a b'");
        Map<String, String> two = new LinkedHashMap<>();
        two.put("a", "1");
        two.put("b", "2");
        assertThat(Wire.of(s.mset(two))).isEqualTo("MSET a 1 b 2");
        assertThat(Wire.keysOf(s.mset(two))).isEqualTo("a b");
        assertThat(Wire.of(s.msetnx(two))).isEqualTo("MSETNX a 1 b 2");
    }

    @Test
    void countingSends() {
        assertThat(Wire.of(s.incr("k"))).isEqualTo("INCR k");
        assertThat(Wire.of(s.incrby("k", -3))).isEqualTo("INCRBY k -3");
        assertThat(Wire.of(s.incrbyfloat("k", 0.1))).isEqualTo("INCRBYFLOAT k 0.1");
        assertThat(Wire.of(s.decr("k"))).isEqualTo("DECR k");
        assertThat(Wire.of(s.decrby("k", 3))).isEqualTo("DECRBY k 3");
    }

    @Test
    void lcsSends() {
        assertThat(Wire.of(s.lcs("a", "b"))).isEqualTo("LCS a b");
        assertThat(Wire.keysOf(s.lcs("a", "b"))).isEqualTo("a b");
        assertThat(Wire.of(s.lcsLength("a", "b"))).isEqualTo("LCS a b LEN");
        assertThat(Wire.of(s.lcsMatches("a", "b"))).isEqualTo("LCS a b IDX WITHMATCHLEN");
        assertThat(Wire.of(s.lcsMatches("a", "b", 4))).isEqualTo("LCS a b IDX MINMATCHLEN 4 WITHMATCHLEN");
    }

    @Test
    void lcsMatchesReadsBothShapes() {
        Reply match = Reply.array(
                Reply.array(Reply.integer(4), Reply.integer(7)),
                Reply.array(Reply.integer(5), Reply.integer(8)),
                Reply.integer(4));
        LcsMatches expected =
                new LcsMatches(List.of(new LcsMatch(new LcsMatch.Range(4, 7), new LcsMatch.Range(5, 8), 4)), 6);
        Decoder<LcsMatches> decoder = s.lcsMatches("a", "b").decoder();
        assertThat(decoder.decode(
                        Reply.array(Reply.blob("matches"), Reply.array(match), Reply.blob("len"), Reply.integer(6))))
                .isEqualTo(expected);
        assertThat(decoder.decode(new Reply.MapOf(List.of(
                        Map.entry(Reply.blob("matches"), Reply.array(match)),
                        Map.entry(Reply.blob("len"), Reply.integer(6))))))
                .isEqualTo(expected);
        assertThatThrownBy(() -> decoder.decode(Reply.array())).isInstanceOf(UnexpectedReply.class);
    }

    @Test
    void onlyReadsAreRepeatedUnlessTheCallerSaysOtherwise() {
        assertThat(s.set("k", "v").request().isRepeatable()).isFalse();
        assertThat(s.mset(Map.of("k", "v")).request().isRepeatable()).isFalse();
        assertThat(s.getdel("k").request().isRepeatable()).isFalse();
        assertThat(s.get("k").request().access()).isEqualTo(Request.Access.READ);
    }

    @Test
    void whatCannotBeSentIsRefused() {
        Duration none = Duration.ZERO;
        Duration past = Duration.ofSeconds(-1);
        assertThatThrownBy(() -> s.setex("k", none, "v")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> s.psetex("k", past, "v")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> GetexOptions.expireAfter(none)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> s.mget()).hasMessage("needs at least one key");
        assertThatThrownBy(() -> s.mget(List.of())).hasMessage("needs at least one key");
        assertThatThrownBy(() -> s.mset(Map.of())).hasMessage("needs at least one key and value");
        assertThatThrownBy(() -> s.get(nullText()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("a key is null");
        assertThatThrownBy(() -> s.set("k", nullText()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("a value is null");
        assertThatThrownBy(() -> s.incrbyfloat("k", Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    /** What a caller without a null checker may pass. */
    @SuppressWarnings("NullAway")
    private static String nullText() {
        return null;
    }
}
