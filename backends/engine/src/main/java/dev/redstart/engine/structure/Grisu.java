package dev.redstart.engine.structure;

import java.math.BigInteger;

/**
 * Doubles as decimal text, digit for digit as Redis writes them.
 *
 * <p>Algorithm: Grisu2 of Florian Loitsch, "Printing Floating-Point Numbers Quickly and Accurately with Integers" (PLDI
 * 2010). The number and the borders of the interval that rounds to it are scaled by a cached power of ten into a range
 * where 64-bit integer arithmetic yields digits; digits stop as soon as the rest lies within the interval. The result
 * always reads back as the same double and is the shortest in about 99.9 % of cases; the exceptions are why this exists,
 * for {@code Double.toString} has others.
 *
 * <p>Deviation: the powers are computed at start-up instead of being a table in the source.
 */
final class Grisu {
    private static final int FIRST_POWER = -348;
    private static final int POWER_STEP = 8;
    private static final int POWERS = 87;
    /** Scaled numbers have a binary exponent within these, so that their integer part fits 32 bits. */
    private static final int MIN_EXPONENT = -60;

    private static final int MAX_EXPONENT = -32;

    private static final long HIDDEN_BIT = 1L << 52;
    private static final long FRACTION = HIDDEN_BIT - 1;
    private static final int BIAS = 1023 + 52;

    private static final long[] POWER_FRACTION = new long[POWERS];
    private static final int[] POWER_EXPONENT = new int[POWERS];
    private static final long[] TENS = new long[20];

    static {
        long ten = 1;
        for (int i = 0; i < TENS.length; i++, ten *= 10) {
            TENS[i] = ten;
        }
        for (int i = 0; i < POWERS; i++) {
            int k = FIRST_POWER + i * POWER_STEP;
            BigInteger power = BigInteger.TEN.pow(Math.abs(k));
            // 10^k as f * 2^e with f rounded to 64 bits.
            int e = k >= 0 ? power.bitLength() - 64 : -power.bitLength() - 63;
            BigInteger doubled = k >= 0
                    ? (e > 0 ? power.shiftRight(e - 1) : power.shiftLeft(1 - e))
                    : BigInteger.ONE.shiftLeft(1 - e).divide(power);
            BigInteger f = doubled.add(BigInteger.ONE).shiftRight(1);
            if (f.bitLength() > 64) {
                f = f.shiftRight(1);
                e++;
            }
            POWER_FRACTION[i] = f.longValue();
            POWER_EXPONENT[i] = e;
        }
    }

    private Grisu() {}

    /** Writes a finite double other than 0 and returns the length. */
    static int write(double value, byte[] into, int offset) {
        long bits = Double.doubleToRawLongBits(value);
        int at = offset;
        boolean negative = bits < 0;
        if (negative) {
            into[at++] = '-';
        }
        byte[] digits = new byte[18];
        long packed = digits(bits, digits);
        int count = (int) (packed >>> 32);
        int power = (int) packed;
        return layOut(digits, count, power, into, at, negative) - offset;
    }

    /** Fills in the digits; returns their count and, in the low half, the power of ten of the last one. */
    private static long digits(long bits, byte[] digits) {
        long f = bits & FRACTION;
        int e = (int) (bits >>> 52) & 0x7ff;
        if (e != 0) {
            f += HIDDEN_BIT;
            e -= BIAS;
        } else {
            e = 1 - BIAS;
        }
        // Halfway to the next double above; all three are brought to its exponent.
        long upper = (f << 1) + 1;
        int shift = Long.numberOfLeadingZeros(upper);
        upper <<= shift;
        int exponent = e - 1 - shift;
        // Below a power of two the doubles lie twice as close.
        int closer = f == HIDDEN_BIT ? 2 : 1;
        long lower = ((f << closer) - 1) << (e - closer - exponent);
        long w = f << Long.numberOfLeadingZeros(f);

        int index = cachedPower(exponent);
        long c = POWER_FRACTION[index];
        w = multiply(w, c);
        upper = multiply(upper, c) - 1;
        lower = multiply(lower, c) + 1;
        exponent += POWER_EXPONENT[index] + 64;
        int power = -(FIRST_POWER + index * POWER_STEP);
        return generate(w, upper, lower, exponent, power, digits);
    }

