package dev.redstart.engine.structure;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The x87 extended double that INCRBYFLOAT and HINCRBYFLOAT compute with: 64 bits of mantissa, 15 of exponent.
 *
 * <p>Source: the behaviour of {@code strtold}, {@code +} and {@code printf("%.17Lf")} on x86-64, each of which is exact
 * up to one rounding to the nearest (a tie goes to the even one). So a value is an integer times a power of two, the
 * arithmetic is exact {@link BigInteger} arithmetic, and {@link #round} is the only place where bits are lost. Texts of
 * 5 KiB and more are refused as Redis refuses them, which bounds the work.
 *
 * <p>Immutable. The sign of zero is not kept: no text of Redis shows it.
 */
public final class LongDouble {
    private static final int MANTISSA_BITS = 64;
    /** Exponent of the last bit of the smallest, denormal numbers. */
    private static final int MIN_EXPONENT = -16445;
    /** Numbers have fewer bits before the point than this, or they are infinite. */
    private static final int MAX_BITS = 16384;

    private static final int MAX_TEXT = 5 * 1024;
    private static final int FRACTION_DIGITS = 17;
    private static final BigInteger SCALE = BigInteger.TEN.pow(FRACTION_DIGITS);
    private static final int EXPONENT_CAP = 1_000_000;

    public static final LongDouble ZERO = new LongDouble(BigInteger.ZERO, 0);
    private static final LongDouble INFINITY = new LongDouble(BigInteger.ONE, Integer.MAX_VALUE);
    private static final LongDouble MINUS_INFINITY = new LongDouble(BigInteger.ONE.negate(), Integer.MAX_VALUE);
    private static final LongDouble NAN = new LongDouble(BigInteger.ZERO, Integer.MAX_VALUE);

    private final BigInteger mantissa;
    private final int exponent;

    private LongDouble(BigInteger mantissa, int exponent) {
        this.mantissa = mantissa;
        this.exponent = exponent;
    }

    public static LongDouble of(long value) {
        return new LongDouble(BigInteger.valueOf(value), 0);
    }

    /** Null when the text is refused: not a number, {@code nan}, too large, or so small that nothing is left. */
    public static @Nullable LongDouble parse(byte[] text) {
        if (Numbers.isLong(text, 0, text.length)) {
            return of(Numbers.parseLong(text, 0, text.length));
        }
        int end = text.length;
        if (end == 0 || end >= MAX_TEXT) {
            return null;
        }
        boolean negative = text[0] == '-';
        int at = negative || text[0] == '+' ? 1 : 0;
        if (DoubleText.isInfinity(text, at, end)) {
            return negative ? MINUS_INFINITY : INFINITY;
        }
        LongDouble magnitude = DoubleText.isHex(text, at, end) ? hex(text, at + 2) : decimal(text, at);
        if (magnitude == null || !magnitude.isFinite()) {
            return null;
        }
        return negative ? new LongDouble(magnitude.mantissa.negate(), magnitude.exponent) : magnitude;
    }

    private static @Nullable LongDouble decimal(byte[] text, int from) {
        StringBuilder digits = new StringBuilder();
        int scale = 0;
        boolean point = false;
        boolean any = false;
        int at = from;
        for (; at < text.length; at++) {
            int c = text[at];
            if (c >= '0' && c <= '9') {
                any = true;
                if (c != '0' || digits.length() > 0) {
                    digits.append((char) c);
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
        if (!any) {
            return null;
        }
        int power = scale;
        if (at < text.length) {
            if ((text[at] | 0x20) != 'e' || !isInteger(text, at + 1)) {
                return null;
            }
            power += integer(text, at + 1);
        }
        if (digits.length() == 0) {
            return ZERO;
        }
        int magnitude = digits.length() + power;
        if (magnitude > 4950 || magnitude < -5000) {
            return null;
        }
        BigInteger value = new BigInteger(digits.toString());
        BigInteger tens = BigInteger.TEN.pow(Math.abs(power));
        LongDouble rounded;
        if (power >= 0) {
            rounded = round(value.multiply(tens), 0, false);
        } else {
            // Enough bits that the quotient keeps more than a mantissa; what the division leaves is "sticky".
            int shift = Math.max(0, tens.bitLength() - value.bitLength() + MANTISSA_BITS + 3);
            BigInteger[] parts = value.shiftLeft(shift).divideAndRemainder(tens);
            rounded = round(parts[0], -shift, parts[1].signum() != 0);
        }
        return rounded.mantissa.signum() == 0 ? null : rounded;
    }

    private static @Nullable LongDouble hex(byte[] text, int from) {
        int p = DoubleText.hexDigitsEnd(text, from, text.length);
        if (p < 0 || !DoubleText.isBinaryExponent(text, p, text.length)) {
            return null;
        }
        String digits = new String(text, from, p - from, StandardCharsets.ISO_8859_1);
        int point = digits.indexOf('.');
        int power = point < 0 ? 0 : -4 * (digits.length() - point - 1);
        if (p < text.length) {
            power += integer(text, p + 1);
        }
        BigInteger value = new BigInteger(digits.replace(".", ""), 16);
        if (value.signum() == 0) {
            return ZERO;
        }
        LongDouble rounded = round(value, power, false);
        return rounded.mantissa.signum() == 0 ? null : rounded;
    }

    private static boolean isInteger(byte[] text, int from) {
        int at = from < text.length && (text[from] == '-' || text[from] == '+') ? from + 1 : from;
        if (at >= text.length) {
            return false;
        }
        for (; at < text.length; at++) {
            if (text[at] < '0' || text[at] > '9') {
                return false;
            }
        }
        return true;
    }

    private static int integer(byte[] text, int from) {
        boolean negative = text[from] == '-';
        int value = 0;
        for (int at = negative || text[from] == '+' ? from + 1 : from; at < text.length; at++) {
            value = Math.min(EXPONENT_CAP, value * 10 + (text[at] - '0'));
        }
        return negative ? -value : value;
    }

    public LongDouble plus(LongDouble other) {
        if (!isFinite() || !other.isFinite()) {
            if (isNaN() || other.isNaN()) {
                return NAN;
            }
            boolean opposite = !isFinite() && !other.isFinite() && mantissa.signum() != other.mantissa.signum();
            return opposite ? NAN : isFinite() ? other : this;
        }
        int common = Math.min(exponent, other.exponent);
        BigInteger a = mantissa.shiftLeft(exponent - common);
        BigInteger b = other.mantissa.shiftLeft(other.exponent - common);
        return round(a.add(b), common, false);
    }

    public boolean isFinite() {
        return exponent != Integer.MAX_VALUE;
    }

    public boolean isNaN() {
        return !isFinite() && mantissa.signum() == 0;
    }

    /** {@code value * 2^exponent}, and a little more when {@code sticky}, to the nearest that the format holds. */
    private static LongDouble round(BigInteger value, int exponent, boolean sticky) {
        BigInteger magnitude = value.abs();
        int drop = Math.max(magnitude.bitLength() - MANTISSA_BITS, MIN_EXPONENT - exponent);
        int e = exponent;
        if (drop > 0) {
            magnitude = shiftHalfEven(magnitude, drop, sticky);
            e += drop;
        }
        if (magnitude.signum() == 0) {
            return ZERO;
        }
        if ((long) magnitude.bitLength() + e > MAX_BITS) {
            return value.signum() < 0 ? MINUS_INFINITY : INFINITY;
        }
        return new LongDouble(value.signum() < 0 ? magnitude.negate() : magnitude, e);
    }

    private static BigInteger shiftHalfEven(BigInteger magnitude, int drop, boolean sticky) {
        BigInteger kept = magnitude.shiftRight(drop);
        boolean half = magnitude.testBit(drop - 1);
        boolean up = half && (sticky || kept.testBit(0) || magnitude.getLowestSetBit() < drop - 1);
        return up ? kept.add(BigInteger.ONE) : kept;
    }

    /** Seventeen digits after the point, less the zeros at the end. */
    public byte[] toBytes() {
        return toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        if (!isFinite()) {
            return isNaN() ? "nan" : mantissa.signum() < 0 ? "-inf" : "inf";
        }
        if (exponent >= 0) {
            return mantissa.shiftLeft(exponent).toString();
        }
        BigInteger scaled = shiftHalfEven(mantissa.abs().multiply(SCALE), -exponent, false);
        if (scaled.signum() == 0) {
            return "0";
        }
        StringBuilder text = new StringBuilder(scaled.toString());
        while (text.length() <= FRACTION_DIGITS) {
            text.insert(0, '0');
        }
        text.insert(text.length() - FRACTION_DIGITS, '.');
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        text.setLength(text.charAt(end - 1) == '.' ? end - 1 : end);
        return mantissa.signum() < 0 ? text.insert(0, '-').toString() : text.toString();
    }
}
