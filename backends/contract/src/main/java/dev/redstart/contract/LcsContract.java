package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.LcsMatch;
import dev.redstart.LcsMatch.Range;
import dev.redstart.LcsMatches;
import dev.redstart.spi.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Strings: the longest common subsequence of two of them. */
public abstract class LcsContract extends ContractSuite {

    protected LcsContract(TestBackend backend) {
        super(backend);
    }

    @BeforeEach
    void twoTexts() {
        redis.mset(Map.of("a", "ohmytext", "b", "mynewtext"));
    }

    @Test
    void theCommonTextComes() {
        assertThat(redis.lcs("a", "b")).isEqualTo("mytext");
        assertThat(redis.lcs("b", "a")).isEqualTo("mytext");
        assertThat(redis.lcs("a", "a")).isEqualTo("ohmytext");
    }

    @Test
    void orItsLength() {
        assertThat(redis.lcsLength("a", "b")).isEqualTo(6);
    }

    @Test
    void orItsPartsFromTheEndOn() {
        assertThat(redis.lcsMatches("a", "b"))
                .isEqualTo(new LcsMatches(
                        List.of(
                                new LcsMatch(new Range(4, 7), new Range(5, 8), 4),
                                new LcsMatch(new Range(2, 3), new Range(0, 1), 2)),
                        6));
    }

    @Test
    void shortPartsMayBeLeftOut() {
        assertThat(redis.lcsMatches("a", "b", 4))
                .isEqualTo(new LcsMatches(List.of(new LcsMatch(new Range(4, 7), new Range(5, 8), 4)), 6));
        assertThat(redis.lcsMatches("a", "b", 5)).isEqualTo(new LcsMatches(List.of(), 6));
        assertThat(redis.lcsMatches("a", "b", -1).matches()).hasSize(2);
    }

    @Test
    void withoutItsLengthAMatchIsTwoRanges() {
        Reply reply = redis.call("LCS", "a", "b", "IDX");
        assertThat(Reply.elements(Reply.elements(Reply.elements(reply).get(1)).get(0)))
                .containsExactly(
                        Reply.array(Reply.integer(4), Reply.integer(7)),
                        Reply.array(Reply.integer(5), Reply.integer(8)));
    }

    @Test
    void aMissingKeyIsEmpty() {
        assertThat(redis.lcs("a", "missing")).isEmpty();
        assertThat(redis.lcsLength("missing", "gone")).isZero();
        assertThat(redis.lcsMatches("missing", "b")).isEqualTo(new LcsMatches(List.of(), 0));
    }

    @Test
    void nothingInCommonIsEmpty() {
        redis.set("c", "123");
        assertThat(redis.lcs("a", "c")).isEmpty();
        assertThat(redis.lcsMatches("a", "c")).isEqualTo(new LcsMatches(List.of(), 0));
    }

    @Test
    void anotherTypeIsAnError() {
        redis.call("RPUSH", "list", "x");
        Refused.with("ERR The specified keys must contain string values", () -> redis.lcs("a", "list"));
        Refused.with("ERR The specified keys must contain string values", () -> redis.lcsLength("list", "a"));
    }

    @Test
    void lengthAndPartsAtOnceAreAnError() {
        Refused.with(
                "ERR If you want both the length and indexes, please just use IDX.",
                () -> redis.call("LCS", "a", "b", "LEN", "IDX"));
        Refused.with("ERR syntax error", () -> redis.call("LCS", "a", "b", "NONE"));
    }
}