    private static int cachedPower(int exponent) {
        int approximate = (int) (-(exponent + POWERS) * 0.30102999566398114);
        int index = (approximate - FIRST_POWER) / POWER_STEP;
        for (; ; ) {
            int scaled = exponent + POWER_EXPONENT[index] + 64;
            if (scaled < MIN_EXPONENT) {
                index++;
            } else if (scaled > MAX_EXPONENT) {
                index--;
            } else {
                return index;
            }
        }
    }

    /** The upper half of the product, rounded. */
    private static long multiply(long a, long b) {
        long ah = a >>> 32;
        long al = a & 0xffff_ffffL;
        long bh = b >>> 32;
        long bl = b & 0xffff_ffffL;
        long hl = ah * bl;
        long lh = al * bh;
        long middle = (hl & 0xffff_ffffL) + (lh & 0xffff_ffffL) + ((al * bl) >>> 32) + (1L << 31);
        return ah * bh + (hl >>> 32) + (lh >>> 32) + (middle >>> 32);
    }

    private static long generate(long w, long upper, long lower, int exponent, int power, byte[] digits) {
        int shift = -exponent;
        long one = 1L << shift;
        long distance = upper - w;
        long delta = upper - lower;
        long whole = upper >>> shift;
        long part = upper & (one - 1);
        int count = 0;
        for (int kappa = 9; kappa >= 0; kappa--) {
            long unit = TENS[kappa];
            int digit = (int) (whole / unit);
            if (digit != 0 || count != 0) {
                digits[count++] = (byte) ('0' + digit);
            }
            whole -= digit * unit;
            long rest = (whole << shift) + part;
            if (Long.compareUnsigned(rest, delta) <= 0) {
                round(digits, count, delta, rest, unit << shift, distance);
                return pack(count, power + kappa);
            }
        }
        for (int kappa = -1; ; kappa--) {
            part *= 10;
            delta *= 10;
            int digit = (int) (part >>> shift);
            if (digit != 0 || count != 0) {
                digits[count++] = (byte) ('0' + digit);
            }
            part &= one - 1;
            if (Long.compareUnsigned(part, delta) < 0) {
                round(digits, count, delta, part, one, distance * TENS[-kappa]);
                return pack(count, power + kappa);
            }
        }
    }

    private static long pack(int count, int power) {
        return ((long) count << 32) | (power & 0xffff_ffffL);
    }

    /** Lowers the last digit while that stays within the interval and comes closer to the number itself. */
    private static void round(byte[] digits, int count, long delta, long rest, long unit, long distance) {
        long r = rest;
        while (Long.compareUnsigned(r, distance) < 0
                && Long.compareUnsigned(delta - r, unit) >= 0
                && (Long.compareUnsigned(r + unit, distance) < 0
                        || Long.compareUnsigned(distance - r, r + unit - distance) > 0)) {
            digits[count - 1]--;
            r += unit;
        }
    }

    /** Plain up to seven zeros behind the digits or six before them, otherwise with an exponent; returns the end. */
    private static int layOut(byte[] digits, int count, int power, byte[] into, int from, boolean negative) {
        int at = from;
        int exponent = Math.abs(power + count - 1);
        if (power >= 0 && exponent < count + 7) {
            at = copy(digits, 0, count, into, at);
            return zeros(power, into, at);
        }
        if (power < 0 && (power > -7 || exponent < 4)) {
            int point = count + power;
            if (point <= 0) {
                into[at++] = '0';
                into[at++] = '.';
                at = zeros(-point, into, at);
                return copy(digits, 0, count, into, at);
            }
            at = copy(digits, 0, point, into, at);
            into[at++] = '.';
            return copy(digits, point, count - point, into, at);
        }
        int kept = Math.min(count, negative ? 17 : 18);
        into[at++] = digits[0];
        if (kept > 1) {
            into[at++] = '.';
            at = copy(digits, 1, kept - 1, into, at);
        }
        into[at++] = 'e';
        into[at++] = (byte) (power + kept - 1 < 0 ? '-' : '+');
        return at + Numbers.write(exponent, into, at);
    }

    private static int copy(byte[] digits, int from, int count, byte[] into, int at) {
        System.arraycopy(digits, from, into, at, count);
        return at + count;
    }

    private static int zeros(int count, byte[] into, int at) {
        for (int i = 0; i < count; i++) {
            into[at + i] = '0';
        }
        return at + count;
    }
}
