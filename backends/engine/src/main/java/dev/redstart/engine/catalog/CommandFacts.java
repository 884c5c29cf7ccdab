package dev.redstart.engine.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be known about a command beside what its row says. It does not decide how a command runs, so it stands in a
 * resource, {@code commands.txt}; a test compares it with the rows and with a real server.
 *
 * @param id         its line in the table; -1 for a command that Redis 8.0 does not have
 * @param name       in lower case; {@code object|encoding} for a subcommand
 * @param flags      in Redis' words
 * @param categories of ACL
 * @param tips       for clients, as {@code request_policy:all_shards}
 * @param keys       where the keys are
 */
public record CommandFacts(
        int id, String name, List<String> flags, List<String> categories, List<String> tips, List<KeySearch> keys) {

    /** In a holder, so that only who asks pays for reading it. */
    private static final class Table {
        static final Map<String, CommandFacts> BY_NAME = load();
        static final Map<CommandFacts, List<CommandFacts>> SUBCOMMANDS = subcommands();

        private static Map<String, CommandFacts> load() {
            Map<String, CommandFacts> facts = new LinkedHashMap<>();
            ResourceLines.read(CommandFacts.class, "commands.txt", line -> {
                String[] columns = line.split(";", -1);
                facts.put(
                        columns[0],
                        new CommandFacts(
                                facts.size(),
                                columns[0],
                                words(columns[2]),
                                words(columns[3]),
                                words(columns[4]),
                                KeySearch.parse(columns[5])));
            });
            return facts;
        }

        private static Map<CommandFacts, List<CommandFacts>> subcommands() {
            Map<CommandFacts, List<CommandFacts>> all = new LinkedHashMap<>();
            for (CommandFacts f : BY_NAME.values()) {
                int bar = f.name.indexOf('|');
                CommandFacts container = bar < 0 ? null : BY_NAME.get(f.name.substring(0, bar));
                if (container != null)
                    all.computeIfAbsent(container, c -> new ArrayList<>()).add(f);
            }
            return all;
        }
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    /** Of the command of that name, as {@link #name} has it; nothing is known of one that Redis 8.0 does not have. */
    public static CommandFacts of(String name) {
        CommandFacts facts = Table.BY_NAME.get(name);
        return facts != null ? facts : new CommandFacts(-1, name, List.of(), List.of(), List.of(), List.of());
    }

    /** The command of that name in whatever case; null when Redis 8.0 has none. */
    public static @Nullable CommandFacts find(String name) {
        return Table.BY_NAME.get(name.toLowerCase(Locale.ROOT));
    }

    /** All commands and subcommands, by their ids. */
    public static Collection<CommandFacts> all() {
        return Table.BY_NAME.values();
    }

    /** Empty unless it is a container. */
    public List<CommandFacts> subcommands() {
        return Table.SUBCOMMANDS.getOrDefault(this, List.of());
    }

    /** Whether it is part of a container. */
    public boolean isSubcommand() {
        return name.indexOf('|') >= 0;
    }

    /** Whether it can have keys, whatever its arguments. */
    public boolean hasKeys() {
        for (KeySearch search : keys) if (search.findsKeys()) return true;
        return false;
    }

    /** Equal only to itself: the table has each command once. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CommandFacts f && f.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
