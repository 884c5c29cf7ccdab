package dev.redstart;

/**
 * A whole number of some bits that stands somewhere in a bitmap. Immutable.
 *
 * <pre>{@code
 * BitField gold = BitField.unsigned(32);            // the first 32 bits
 * BitField level = BitField.unsigned(8).at(32);     // the 8 bits behind them
 * BitField third = BitField.signed(16).element(2);  // of an array of 16-bit numbers
 * }</pre>
 */
public final class BitField {

    private static final int LONGEST_SIGNED = 64;
    private static final int LONGEST_UNSIGNED = 63;

    private final char sign;
    private final int bits;
    private final String offset;

    private BitField(char sign, int bits, String offset) {
        this.sign = sign;
        this.bits = bits;
        this.offset = offset;
    }

    /** So many bits at the bitmap's beginning, 1 to 64, read as a number that may be negative (two's complement). */
    public static BitField signed(int bits) {
        return new BitField('i', checked(bits, LONGEST_SIGNED), "0");
    }

    /** So many bits at the bitmap's beginning, 1 to 63, read as a number that is not negative. */
    public static BitField unsigned(int bits) {
        return new BitField('u', checked(bits, LONGEST_UNSIGNED), "0");
    }

    /** The same at this bit, counted from 0. */
    public BitField at(long bit) {
        return new BitField(sign, bits, Long.toString(notNegative(bit)));
    }

    /** The same as the element of an array of such numbers, counted from 0: at {@code index} times its own length. */
    public BitField element(long index) {
        return new BitField(sign, bits, "#" + notNegative(index));
    }

    /** As {@code u8 #3}. */
    void appendTo(CommandBuilder<?, ?> command) {
        command.text(type()).text(offset);
    }

    private String type() {
        return sign + Integer.toString(bits);
    }

    private static int checked(int bits, int longest) {
        if (bits < 1 || bits > longest)
            throw new IllegalArgumentException("a field has 1 to 64 bits, 63 if unsigned, not " + bits);
        return bits;
    }

    private static long notNegative(long offset) {
        if (offset < 0) throw new IllegalArgumentException("an offset has to be 0 or more, not " + offset);
        return offset;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof BitField other && sign == other.sign && bits == other.bits && offset.equals(other.offset);
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** As Redis writes it: {@code u8 #3}. */
    @Override
    public String toString() {
        return type() + " " + offset;
    }
}
