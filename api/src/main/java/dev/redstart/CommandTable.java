package dev.redstart;

import dev.redstart.spi.Lane;
import dev.redstart.spi.RedisException.Origin;
import dev.redstart.spi.Request;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of commands by name, for raw calls: whether they only read, whether they block, and where their keys
 * stand. Read from the resource {@code commands.txt}, which is generated from {@code COMMAND} of a real server and checked
 * against one by a test, and from {@code commands-more.txt}, which has by hand what {@code COMMAND} leaves unsaid. One line
 * per command or subcommand:
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

    private static final Map<String, CommandTable> COMMANDS = load("commands.txt", "commands-more.txt");

    private final boolean readOnly;
    private final boolean blocking;
    private final List<KeySpec> keys = new ArrayList<>();
    private boolean hasSubcommands;

    private CommandTable(String flags) {
        this.readOnly = flags.startsWith("r");
        this.blocking = flags.contains("b");
    }

    /** A raw call by name with text arguments. */
    static Request request(String command, String... arguments) {
        if (command.isBlank()) throw new IllegalArgumentException("a command needs a name");
        String name = command.toUpperCase(Locale.ROOT);
        // A builder remembers the names it has made, so it must not see any text that users come up with.
        if (!COMMANDS.containsKey(name)) {
            Request request = Request.of(name);
            for (String argument : arguments) request = request.arg(encode(argument, name));
            return request;
        }
        Request.Builder request = Request.write(name, arguments.length);
        for (String argument : arguments) request.arg(encode(argument, name));
        return request.build();
    }

    private static byte[] encode(String argument, String command) {
        Objects.requireNonNull(argument, "an argument is null");
        try {
            return Utf8Codec.INSTANCE.encode(argument);
        } catch (RuntimeException e) {
            throw Failures.cannotEncode("argument", Origin.NONE.command(command), e);
        }
    }

    /** The request with what is known of its command, as far as its maker has not said otherwise. */
    static Request complete(Request request) {
        CommandTable known = find(request);
        if (known == null) return request;
        Request complete = request;
        if (known.readOnly && request.access() == Request.Access.WRITE) complete = complete.readOnly();
        if (request.lane() == Lane.SHARED && known.mayBlock(request.arguments())) {
            complete = complete.on(Lane.BLOCKING);
            // How long it blocks stands somewhere among its arguments: without a deadline of ours, the server's
            // decides.
            if (request.timeoutMillis() == Request.DEFAULT_TIMEOUT) complete = complete.within(Duration.ZERO);
        }
        if (request.keyPositions().length == 0 && !known.keys.isEmpty())
            complete = complete.keysAt(known.positions(request.arguments()));
        return complete;
    }

    private static @Nullable CommandTable find(Request request) {
        CommandTable found = COMMANDS.get(request.name());
        if (found == null || !found.hasSubcommands || request.arguments().length == 0) return found;
        String sub = new String(request.arguments()[0], StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
        return COMMANDS.getOrDefault(request.name() + "|" + sub, found);
    }

    /** One whose keys follow a word (XREAD) has options before that, and waits only when BLOCK is among them. */
    private boolean mayBlock(byte[][] arguments) {
        if (!blocking || keys.isEmpty() || keys.get(0).word() == null) return blocking;
        int end = keys.get(0).start(arguments) - 1;
        for (int i = 0; i < end; i++) if (KeySpec.isWord(arguments[i], "BLOCK")) return true;
        return false;
    }

    private int[] positions(byte[][] arguments) {
        BitSet found = new BitSet(arguments.length);
        for (KeySpec spec : keys) spec.forEachKey(arguments, found::set);
        // MIGRATE has an empty text in the place of its key when a word is followed by several.
        boolean several = keys.size() > 1 && keys.get(1).isListAfterWord() && found.cardinality() > 1;
        return found.stream().filter(i -> !several || arguments[i].length > 0).toArray();
    }

    private static Map<String, CommandTable> load(String... resources) {
        Map<String, CommandTable> table = new HashMap<>();
        for (String resource : resources) {
            try (BufferedReader in = new BufferedReader(new InputStreamReader(
                    Objects.requireNonNull(CommandTable.class.getResourceAsStream(resource), resource),
                    StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (!line.startsWith("#") && !line.isBlank()) add(line.split(" "), table);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Map.copyOf(table);
    }

    private static void add(String[] words, Map<String, CommandTable> table) {
        CommandTable command = table.computeIfAbsent(words[0], name -> new CommandTable(words[1]));
        Arrays.stream(words).skip(2).map(KeySpec::parse).forEach(command.keys::add);
        // A command stands before its subcommands, for the lines are sorted.
        CommandTable parent = table.get(words[0].split("\\|")[0]);
        if (parent != null && parent != command) parent.hasSubcommands = true;
    }
}
