package dev.redstart.engine.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class BitsTest {

    @Test
    void behavesLikeARowOfBits() {
        Seeded.run(50, random -> {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            if (random.nextBoolean()) Arrays.fill(bytes, 0, bytes.length / 2, (byte) (random.nextBoolean() ? 0 : -1));
            int total = bytes.length * 8;
            BitSet model = new BitSet();
            for (int i = 0; i < total; i++) model.set(i, Bits.get(bytes, i));
            for (int i = 0; i < 100; i++) {
                int from = random.nextInt(total + 1);
                int to = from + random.nextInt(total - from + 1);
                assertThat(Bits.count(bytes, from, to))
                        .isEqualTo(model.get(from, to).cardinality());
                int one = model.nextSetBit(from);
                assertThat(Bits.first(bytes, from, to, true)).isEqualTo(one >= 0 && one < to ? one : -1);
                int zero = model.nextClearBit(from);
                assertThat(Bits.first(bytes, from, to, false)).isEqualTo(zero < to ? zero : -1);
            }
        });
    }

    @Test
    void numbersOfAnyWidthComeBack() {
        Seeded.run(50, random -> {
            byte[] bytes = new byte[20];
            random.nextBytes(bytes);
            int width = 1 + random.nextInt(64);
            int at = random.nextInt(bytes.length * 8 - width + 1);
            byte[] before = bytes.clone();
            long number = random.nextLong();
            Bits.write(bytes, at, width, number);
            long mask = width == 64 ? -1 : (1L << width) - 1;
            assertThat(Bits.read(bytes, bytes.length, at, width)).isEqualTo(number & mask);
            BigInteger changed = new BigInteger(1, bytes).xor(new BigInteger(1, before));
            BigInteger within =
                    BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE).shiftLeft(bytes.length * 8 - at - width);
            assertThat(changed.andNot(within)).as("bits beside it").isZero();
        });
    }

    @Test
    void whatIsBeyondTheEndReadsAsZero() {
        assertThat(Bits.read(new byte[] {-1, -1}, 1, 4, 8)).isEqualTo(0xF0);
    }
}
