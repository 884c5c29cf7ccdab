package dev.redstart.lua;

import org.jspecify.annotations.Nullable;

/** What a {@link LuaFunction} returned: one value as itself, or an array of however many. */
public final class Results {

    /** No result, and no argument. */
    public static final @Nullable Object[] NONE = {};

    private Results() {}

    public static Object of(@Nullable Object... values) {
        return values;
    }

    /** The first one, nil when there is none. */
    public static @Nullable Object first(@Nullable Object results) {
        return results instanceof Object[] many ? many.length == 0 ? null : many[0] : results;
    }

    /** All of them, in an array that may be the results' own. */
    public static @Nullable Object[] all(@Nullable Object results) {
        return results instanceof Object[] many ? many : new Object[] {results};
    }

    public static int count(@Nullable Object results) {
        return results instanceof Object[] many ? many.length : 1;
    }

    /** The values before, then all results: for {@code true, ...} of pcall and {@code f(a, g())}. */
    public static @Nullable Object[] after(@Nullable Object results, @Nullable Object... before) {
        @Nullable Object[] many = all(results);
        @Nullable Object[] joined = new Object[before.length + many.length];
        System.arraycopy(before, 0, joined, 0, before.length);
        System.arraycopy(many, 0, joined, before.length, many.length);
        return joined;
    }
}
