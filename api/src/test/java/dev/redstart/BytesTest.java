package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BytesTest {

    @Test
    void equalByContent() {
        assertThat(Bytes.of((byte) 'a')).isEqualTo(Bytes.utf8("a")).hasSameHashCodeAs(Bytes.utf8("a"));
        assertThat(Bytes.utf8("a")).isNotEqualTo(Bytes.utf8("b")).isNotEqualTo("a");
    }

    @Test
    void nobodyCanChangeThem() {
        byte[] source = {1, 2};
        Bytes bytes = Bytes.of(source);
        source[0] = 9;
        bytes.toArray()[1] = 9;
        assertThat(bytes.toArray()).containsExactly(1, 2);
        assertThat(bytes.size()).isEqualTo(2);
        assertThat(bytes.get(1)).isEqualTo((byte) 2);
    }

    @Test
    void orderedAsRedisOrders() {
        List<Bytes> unsigned =
                List.of(Bytes.of(), Bytes.of((byte) 1), Bytes.of((byte) 1, (byte) 0), Bytes.of((byte) -1));
        TreeSet<Bytes> sorted = new TreeSet<>(unsigned);
        assertThat(sorted).containsExactlyElementsOf(unsigned);
    }

    @Test
    void shownInHexadecimalAndBounded() {
        assertThat(Bytes.of((byte) 0x0A, (byte) 0xFF)).hasToString("Bytes[0aff]");
        assertThat(Bytes.of(new byte[100]).toString())
                .hasSize("Bytes[...]".length() + 128)
                .endsWith("00...]");
        assertThat(Bytes.of((byte) 0xFF).toUtf8()).isEqualTo("\uFFFD");
    }
}
