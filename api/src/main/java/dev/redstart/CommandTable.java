package dev.redstart;

import dev.redstart.spi.Lane;
import dev.redstart.spi.Request;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of commands by name, for raw calls: whether they only read, whether they block, and where their keys
 * stand. Read from the resource {@code commands.txt}, which is generated from {@code COMMAND} of a real server and checked
 * against one by a test. One line per command or subcommand:
 *
 * <pre>
 * NAME[|SUBCOMMAND] FLAGS [KEYSPEC]...
 * FLAGS    r reads only, w may write; then b when it may block
 * KEYSPEC  Redis' key specification: where to begin, then how to go on
 *          begin  i&lt;n&gt;             at argument n (1 is the first after the name)
 *                 k&lt;WORD&gt;,&lt;from&gt;    after the word, searched from argument n (from the end when negative)
 *          find   r&lt;last&gt;,&lt;step&gt;,&lt;limit&gt;    a range: up to last (relative; from the end when negative), every step-th
 *                 n&lt;at&gt;,&lt;first&gt;,&lt;step&gt;      a count at +at, the first key at +first
 * </pre>
 */
final class CommandTable {

    private static final Map<String, CommandTable> COMMANDS = load();

    private final boolean readOnly;
    private final boolean blocking;
    private final List<KeySpec> keys;

    private CommandTable(boolean readOnly, boolean blocking, List<KeySpec> keys) {
        this.readOnly = readOnly;
        this.blocking = blocking;
        this.keys = keys;
    }

    /** A raw call by name with text arguments. */
    static Request request(String command, String... arguments) {
        if (command.isBlank()) throw new IllegalArgumentException("a command needs a name");
        Request.Builder request = Request.write(command.toUpperCase(Locale.ROOT), arguments.length);
        for (String argument : arguments) request.arg(Utf8Codec.INSTANCE.encode(argument));
        return request.build();
    }

    /** The request with what is known of its command, as far as its maker has not said otherwise. */
    static Request complete(Request request) {
        CommandTable known = find(request);
        if (known == null) return request;
        Request complete = request;
        if (known.readOnly && request.access() == Request.Access.WRITE) complete = complete.readOnly();
        if (known.blocking && request.lane() == Lane.SHARED) {
            complete = complete.on(Lane.BLOCKING);
            // How long it blocks stands somewhere among its arguments: without a deadline of ours, the server's
            // decides.
            if (request.timeoutMillis() == Request.DEFAULT_TIMEOUT) complete = complete.within(java.time.Duration.ZERO);
        }
        if (request.keyPositions().length == 0 && !known.keys.isEmpty())
            complete = complete.keysAt(known.positions(request.arguments()));
        return complete;
    }

    private static @Nullable CommandTable find(Request request) {
        if (request.arguments().length > 0) {
            String sub = new String(request.arguments()[0], StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
            CommandTable found = COMMANDS.get(request.name() + "|" + sub);
            if (found != null) return found;
        }
        return COMMANDS.get(request.name());
    }

    private int[] positions(byte[][] arguments) {
        return keys.stream()
                .flatMapToInt(spec -> spec.positions(arguments).stream().mapToInt(i -> i))
                .sorted()
                .distinct()
                .toArray();
    }

    /** One of Redis' key specifications; positions count the command's name as 0. */
    private record KeySpec(@Nullable String word, int begin, boolean counted, int a, int b, int c) {

        static KeySpec parse(String text) {
            int find = Math.max(text.indexOf('r', 1), text.indexOf('n', 1));
            String[] begin = text.substring(1, find).split(",");
            int[] n = java.util.Arrays.stream(text.substring(find + 1).split(","))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            boolean byWord = text.charAt(0) == 'k';
            return new KeySpec(
                    byWord ? begin[0] : null,
                    Integer.parseInt(byWord ? begin[1] : begin[0]),
                    text.charAt(find) == 'n',
                    n[0],
                    n[1],
                    n[2]);
        }

        List<Integer> positions(byte[][] arguments) {
            int length = arguments.length + 1;
            int start = word == null ? begin : after(arguments);
            List<Integer> found = new ArrayList<>();
            if (start <= 0 || start >= length) return found;
            int first = counted ? start + b : start;
            int step = counted ? c : b;
            int last = counted ? first + (count(arguments, start + a) - 1) * step : last(start, length);
            for (int i = first; i <= last && i < length; i += step) found.add(i - 1);
            return found;
        }

        private int last(int start, int length) {
            if (a >= 0) return start + a;
            int last = length + a;
            // A limit of n leaves only an n-th of what remains to the keys: XREAD's IDs follow its keys.
            return c <= 1 ? last : start + (last - start + 1) / c - 1;
        }

        private int after(byte[][] arguments) {
            int step = begin < 0 ? -1 : 1;
            for (int i = begin < 0 ? arguments.length + 1 + begin : begin; i >= 1 && i <= arguments.length; i += step) {
                if (new String(arguments[i - 1], StandardCharsets.ISO_8859_1).equalsIgnoreCase(word)) return i + 1;
            }
            return -1;
        }

        private static int count(byte[][] arguments, int position) {
            if (position < 1 || position > arguments.length) return 0;
            try {
                return Integer.parseInt(new String(arguments[position - 1], StandardCharsets.ISO_8859_1));
            } catch (NumberFormatException e) {
                return 0;
            }
        }
    }

    private static Map<String, CommandTable> load() {
        Map<String, CommandTable> table = new HashMap<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(CommandTable.class.getResourceAsStream("commands.txt"), "commands.txt"),
                StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("#") || line.isBlank()) continue;
                String[] words = line.split(" ");
                List<KeySpec> keys = java.util.Arrays.stream(words)
                        .skip(2)
                        .map(KeySpec::parse)
                        .toList();
                table.put(words[0], new CommandTable(words[1].startsWith("r"), words[1].contains("b"), keys));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(table);
    }
}
