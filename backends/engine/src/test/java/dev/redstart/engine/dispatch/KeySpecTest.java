package dev.redstart.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KeySpecTest {

    private static int[] positions(KeySpec spec, String args) {
        String[] words = args.isEmpty() ? new String[0] : args.split(" ");
        byte[][] bytes = new byte[words.length][];
        for (int i = 0; i < words.length; i++) bytes[i] = words[i].getBytes(StandardCharsets.UTF_8);
        return spec.positions(bytes);
    }

    @Test
    void ranges() {
        assertThat(positions(KeySpec.FIRST, "k v")).containsExactly(0);
        assertThat(positions(KeySpec.ALL, "a b c")).containsExactly(0, 1, 2);
        assertThat(positions(KeySpec.range(1, -2, 1), "a b 5")).containsExactly(0, 1);
        assertThat(positions(KeySpec.range(1, -1, 2), "a 1 b 2")).containsExactly(0, 2);
        assertThat(positions(KeySpec.NONE, "a b")).isEmpty();
        assertThat(positions(KeySpec.FIRST, "")).isEmpty();
    }

    @Test
    void counted() {
        assertThat(positions(KeySpec.counted(1), "2 a b MIN")).containsExactly(1, 2);
        assertThat(positions(KeySpec.at(1).andCounted(2), "to 2 a b WEIGHTS")).containsExactly(0, 2, 3);
        assertThat(positions(KeySpec.counted(1), "9 a b")).containsExactly(1, 2);
        assertThat(positions(KeySpec.counted(1), "-1 a")).isEmpty();
        assertThat(positions(KeySpec.counted(1), "x a")).isEmpty();
    }

    @Test
    void halves() {
        KeySpec spec = KeySpec.halfBehind("STREAMS", 1);
        assertThat(positions(spec, "COUNT 1 streams a b 0 0")).containsExactly(3, 4);
        assertThat(positions(spec, "STREAMS a b 0")).containsExactly(1);
        assertThat(positions(spec, "STREAMS")).isEmpty();
        assertThat(positions(spec, "COUNT 1")).isEmpty();
        assertThat(positions(KeySpec.halfBehind("STREAMS", 4), "GROUP streams c STREAMS a 0"))
                .containsExactly(4);
    }
}
