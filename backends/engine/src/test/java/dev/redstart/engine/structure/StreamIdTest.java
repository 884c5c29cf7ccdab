package dev.redstart.engine.structure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamIdTest {

    @Test
    void bothHalvesAreUnsigned() {
        assertThat(StreamId.MAX).hasToString("18446744073709551615-18446744073709551615");
        assertThat(new StreamId(Long.MIN_VALUE, Long.MAX_VALUE))
                .hasToString("9223372036854775808-9223372036854775807")
                .isGreaterThan(new StreamId(Long.MAX_VALUE, -1));
        assertThat(new StreamId(5, -1)).isGreaterThan(new StreamId(5, 1)).isLessThan(new StreamId(6, 0));
    }

    @Test
    void neighboursCarryOverAndEnd() {
        assertThat(new StreamId(5, -1).next()).isEqualTo(new StreamId(6, 0));
        assertThat(new StreamId(6, 0).previous()).isEqualTo(new StreamId(5, -1));
        assertThat(new StreamId(5, 7).next()).isEqualTo(new StreamId(5, 8));
        assertThat(StreamId.MAX.next()).isNull();
        assertThat(StreamId.MIN.previous()).isNull();
    }

    private static String read(String text) {
        byte[] bytes = Seeded.bytes("<" + text + ">");
        if (!Numbers.isUnsigned(bytes, 1, text.length())) return "no";
        return Long.toUnsignedString(Numbers.parseUnsigned(bytes, 1, text.length()));
    }

    /** As the real server takes them for {@code XADD key 1-...}. */
    @Test
    void numbersAreReadAsCDoes() {
        assertThat(read("0")).isEqualTo("0");
        assertThat(read("18446744073709551615")).isEqualTo("18446744073709551615");
        assertThat(read("18446744073709551616")).isEqualTo("no");
        assertThat(read("99999999999999999999")).isEqualTo("no");
        assertThat(read("000000000000000000000007")).isEqualTo("7");
        assertThat(read(" +7")).isEqualTo("7");
        assertThat(read("\t-3")).isEqualTo("18446744073709551613");
        assertThat(read("-3")).isEqualTo("no");
        assertThat(read("-03")).isEqualTo("18446744073709551613");
        assertThat(read("")).isEqualTo("no");
        assertThat(read(" ")).isEqualTo("no");
        assertThat(read("-")).isEqualTo("no");
        assertThat(read("7 ")).isEqualTo("no");
        assertThat(read("+-7")).isEqualTo("no");
    }
}
