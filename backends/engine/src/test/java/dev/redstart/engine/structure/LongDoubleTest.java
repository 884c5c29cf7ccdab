package dev.redstart.engine.structure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LongDoubleTest {

    private static LongDouble parse(String text) {
        LongDouble value = LongDouble.parse(Seeded.bytes(text));
        assertThat(value).as(text).isNotNull();
        return value;
    }

    /** What INCRBYFLOAT of Redis 8.0 on x86-64 replies. */
    @ParameterizedTest
    @CsvSource({
        "10.50, 0.1, 10.6",
        "5.0e3, 2.0e2, 5200",
        "0.1, 0.2, 0.3",
        "3, 1.1, 4.1",
        "1.5, -1.5, 0",
        "-1e-20, 0, 0",
        "0x10, 00012, 28",
        "+0x1p3, 0x.8, 8.5",
        "9223372036854775807, 1, 9223372036854775808",
        "18446744073709551615, 1, 18446744073709551616",
        "18446744073709551616, 1, 18446744073709551616",
        "1e-4940, 1e-17, 0.00000000000000001",
        "17179869184, 1.5, 17179869185.5",
    })
    void addsAsRedisDoes(String a, String b, String sum) {
        assertThat(parse(a).plus(parse(b))).hasToString(sum);
        assertThat(parse(b).plus(parse(a)).toBytes()).isEqualTo(Seeded.bytes(sum));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " 1", "1 ", "nan", "1e", "0x", ".", "1e4933", "1e-5000", "1e999999999999", "0x1p16384", "x"})
    void refuses(String text) {
        assertThat(LongDouble.parse(Seeded.bytes(text))).isNull();
    }

    @Test
    void refusesVeryLongTexts() {
        assertThat(LongDouble.parse(Seeded.bytes("0".repeat(5119)))).isNotNull();
        assertThat(LongDouble.parse(Seeded.bytes("0".repeat(5120)))).isNull();
    }

    @Test
    void infinityIsReported() {
        LongDouble infinity = parse("inf");
        assertThat(infinity.isFinite()).isFalse();
        assertThat(infinity.plus(LongDouble.of(1)).isFinite()).isFalse();
        assertThat(infinity.plus(parse("-infinity")).isNaN()).isTrue();
        assertThat(LongDouble.of(1).plus(parse("-inf"))).hasToString("-inf");
        assertThat(parse("1e4932").plus(parse("1e4932")).isFinite())
                .as("2e4932 does not fit")
                .isFalse();
    }

    @Test
    void integersAreExact() {
        Seeded.run(500, random -> {
            long a = random.nextLong() >> 1;
            long b = random.nextLong() >> 1;
            assertThat(LongDouble.of(a).plus(LongDouble.of(b))).hasToString(Long.toString(a + b));
            assertThat(parse(a + "e0")).hasToString(Long.toString(a));
        });
    }
}
