package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the commands on HyperLogLogs send, and the shapes of reply that they take. */
class HyperLogLogWireTest {

    private static final HyperLogLogFamily<String, String> hll = Wire.commands().hyperLogLog();

    static Stream<Arguments> commands() {
        return Stream.of(
                arguments("PFADD h", "h", hll.pfadd("h")),
                arguments("PFADD h a", "h", hll.pfadd("h", "a")),
                arguments("PFADD h a b c", "h", hll.pfadd("h", "a", "b", "c")),
                arguments("PFADD h a b", "h", hll.pfaddAll("h", List.of("a", "b"))),
                arguments("PFCOUNT h", "h", hll.pfcount("h")),
                arguments("PFCOUNT h i", "h i", hll.pfcount("h", "i")),
                arguments("PFCOUNT h i", "h i", hll.pfcount(List.of("h", "i"))),
                arguments("PFMERGE d h i", "d h i", hll.pfmerge("d", "h", "i")),
                arguments("PFMERGE d h i", "d h i", hll.pfmerge("d", List.of("h", "i"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void sends(String expected, String keys, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(Wire.keysOf(command)).isEqualTo(keys);
        assertThat(command.request().access())
                .isEqualTo(expected.startsWith("PFCOUNT") ? Request.Access.READ : Request.Access.WRITE);
    }

    @Test
    void nothingToDoIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hll.pfadd("h", new String[0]))
                .withMessage("needs at least one value");
        assertThatIllegalArgumentException().isThrownBy(() -> hll.pfaddAll("h", List.of()));
        assertThatIllegalArgumentException().isThrownBy(hll::pfcount).withMessage("needs at least one key");
        assertThatIllegalArgumentException().isThrownBy(() -> hll.pfcount(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> hll.pfmerge("d"));
        assertThatIllegalArgumentException().isThrownBy(() -> hll.pfmerge("d", List.of()));
    }

    @Test
    void takesWhatTheServerGives() {
        assertThat(hll.pfadd("h").decoder().decode(Reply.integer(1))).isTrue();
        assertThat(hll.pfadd("h", "a").decoder().decode(Reply.integer(0))).isFalse();
        assertThat(hll.pfcount("h").decoder().decode(Reply.integer(12))).isEqualTo(12);
        assertThat(hll.pfmerge("d", "h").decoder().decode(new Reply.Text("OK"))).isNull();
    }
}
