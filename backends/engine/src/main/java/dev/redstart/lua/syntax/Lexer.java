package dev.redstart.lua.syntax;

import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaNumbers;
import dev.redstart.lua.LuaString;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bytes to tokens. A token's kind is its own text ({@code "while"}, {@code ".."}), or one of four kinds with a value. */
final class Lexer {

    static final String NAME = "<name>";
    static final String STRING = "<string>";
    static final String NUMBER = "<number>";
    static final String END = "<eof>";

    private static final Set<String> WORDS = Set.of(
            "and break do else elseif end false for function if in local nil not or repeat return then true until while"
                    .split(" "));
    private static final Map<Character, Character> ESCAPES =
            Map.of('a', '\007', 'b', '\b', 'f', '\f', 'n', '\n', 'r', '\r', 't', '\t', 'v', '\013');

    private final byte[] source;
    private final String chunkName;
    private int position;
    private int start;
    private int line = 1;

    /** The current token, its value if it is a name, string or number, and the line that the one before ended on. */
    private String kind = END;

    private @Nullable Object value;
    private int lastLine = 1;
    private @Nullable String aheadKind;
    private @Nullable Object aheadValue;
    private final Map<LuaString, LuaString> strings = new HashMap<>();

    Lexer(byte[] source, String chunkName) {
        this.source = source;
        this.chunkName = chunkName;
        if (peek() == '#') {
            skipLine();
        }
    }

    String kind() {
        return kind;
    }

    boolean at(String wanted) {
        return kind.equals(wanted);
    }

    int line() {
        return line;
    }

    int lastLine() {
        return lastLine;
    }

    LuaString text() {
        return (LuaString) java.util.Objects.requireNonNull(value);
    }

    Double number() {
        return (Double) java.util.Objects.requireNonNull(value);
    }

    void advance() {
        lastLine = line;
        if (aheadKind != null) {
            kind = aheadKind;
            value = aheadValue;
            aheadKind = null;
        } else {
            kind = scan();
        }
    }

    /** The kind of the token after the current one. */
    String lookahead() {
        String current = kind;
        Object currentValue = value;
        aheadKind = scan();
        aheadValue = value;
        kind = current;
        value = currentValue;
        return aheadKind;
    }

    /** To throw: the message, near the current token. */
    LuaError error(String message) {
        boolean literal = kind.equals(NAME) || kind.equals(STRING) || kind.equals(NUMBER);
        return near(message, literal ? slice() : kind);
    }

    /** To throw: the message alone. */
    LuaError limit(String message) {
        return LuaError.syntax(chunkName, line, message);
    }

    private LuaError near(String message, String text) {
        return LuaError.syntax(chunkName, line, message + " near '" + text + "'");
    }

    /** What was read of the token that is being scanned, or of the last one. */
    private String slice() {
        return new String(source, start, position - start, StandardCharsets.UTF_8);
    }

    private int peek() {
        return position < source.length ? source[position] & 0xff : -1;
    }

    private boolean take(char c) {
        if (peek() != c) {
            return false;
        }
        position++;
        return true;
    }

    private void skipLine() {
        while (peek() != '\n' && peek() != '\r' && peek() != -1) {
            position++;
        }
    }

    /** A line end is any of the four: CR, LF, or the two in either order. */
    private void newLine() {
        int first = peek();
        position++;
        int second = peek();
        if ((second == '\n' || second == '\r') && second != first) {
            position++;
        }
        line++;
    }

    private String scan() {
        value = null;
        while (true) {
            start = position;
            int c = peek();
            if (c == -1) {
                return END;
            } else if (c == '\n' || c == '\r') {
                newLine();
            } else if (c == ' ' || c == '\t' || c == '\f' || c == 11) {
                position++;
            } else if (c == '-') {
                position++;
                if (!take('-')) {
                    return "-";
                }
                comment();
            } else {
                return token(c);
            }
        }
    }

