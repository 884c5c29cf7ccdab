package dev.redstart;

/** Puts the sign before a bound of a range that says whether it belongs to the range. */
final class Prefix {

    private Prefix() {}

    static byte[] put(char sign, byte[] bound) {
        byte[] signed = new byte[bound.length + 1];
        signed[0] = (byte) sign;
        System.arraycopy(bound, 0, signed, 1, bound.length);
        return signed;
    }
}
