package dev.redstart.lua.node;

import dev.redstart.lua.Values;
import org.jspecify.annotations.Nullable;

/** A node with a value. */
abstract class Expression {

    private static final long NOT_A_DOUBLE_BITS = 0x7ff8_dead_beef_0001L;

    /** What {@link #number} answers when the value is no number; it then lies in the last slot of the frame. */
    static final double NOT_A_DOUBLE = Double.longBitsToDouble(NOT_A_DOUBLE_BITS);

    static boolean isDouble(double number) {
        return number == number || Double.doubleToRawLongBits(number) != NOT_A_DOUBLE_BITS;
    }

    /** The value that {@link #number} could not give. */
    static @Nullable Object other(@Nullable Object[] frame) {
        return frame[frame.length - 1];
    }

    static double other(@Nullable Object[] frame, @Nullable Object value) {
        frame[frame.length - 1] = value;
        return NOT_A_DOUBLE;
    }

    abstract @Nullable Object eval(@Nullable Object[] frame);

    /** The value without a box, or {@link #NOT_A_DOUBLE}. */
    double number(@Nullable Object[] frame) {
        Object value = eval(frame);
        return value instanceof Double d ? d : other(frame, value);
    }

    /** Whether the value is a number, certainly: {@link #number} never answers that it is none. */
    boolean isNumber() {
        return false;
    }

    boolean truth(@Nullable Object[] frame) {
        return Values.isTrue(eval(frame));
    }

    /** All values, as a function returns them. */
    @Nullable
    Object results(@Nullable Object[] frame) {
        return eval(frame);
    }

    /** Whether {@link #results} may be other than one value. */
    boolean isOpen() {
        return false;
    }
}
