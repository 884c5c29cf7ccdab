package dev.redstart.engine.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of a line of redis.conf, or of what is typed at a prompt. */
public final class Words {

    private final String line;
    private final StringBuilder word = new StringBuilder();
    private int at;

    private Words(String line) {
        this.line = line;
    }

    /**
     * Splits at blanks. A word in double quotes may hold blanks and the escapes of C ({@code \n \r \t \b \a \xHH}), one in
     * single quotes {@code \'}. Null when a quote is not closed, or something stands right behind the closing one.
     */
    public static @Nullable List<String> split(String line) {
        Words words = new Words(line);
        List<String> all = new ArrayList<>();
        while (words.skipBlanks()) {
            if (!words.next()) return null;
            all.add(words.word.toString());
        }
        return all;
    }

    private boolean skipBlanks() {
        while (at < line.length() && isBlank(line.charAt(at))) at++;
        return at < line.length();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private boolean next() {
        word.setLength(0);
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (isBlank(c)) return true;
            if (c == '"' || c == '\'') return quoted(c);
            word.append(c);
        }
        return true;
    }

    private boolean quoted(char quote) {
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == quote) return at == line.length() || isBlank(line.charAt(at));
            if (c == '\\' && at < line.length() && (quote == '"' || line.charAt(at) == '\'')) escape();
            else word.append(c);
        }
        return false;
    }

    private void escape() {
        char c = line.charAt(at++);
        if (c == 'x' && at + 1 < line.length()) {
            int high = Character.digit(line.charAt(at), 16);
            int low = Character.digit(line.charAt(at + 1), 16);
            if (high >= 0 && low >= 0) {
                word.append((char) (high * 16 + low));
                at += 2;
                return;
            }
        }
        word.append(
                switch (c) {
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case 'b' -> '\b';
                    case 'a' -> (char) 7;
                    default -> c;
                });
    }

    /** In double quotes, escaped so that {@link #split} gives it back. */
    public static String quote(String word) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : word.toCharArray()) {
            switch (c) {
                case '\\', '"' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case 7 -> quoted.append("\\a");
                case '\b' -> quoted.append("\\b");
                default -> {
                    if (c >= ' ' && c <= '~') quoted.append(c);
                    else quoted.append(String.format("\\x%02x", (int) c));
                }
            }
        }
        return quoted.append('"').toString();
    }
}
