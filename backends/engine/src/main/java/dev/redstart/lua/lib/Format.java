package dev.redstart.lua.lib;

import dev.redstart.lua.Args;
import dev.redstart.lua.Budget;
import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.Values;
import dev.redstart.lua.text.DecimalText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** One call of {@code string.format}: C's {@code printf} with the directives that Lua 5.1 lets through, and {@code %q}. */
final class Format {

    private static final String FLAGS = "-+ #0";
    /** A longer string without a precision is put in as it is. */
    private static final int MAX_PADDED = 100;

    private static final int NO_PRECISION = -1;

    private final Budget budget;
    private final Args args;
    private final byte[] format;
    private final ByteSink out;
    private int at;
    private int arg = 1;

    private String flags = "";
    private int width;
    private int precision;

    Format(Budget budget, Args args) {
        this.budget = budget;
        this.args = args;
        this.format = args.string(1).bytes();
        this.out = new ByteSink(budget);
    }

    LuaString run() {
        while (at < format.length) {
            budget.step();
            int c = format[at++];
            if (c != '%') out.add(c);
            else if (peek() == '%') {
                at++;
                out.add('%');
            } else directive();
        }
        return out.toLuaString();
    }

    /** What C would read: a NUL behind the end. */
    private int peek() {
        return at < format.length ? format[at] & 0xff : 0;
    }

    private void directive() {
        if (++arg > args.count()) throw args.error(arg, "no value");
        scan();
        int kind = peek();
        at++;
        switch (kind) {
            case 'c' -> text(new byte[] {NumberBits.toByte(args.number(arg))}, NO_PRECISION);
            case 'd', 'i' -> signed(Values.toInteger(args.number(arg)));
            case 'o' -> unsigned(Long.toOctalString(unsignedArg()), kind);
            case 'u' -> unsigned(Long.toUnsignedString(unsignedArg()), kind);
            case 'x' -> unsigned(Long.toHexString(unsignedArg()), kind);
            case 'X' -> unsigned(Long.toHexString(unsignedArg()).toUpperCase(Locale.ROOT), kind);
            case 'e', 'E', 'f', 'g', 'G' -> decimal(args.number(arg), kind);
            case 'q' -> quoted(args.string(arg));
            case 's' -> string(args.string(arg));
            default -> throw LuaError.of("invalid option '%" + (kind == 0 ? "" : (char) kind) + "' to 'format'");
        }
    }

    private void scan() {
        int start = at;
        while (at < format.length && FLAGS.indexOf(format[at]) >= 0) at++;
        if (at - start > FLAGS.length()) throw LuaError.of("invalid format (repeated flags)");
        flags = new String(format, start, at - start, StandardCharsets.ISO_8859_1);
        width = twoDigits();
        precision = NO_PRECISION;
        if (peek() == '.') {
            at++;
            precision = twoDigits();
        }
        if (Chars.isDigit(peek())) throw LuaError.of("invalid format (width or precision too long)");
    }

    private int twoDigits() {
        int number = 0;
        for (int i = 0; i < 2 && Chars.isDigit(peek()); i++) number = number * 10 + format[at++] - '0';
        return number;
    }

    private boolean flag(char flag) {
        return flags.indexOf(flag) >= 0;
    }

    private long unsignedArg() {
        return NumberBits.toUnsigned(args.number(arg));
    }

    private void signed(long number) {
        String digits = Long.toString(number);
        boolean negative = number < 0;
        integer(negative ? "-" : plus(), negative ? digits.substring(1) : digits);
    }

    private String plus() {
        return flag('+') ? "+" : flag(' ') ? " " : "";
    }

    private void unsigned(String digits, int kind) {
        boolean zero = digits.equals("0");
        boolean hex = kind == 'x' || kind == 'X';
        String prefix = flag('#') && hex && !zero ? "0" + (char) kind : "";
        boolean octal = flag('#') && kind == 'o' && (!zero || precision == 0);
        integer(prefix, octal && precision <= digits.length() ? (zero ? "0" : "0" + digits) : digits, octal);
    }

    private void integer(String prefix, String digits) {
        integer(prefix, digits, false);
    }

    private void integer(String prefix, String digits, boolean keepZero) {
        String shown = precision == 0 && digits.equals("0") && !keepZero ? "" : digits;
        shown = "0".repeat(Math.max(0, precision - shown.length())) + shown;
        padded(prefix, shown, flag('0') && precision == NO_PRECISION);
    }

    private void decimal(double number, int kind) {
        int digits = precision == NO_PRECISION ? 6 : precision;
        byte[] bytes =
                switch (Chars.lower(kind)) {
                    case 'e' -> DecimalText.scientific(number, digits, flag('#'));
                    case 'f' -> DecimalText.fixed(number, digits, flag('#'));
                    default -> DecimalText.general(number, digits, flag('#'));
                };
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (Chars.isUpper(kind)) text = text.toUpperCase(Locale.ROOT);
        boolean negative = text.startsWith("-");
        boolean finite = Math.abs(number) <= Double.MAX_VALUE;
        padded(negative ? "-" : plus(), negative ? text.substring(1) : text, flag('0') && finite);
    }

    private void padded(String prefix, String text, boolean zeros) {
        int room = width - prefix.length() - text.length();
        if (room > 0 && !flag('-') && !zeros) out.addAscii(" ".repeat(room));
        out.addAscii(prefix);
        if (room > 0 && !flag('-') && zeros) out.addAscii("0".repeat(room));
        out.addAscii(text);
        if (room > 0 && flag('-')) out.addAscii(" ".repeat(room));
    }

    private void string(LuaString string) {
        if (precision == NO_PRECISION && string.length() >= MAX_PADDED) out.add(string);
        else text(string.bytes(), precision);
    }

    /** As C's strings: up to the first NUL, but not the spaces before it. */
    private void text(byte[] bytes, int most) {
        int length = 0;
        while (length < bytes.length && bytes[length] != 0 && (most < 0 || length < most)) length++;
        boolean nul = most == NO_PRECISION && bytes.length == 1 && bytes[0] == 0;
        int taken = nul && isCharacter() ? 1 : length;
        byte[] padding = new byte[Math.max(0, width - taken)];
        Arrays.fill(padding, (byte) ' ');
        if (!flag('-')) out.add(padding);
        out.add(bytes, 0, length);
        // A NUL put in by %c ends the item, and the spaces behind it are lost.
        if (flag('-') && taken == length) out.add(padding);
    }

    private boolean isCharacter() {
        return format[at - 1] == 'c';
    }

    private void quoted(LuaString string) {
        out.add('"');
        for (byte b : string.bytes()) {
            switch (b) {
                case '"', '\\', '\n' -> {
                    out.add('\\');
                    out.add(b);
                }
                case '\r' -> out.addAscii("\\r");
                case 0 -> out.addAscii("\\000");
                default -> out.add(b);
            }
        }
        out.add('"');
    }
}
