package dev.redstart.lua.lib;

import dev.redstart.lua.Values;

/** Doubles and integers, converted as C does it on x86-64, also where its standard leaves it open. */
final class NumberBits {

    private NumberBits() {}

    /** To 64 bits unsigned: negative numbers wrap, what does not fit gives 0, NaN the top bit. */
    static long toUnsigned(double number) {
        if (number >= 0x1p63) return Values.toInteger(number - 0x1p63) ^ Long.MIN_VALUE;
        return Values.toInteger(number);
    }

    /** To the lowest byte of 32 bits; what does not fit those gives 0. */
    static byte toByte(double number) {
        return number > -0x1p31 - 1 && number < 0x1p31 ? (byte) number : 0;
    }

    /** From 64 bits unsigned, rounded to nearest. */
    static double fromUnsigned(long bits) {
        // The lowest bit stays, so that the halved number rounds the same way.
        return bits >= 0 ? (double) bits : (double) (bits >>> 1 | bits & 1) * 2;
    }
}
