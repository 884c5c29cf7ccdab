package dev.redstart;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A command that a server has executed.
 *
 * @param time     when, in microseconds
 * @param database the database that the client used
 * @param client   the client's address, as {@code 127.0.0.1:52555}; {@code lua} for a command of a script
 * @param words    its name, as the client wrote it, and its arguments; the server puts {@code (redacted)} for passwords
 */
public record MonitorEvent(Instant time, int database, String client, List<Bytes> words) {

    /**
     * {@code 1795529666.833424 [0 127.0.0.1:34630] "set" "k" "a b"}.
     *
     * @throws IllegalArgumentException when it is none
     */
    static MonitorEvent parse(String line) {
        int dot = line.indexOf('.');
        int open = line.indexOf(" [", dot);
        int blank = line.indexOf(' ', open + 2);
        int close = line.indexOf(']', blank);
        // The address of an IPv6 client has brackets of its own.
        int quote = line.indexOf("] \"", blank);
        if (quote > 0) close = quote;
        if (dot < 0 || open < 0 || blank < 0 || close < 0) throw new IllegalArgumentException("no line of a monitor");
        Instant time = Instant.ofEpochSecond(
                Long.parseLong(line.substring(0, dot)), 1000 * Long.parseLong(line.substring(dot + 1, open)));
        return new MonitorEvent(
                time,
                Integer.parseInt(line.substring(open + 2, blank)),
                line.substring(blank + 1, close),
                words(line, close + 1));
    }

    /** The words in quotes from {@code at} to the end. */
    private static List<Bytes> words(String line, int at) {
        List<Bytes> words = new ArrayList<>();
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        boolean quoted = false;
        for (int i = at; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                if (quoted) words.add(Bytes.wrap(word.toByteArray()));
                word.reset();
                quoted = !quoted;
            } else if (quoted && c == '\\' && i + 3 < line.length() && line.charAt(i + 1) == 'x') {
                word.write(Integer.parseInt(line, i + 2, i + 4, 16));
                i += 3;
            } else if (quoted && c == '\\' && i + 1 < line.length()) {
                word.write(unescaped(line.charAt(++i)));
            } else if (quoted) {
                word.write(c);
            }
        }
        return Collections.unmodifiableList(words);
    }

    private static int unescaped(char escaped) {
        return switch (escaped) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'a' -> 7;
            case 'b' -> '\b';
            default -> escaped;
        };
    }

    /** The command's name in capitals; empty when the line has no words. */
    public String command() {
        return words.isEmpty() ? "" : words.get(0).toUtf8().toUpperCase(Locale.ROOT);
    }

    /** Name and arguments as text, joined by blanks; for people, since what is no UTF-8 is replaced. */
    public String line() {
        return words.stream().map(Bytes::toUtf8).collect(Collectors.joining(" "));
    }

    static MonitorEvent decode(byte[] body) {
        return parse(new String(body, StandardCharsets.UTF_8));
    }
}
