package dev.redstart.engine.command;

import dev.redstart.engine.catalog.ResourceLines;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.ReplySink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What COMMAND DOCS says: facts about syntax and origin from {@code docs.txt}, a summary in our own words from
 * {@code summaries.txt}. A line of the former is a name and a list of keys and values in parentheses, where a value is a
 * quoted text, a number, or a list.
 */
final class CommandDocs {

    /** In a holder, so that only who asks pays for reading them. */
    private static final class Table {
        static final Map<String, List<Object>> DOCS = new HashMap<>();
        static final Map<String, String> SUMMARIES = new HashMap<>();

        static {
            ResourceLines.read(CommandDocs.class, "docs.txt", line -> {
                int blank = line.indexOf(' ');
                DOCS.put(line.substring(0, blank), new CommandDocs(line, blank + 1).list());
            });
            ResourceLines.read(CommandDocs.class, "summaries.txt", line -> {
                int blank = line.indexOf(' ');
                SUMMARIES.put(line.substring(0, blank), line.substring(blank + 1));
            });
        }
    }

    /** Values of these are sets of words. */
    private static final Set<String> SETS = Set.of("flags", "doc_flags");

    private final String line;
    private int at;

    private CommandDocs(String line, int at) {
        this.line = line;
        this.at = at;
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        at++;
        while (line.charAt(at) != ')') {
            if (line.charAt(at) == ' ') at++;
            else list.add(value());
        }
        at++;
        return list;
    }

    private Object value() {
        char c = line.charAt(at);
        return c == '(' ? list() : c == '"' ? text() : (Object) number();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (at++; line.charAt(at) != '"'; at++) {
            if (line.charAt(at) == '\\') at++;
            text.append(line.charAt(at));
        }
        at++;
        return text.toString();
    }

    private Long number() {
        int start = at;
        while (line.charAt(at) == '-' || Character.isDigit(line.charAt(at))) at++;
        return Long.parseLong(line.substring(start, at));
    }

    /** Our summary of it; null when there is none. */
    static @Nullable String summary(Command command) {
        return Table.SUMMARIES.get(command.shownName());
    }

    /** Writes the name and what there is to say. */
    static void reply(ReplySink reply, Command command) {
        String summary = summary(command);
        List<Object> facts = Table.DOCS.getOrDefault(command.shownName(), List.of());
        int pairs = (summary == null ? 0 : 1)
                + facts.size() / 2
                + (command.subcommands().isEmpty() ? 0 : 1);
        reply.blob(command.shownName());
        reply.map(pairs);
        if (summary != null) {
            reply.blob("summary");
            reply.blob(summary);
        }
        pairs(reply, facts);
        if (command.subcommands().isEmpty()) return;
        reply.blob("subcommands");
        reply.map(command.subcommands().size());
        for (Command sub : command.subcommands().values()) reply(reply, sub);
    }

    private static void pairs(ReplySink reply, List<Object> pairs) {
        for (int i = 0; i < pairs.size(); i += 2) {
            String name = (String) pairs.get(i);
            reply.blob(name);
            value(reply, name, pairs.get(i + 1));
        }
    }

    private static void value(ReplySink reply, String name, Object value) {
        if (value instanceof Long n) {
            reply.integer(n);
        } else if (value instanceof List<?> list) {
            if (SETS.contains(name)) words(reply, list);
            else arguments(reply, list);
        } else {
            reply.blob((String) value);
        }
    }

    private static void words(ReplySink reply, List<?> words) {
        reply.set(words.size());
        for (Object word : words) reply.text((String) word);
    }

    @SuppressWarnings("unchecked") // The table is ours: an argument is a list of keys and values.
    private static void arguments(ReplySink reply, List<?> arguments) {
        reply.array(arguments.size());
        for (Object argument : arguments) {
            List<Object> pairs = (List<Object>) argument;
            reply.map(pairs.size() / 2);
            pairs(reply, pairs);
        }
    }
}
