package dev.redstart.engine.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 9, 10, 99, 100, 255, 256, 999, 1000, -1000, Long.MAX_VALUE, Long.MIN_VALUE})
    void integersReadBackAsThemselves(long value) {
        byte[] text = Numbers.toBytes(value);
        assertThat(Seeded.text(text)).isEqualTo(Long.toString(value));
        assertThat(Numbers.length(value)).isEqualTo(text.length);
        assertThat(Numbers.isLong(text)).isTrue();
        assertThat(Numbers.parseLong(text)).isEqualTo(value);
        assertThat(Numbers.parseLongStrict(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+1",
                "01",
                "-0",
                "00",
                " 1",
                "1 ",
                "1.0",
                "1e3",
                "0x1",
                "a",
                "9223372036854775808",
                "-9223372036854775809",
                "18446744073709551617",
                "99999999999999999999",
                "123456789012345678901",
                "--1"
            })
    void otherTextsAreNoIntegers(String text) {
        assertThat(Numbers.isLong(Seeded.bytes(text))).isFalse();
        assertThat(Numbers.parseLongOrElse(Seeded.bytes(text), 7)).isEqualTo(7);
        assertThatThrownBy(() -> Numbers.parseLongStrict(Seeded.bytes(text))).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void integersEndWhereSixtyFourBitsDo() {
        Seeded.run(2000, random -> {
            BigInteger value = random.nextBoolean()
                    ? new BigInteger(66, random)
                    : BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.valueOf(random.nextInt(5) - 2));
            value = random.nextBoolean() ? value : value.negate();
            byte[] text = Seeded.bytes(value.toString());
            assertThat(Numbers.isLong(text)).isEqualTo(value.bitLength() < 64);
            if (value.bitLength() < 64) {
                assertThat(Numbers.parseLong(text)).isEqualTo(value.longValue());
            }
        });
    }

    /** What ZADD and ZSCORE of Redis 8.0 make of it. */
    @ParameterizedTest
    @CsvSource({
        "3, 3",
        "+5, 5",
        "0.1, 0.1",
        "1., 1",
        ".5, 0.5",
        "1e18, 1000000000000000000",
        "4611686018427387905, 4611686018427387904",
        "9223372036854775807, 9223372036854776000",
        "1e19, 1e+19",
        "1e21, 1e+21",
        "1.5e-9, 1.5e-9",
        "0.000001, 0.000001",
        "1e-7, 1e-7",
        "5e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "-1.5, -1.5",
        "-0, -0",
        "0x10, 16",
        "-0x10, -16",
        "+0x1p4, 16",
        "0x1.8, 1.5",
        "inf, inf",
        "+inf, inf",
        "-INF, -inf",
        "Infinity, inf",
        "123456789.123456789, 1.2345678912345679e+8",
    })
    void doublesAreReadAndWrittenAsRedisDoes(String in, String out) {
        assertThat(Seeded.text(Numbers.toBytes(Numbers.parseDouble(Seeded.bytes(in)))))
                .isEqualTo(out);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1",
                "1 ",
                ".",
                "-",
                "+",
                "e5",
                "1e",
                "1e+",
                "nan",
                "-nan",
                "nan(1)",
                "infin",
                "1d",
                "1f",
                "0x",
                "0x.",
                "0x1p",
                "1e400",
                "-1e400",
                "1e-400",
                "0x1p1024",
                "0x1p-1080",
                "1_0",
                "1\0",
                "0b1",
                "1e99999999999"
            })
    void otherTextsAreNoDoubles(String text) {
        assertThat(Numbers.parseDouble(Seeded.bytes(text))).isNaN();
    }

    @Test
    void boundsOfScoresAreReadLaxly() {
        assertThat(bound("")).isZero();
        assertThat(bound("\0abc")).isZero();
        assertThat(bound("2\0abc")).isEqualTo(2);
        assertThat(bound("1e400")).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(bound("1e-400")).isZero();
        assertThat(bound("-inf")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(bound("0x10")).isNaN();
        assertThat(bound("nan")).isNaN();
        assertThat(bound("1 ")).isNaN();
    }

    private static double bound(String text) {
        return Numbers.parseScoreBound(Seeded.bytes(text), 0, text.length());
    }

    @Test
    void doublesReadBackAsThemselves() {
        Seeded.run(30_000, random -> {
            double value = some(random);
            byte[] text = Numbers.toBytes(value);
            assertThat(Numbers.parseDouble(text)).as(Seeded.text(text)).isEqualTo(value);
            assertThat(Numbers.parseDouble(Seeded.bytes(Double.toString(value))))
                    .isEqualTo(value);
            assertThat(Numbers.parseDouble(Seeded.bytes(Double.toHexString(value))))
                    .isEqualTo(value);
        });
    }

    private static double some(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> random.nextInt(2_000_000) / 1000.0;
            case 1 -> random.nextGaussian() * 1e18;
            default -> {
                double d = Double.longBitsToDouble(random.nextLong());
                yield Double.isFinite(d) ? d : 1.0;
            }
        };
    }
}
