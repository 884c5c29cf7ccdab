package dev.redstart.lua;

import org.jspecify.annotations.Nullable;

/** What Lua thinks of a value, where no metatable is asked: types, truth, raw equality, conversions. */
public final class Values {

    private static final int SMALL_FROM = -128;
    private static final Double[] SMALL = new Double[SMALL_FROM * -1 + 1024];

    static {
        for (int i = 0; i < SMALL.length; i++) {
            SMALL[i] = (double) (i + SMALL_FROM);
        }
    }

    private Values() {}

    /** The number as an object; small whole ones are shared. */
    public static Double box(double number) {
        int small = (int) number - SMALL_FROM;
        if (small >= 0 && small < SMALL.length && small + SMALL_FROM == number) {
            // Minus zero is equal to zero, but prints as -0.
            return number == 0 && 1 / number < 0 ? number : SMALL[small];
        }
        return number;
    }

    /** Everything but nil and false. */
    public static boolean isTrue(@Nullable Object value) {
        return value != null && value != Boolean.FALSE;
    }

    /** {@code nil}, {@code boolean}, {@code number}, {@code string}, {@code table}, {@code function}, {@code thread}. */
    public static String typeName(@Nullable Object value) {
        if (value == null) {
            return "nil";
        } else if (value instanceof LuaString) {
            return "string";
        } else if (value instanceof Double) {
            return "number";
        } else if (value instanceof LuaTable) {
            return "table";
        } else if (value instanceof LuaFunction) {
            return "function";
        } else if (value instanceof Boolean) {
            return "boolean";
        } else if (value instanceof Coroutine) {
            return "thread";
        }
        return "userdata";
    }

    /** Without metamethods. NaN is not equal to itself, 0 is equal to -0. */
    public static boolean rawEquals(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Double x) {
            return b instanceof Double y && x.doubleValue() == y.doubleValue();
        }
        return a == b || a instanceof LuaString s && s.equals(b);
    }

    /** The number, or that which a string reads as; null for all else. */
    public static @Nullable Double toNumber(@Nullable Object value) {
        if (value instanceof Double d) {
            return d;
        }
        return value instanceof LuaString s ? LuaNumbers.parse(s) : null;
    }

    /** The string, or the text of a number; null for all else. */
    public static @Nullable LuaString toText(@Nullable Object value) {
        if (value instanceof LuaString s) {
            return s;
        }
        return value instanceof Double d ? LuaNumbers.toText(d) : null;
    }

    /** Cut towards zero as C does it on x86-64: NaN and what does not fit give the smallest integer. */
    public static long toInteger(double number) {
        return number >= -0x1p63 && number < 0x1p63 ? (long) number : Long.MIN_VALUE;
    }
}
