package dev.redstart.engine.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HashingTest {

    /** From CPython, which hashes bytes with SipHash-1-3, under the key of PYTHONHASHSEED=0. */
    @Test
    void isSipHash13() {
        assertThat(sip("a")).isEqualTo(0x407448d2b89b1813L);
        assertThat(sip("abcdefg")).isEqualTo(0x6db12aae9070f506L);
        assertThat(sip("abcdefgh")).isEqualTo(0x3f7b849c0b8e35eaL);
        assertThat(sip("abcdefghi")).isEqualTo(0xf89b34a3d11eb6e5L);
        assertThat(sip("0123456789abcdef!")).isEqualTo(0x9463628f6c8882caL);
    }

    private static long sip(String text) {
        byte[] bytes = Seeded.bytes(text);
        return Hashing.sip13(0, 0, bytes, 0, bytes.length);
    }

    @Test
    void hashesPartOfAnArrayLikeACopyOfIt() {
        Seeded.run(200, random -> {
            byte[] whole = new byte[40];
            random.nextBytes(whole);
            int from = random.nextInt(20);
            int length = random.nextInt(20);
            byte[] part = Arrays.copyOfRange(whole, from, from + length);
            assertThat(Hashing.hash32(whole, from, length)).isEqualTo(Hashing.hash32(part));
            assertThat(Hashing.hash64(whole, from, length)).isEqualTo(Hashing.hash64(part));
        });
    }
}
