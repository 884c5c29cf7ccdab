package dev.redstart.contract.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may differ and what may not. */
class ComparisonTest {

    private static final Comparison EXACT = new Comparison(true);
    private static final Comparison LOOSE = new Comparison(false);

    private static boolean same(Comparison comparison, String command, Reply a, Reply b) {
        String[] words = command.split(" ");
        Request request = Request.of(words[0]);
        for (int i = 1; i < words.length; i++) request = request.arg(words[i]);
        return comparison.same(request, a, b, List.of(Reply.blob("a"), Reply.blob("b")));
    }

    private static Reply blobs(String... texts) {
        return Reply.array(List.of(texts).stream().map(Reply::blob).toArray(Reply[]::new));
    }

    @Test
    void ordinaryRepliesAreEqualOrNot() {
        assertThat(same(EXACT, "GET k", Reply.blob("v"), Reply.blob("v"))).isTrue();
        assertThat(same(EXACT, "GET k", Reply.blob("v"), Reply.blob("w"))).isFalse();
        assertThat(same(EXACT, "GET k", Reply.blob("v"), Reply.NULL)).isFalse();
        assertThat(same(EXACT, "LRANGE k 0 -1", blobs("a", "b"), blobs("b", "a")))
                .isFalse();
    }

    @Test
    void errorsAreEqualToTheLetter() {
        Reply error = new Reply.Error("ERR syntax error");
        assertThat(same(EXACT, "SMEMBERS k", error, new Reply.Error("ERR syntax error")))
                .isTrue();
        assertThat(same(LOOSE, "SMEMBERS k", error, new Reply.Error("ERR Syntax error")))
                .isFalse();
        assertThat(same(LOOSE, "SMEMBERS k", error, Reply.array())).isFalse();
    }

    @Test
    void setsHaveNoOrder() {
        assertThat(same(EXACT, "SMEMBERS k", blobs("a", "b"), blobs("b", "a"))).isTrue();
        assertThat(same(EXACT, "SMEMBERS k", blobs("a", "b"), blobs("a", "a"))).isFalse();
        assertThat(same(LOOSE, "HGETALL k", blobs("f", "1", "g", "2"), blobs("g", "2", "f", "1")))
                .isTrue();
        assertThat(same(LOOSE, "HGETALL k", blobs("f", "1", "g", "2"), blobs("f", "2", "g", "1")))
                .isFalse();
    }

    @Test
    void timesMayBeNear() {
        assertThat(same(EXACT, "PTTL k", Reply.integer(100_000), Reply.integer(99_990)))
                .isTrue();
        assertThat(same(EXACT, "PTTL k", Reply.integer(100_000), Reply.integer(10_000)))
                .isFalse();
        assertThat(same(EXACT, "PTTL k", Reply.integer(-1), Reply.integer(-2))).isFalse();
        assertThat(same(EXACT, "PTTL k", Reply.integer(-1), Reply.integer(3))).isFalse();
    }

    @Test
    void chanceChoosesFromWhatIsThere() {
        assertThat(same(EXACT, "SRANDMEMBER k", Reply.blob("a"), Reply.blob("b")))
                .isTrue();
        assertThat(same(EXACT, "SRANDMEMBER k", Reply.blob("a"), Reply.blob("c")))
                .isFalse();
        assertThat(same(EXACT, "SRANDMEMBER k 2", blobs("a", "b"), blobs("b", "a")))
                .isTrue();
        assertThat(same(EXACT, "SRANDMEMBER k 2", blobs("a", "b"), blobs("b", "b")))
                .isFalse();
        assertThat(same(EXACT, "SRANDMEMBER k -2", blobs("a", "b"), blobs("b", "b")))
                .isTrue();
        assertThat(same(EXACT, "SRANDMEMBER k -2", blobs("a", "b"), blobs("b"))).isFalse();
    }

    @Test
    void pagesAreComparedWhenAllCameAtOnce() {
        Reply one = Reply.array(Reply.blob("0"), blobs("a", "b"));
        Reply other = Reply.array(Reply.blob("0"), blobs("b", "a"));
        assertThat(same(EXACT, "SSCAN k 0 COUNT 1000", one, other)).isTrue();
        assertThat(same(EXACT, "SSCAN k 0 COUNT 1000", one, Reply.array(Reply.blob("0"), blobs("b"))))
                .isFalse();
        assertThat(same(EXACT, "SSCAN k 17", one, Reply.array(Reply.blob("0"), blobs("b"))))
                .isTrue();
    }

    @Test
    void shapesMayBeLostOrNot() {
        Reply map = new Reply.MapOf(List.of(Map.entry(Reply.blob("f"), Reply.blob("1"))));
        assertThat(same(LOOSE, "HGETALL k", map, blobs("f", "1"))).isTrue();
        assertThat(same(EXACT, "HGETALL k", map, blobs("f", "1"))).isFalse();
        assertThat(same(LOOSE, "TYPE k", new Reply.Text("set"), Reply.blob("set")))
                .isTrue();
        assertThat(same(EXACT, "TYPE k", new Reply.Text("set"), Reply.blob("set")))
                .isFalse();
        assertThat(same(LOOSE, "ZSCORE k m", new Reply.Double(1.5), Reply.blob("1.5")))
                .isTrue();
        Reply pairs = Reply.array(Reply.array(Reply.blob("m"), new Reply.Double(2)));
        assertThat(same(LOOSE, "ZRANGE k 0 -1 WITHSCORES", pairs, blobs("m", "2")))
                .isTrue();
    }
}
