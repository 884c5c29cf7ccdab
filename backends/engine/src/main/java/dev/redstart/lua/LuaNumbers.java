package dev.redstart.lua;

import dev.redstart.lua.text.DecimalText;
import dev.redstart.lua.text.NumberScanner;
import org.jspecify.annotations.Nullable;

/** Numbers and their texts, as C's {@code printf("%.14g")} and {@code strtod} have it. */
public final class LuaNumbers {

    private static final int DIGITS = 14;
    private static final double FIRST_WITH_EXPONENT = 1e14;
    /** So many always fit a long. */
    private static final int SURE_DIGITS = 18;

    private LuaNumbers() {}

    /** {@code %.14g}: {@code 3}, {@code 0.1}, {@code 1e+15}, {@code inf}, {@code -nan}. */
    public static LuaString toText(double number) {
        long whole = (long) number;
        if (whole == number && Math.abs(number) < FIRST_WITH_EXPONENT && (whole != 0 || 1 / number > 0)) {
            return LuaString.of(Long.toString(whole));
        }
        return LuaString.of(DecimalText.general(number, DIGITS, false));
    }

    /** The number that the whole text is, white space around it allowed; null when it is none. A NUL is an end. */
    public static @Nullable Double parse(LuaString text) {
        byte[] bytes = text.bytes();
        long natural = natural(bytes);
        if (natural >= 0) {
            return Values.box(natural);
        }
        int limit = 0;
        while (limit < bytes.length && bytes[limit] != 0) {
            limit++;
        }
        NumberScanner scanner = new NumberScanner(bytes, limit);
        if (!scanner.scan(0) || NumberScanner.skipSpace(bytes, scanner.end(), limit) < limit) {
            return null;
        }
        return scanner.value();
    }

    /** What most texts are that become numbers: some digits, and nothing else; -1 when it is not that. */
    private static long natural(byte[] text) {
        if (text.length == 0 || text.length > SURE_DIGITS) {
            return -1;
        }
        long number = 0;
        for (byte digit : text) {
            if (digit < '0' || digit > '9') {
                return -1;
            }
            number = number * 10 + (digit - '0');
        }
        return number;
    }
}