    private String token(int c) {
        if (isLetter(c)) {
            return word();
        } else if (isDigit(c)) {
            return numeral();
        }
        position++;
        switch (c) {
            case '"':
            case '\'':
                return string(c);
            case '[':
                int level = level();
                if (level >= 0) {
                    value = longString(level, "string");
                    return STRING;
                } else if (level == -1) {
                    return "[";
                }
                throw near("invalid long string delimiter", slice());
            case '=':
                return take('=') ? "==" : "=";
            case '<':
                return take('=') ? "<=" : "<";
            case '>':
                return take('=') ? ">=" : ">";
            case '~':
                return take('=') ? "~=" : "~";
            case '.':
                if (take('.')) {
                    return take('.') ? "..." : "..";
                }
                return isDigit(peek()) ? numeral() : ".";
            default:
                return c < ' ' || c == 127 ? "char(" + c + ")" : String.valueOf((char) c);
        }
    }

    private String word() {
        while (isLetter(peek()) || isDigit(peek())) {
            position++;
        }
        String word = new String(source, start, position - start, StandardCharsets.ISO_8859_1);
        if (WORDS.contains(word)) {
            return word;
        }
        value = once(LuaString.of(source, start, position - start));
        return NAME;
    }

    /** One object for equal strings, so that most lookups in tables compare pointers. */
    private LuaString once(LuaString text) {
        return strings.computeIfAbsent(text, LuaString::orName);
    }

    private String numeral() {
        while (isDigit(peek()) || peek() == '.') {
            position++;
        }
        if (take('e') || take('E')) {
            if (!take('+')) {
                take('-');
            }
        }
        while (isLetter(peek()) || isDigit(peek())) {
            position++;
        }
        value = LuaNumbers.parse(LuaString.of(source, start, position - start));
        if (value == null) {
            throw near("malformed number", slice());
        }
        return NUMBER;
    }

    private String string(int quote) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        while (peek() != quote) {
            int c = peek();
            if (c == -1) {
                throw near("unfinished string", END);
            } else if (c == '\n' || c == '\r') {
                throw near("unfinished string", (char) quote + text.toString(StandardCharsets.UTF_8));
            }
            position++;
            if (c == '\\') {
                escape(quote, text);
            } else {
                text.write(c);
            }
        }
        position++;
        value = once(LuaString.of(text.toByteArray()));
        return STRING;
    }

    private void escape(int quote, ByteArrayOutputStream text) {
        int c = peek();
        if (c == '\n' || c == '\r') {
            newLine();
            text.write('\n');
        } else if (isDigit(c)) {
            int code = 0;
            for (int i = 0; i < 3 && isDigit(peek()); i++) {
                code = code * 10 + peek() - '0';
                position++;
            }
            if (code > 255) {
                throw near("escape sequence too large", (char) quote + text.toString(StandardCharsets.UTF_8));
            }
            text.write(code);
        } else if (c != -1) {
            position++;
            text.write(ESCAPES.getOrDefault((char) c, (char) c));
        }
    }

    private void comment() {
        if (take('[')) {
            int level = level();
            if (level >= 0) {
                longString(level, "comment");
                return;
            }
        }
        skipLine();
    }

    /** After a bracket: how many equals signs until the next one; below zero when that does not come. */
    private int level() {
        int from = position;
        while (take('=')) {
            // Each counts.
        }
        int count = position - from;
        if (take('[')) {
            return count;
        }
        return -count - 1;
    }

    private LuaString longString(int level, String what) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        if (peek() == '\n' || peek() == '\r') {
            newLine();
        }
        while (true) {
            int c = peek();
            if (c == -1) {
                throw near("unfinished long " + what, END);
            } else if (c == '\n' || c == '\r') {
                newLine();
                text.write('\n');
            } else if (c == ']' && closes(level)) {
                return once(LuaString.of(text.toByteArray()));
            } else {
                text.write(c);
                position++;
            }
        }
    }

    private boolean closes(int level) {
        int at = position + 1;
        while (at < source.length && source[at] == '=') {
            at++;
        }
        if (at - position - 1 != level || at >= source.length || source[at] != ']') {
            return false;
        }
        position = at + 1;
        return true;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }
}
