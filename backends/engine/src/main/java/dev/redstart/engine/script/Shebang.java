package dev.redstart.engine.script;

import dev.redstart.engine.config.Words;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a script ({@code #!lua flags=no-writes,allow-oom}) or of a library ({@code #!lua name=mylib}). What is
 * left is the code, whose first line is empty then, so that the line numbers stay right.
 */
final class Shebang {

    /**
     * A script that EVAL may run.
     *
     * @param flags null when it has no first line of that kind: it may do everything, as before there were flags
     */
    record OfScript(@Nullable Set<ScriptFlag> flags, byte[] code) {}

    /** A library. */
    record OfLibrary(String name, byte[] code) {}

    private static final CommandError BAD_LIBRARY_NAME =
            Errors.of("ERR Library names can only contain letters, numbers,"
                    + " or underscores(_) and must be at least one character long");

    private Shebang() {}

    static OfScript ofScript(byte[] body) {
        if (!isThere(body)) return new OfScript(null, body);
        int end = lineEnd(body, "Invalid script shebang");
        List<String> words = words(body, end);
        if (words == null) throw error("Invalid engine in script shebang");
        if (!words.get(0).equals("#!lua")) throw error("Unexpected engine in script shebang: " + words.get(0));
        Set<ScriptFlag> flags = ScriptFlag.none();
        for (String word : words.subList(1, words.size())) {
            if (!word.startsWith("flags=")) throw error("Unknown lua shebang option: " + word);
            String list = word.substring("flags=".length());
            if (list.isEmpty()) continue;
            for (String name : list.split(",", -1)) {
                ScriptFlag flag = ScriptFlag.of(name);
                if (flag == null) throw error("Unexpected flag in script shebang: " + name);
                flags.add(flag);
            }
        }
        return new OfScript(flags, Arrays.copyOfRange(body, end, body.length));
    }

    static OfLibrary ofLibrary(byte[] body) {
        if (!isThere(body)) throw error("Missing library metadata");
        int end = lineEnd(body, "Invalid library metadata");
        List<String> words = words(body, end);
        if (words == null) throw error("Invalid library metadata");
        String name = null;
        for (String word : words.subList(1, words.size())) {
            if (!word.regionMatches(true, 0, "name=", 0, "name=".length()))
                throw error("Invalid metadata value given: " + word);
            if (name != null) throw error("Invalid metadata value, name argument was given multiple times");
            name = word.substring("name=".length());
        }
        if (name == null) throw error("Library name was not given");
        if (!isName(name)) throw BAD_LIBRARY_NAME;
        String engine = words.get(0).substring(2);
        if (!engine.equalsIgnoreCase("lua")) throw error("Engine '" + engine + "' not found");
        return new OfLibrary(name, Arrays.copyOfRange(body, end, body.length));
    }

    /** Whether a library or function may be called that. */
    static boolean isName(String name) {
        if (name.isEmpty()) return false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean fits = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
            if (!fits) return false;
        }
        return true;
    }

    private static boolean isThere(byte[] body) {
        return body.length >= 2 && body[0] == '#' && body[1] == '!';
    }

    private static int lineEnd(byte[] body, String otherwise) {
        for (int i = 0; i < body.length && body[i] != 0; i++) if (body[i] == '\n') return i;
        throw error(otherwise);
    }

    private static @Nullable List<String> words(byte[] body, int end) {
        return Words.split(new String(body, 0, end, StandardCharsets.UTF_8));
    }

    private static CommandError error(String text) {
        return Errors.of("ERR " + text);
    }
}
