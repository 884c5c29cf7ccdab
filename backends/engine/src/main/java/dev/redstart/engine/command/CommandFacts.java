package dev.redstart.engine.command;

import dev.redstart.engine.dispatch.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What clients are told about a command beside what its row says. It does not decide how a command runs, so it stands in a
 * resource, {@code commands.txt}, for all commands of Redis 8.0 whether the engine has them or not; a test compares it
 * with the rows and with a real server.
 *
 * @param flags      in Redis' words
 * @param categories of ACL
 * @param tips       for clients, as {@code request_policy:all_shards}
 * @param keys       where the keys are
 */
record CommandFacts(List<String> flags, List<String> categories, List<String> tips, List<KeySearch> keys) {

    private static final CommandFacts NONE = new CommandFacts(List.of(), List.of(), List.of(), List.of());

    /** In a holder, so that only who asks pays for reading it. */
    private static final class Table {
        static final Map<String, CommandFacts> BY_NAME = load();
    }

    private static Map<String, CommandFacts> load() {
        Map<String, CommandFacts> facts = new HashMap<>();
        lines("commands.txt", line -> {
            String[] columns = line.split(";", -1);
            facts.put(
                    columns[0],
                    new CommandFacts(
                            words(columns[2]), words(columns[3]), words(columns[4]), KeySearch.parse(columns[5])));
        });
        return facts;
    }

    /** Of that row; nothing when Redis 8.0 has no such command. */
    static CommandFacts of(Command command) {
        return Table.BY_NAME.getOrDefault(command.shownName(), NONE);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    /** Shows the lines of a resource of this package that are no comments. */
    static void lines(String resource, Consumer<String> consumer) {
        try (InputStream in = Objects.requireNonNull(CommandFacts.class.getResourceAsStream(resource));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line; (line = lines.readLine()) != null; ) if (!line.startsWith("#")) consumer.accept(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
