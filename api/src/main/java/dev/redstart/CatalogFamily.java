package dev.redstart;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What commands a server has, and what it says about them. */
@CommandFamily
final class CatalogFamily<K, V> extends Family<K, V> {

    private static final Decoder<List<String>> NAMES = Decoders.list(Decoders.text());
    private static final Decoder<List<@Nullable CommandDescription>> DESCRIPTIONS =
            Decoders.list(Decoders.orNull(CommandDescription::decode));
    private static final Decoder<Map<String, CommandDocs>> DOCS = Decoders.map(Decoders.text(), CommandDocs::decode);

    private final Decoder<List<KeyUse<K>>> keyUses;

    CatalogFamily(Types<K, V> types) {
        super(types);
        keyUses = Decoders.list(reply -> KeyUse.decode(reply, types.key));
    }

    /** How many commands there are; subcommands are not counted. */
    Command<Long> commandCount() {
        return read("COMMAND", 1).word("COUNT").returning(Decoders.integer());
    }

    /** Names of all commands and subcommands ({@code config|get}). */
    Command<List<String>> commandList() {
        return read("COMMAND", 1).word("LIST").returning(NAMES);
    }

    /** Names of the commands and subcommands that pass the filter. */
    Command<List<String>> commandList(CommandFilter filter) {
        return read("COMMAND", 4).word("LIST").options(Options.given(filter)).returning(NAMES);
    }

    /** These commands in order, null for each that is not known; all when none is named. */
    Command<List<@Nullable CommandDescription>> commandInfo(String... names) {
        return read("COMMAND", 1 + names.length).word("INFO").texts(names).returning(DESCRIPTIONS);
    }

    /** What there is to read about these commands, as far as they are known, or about all when none is named. */
    Command<Map<String, CommandDocs>> commandDocs(String... names) {
        return read("COMMAND", 1 + names.length).word("DOCS").texts(names).returning(DOCS);
    }

    /**
     * Which of these arguments are keys. The command is not executed.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR Invalid command specified},
     *     {@code ERR Invalid number of arguments specified for command}, {@code ERR The command has no key arguments}
     */
    Command<List<K>> commandGetkeys(String command, String... arguments) {
        return read("COMMAND", 2 + arguments.length)
                .word("GETKEYS")
                .text(command)
                .texts(arguments)
                .returning(types.keys);
    }

    /** As {@link #commandGetkeys}, with what the command does to each key. */
    Command<List<KeyUse<K>>> commandGetkeysandflags(String command, String... arguments) {
        return read("COMMAND", 2 + arguments.length)
                .word("GETKEYSANDFLAGS")
                .text(command)
                .texts(arguments)
                .returning(keyUses);
    }
}
