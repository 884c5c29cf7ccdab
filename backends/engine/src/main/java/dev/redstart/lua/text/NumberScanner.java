package dev.redstart.lua.text;

import java.nio.charset.StandardCharsets;

/**
 * Reads a number where C's {@code strtod} would: after white space, as decimal, hexadecimal ({@code 0x1p4}), {@code inf},
 * {@code infinity} or {@code nan}, as far as it goes. Correctly rounded; too large is infinite, too small is zero.
 *
 * <p>Not thread-safe: after {@link #scan} the result stands in {@link #value()} and {@link #end()}.
 */
public final class NumberScanner {

    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    /** More than any sum with the digits' own scale could bring back into range, for texts that fit an array. */
    private static final long EXPONENT_CAP = 1L << 40;
    /** Beyond it, either way, nothing is left to decide. */
    private static final long EXPONENT_LIMIT = 100_000;

    private final byte[] text;
    private final int limit;
    private int at;
    private double value;
    private int end;

    /** Of {@code text} up to {@code limit}; what stands there counts as the end, as C's NUL does. */
    public NumberScanner(byte[] text, int limit) {
        this.text = text;
        this.limit = limit;
    }

    /** The number that was read. */
    public double value() {
        return value;
    }

    /** Where it ended. */
    public int end() {
        return end;
    }

    /** Whether a number stands at {@code from}, behind white space. */
    public boolean scan(int from) {
        at = skipSpace(text, from, limit);
        boolean negative = peek() == '-';
        if (negative || peek() == '+') at++;
        if (!magnitude()) return false;
        if (negative) value = -value;
        return true;
    }

    /** The first place from {@code from} where none of C's six white-space characters stands. */
    public static int skipSpace(byte[] text, int from, int limit) {
        int at = from;
        while (at < limit && (text[at] == ' ' || text[at] >= '\t' && text[at] <= '\r')) at++;
        return at;
    }

    private int peek() {
        return at < limit ? text[at] : 0;
    }

    private boolean magnitude() {
        if (word("infinity") || word("inf")) {
            value = Double.POSITIVE_INFINITY;
            return true;
        }
        if (word("nan")) {
            value = Double.NaN;
            end = payloadEnd(end);
            return true;
        }
        return hexadecimal() || decimal();
    }

    private boolean word(String word) {
        if (limit - at < word.length()) return false;
        for (int i = 0; i < word.length(); i++) if ((text[at + i] | 0x20) != word.charAt(i)) return false;
        end = at + word.length();
        return true;
    }

    /** C's {@code nan(...)} may name its bits; they are dropped here. */
    private int payloadEnd(int from) {
        if (from == limit || text[from] != '(') return from;
        for (int i = from + 1; i < limit; i++) {
            if (text[i] == ')') return i + 1;
            if (text[i] != '_' && Character.digit(text[i], 36) < 0) break;
        }
        return from;
    }

    private boolean decimal() {
        int start = at;
        long mantissa = 0;
        int digits = 0;
        int significant = 0;
        int scale = 0;
        boolean point = false;
        int i = at;
        for (; i < limit; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits++;
                if (significant > 0 || digit != 0) significant++;
                if (significant <= 19) mantissa = mantissa * 10 + digit;
                if (point) scale--;
            } else if (text[i] == '.' && !point) point = true;
            else break;
        }
        if (digits == 0) return false;
        end = i;
        long power = scale + exponent('e');
        value = significant == 0 ? 0 : decimalValue(mantissa, significant, power, start);
        return true;
    }

    private double decimalValue(long mantissa, int significant, long power, int start) {
        // An integer: the conversion rounds correctly. One of 19 digits may have become negative.
        if (significant <= 19 && power == 0 && mantissa >= 0) return mantissa;
        // Both factors are exact, so one operation rounds correctly (Clinger 1990).
        if (significant <= 18 && mantissa <= 1L << 53 && power >= -22 && power <= 22)
            return power < 0 ? mantissa / TENS[(int) -power] : mantissa * TENS[(int) power];
        if (power + significant > EXPONENT_LIMIT) return Double.POSITIVE_INFINITY;
        if (power + significant < -EXPONENT_LIMIT) return 0;
        return Double.parseDouble(new String(text, start, end - start, StandardCharsets.ISO_8859_1));
    }

    private boolean hexadecimal() {
        if (limit - at < 3 || text[at] != '0' || (text[at + 1] | 0x20) != 'x') return false;
        long mantissa = 0;
        long power = 0;
        int digits = 0;
        boolean point = false;
        int i = at + 2;
        for (; i < limit; i++) {
            int digit = Character.digit(text[i], 16);
            if (digit >= 0) {
                digits++;
                // What no longer fits is kept as one sticky bit: it can only decide which way to round.
                if (mantissa >>> 58 == 0) mantissa = mantissa << 4 | digit;
                else {
                    power += 4;
                    if (digit != 0) mantissa |= 1;
                }
                if (point) power -= 4;
            } else if (text[i] == '.' && !point) point = true;
            else break;
        }
        if (digits == 0) return false;
        end = i;
        power += exponent('p');
        value = mantissa == 0 ? 0 : binaryValue(mantissa, power);
        return true;
    }

    private static double binaryValue(long mantissa, long power) {
        if (power > EXPONENT_LIMIT) return Double.POSITIVE_INFINITY;
        if (power < -EXPONENT_LIMIT) return 0;
        return Double.parseDouble("0x" + Long.toHexString(mantissa) + "p" + power);
    }

    /** The exponent behind {@code letter} at {@link #end}, which moves behind it; 0 when there is not a whole one. */
    private long exponent(int letter) {
        int i = end;
        if (i == limit || (text[i] | 0x20) != letter) return 0;
        i++;
        boolean down = i < limit && text[i] == '-';
        if (down || i < limit && text[i] == '+') i++;
        int first = i;
        long exponent = 0;
        for (; i < limit && text[i] >= '0' && text[i] <= '9'; i++)
            exponent = Math.min(EXPONENT_CAP, exponent * 10 + (text[i] - '0'));
        if (i == first) return 0;
        end = i;
        return down ? -exponent : exponent;
    }
}
