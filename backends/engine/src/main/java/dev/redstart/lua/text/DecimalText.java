package dev.redstart.lua.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Doubles as C's {@code printf} writes them with {@code %e}, {@code %f} and {@code %g}: the exact binary value, rounded
 * once to the digits asked for, halves to even. Java's own formatter rounds the shortest decimal instead, and so differs.
 *
 * <p>All methods write a minus for a set sign bit, also that of zero and of a NaN, as x86 prints the NaN of {@code 0/0} as
 * {@code -nan}. {@code point} is the {@code #} flag: a decimal point always, and in {@code %g} the zeros at the end.
 */
public final class DecimalText {

    private DecimalText() {}

    /** {@code %.<precision>e}: one digit, {@code precision} digits behind the point, an exponent of two digits or more. */
    public static byte[] scientific(double value, int precision, boolean point) {
        if (!isFinite(value)) return notFinite(value);
        StringBuilder text = signed(value);
        appendScientific(text, Digits.significant(Math.abs(value), precision + 1), precision + 1, point);
        return bytes(text);
    }

    /** {@code %.<precision>f}: all digits before the point and {@code precision} behind it. */
    public static byte[] fixed(double value, int precision, boolean point) {
        if (!isFinite(value)) return notFinite(value);
        StringBuilder text = signed(value);
        double magnitude = Math.abs(value);
        long scaled = Digits.scale(magnitude, precision);
        if (scaled < 0)
            text.append(new BigDecimal(magnitude)
                    .setScale(precision, RoundingMode.HALF_EVEN)
                    .toPlainString());
        else appendScaled(text, scaled, precision);
        if (precision == 0 && point) text.append('.');
        return bytes(text);
    }

    /**
     * {@code %.<precision>g}: that many significant digits, plain while the exponent is from -5 to below the precision,
     * else scientific; without the zeros at the end unless {@code point}. A precision of 0 counts as 1.
     */
    public static byte[] general(double value, int precision, boolean point) {
        if (!isFinite(value)) return notFinite(value);
        int count = Math.max(1, precision);
        StringBuilder text = signed(value);
        Digits digits = Digits.significant(Math.abs(value), count);
        int shown = point ? count : digits.withoutZeros();
        int exponent = digits.exponent();
        if (exponent < -4 || exponent >= count) appendScientific(text, digits, shown, point);
        else if (exponent < 0) {
            text.append("0.").append("0".repeat(-exponent - 1)).append(digits.text(), 0, shown);
        } else {
            // Zeros before the point stay.
            int before = exponent + 1;
            text.append(digits.text(), 0, before);
            if (shown > before || point) text.append('.');
            if (shown > before) text.append(digits.text(), before, shown);
        }
        return bytes(text);
    }

    private static void appendScaled(StringBuilder text, long scaled, int precision) {
        String digits = Long.toString(scaled);
        int before = digits.length() - precision;
        if (before <= 0) {
            digits = "0".repeat(1 - before) + digits;
            before = 1;
        }
        text.append(digits, 0, before);
        if (precision > 0) text.append('.').append(digits, before, digits.length());
    }

    private static void appendScientific(StringBuilder text, Digits digits, int shown, boolean point) {
        text.append(digits.text().charAt(0));
        if (shown > 1 || point) text.append('.');
        text.append(digits.text(), 1, shown);
        int exponent = digits.exponent();
        text.append('e').append(exponent < 0 ? '-' : '+');
        int size = Math.abs(exponent);
        if (size < 10) text.append('0');
        text.append(size);
    }

    private static boolean isFinite(double value) {
        return Math.abs(value) <= Double.MAX_VALUE;
    }

    private static StringBuilder signed(double value) {
        StringBuilder text = new StringBuilder(32);
        return Double.doubleToRawLongBits(value) < 0 ? text.append('-') : text;
    }

    private static byte[] notFinite(double value) {
        return bytes(signed(value).append(Double.isNaN(value) ? "nan" : "inf"));
    }

    private static byte[] bytes(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
