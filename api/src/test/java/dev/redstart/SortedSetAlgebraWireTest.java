package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the commands that combine sorted sets send. */
class SortedSetAlgebraWireTest {

    private static final SortedSetAlgebraFamily<String, String> zset =
            Wire.commands().sortedSetAlgebra();
    private static final List<String> AB = List.of("a", "b");
    private static final ZcombineOptions WEIGHTED = ZcombineOptions.weights(2, -0.5);

    static Stream<Arguments> reads() {
        return Stream.of(
                arguments("ZUNION 2 a b", zset.zunion("a", "b")),
                arguments("ZUNION 2 a b", zset.zunion(AB)),
                arguments("ZUNION 2 a b WEIGHTS 2 -0.5", zset.zunion(AB, WEIGHTED)),
                arguments("ZUNION 2 a b WITHSCORES", zset.zunionWithScores("a", "b")),
                arguments("ZUNION 2 a b WITHSCORES", zset.zunionWithScores(AB)),
                arguments("ZUNION 2 a b AGGREGATE SUM WITHSCORES", zset.zunionWithScores(AB, ZcombineOptions.sum())),
                arguments("ZINTER 2 a b", zset.zinter("a", "b")),
                arguments("ZINTER 2 a b", zset.zinter(AB)),
                arguments("ZINTER 2 a b AGGREGATE MIN", zset.zinter(AB, ZcombineOptions.min())),
                arguments("ZINTER 2 a b WITHSCORES", zset.zinterWithScores("a", "b")),
                arguments("ZINTER 2 a b WITHSCORES", zset.zinterWithScores(AB)),
                arguments("ZINTER 2 a b AGGREGATE MAX WITHSCORES", zset.zinterWithScores(AB, ZcombineOptions.max())),
                arguments("ZINTERCARD 2 a b", zset.zintercard("a", "b")),
                arguments("ZINTERCARD 2 a b", zset.zintercard(AB)),
                arguments("ZINTERCARD 2 a b LIMIT 10", zset.zintercard(10, AB)),
                arguments("ZDIFF 2 a b", zset.zdiff("a", "b")),
                arguments("ZDIFF 2 a b", zset.zdiff(AB)),
                arguments("ZDIFF 2 a b WITHSCORES", zset.zdiffWithScores("a", "b")),
                arguments("ZDIFF 2 a b WITHSCORES", zset.zdiffWithScores(AB)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reads")
    void reads(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(Wire.keysOf(command)).isEqualTo("a b");
        assertThat(command.request().isRepeatable()).isTrue();
    }

    static Stream<Arguments> stores() {
        return Stream.of(
                arguments("ZUNIONSTORE to 2 a b", zset.zunionstore("to", "a", "b")),
                arguments("ZUNIONSTORE to 2 a b", zset.zunionstore("to", AB)),
                arguments(
                        "ZUNIONSTORE to 2 a b WEIGHTS inf 1 AGGREGATE MAX",
                        zset.zunionstore(
                                "to",
                                AB,
                                ZcombineOptions.weights(Double.POSITIVE_INFINITY, 1)
                                        .max())),
                arguments("ZINTERSTORE to 2 a b", zset.zinterstore("to", "a", "b")),
                arguments("ZINTERSTORE to 2 a b", zset.zinterstore("to", AB)),
                arguments(
                        "ZINTERSTORE to 2 a b WEIGHTS 1 3 AGGREGATE MIN",
                        zset.zinterstore("to", AB, ZcombineOptions.min().weights(1, 3))),
                arguments("ZDIFFSTORE to 2 a b", zset.zdiffstore("to", "a", "b")),
                arguments("ZDIFFSTORE to 2 a b", zset.zdiffstore("to", AB)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stores")
    void stores(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(Wire.keysOf(command)).isEqualTo("to a b");
        assertThat(command.request().isRepeatable()).isFalse();
    }

    @Test
    void weightsHaveToFitTheKeys() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> zset.zunion(List.of("a", "b", "c"), WEIGHTED))
                .withMessage("needs one weight for each key, but there are 2 for 3");
        assertThatIllegalArgumentException().isThrownBy(() -> ZcombineOptions.weights());
        assertThatIllegalArgumentException().isThrownBy(() -> ZcombineOptions.weights(1, Double.NaN));
    }

    @Test
    void noKeysAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> zset.zunion());
        assertThatIllegalArgumentException().isThrownBy(() -> zset.zinterstore("to", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> zset.zdiff(List.of()));
    }
}
