package dev.redstart.engine.structure;

import java.nio.charset.StandardCharsets;

/**
 * Reads the texts that C's {@code strtod} reads, whole and without white space.
 *
 * <p>Up to 2^53 times a power of ten up to 10^22 both factors are exact doubles, and one multiplication or division
 * rounds correctly (Clinger 1990): that is nearly every score. The rest goes to {@link Double#parseDouble}, after the
 * grammar was checked, for that accepts more than C does.
 */
final class DoubleText {
    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final int EXPONENT_CAP = 1_000_000;

    private DoubleText() {}

    /** NaN means refused. A bound takes no hexadecimal, and infinity or 0 for what is out of range. */
    static double parse(byte[] text, int offset, int length, boolean bound) {
        int end = offset + length;
        int at = offset;
        if (at == end) {
            return Double.NaN;
        }
        boolean negative = text[at] == '-';
        if (negative || text[at] == '+') {
            at++;
        }
        if (isInfinity(text, at, end)) {
            return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (isHex(text, at, end)) {
            return bound ? Double.NaN : hex(text, offset, at, end);
        }
        int digitsFrom = at;
        long mantissa = 0;
        int digits = 0;
        int significant = 0;
        int scale = 0;
        boolean point = false;
        for (; at < end; at++) {
            int c = text[at];
            if (c >= '0' && c <= '9') {
                digits++;
                if (significant > 0 || c != '0') {
                    significant++;
                }
                if (significant <= 18) {
                    mantissa = mantissa * 10 + (c - '0');
                }
                if (point) {
                    scale--;
                }
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return Double.NaN;
        }
        int exponent = 0;
        if (at < end) {
            if ((text[at] | 0x20) != 'e') {
                return Double.NaN;
            }
            at++;
            boolean down = at < end && text[at] == '-';
            if (down || (at < end && text[at] == '+')) {
                at++;
            }
            if (at == end) {
                return Double.NaN;
            }
            for (; at < end; at++) {
                if (text[at] < '0' || text[at] > '9') {
                    return Double.NaN;
                }
                exponent = Math.min(EXPONENT_CAP, exponent * 10 + (text[at] - '0'));
            }
            exponent = down ? -exponent : exponent;
        }
        if (significant == 0) {
            return negative ? -0.0 : 0.0;
        }
        int power = exponent + scale;
        if (significant <= 18 && mantissa <= 1L << 53 && power >= -22 && power <= 22) {
            double m = negative ? -mantissa : mantissa;
            return power < 0 ? m / TENS[-power] : m * TENS[power];
        }
        double magnitude =
                Double.parseDouble(new String(text, digitsFrom, end - digitsFrom, StandardCharsets.ISO_8859_1));
        return inRange(negative ? -magnitude : magnitude, bound);
    }

    private static double inRange(double value, boolean bound) {
        return !bound && (value == 0 || Double.isInfinite(value)) ? Double.NaN : value;
    }

    static boolean isInfinity(byte[] text, int at, int end) {
        return matches(text, at, end, "inf") || matches(text, at, end, "infinity");
    }

    private static boolean matches(byte[] text, int at, int end, String word) {
        if (end - at != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((text[at + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static boolean isHex(byte[] text, int at, int end) {
        return end - at > 2 && text[at] == '0' && (text[at + 1] | 0x20) == 'x';
    }

    private static double hex(byte[] text, int from, int at, int end) {
        int p = hexDigitsEnd(text, at + 2, end);
        if (p < 0 || !isBinaryExponent(text, p, end)) {
            return Double.NaN;
        }
        boolean zero = true;
        for (int i = at + 2; i < p; i++) {
            zero &= text[i] == '0' || text[i] == '.';
        }
        String literal = new String(text, from, end - from, StandardCharsets.ISO_8859_1);
        // Java's hexadecimal literals must have an exponent; C's need not.
        double value = Double.parseDouble(p == end ? literal + "p0" : literal);
        return zero ? value : inRange(value, false);
    }

    /** Where the hexadecimal digits, with at most one point, end; -1 when there is not one. */
    static int hexDigitsEnd(byte[] text, int from, int end) {
        int digits = 0;
        boolean point = false;
        int at = from;
        for (; at < end; at++) {
            if (Character.digit(text[at] & 0xff, 16) >= 0) {
                digits++;
            } else if (text[at] == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        return digits == 0 ? -1 : at;
    }

    /** Nothing, or {@code p} and a signed decimal number, up to {@code end}. */
    static boolean isBinaryExponent(byte[] text, int from, int end) {
        if (from == end) {
            return true;
        }
        int at = from + 1;
        if ((text[from] | 0x20) != 'p') {
            return false;
        }
        if (at < end && (text[at] == '-' || text[at] == '+')) {
            at++;
        }
        if (at == end) {
            return false;
        }
        for (; at < end; at++) {
            if (text[at] < '0' || text[at] > '9') {
                return false;
            }
        }
        return true;
    }
}
