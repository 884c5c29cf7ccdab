package dev.redstart.contract;

import dev.redstart.spi.Request;
import dev.redstart.spi.Subscriptions;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which commands went over a transport, and with which words. A subcommand counts as a command: {@code OBJECT|ENCODING}.
 * Only words in capitals and some signs are noted, as the grammar writes them, so that a key or value of the tests, which
 * are in lower case, never passes for an option. Thread-safe.
 */
final class SentCommands {

    private static final int LONGEST_WORD = 24;
    /** Words of streams' grammar. */
    private static final String SIGNS = "*$=~";

    private final Map<String, Set<String>> wordsOf = new ConcurrentHashMap<>();

    void note(Request request) {
        Set<String> words = wordsOf(request.name());
        byte[][] arguments = request.arguments();
        for (byte[] argument : arguments) if (isWord(argument)) words.add(text(argument));
        if (arguments.length > 0 && isWord(arguments[0])) {
            Set<String> ofSubcommand = wordsOf(request.name() + "|" + text(arguments[0]));
            for (int i = 1; i < arguments.length; i++) if (isWord(arguments[i])) ofSubcommand.add(text(arguments[i]));
        }
    }

    void note(Subscriptions.Kind kind) {
        wordsOf(
                switch (kind) {
                    case CHANNEL -> "SUBSCRIBE";
                    case PATTERN -> "PSUBSCRIBE";
                    case SHARD -> "SSUBSCRIBE";
                    case MONITOR -> "MONITOR";
                });
    }

    private Set<String> wordsOf(String command) {
        return wordsOf.computeIfAbsent(command, c -> ConcurrentHashMap.newKeySet());
    }

    /** {@code command} as {@code SET} or {@code OBJECT|ENCODING}, in any case. */
    boolean has(String command) {
        return wordsOf.containsKey(command.toUpperCase(Locale.ROOT));
    }

    boolean has(String command, String word) {
        return wordsOf.getOrDefault(command.toUpperCase(Locale.ROOT), Set.of()).contains(word);
    }

    private static boolean isWord(byte[] argument) {
        if (argument.length == 0 || argument.length > LONGEST_WORD) return false;
        if (argument.length == 1 && SIGNS.indexOf(argument[0]) >= 0) return true;
        for (byte b : argument) if (!(b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '-')) return false;
        return argument[0] >= 'A';
    }

    private static String text(byte[] word) {
        return new String(word, StandardCharsets.US_ASCII);
    }
}
