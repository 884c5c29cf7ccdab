package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the commands on scripts send. */
class ScriptingWireTest {

    private static final ScriptingFamily<String, String> scripts =
            Wire.commands().scripting();
    private static final Decoder<Long> LONG = Decoders.integer();

    static Stream<Arguments> commands() {
        List<String> keys = List.of("k1", "k2");
        List<String> arguments = List.of("x", "y", "z");
        return Stream.of(
                arguments("EVAL lua 2 k1 k2 x y z", scripts.eval("lua", LONG, keys, arguments)),
                arguments("EVAL_RO lua 2 k1 k2 x y z", scripts.evalRo("lua", LONG, keys, arguments)),
                arguments("EVALSHA abc 2 k1 k2 x y z", scripts.evalsha("abc", LONG, keys, arguments)),
                arguments("EVALSHA_RO abc 2 k1 k2 x y z", scripts.evalshaRo("abc", LONG, keys, arguments)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void runs(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(Wire.keysOf(command)).isEqualTo("k1 k2");
        assertThat(command.request().access())
                .isEqualTo(expected.contains("_RO ") ? Request.Access.READ : Request.Access.WRITE);
    }

    @Test
    void aScriptMayHaveNeitherKeysNorArguments() {
        Command<Long> command = scripts.eval("return 1", LONG, List.of(), List.of());
        assertThat(Wire.of(command)).isEqualTo("EVAL 'return 1' 0");
        assertThat(Wire.keysOf(command)).isEmpty();
        assertThat(command.decoder().decode(Reply.integer(1))).isEqualTo(1);
    }

    @Test
    void whatTheServerKeepsIsKeptOnEveryPrimary() {
        assertThat(Wire.of(scripts.scriptLoad("return 1"))).isEqualTo("SCRIPT LOAD 'return 1'");
        assertThat(scripts.scriptLoad("return 1").request().route()).isEqualTo(Route.ALL_PRIMARIES);
        assertThat(Wire.of(scripts.scriptFlush())).isEqualTo("SCRIPT FLUSH");
        assertThat(Wire.of(scripts.scriptFlush(FlushMode.SYNC))).isEqualTo("SCRIPT FLUSH SYNC");
        assertThat(Wire.of(scripts.scriptFlush(FlushMode.ASYNC))).isEqualTo("SCRIPT FLUSH ASYNC");
        assertThat(Wire.of(scripts.scriptKill())).isEqualTo("SCRIPT KILL");
    }

    @Test
    void existsTakesOneOrMore() {
        Command<List<Boolean>> command = scripts.scriptExists("abc", "def");
        assertThat(Wire.of(command)).isEqualTo("SCRIPT EXISTS abc def");
        assertThat(command.decoder().decode(Reply.array(Reply.integer(1), new Reply.Bool(false))))
                .containsExactly(true, false);
        assertThatIllegalArgumentException().isThrownBy(scripts::scriptExists);
    }

    @Test
    void nullIsRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> scripts.eval("lua", LONG, Arrays.asList("k", null), List.of()))
                .withMessage("a key is null");
        assertThatNullPointerException().isThrownBy(() -> scripts.eval(null, LONG, List.of(), List.of()));
    }
}
