package dev.redstart.lua;

import org.jspecify.annotations.Nullable;

/** Numbers and their texts, as C's {@code printf("%.14g")} and {@code strtod} have it. */
public final class LuaNumbers {

    private LuaNumbers() {}

    /** {@code %.14g}: {@code 3}, {@code 0.1}, {@code 1e+15}, {@code inf}, {@code -nan}. */
    public static LuaString toText(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e14) {
            return LuaString.of(number == 0 && 1 / number < 0 ? "-0" : Long.toString((long) number));
        }
        return LuaString.of(Double.toString(number));
    }

    /** The number that the whole text is, white space around it allowed; null when it is none. */
    public static @Nullable Double parse(LuaString text) {
        try {
            return Double.valueOf(text.toString());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
