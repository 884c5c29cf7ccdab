package dev.redstart.contract;

import dev.redstart.Decoder;
import dev.redstart.Decoders;
import dev.redstart.spi.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the text of the API's resource {@code commands.txt} from what a server says about its commands, by
 * {@code COMMAND}, in the shape of RESP2 or RESP3. The form of a line stands at the class that reads it, CommandTable.
 */
final class CommandTableText {

    private static final String HEADER =
            "# Generated from COMMAND of Redis 8.0; see CommandTable. Regenerate: see CommandTableContract.\n";

    /** Columns of a row of {@code COMMAND}. */
    private static final int NAME = 0;

    private static final int FLAGS = 2;
    private static final int KEY_SPECS = 8;
    private static final int SUBCOMMANDS = 9;

    private static final Decoder<Map<String, Reply>> FIELDS = Decoders.map(Decoders.text(), Decoders.reply());
    private static final Decoder<Set<String>> WORDS = Decoders.set(Decoders.text());

    private CommandTableText() {}

    /** One line per command, sorted. */
    static String of(Reply command) {
        List<String> lines = new ArrayList<>();
        Reply.elements(command).forEach(row -> addLines(row, lines));
        return lines.stream().sorted().collect(Collectors.joining("\n", HEADER, "\n"));
    }

    private static void addLines(Reply row, List<String> lines) {
        List<Reply> columns = Reply.elements(row);
        Reply.elements(columns.get(SUBCOMMANDS)).forEach(sub -> addLines(sub, lines));
        Set<String> flags = WORDS.decode(columns.get(FLAGS));
        StringBuilder line = new StringBuilder(text(columns.get(NAME)).toUpperCase(Locale.ROOT));
        line.append(flags.contains("readonly") ? " r" : " w");
        if (flags.contains("blocking")) line.append('b');
        for (Reply spec : Reply.elements(columns.get(KEY_SPECS))) {
            String keys = keys(FIELDS.decode(spec));
            if (keys != null) line.append(' ').append(keys);
        }
        lines.add(line.toString());
    }

    /** Null when the server itself does not know how to find them. */
    private static @Nullable String keys(Map<String, Reply> spec) {
        Map<String, Reply> begin = FIELDS.decode(spec.get("begin_search"));
        Map<String, Reply> find = FIELDS.decode(spec.get("find_keys"));
        String from = begin(text(begin.get("type")), FIELDS.decode(begin.get("spec")));
        String on = find(text(find.get("type")), FIELDS.decode(find.get("spec")));
        return from == null || on == null ? null : from + on;
    }

    private static @Nullable String begin(String type, Map<String, Reply> spec) {
        return switch (type) {
            case "index" -> "i" + number(spec, "index");
            case "keyword" -> "k" + text(spec.get("keyword")) + "," + number(spec, "startfrom");
            default -> null;
        };
    }

    private static @Nullable String find(String type, Map<String, Reply> spec) {
        return switch (type) {
            case "range" -> "r" + number(spec, "lastkey") + "," + number(spec, "keystep") + "," + number(spec, "limit");
            case "keynum" ->
                "n" + number(spec, "keynumidx") + "," + number(spec, "firstkey") + "," + number(spec, "keystep");
            default -> null;
        };
    }

    private static String text(@Nullable Reply reply) {
        return Decoders.text().decode(given(reply));
    }

    private static long number(Map<String, Reply> spec, String name) {
        return Decoders.integer().decode(given(spec.get(name)));
    }

    private static Reply given(@Nullable Reply reply) {
        if (reply == null) throw new IllegalArgumentException("this is not what COMMAND of Redis 7 or later answers");
        return reply;
    }
}
