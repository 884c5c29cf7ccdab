package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.redstart.spi.Reply;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the commands about commands send, and the shapes of reply that they take. */
class CatalogWireTest {

    private static final CatalogFamily<String, String> catalog = Wire.commands().catalog();

    static Stream<Arguments> commands() {
        return Stream.of(
                arguments("COMMAND COUNT", catalog.commandCount()),
                arguments("COMMAND LIST", catalog.commandList()),
                arguments("COMMAND LIST FILTERBY MODULE m", catalog.commandList(CommandFilter.module("m"))),
                arguments("COMMAND LIST FILTERBY ACLCAT geo", catalog.commandList(CommandFilter.category("geo"))),
                arguments("COMMAND LIST FILTERBY PATTERN x*", catalog.commandList(CommandFilter.pattern("x*"))),
                arguments("COMMAND INFO", catalog.commandInfo()),
                arguments("COMMAND INFO get config|get", catalog.commandInfo("get", "config|get")),
                arguments("COMMAND DOCS", catalog.commandDocs()),
                arguments("COMMAND DOCS get", catalog.commandDocs("get")),
                arguments("COMMAND GETKEYS mset a 1", catalog.commandGetkeys("mset", "a", "1")),
                arguments("COMMAND GETKEYSANDFLAGS mset a 1", catalog.commandGetkeysandflags("mset", "a", "1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void sends(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(Wire.keysOf(command)).as("no key decides where it goes").isEmpty();
    }

    @Test
    void aDescriptionHasTenColumns() {
        Map<Object, Object> keys = Wire.map("flags", Set.of("RO"), "begin_search", Wire.map("type", "index"));
        List<Object> subcommand =
                List.of("object|freq", 3, Set.of("readonly"), 2, 2, 1, Set.of("@slow"), Set.of(), Set.of(), Set.of());
        List<Object> row = List.of(
                "object",
                -2,
                Set.of("fast"),
                1,
                -1,
                2,
                Set.of("@read"),
                Set.of("nondeterministic_output"),
                Set.of(keys),
                List.of(subcommand));
        for (Reply reply : Wire.shapes(Arrays.asList(row, null))) {
            List<CommandDescription> two =
                    catalog.commandInfo("object", "nosuch").decoder().decode(reply);
            assertThat(two).hasSize(2);
            assertThat(two.get(1)).isNull();
            CommandDescription object = two.get(0);
            assertThat(object.name()).isEqualTo("object");
            assertThat(object.arity()).isEqualTo(-2);
            assertThat(object.flags()).containsExactly("fast");
            assertThat(object.firstKey()).isEqualTo(1);
            assertThat(object.lastKey()).isEqualTo(-1);
            assertThat(object.keyStep()).isEqualTo(2);
            assertThat(object.categories()).containsExactly("@read");
            assertThat(object.tips()).containsExactly("nondeterministic_output");
            assertThat(object.keySpecifications()).hasSize(1);
            assertThat(object.keySpecifications().get(0)).containsOnlyKeys("flags", "begin_search");
            assertThat(object.subcommands()).hasSize(1);
            assertThat(object.subcommands().get(0).name()).isEqualTo("object|freq");
        }
        assertThatThrownBy(() -> catalog.commandInfo().decoder().decode(Reply.array(Reply.array(Reply.blob("get")))))
                .isInstanceOf(UnexpectedReply.class);
    }

    @Test
    void docsHaveHistoryArgumentsAndSubcommands() {
        Map<Object, Object> nx = Wire.map("name", "nx", "type", "pure-token", "display_text", "nx", "token", "NX");
        Map<Object, Object> group =
                Wire.map("name", "condition", "type", "oneof", "flags", Set.of("optional"), "arguments", List.of(nx));
        Map<Object, Object> sent = Wire.map(
                "set",
                Wire.map(
                        "summary", "Sets.",
                        "since", "1.0.0",
                        "group", "string",
                        "complexity", "O(1)",
                        "history", new LinkedHashSet<>(List.of(List.of("2.6.12", "Added."), List.of("6.0.0", "More."))),
                        "arguments", List.of(group),
                        "weather", "fine"),
                "config",
                Wire.map("summary", "A container.", "subcommands", Wire.map("config|get", Wire.map("since", "2.0.0"))));
        for (Reply reply : Wire.shapes(sent)) {
            Map<String, CommandDocs> docs = catalog.commandDocs().decoder().decode(reply);
            CommandDocs set = docs.get("set");
            assertThat(set.summary()).isEqualTo("Sets.");
            assertThat(set.since()).isEqualTo("1.0.0");
            assertThat(set.group()).isEqualTo("string");
            assertThat(set.complexity()).isEqualTo("O(1)");
            assertThat(set.history())
                    .containsExactly(
                            new CommandDocs.Change("2.6.12", "Added."), new CommandDocs.Change("6.0.0", "More."));
            assertThat(set.subcommands()).isEmpty();
            assertThat(set.fields()).containsEntry("weather", Reply.blob("fine"));
            CommandDocs.Argument condition = set.arguments().get(0);
            assertThat(condition.name()).isEqualTo("condition");
            assertThat(condition.type()).isEqualTo("oneof");
            assertThat(condition.token()).isNull();
            assertThat(condition.flags()).containsExactly("optional");
            assertThat(condition.arguments().get(0).token()).isEqualTo("NX");
            assertThat(condition.arguments().get(0).fields()).containsKey("display_text");
            CommandDocs config = docs.get("config");
            assertThat(config.group()).as("not said").isNull();
            assertThat(config.arguments()).isEmpty();
            assertThat(config.subcommands().get("config|get").since()).isEqualTo("2.0.0");
        }
    }

    @Test
    void keysComeWithTheirFlags() {
        for (Reply reply : Wire.shapes(List.of(List.of("d", Set.of("OW")), List.of("a", Set.of("RO"))))) {
            assertThat(catalog.commandGetkeysandflags("copy", "d", "a")
                            .decoder()
                            .decode(reply))
                    .containsExactly(new KeyUse<>("d", Set.of("OW")), new KeyUse<>("a", Set.of("RO")));
        }
    }
}
