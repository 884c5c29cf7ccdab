package dev.redstart.lua.node;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The variable in a slot that can only ever hold numbers ({@link NumberVariables}): it is changed in place, without a box
 * for each number. Never a value of Lua, never seen by another function.
 */
final class NumberCell {
    private double value;

    static double get(@Nullable Object[] frame, int slot) {
        return ((NumberCell) Objects.requireNonNull(frame[slot])).value;
    }

    /** A cell that an earlier variable, or the same one in an earlier round of a loop, has left there is used again. */
    static void set(@Nullable Object[] frame, int slot, double value) {
        if (frame[slot] instanceof NumberCell cell) {
            cell.value = value;
            return;
        }
        NumberCell cell = new NumberCell();
        cell.value = value;
        frame[slot] = cell;
    }
}
