package dev.redstart.engine.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HyperLogLogTest {

    private static final int SPARSE = 3000;

    @Test
    void sparseAndDenseAgree() {
        Seeded.run(5, random -> {
            HyperLogLog sparse = HyperLogLog.create();
            HyperLogLog dense = HyperLogLog.create();
            dense.toDense();
            for (int i = 0; i < 800; i++) {
                byte[] element = Seeded.element(random, 20);
                assertThat(sparse.add(element, SPARSE)).isEqualTo(dense.add(element, SPARSE));
            }
            assertThat(sparse.isDense()).isFalse();
            assertThat(sparse.registers()).isEqualTo(dense.registers());
            assertThat(sparse.count()).isEqualTo(dense.count());
            sparse.toDense();
            assertThat(Arrays.copyOfRange(sparse.array(), 16, sparse.length()))
                    .isEqualTo(Arrays.copyOfRange(dense.array(), 16, dense.length()));
        });
    }

    @Test
    void theEstimateIsWithinAFewStandardErrors() {
        HyperLogLog hll = HyperLogLog.create();
        for (int i = 1; i <= 200_000; i++) {
            hll.add(Numbers.toBytes(i), SPARSE);
            if (i == 10 || i == 1000 || i == 20_000 || i == 200_000)
                assertThat((double) hll.count()).isBetween(i * (1 - 4 * 0.0081), i * (1 + 4 * 0.0081));
        }
        assertThat(hll.isDense()).isTrue();
    }

    @Test
    void theLimitEndsTheSparseForm() {
        HyperLogLog hll = HyperLogLog.create();
        int i = 0;
        while (!hll.isDense()) {
            assertThat(hll.length()).isLessThanOrEqualTo(100);
            hll.add(Numbers.toBytes(i++), 100);
        }
        assertThat(hll.length()).isEqualTo(12_304);
        assertThat((double) hll.count()).isBetween(i * 0.9, i * 1.1);
    }

    @Test
    void aCountIsKeptUntilSomethingChanges() {
        HyperLogLog hll = HyperLogLog.create();
        assertThat(hll.kept()).isZero();
        hll.add(Numbers.toBytes(1), SPARSE);
        hll.changed();
        assertThat(hll.kept()).isEqualTo(-1);
        assertThat(hll.count()).isEqualTo(1);
        assertThat(hll.kept()).isEqualTo(1);
    }

    @Test
    void hostileBytesAreRefused() {
        assertThat(HyperLogLog.of(new byte[20], 20)).isNull();
        assertThat(HyperLogLog.of("HYLL\0\0\0\0\0\0\0\0\0\0\0\0x".getBytes(), 17))
                .isNull();
        Seeded.run(200, random -> {
            byte[] bytes = new byte[16 + random.nextInt(30)];
            random.nextBytes(bytes);
            System.arraycopy("HYLL\1".getBytes(), 0, bytes, 0, 5);
            HyperLogLog hll = HyperLogLog.of(bytes, bytes.length);
            // Runs that make exactly 16384 by chance do not come up among so few bytes of this kind.
            assertThatThrownBy(hll::count).isInstanceOf(HyperLogLog.Corrupt.class);
            assertThatThrownBy(hll::toDense).isInstanceOf(HyperLogLog.Corrupt.class);
        });
    }

    @Test
    void describesItsRuns() {
        HyperLogLog hll = HyperLogLog.create();
        assertThat(hll.describeSparse()).isEqualTo("Z:16384");
        hll.add("a".getBytes(), SPARSE);
        assertThat(hll.describeSparse()).matches("Z:\\d+ v:\\d+,1 Z:\\d+");
    }
}
