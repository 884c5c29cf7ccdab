package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.redstart.spi.Reply;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The shapes of RESP2 and RESP3, and of clients that mix them, give the same Java value. */
class DecodersTest {

    private static final byte[] TEN = {'1', '0'};
    private static final Reply A = Reply.blob("a");
    private static final Reply B = Reply.blob("b");
    private static final Reply ONE = Reply.integer(1);

    static Stream<Arguments> sameValue() {
        return Stream.of(
                arguments(Decoders.integer(), 1L, ONE),
                arguments(Decoders.integerOrNull(), null, Reply.NULL),
                arguments(Decoders.decimal(), 1.5, new Reply.Double(1.5)),
                arguments(Decoders.decimal(), 1.5, Reply.blob("1.5")),
                arguments(Decoders.decimal(), 1.5, new Reply.Text("1.5")),
                arguments(Decoders.decimal(), 1.0, ONE),
                arguments(Decoders.decimal(), Double.POSITIVE_INFINITY, Reply.blob("inf")),
                arguments(Decoders.decimal(), Double.NEGATIVE_INFINITY, Reply.blob("-inf")),
                arguments(Decoders.decimalOrNull(), null, Reply.NULL),
                arguments(Decoders.bool(), true, ONE),
                arguments(Decoders.bool(), false, Reply.integer(0)),
                arguments(Decoders.bool(), true, new Reply.Bool(true)),
                arguments(Decoders.bool(), false, Reply.NULL),
                arguments(Decoders.text(), "a", A),
                arguments(Decoders.text(), "OK", Reply.OK),
                arguments(Decoders.text(), "10", new Reply.Verbatim("txt", TEN)),
                arguments(Decoders.text(), "10", new Reply.BigNumber(BigInteger.TEN)),
                arguments(Decoders.text(), "1.5", new Reply.Double(1.5)),
                arguments(Decoders.text(), "nan", new Reply.Double(Double.NaN)),
                arguments(Decoders.textOrNull(), null, Reply.NULL),
                arguments(Decoders.bytes(), Bytes.utf8("a"), A),
                arguments(Decoders.ok(), null, Reply.OK),
                arguments(Decoders.ok(), null, Reply.blob("OK")),
                arguments(Decoders.okOrNull(), true, Reply.OK),
                arguments(Decoders.okOrNull(), false, Reply.NULL),
                arguments(Decoders.reply(), A, A));
    }

    @ParameterizedTest
    @MethodSource
    void sameValue(Decoder<?> decoder, Object value, Reply reply) {
        assertThat((Object) decoder.decode(reply)).isEqualTo(value);
    }

    static Stream<Arguments> collections() {
        Decoder<List<String>> list = Decoders.list(Decoders.text());
        Decoder<Set<String>> set = Decoders.set(Decoders.text());
        Decoder<Map<String, String>> map = Decoders.map(Decoders.text(), Decoders.text());
        List<String> ab = List.of("a", "b");
        return Stream.of(
                arguments(list, ab, Reply.array(A, B)),
                arguments(list, ab, new Reply.SetOf(List.of(A, B))),
                arguments(list, List.of(), Reply.NULL),
                arguments(list, ab, new Reply.MapOf(List.of(Map.entry(A, B)))),
                arguments(set, Set.of("a", "b"), new Reply.SetOf(List.of(A, B))),
                arguments(set, Set.of("a"), Reply.array(A, A)),
                arguments(set, Set.of(), Reply.NULL),
                arguments(map, Map.of("a", "b"), new Reply.MapOf(List.of(Map.entry(A, B)))),
                arguments(map, Map.of("a", "b"), Reply.array(A, B)),
                arguments(map, Map.of("a", "b"), Reply.array(Reply.array(A, B))),
                arguments(map, Map.of(), Reply.array()),
                arguments(map, Map.of(), Reply.NULL));
    }

    @ParameterizedTest
    @MethodSource
    void collections(Decoder<?> decoder, Object value, Reply reply) {
        assertThat((Object) decoder.decode(reply)).isEqualTo(value);
    }

    @Test
    void theyKeepTheOrderAndCannotBeChanged() {
        Reply reply = Reply.array(B, ONE, A, Reply.NULL);
        Map<String, Long> map =
                Decoders.map(Decoders.text(), Decoders.integerOrNull()).decode(reply);
        assertThat(map).containsExactlyEntriesOf(inOrder());
        assertThatThrownBy(() -> map.put("x", 1L)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> Decoders.list(Decoders.reply()).decode(reply).clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() ->
                        Decoders.set(Decoders.text()).decode(Reply.array(A)).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static Map<String, Long> inOrder() {
        Map<String, Long> map = new LinkedHashMap<>();
        map.put("b", 1L);
        map.put("a", null);
        return map;
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(Decoders.integer(), A, "expected an integer, but the reply is Blob[\"a\"]"),
                arguments(Decoders.integer(), Reply.NULL, "expected an integer, but the reply is null"),
                arguments(
                        Decoders.bool(),
                        Reply.integer(2),
                        "expected a boolean (or 0 or 1), but the reply is Int[value=2]"),
                arguments(Decoders.decimal(), A, "expected a number, but the reply is Blob[\"a\"]"),
                arguments(Decoders.text(), ONE, "expected a string, but the reply is Int[value=1]"),
                arguments(Decoders.ok(), Reply.QUEUED, "expected OK, but the reply is Text[value=QUEUED]"),
                arguments(Decoders.okOrNull(), ONE, "expected OK or null, but the reply is Int[value=1]"),
                arguments(
                        Decoders.list(Decoders.integer()),
                        Reply.array(ONE, new Reply.Error("ERR no")),
                        "expected no error inside the reply, but the reply is Error[message=ERR no]"),
                arguments(Decoders.list(Decoders.text()), ONE, "expected an array, but the reply is Int[value=1]"),
                arguments(
                        Decoders.map(Decoders.text(), Decoders.text()),
                        Reply.array(A),
                        "expected keys and values in turn, but the reply is Array[Blob[\"a\"]]"),
                arguments(
                        Decoders.map(Decoders.text(), Decoders.text()),
                        Reply.array(Reply.array(A)),
                        "expected pairs, but the reply is Array[Array[Blob[\"a\"]]]"));
    }

    @ParameterizedTest
    @MethodSource
    void refused(Decoder<?> decoder, Reply reply, String message) {
        assertThatThrownBy(() -> decoder.decode(reply))
                .isInstanceOf(UnexpectedReply.class)
                .hasMessage(message);
    }

    @Test
    void aHugeReplyIsShownInPart() {
        Reply element = new Reply.MapOf(List.of(Map.entry(A, new Reply.SetOf(List.of(ONE, Reply.NULL)))));
        Reply huge = new Reply.Array(Collections.nCopies(5_000_000, element));
        assertThatThrownBy(() -> Decoders.integer().decode(huge))
                .message()
                .startsWith(
                        "expected an integer, but the reply is Array[MapOf[Blob[\"a\"] = SetOf[Int[value=1], null]], ")
                .endsWith("...")
                .hasSizeLessThan(400);
    }

    @Test
    void textIsStrict() {
        assertThatThrownBy(() -> Decoders.text().decode(new Reply.Blob(new byte[] {(byte) 0xFF})))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Decoders.string(new Reply.Blob(new byte[] {(byte) 0xFF}))).isEqualTo("\uFFFD");
    }
}
