package dev.redstart.lua;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of a {@link Builtin}, counted from 1 as the errors do. What is not there is nil; the checking getters
 * raise {@code bad argument #1 to 'sub' (number expected, got nil)}, whose name the call site fills in.
 */
public final class Args {

    private final @Nullable Object[] values;

    public Args(@Nullable Object[] values) {
        this.values = values;
    }

    public int count() {
        return values.length;
    }

    /** Nil also when there are fewer. */
    public @Nullable Object get(int i) {
        return i <= values.length ? values[i - 1] : null;
    }

    /** All of them; the array may become results. */
    public @Nullable Object[] all() {
        return values;
    }

    /** Those from number {@code i} on, as results or arguments. */
    public @Nullable Object[] from(int i) {
        int count = Math.max(0, values.length - i + 1);
        @Nullable Object[] rest = new Object[count];
        System.arraycopy(values, values.length - count, rest, 0, count);
        return rest;
    }

    public boolean absent(int i) {
        return get(i) == null;
    }

    /** Anything, nil included, but there: {@code value expected}. */
    public @Nullable Object any(int i) {
        if (i > values.length) {
            throw error(i, "value expected");
        }
        return values[i - 1];
    }

    /** A number, or a string that reads as one. */
    public double number(int i) {
        Object value = get(i);
        if (value instanceof Double d) {
            return d;
        }
        Double read = Values.toNumber(value);
        if (read == null) {
            throw typeError(i, "number");
        }
        return read;
    }

    public double number(int i, double absent) {
        return absent(i) ? absent : number(i);
    }

    /** A number cut to an integer, as C does it on x86-64: NaN and what does not fit give the smallest one. */
    public long integer(int i) {
        return Values.toInteger(number(i));
    }

    public long integer(int i, long absent) {
        return absent(i) ? absent : integer(i);
    }

    /** A string, or a number as its text. */
    public LuaString string(int i) {
        Object value = get(i);
        if (value instanceof LuaString s) {
            return s;
        }
        if (value instanceof Double d) {
            return LuaNumbers.toText(d);
        }
        throw typeError(i, "string");
    }

    public LuaString string(int i, LuaString absent) {
        return absent(i) ? absent : string(i);
    }

    public LuaTable table(int i) {
        if (get(i) instanceof LuaTable table) {
            return table;
        }
        throw typeError(i, "table");
    }

    public LuaFunction function(int i) {
        if (get(i) instanceof LuaFunction function) {
            return function;
        }
        throw typeError(i, "function");
    }

    /** To throw: {@code bad argument #i to 'f' (message)}. */
    public LuaError error(int i, String message) {
        return LuaError.badArgument(i, message);
    }

    /** To throw: {@code bad argument #i to 'f' (number expected, got nil)}; {@code got no value} past the last one. */
    public LuaError typeError(int i, String expected) {
        String got = i > values.length ? "no value" : Values.typeName(values[i - 1]);
        return error(i, expected + " expected, got " + got);
    }
}
