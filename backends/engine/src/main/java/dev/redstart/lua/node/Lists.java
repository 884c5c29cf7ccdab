package dev.redstart.lua.node;

import dev.redstart.lua.Results;
import org.jspecify.annotations.Nullable;

/** Lists of expressions, the last of which may have any number of values. */
final class Lists {

    private Lists() {}

    static boolean isOpen(Expression[] list) {
        return list.length > 0 && list[list.length - 1].isOpen();
    }

    /** All values, after so many slots that are left free. */
    static @Nullable Object[] eval(Expression[] list, boolean open, @Nullable Object[] frame, int before) {
        int single = open ? list.length - 1 : list.length;
        @Nullable Object[] values = new Object[before + single];
        for (int i = 0; i < single; i++) {
            values[before + i] = list[i].eval(frame);
        }
        return open ? Results.after(list[single].results(frame), values) : values;
    }

    /** As one result: what {@code return} gives back. */
    static @Nullable Object results(Expression[] list, boolean open, @Nullable Object[] frame) {
        return list.length == 1 ? list[0].results(frame) : eval(list, open, frame, 0);
    }
}
