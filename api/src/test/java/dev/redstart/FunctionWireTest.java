package dev.redstart;

import static dev.redstart.ReplyShapes.fields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the commands on functions send, and the shapes of reply that they take. */
class FunctionWireTest {

    private static final FunctionFamily<String, String> functions =
            Wire.commands().function();
    private static final Decoder<Long> LONG = Decoders.integer();
    private static final Bytes DUMP = Bytes.of((byte) 0xf5, (byte) 1);

    static Stream<Arguments> calls() {
        List<String> keys = List.of("k1", "k2");
        List<String> arguments = List.of("x", "y", "z");
        return Stream.of(
                arguments("FCALL f 2 k1 k2 x y z", functions.fcall("f", LONG, keys, arguments)),
                arguments("FCALL_RO f 2 k1 k2 x y z", functions.fcallRo("f", LONG, keys, arguments)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void calls(String expected, Command<Long> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(Wire.keysOf(command)).isEqualTo("k1 k2");
        assertThat(command.request().access())
                .isEqualTo(expected.contains("_RO ") ? Request.Access.READ : Request.Access.WRITE);
        assertThat(command.decoder().decode(Reply.integer(1))).isEqualTo(1);
    }

    @Test
    void aFunctionMayHaveNeitherKeysNorArguments() {
        Command<Long> command = functions.fcall("f", LONG, List.of(), List.of());
        assertThat(Wire.of(command)).isEqualTo("FCALL f 0");
        assertThat(Wire.keysOf(command)).isEmpty();
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                arguments("FUNCTION LOAD '#!lua name=l'", functions.functionLoad("#!lua name=l")),
                arguments("FUNCTION LOAD REPLACE '#!lua name=l'", functions.functionLoadReplace("#!lua name=l")),
                arguments("FUNCTION DELETE l", functions.functionDelete("l")),
                arguments("FUNCTION FLUSH", functions.functionFlush()),
                arguments("FUNCTION FLUSH SYNC", functions.functionFlush(FlushMode.SYNC)),
                arguments("FUNCTION FLUSH ASYNC", functions.functionFlush(FlushMode.ASYNC)),
                arguments("FUNCTION RESTORE '\\xf5\\x01'", functions.functionRestore(DUMP)),
                arguments("FUNCTION RESTORE '\\xf5\\x01' APPEND", restore(FunctionRestorePolicy.APPEND)),
                arguments("FUNCTION RESTORE '\\xf5\\x01' REPLACE", restore(FunctionRestorePolicy.REPLACE)),
                arguments("FUNCTION RESTORE '\\xf5\\x01' FLUSH", restore(FunctionRestorePolicy.FLUSH)),
                arguments("FUNCTION KILL", functions.functionKill()));
    }

    private static Command<?> restore(FunctionRestorePolicy policy) {
        return functions.functionRestore(DUMP, policy);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void whatChangesGoesToEveryPrimary(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(command.request().route()).isEqualTo(Route.ALL_PRIMARIES);
        assertThat(command.request().isRepeatable()).isFalse();
    }

    static Stream<Arguments> questions() {
        return Stream.of(
                arguments("FUNCTION LIST", functions.functionList()),
                arguments("FUNCTION LIST LIBRARYNAME l*", functions.functionList("l*")),
                arguments("FUNCTION LIST WITHCODE", functions.functionListWithCode()),
                arguments("FUNCTION LIST LIBRARYNAME l* WITHCODE", functions.functionListWithCode("l*")),
                arguments("FUNCTION DUMP", functions.functionDump()),
                arguments("FUNCTION STATS", functions.functionStats()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("questions")
    void whatOnlyReadsMayBeRepeated(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(command.request().isRepeatable()).isTrue();
    }

    @Test
    void nullIsRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> functions.fcall("f", LONG, Arrays.asList("k", null), List.of()))
                .withMessage("a key is null");
        assertThatNullPointerException()
                .isThrownBy(() -> functions.functionLoad(null))
                .withMessage("a text is null");
    }

    @Test
    void takesLibrariesOfBothProtocols() {
        FunctionLibrary library = new FunctionLibrary(
                "l",
                "LUA",
                List.of(
                        new FunctionLibrary.Function("f", null, Set.of()),
                        new FunctionLibrary.Function("g", "reads", Set.of("no-writes", "allow-stale"))),
                "#!lua name=l");
        Decoder<List<FunctionLibrary>> decoder =
                functions.functionListWithCode().decoder();
        assertThat(decoder.decode(Reply.array(library(false)))).containsExactly(library);
        assertThat(decoder.decode(Reply.array(library(true)))).containsExactly(library);
    }

    private static Reply library(boolean resp3) {
        Reply flags = resp3
                ? new Reply.SetOf(List.of(new Reply.Text("no-writes"), new Reply.Text("allow-stale")))
                : Reply.array(new Reply.Text("no-writes"), new Reply.Text("allow-stale"));
        Reply noFlags = resp3 ? new Reply.SetOf(List.of()) : Reply.array();
        return fields(
                resp3,
                "library_name",
                blob("l"),
                "engine",
                blob("LUA"),
                "functions",
                Reply.array(
                        fields(resp3, "name", blob("f"), "description", Reply.NULL, "flags", noFlags),
                        fields(resp3, "name", blob("g"), "description", blob("reads"), "flags", flags)),
                "added_by_a_newer_server",
                Reply.integer(1),
                "library_code",
                blob("#!lua name=l"));
    }

    @Test
    void withoutCodeThereIsNone() {
        Reply reply = fields(true, "library_name", blob("l"), "engine", blob("LUA"), "functions", Reply.array());
        assertThat(functions.functionList().decoder().decode(Reply.array(reply)))
                .containsExactly(new FunctionLibrary("l", "LUA", List.of(), null));
    }

    @Test
    void takesStatsOfBothProtocols() {
        for (boolean resp3 : new boolean[] {false, true}) {
            Reply engines = fields(
                    resp3,
                    "LUA",
                    fields(resp3, "libraries_count", Reply.integer(1), "functions_count", Reply.integer(2)));
            Reply running = fields(
                    resp3,
                    "name",
                    blob("f"),
                    "command",
                    Reply.array(blob("FCALL"), blob("f"), blob("0")),
                    "duration_ms",
                    Reply.integer(300));
            Decoder<FunctionStats> decoder = functions.functionStats().decoder();
            Map<String, FunctionStats.Engine> counts = Map.of("LUA", new FunctionStats.Engine(1, 2));
            assertThat(decoder.decode(fields(resp3, "running_script", Reply.NULL, "engines", engines)))
                    .isEqualTo(new FunctionStats(null, counts));
            assertThat(decoder.decode(fields(resp3, "running_script", running, "engines", engines)))
                    .isEqualTo(new FunctionStats(
                            new FunctionStats.Running(
                                    "f",
                                    List.of(Bytes.utf8("FCALL"), Bytes.utf8("f"), Bytes.utf8("0")),
                                    Duration.ofMillis(300)),
                            counts));
        }
    }

    @Test
    void aMissingFieldIsNamed() {
        assertThatThrownBy(() -> functions.functionStats().decoder().decode(fields(true, "engines", Reply.array())))
                .isInstanceOf(UnexpectedReply.class)
                .hasMessageStartingWith("expected a field running_script");
    }

    private static Reply blob(String text) {
        return Reply.blob(text);
    }
}
