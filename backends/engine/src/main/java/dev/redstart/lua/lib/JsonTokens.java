package dev.redstart.lua.lib;

import dev.redstart.lua.Budget;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.text.NumberScanner;
import java.nio.charset.StandardCharsets;

/**
 * Cuts JSON into tokens, as lua-cjson 2.1.0 does: numbers are whatever {@code strtod} reads, unless the settings are
 * strict, and a NUL is the end. After {@link #next} the token's value stands in {@link #text} or {@link #number}.
 */
final class JsonTokens {

    /** What a token is; in errors it has this name, in front of it {@code T_}. */
    enum Token {
        OBJ_BEGIN,
        OBJ_END,
        ARR_BEGIN,
        ARR_END,
        STRING,
        NUMBER,
        BOOLEAN,
        NULL,
        COLON,
        COMMA,
        END,
        ERROR
    }

    private final Budget budget;
    private final boolean invalidNumbers;
    private final byte[] data;
    private final NumberScanner scanner;
    private int at;
    private int index;
    private String error = "";
    private LuaString text = LuaString.EMPTY;
    private double number;
    private boolean truth;

    JsonTokens(Budget budget, boolean invalidNumbers, byte[] data) {
        this.budget = budget;
        this.invalidNumbers = invalidNumbers;
        this.data = data;
        this.scanner = new NumberScanner(data, data.length);
    }

    LuaString text() {
        return text;
    }

    double number() {
        return number;
    }

    boolean truth() {
        return truth;
    }

    /** How many bytes are read. */
    int position() {
        return at;
    }

    /** Where the token is, or where in it the error. */
    int index() {
        return index;
    }

    /** What an error calls the token. */
    String found(Token token) {
        return token == Token.ERROR ? error : "T_" + token;
    }

    Token next() {
        budget.step();
        while (peek(0) == ' ' || peek(0) == '\t' || peek(0) == '\n' || peek(0) == '\r') {
            budget.step();
            at++;
        }
        index = at;
        return switch (peek(0)) {
            case 0 -> Token.END;
            case '{' -> one(Token.OBJ_BEGIN);
            case '}' -> one(Token.OBJ_END);
            case '[' -> one(Token.ARR_BEGIN);
            case ']' -> one(Token.ARR_END);
            case ',' -> one(Token.COMMA);
            case ':' -> one(Token.COLON);
            case '"' -> string();
            default -> word();
        };
    }

    private int peek(int ahead) {
        return at + ahead < data.length ? data[at + ahead] & 0xff : 0;
    }

    private Token one(Token token) {
        at++;
        return token;
    }

    private Token fail(String message) {
        index = at;
        error = message;
        return Token.ERROR;
    }

    private Token word() {
        int c = peek(0);
        if (c == '-' || Chars.isDigit(c)) {
            return !invalidNumbers && isInvalidNumber() ? fail("invalid number") : numeral();
        }
        if (is("true") || is("false")) {
            truth = c == 't';
            at += truth ? 4 : 5;
            return Token.BOOLEAN;
        }
        if (is("null")) {
            at += 4;
            return Token.NULL;
        }
        boolean candidate = "iInN+".indexOf(c) >= 0;
        return candidate && invalidNumbers && isInvalidNumber() ? numeral() : fail("invalid token");
    }

    private boolean is(String word) {
        for (int i = 0; i < word.length(); i++) if (peek(i) != word.charAt(i)) return false;
        return true;
    }

    private Token numeral() {
        if (!scanner.scan(at)) return fail("invalid number");
        number = scanner.value();
        at = scanner.end();
        return Token.NUMBER;
    }

    /** Whether what C reads as a number here is none of JSON: with a plus or a leading zero, hexadecimal, inf, nan. */
    private boolean isInvalidNumber() {
        int digits = peek(0) == '-' ? 1 : 0;
        boolean zeroBefore = peek(digits) == '0' && (Chars.isDigit(peek(digits + 1)) || isAnyCase(digits, "0x"));
        return zeroBefore || peek(0) == '+' || isAnyCase(digits, "inf") || isAnyCase(digits, "nan");
    }

    private boolean isAnyCase(int ahead, String word) {
        for (int i = 0; i < word.length(); i++) if (Chars.lower(peek(ahead + i)) != word.charAt(i)) return false;
        return true;
    }

    private Token string() {
        ByteSink out = new ByteSink(budget);
        at++;
        while (true) {
            int plain = at;
            while (peek(0) != '"' && peek(0) != '\\' && peek(0) != 0) at++;
            out.add(data, plain, at);
            if (peek(0) == 0) return fail("unexpected end of string");
            if (peek(0) == '"') break;
            boolean unicode = peek(1) == 'u';
            if (!(unicode ? unicodeEscape(out) : letterEscape(out)))
                return fail(unicode ? "invalid unicode escape code" : "invalid escape code");
        }
        at++;
        text = out.toLuaString();
        return Token.STRING;
    }

    private boolean letterEscape(ByteSink out) {
        int c = unescaped(peek(1));
        if (c == 0) return false;
        out.add(c);
        at += 2;
        return true;
    }

    private boolean unicodeEscape(ByteSink out) {
        int codePoint = codePoint();
        if (codePoint < 0) return false;
        out.add(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
        at += codePoint > 0xffff ? 12 : 6;
        return true;
    }

    private static int unescaped(int c) {
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'f' -> '\f';
            case 'r' -> '\r';
            default -> 0;
        };
    }

    /** Of the escape here, or of the two of a surrogate pair; -1 when it is broken. */
    private int codePoint() {
        int high = hex(2);
        if (high < 0 || (high & 0xf800) != 0xd800) return high;
        if (high >= 0xdc00 || peek(6) != '\\' || peek(7) != 'u') return -1;
        int low = hex(8);
        if (low < 0 || (low & 0xfc00) != 0xdc00) return -1;
        return Character.toCodePoint((char) high, (char) low);
    }

    private int hex(int ahead) {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int c = peek(ahead + i);
            if (!Chars.isHexDigit(c)) return -1;
            value = value << 4 | Character.digit(c, 16);
        }
        return value;
    }
}
