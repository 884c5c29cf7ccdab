package dev.redstart.examples.swap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.Bytes;
import dev.redstart.ScoredValue;
import dev.redstart.spi.Reply;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is the same gets the same text, and nothing else does. */
class CanonTest {

    @Test
    void whatHasNoOrderIsSorted() {
        assertThat(Canon.text(new LinkedHashSet<>(List.of("b", "a")))).isEqualTo("{\"a\", \"b\"}");
        assertThat(Canon.text(Pairs.of("b", 1L, "a", 2L))).isEqualTo("{\"a\"=2, \"b\"=1}");
        assertThat(Canon.text(List.of("b", "a"))).isEqualTo("[\"b\", \"a\"]");
    }

    @Test
    void nullAndEmptyAndItsWordDiffer() {
        assertThat(List.of(Canon.text(null), Canon.text(""), Canon.text("null"), Canon.text(List.of())))
                .doesNotHaveDuplicates();
        assertThat(Canon.text(Arrays.asList("a", null))).isEqualTo("[\"a\", null]");
    }

    @Test
    void whatCannotBePrintedIsEscaped() {
        assertThat(Canon.text("a\"\n\u0000é")).isEqualTo("\"a\\\"\\u000a\\u0000\\u00e9\"");
        assertThat(Canon.text(Bytes.of((byte) 0, (byte) 255))).isEqualTo("0x00ff");
    }

    @Test
    void numbersAreExact() {
        assertThat(Canon.text(3.0)).isEqualTo("3");
        assertThat(Canon.text(0.1)).startsWith("0.1000000000000000055511");
        assertThat(Canon.text(new ScoredValue<>("m", Double.POSITIVE_INFINITY))).isEqualTo("\"m\" at Infinity");
    }

    @Test
    void bothProtocolsShapesOfAReplyAreOne() {
        Reply resp2 = Reply.array(Reply.blob("a"), Reply.blob("2.5"), Reply.blob("b"), Reply.blob("inf"));
        Reply pairs = Reply.array(
                Reply.array(Reply.blob("a"), new Reply.Double(2.5)),
                Reply.array(Reply.blob("b"), new Reply.Double(Double.POSITIVE_INFINITY)));
        Reply map = new Reply.MapOf(List.of(
                Map.entry(Reply.blob("a"), new Reply.Double(2.5)),
                Map.entry(Reply.blob("b"), new Reply.Double(Double.POSITIVE_INFINITY))));
        assertThat(Canon.text(pairs)).isEqualTo(Canon.text(resp2));
        assertThat(Canon.text(map)).isEqualTo(Canon.text(resp2));
        assertThat(Canon.text(new Reply.Bool(true))).isEqualTo(Canon.text(Reply.integer(1)));
        assertThat(Canon.text(new Reply.Error("ERR no"))).isEqualTo("error ERR no");
        assertThat(Canon.text(Reply.NULL)).isEqualTo("null");
    }
}
