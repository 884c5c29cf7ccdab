package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.CommandDescription;
import dev.redstart.CommandDocs;
import dev.redstart.CommandFilter;
import dev.redstart.KeyUse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What commands a server has, and what it says about them. */
public abstract class CatalogContract extends ContractSuite {

    protected CatalogContract(TestBackend backend) {
        super(backend);
    }

    @Test
    @Needs(commands = {"COMMAND COUNT", "COMMAND LIST"})
    void commandsAreCountedAndNamed() {
        List<String> names = redis.commandList();
        assertThat(names).contains("get", "hset", "object|encoding").doesNotHaveDuplicates();
        assertThat(names.stream().filter(name -> !name.contains("|")).count()).isEqualTo(redis.commandCount());
    }

    @Test
    @Needs(commands = "COMMAND LIST")
    void namesCanBeFiltered() {
        assertThat(redis.commandList(CommandFilter.pattern("hget*")))
                .contains("hget", "hgetall")
                .allMatch(name -> name.startsWith("hget"));
        assertThat(redis.commandList(CommandFilter.module("nosuch"))).isEmpty();
        Refused.with("ERR syntax error", () -> redis.call("COMMAND", "LIST", "FILTERBY", "NOSUCH", "x"));
    }

    @Test
    @Needs(commands = {"COMMAND LIST", "ACL CAT"})
    void namesCanBeFilteredByCategory() {
        assertThat(redis.commandList(CommandFilter.category("hash")))
                .contains("hget", "hset")
                .doesNotContain("get");
        assertThat(redis.commandList(CommandFilter.category("nosuch"))).isEmpty();
    }

    @Test
    @Needs(commands = "COMMAND INFO")
    void commandsAreDescribed() {
        List<CommandDescription> three = redis.commandInfo("mset", "nosuch", "object|encoding");
        assertThat(three).hasSize(3);
        CommandDescription mset = three.get(0);
        assertThat(mset.name()).isEqualTo("mset");
        assertThat(mset.arity()).isEqualTo(-3);
        assertThat(mset.flags()).contains("write", "denyoom");
        assertThat(mset.firstKey()).isEqualTo(1);
        assertThat(mset.lastKey()).isEqualTo(-1);
        assertThat(mset.keyStep()).isEqualTo(2);
        assertThat(mset.categories()).contains("@write", "@string");
        assertThat(mset.keySpecifications()).hasSize(1);
        assertThat(mset.subcommands()).isEmpty();
        assertThat(three.get(1)).isNull();
        assertThat(three.get(2).name()).isEqualTo("object|encoding");
    }

    @Test
    @Needs(commands = {"COMMAND INFO", "COMMAND COUNT"})
    void allCommandsAreDescribed() {
        List<CommandDescription> all = redis.commandInfo();
        assertThat(all).hasSize(Math.toIntExact(redis.commandCount())).doesNotContainNull();
        assertThat(all)
                .filteredOn(command -> command.name().equals("object"))
                .singleElement()
                .satisfies(object -> assertThat(object.subcommands())
                        .extracting(CommandDescription::name)
                        .contains("object|encoding"));
    }

    @Test
    @Needs(commands = "COMMAND DOCS")
    void commandsAreDocumented() {
        Map<String, CommandDocs> docs = redis.commandDocs("set", "nosuch");
        assertThat(docs).containsOnlyKeys("set");
        CommandDocs set = docs.get("set");
        assertThat(set.summary()).isNotBlank();
        assertThat(set.since()).isEqualTo("1.0.0");
        assertThat(set.group()).isEqualTo("string");
        assertThat(set.arguments()).extracting(CommandDocs.Argument::name).startsWith("key", "value");
        Set<String> tokens = new HashSet<>();
        set.arguments().forEach(argument -> collectTokens(argument, tokens));
        assertThat(tokens).contains("NX", "XX", "GET", "EX", "PXAT", "KEEPTTL");
        assertThat(redis.commandDocs("nosuch")).isEmpty();
    }

    private static void collectTokens(CommandDocs.Argument argument, Set<String> into) {
        if (argument.token() != null) into.add(argument.token());
        argument.arguments().forEach(inner -> collectTokens(inner, into));
    }

    @Test
    @Needs(commands = {"COMMAND DOCS", "COMMAND COUNT"})
    void allCommandsAreDocumented() {
        Map<String, CommandDocs> all = redis.commandDocs();
        assertThat(all).hasSize(Math.toIntExact(redis.commandCount()));
        assertThat(all.get("object").subcommands().get("object|encoding").group())
                .isEqualTo("generic");
        assertThat(all.get("get").subcommands()).isEmpty();
    }

    @Test
    @Needs(commands = "COMMAND GETKEYS")
    void keysAreFoundAmongArguments() {
        assertThat(redis.commandGetkeys("mset", "a", "1", "b", "2")).containsExactly("a", "b");
        assertThat(redis.commandGetkeys("zunionstore", "d", "2", "a", "b")).containsExactly("d", "a", "b");
        assertThat(redis.exists("a", "b", "d")).isZero();
        Refused.with("ERR Invalid command specified", () -> redis.commandGetkeys("nosuch", "a"));
        Refused.with(
                "ERR Invalid number of arguments specified for command", () -> redis.commandGetkeys("get", "a", "b"));
        Refused.with("ERR The command has no key arguments", () -> redis.commandGetkeys("ping", "a"));
    }

    @Test
    @Needs(commands = "COMMAND GETKEYSANDFLAGS")
    void keysHaveFlags() {
        assertThat(redis.commandGetkeysandflags("zunionstore", "d", "2", "a", "b"))
                .containsExactly(
                        new KeyUse<>("d", Set.of("OW", "update")),
                        new KeyUse<>("a", Set.of("RO", "access")),
                        new KeyUse<>("b", Set.of("RO", "access")));
    }
}
