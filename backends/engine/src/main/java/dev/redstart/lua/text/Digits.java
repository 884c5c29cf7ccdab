package dev.redstart.lua.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The leading decimal digits of a double, correctly rounded: {@code d.ddd × 10^exponent}.
 *
 * <p>Nearly every number takes a short way: its product with a power of ten up to 10^22 is, with a fused
 * multiply-add, known exactly as the sum of two doubles (Dekker 1971), and the rounding is decided on that sum. The rest goes
 * through {@link BigDecimal}.
 *
 * @param text     as many digits as were asked for
 * @param exponent that of the first digit
 */
record Digits(String text, int exponent) {

    /** Exact as doubles. */
    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    /** Below it a double has bits left for halves. */
    private static final double MAX_SCALED = 1e15;
    /** Below it the lower half of a product would itself be rounded. */
    private static final double MIN_SCALED = 1e-200;

    private static final int MAX_SHORT = 15;

    static Digits significant(double magnitude, int count) {
        if (magnitude == 0) return new Digits("0".repeat(count), 0);
        if (count <= MAX_SHORT && magnitude >= 1e-7 && magnitude < MAX_SCALED) {
            int exponent = exponent(magnitude);
            int power = count - 1 - exponent;
            long scaled = power < 0 ? -1 : scale(magnitude, power);
            String text = Long.toString(scaled);
            if (scaled >= 0 && text.length() == count) return new Digits(text, exponent);
        }
        BigDecimal rounded = new BigDecimal(magnitude).round(new MathContext(count, RoundingMode.HALF_EVEN));
        String text = rounded.unscaledValue().toString();
        int exponent = text.length() - 1 - rounded.scale();
        return new Digits(text + "0".repeat(count - text.length()), exponent);
    }

    /** The magnitude times 10^power to the nearest integer, a half to the even one; -1 when the short way does not serve. */
    static long scale(double magnitude, int power) {
        if (power >= TENS.length) return -1;
        double high = magnitude * TENS[power];
        if (!(high < MAX_SCALED) || high < MIN_SCALED) return -1;
        double low = Math.fma(magnitude, TENS[power], -high);
        long whole = (long) high;
        // How far above the half: |low| is at most an eighth here, so it decides only what is close to it.
        double above = high - whole - 0.5;
        boolean up = above > -low || above == -low && (whole & 1) == 1;
        return up ? whole + 1 : whole;
    }

    /** Of a magnitude from 10^-7 up to 10^22. */
    private static int exponent(double magnitude) {
        int exponent = (int) Math.floor(Math.log10(magnitude));
        // The logarithm may be off by one beside a power of ten; a digit count that does not fit shows the rest.
        if (exponent >= 0 && magnitude < TENS[exponent]) return exponent - 1;
        if (exponent >= -1 && magnitude >= TENS[exponent + 1]) return exponent + 1;
        return exponent;
    }

    /** How many digits are left without the zeros at the end; at least one. */
    int withoutZeros() {
        int end = text.length();
        while (end > 1 && text.charAt(end - 1) == '0') end--;
        return end;
    }
}
