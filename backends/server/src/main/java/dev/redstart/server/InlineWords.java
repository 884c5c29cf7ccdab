package dev.redstart.server;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of an inline command, as a person types it: separated by blanks; in double quotes with the escapes
 * {@code \n \r \t \b \a \xhh} (anything else after a backslash is itself), in single quotes with {@code \'} only.
 */
final class InlineWords {

    private final byte[] line;
    private final int end;
    private int at;

    private InlineWords(byte[] line, int offset, int length) {
        this.line = line;
        this.at = offset;
        this.end = offset + length;
    }

    /** Empty for an empty line. */
    static List<byte[]> split(byte[] line, int offset, int length) throws ProtocolException {
        return new InlineWords(line, offset, length).words();
    }

    private List<byte[]> words() throws ProtocolException {
        List<byte[]> words = new ArrayList<>();
        while (true) {
            while (at < end && isBlank(line[at])) at++;
            if (at == end) return words;
            words.add(word());
        }
    }

    private byte[] word() throws ProtocolException {
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        while (at < end && !isBlank(line[at])) {
            byte b = line[at++];
            if (b == '"' || b == '\'') {
                quoted(b, word);
                // A closing quote ends its word.
                if (at < end && !isBlank(line[at])) throw unbalanced();
                break;
            }
            word.write(b);
        }
        return word.toByteArray();
    }

    private void quoted(byte quote, ByteArrayOutputStream word) throws ProtocolException {
        while (at < end) {
            byte b = line[at++];
            if (b == quote) return;
            if (b == '\\' && at < end && (quote == '"' || line[at] == '\'')) word.write(escaped());
            else word.write(b);
        }
        throw unbalanced();
    }

    /** What the characters behind a backslash stand for. */
    private int escaped() {
        byte b = line[at++];
        if (b == 'x' && at + 1 < end && hex(line[at]) >= 0 && hex(line[at + 1]) >= 0)
            return hex(line[at++]) << 4 | hex(line[at++]);
        return switch (b) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'a' -> 7;
            default -> b;
        };
    }

    private static int hex(byte b) {
        return b < 0 ? -1 : Character.digit(b, 16);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r';
    }

    private static ProtocolException unbalanced() {
        return new ProtocolException("unbalanced quotes in request");
    }
}
