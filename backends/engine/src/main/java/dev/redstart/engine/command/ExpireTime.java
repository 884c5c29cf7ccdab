package dev.redstart.engine.command;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Errors;
import org.jspecify.annotations.Nullable;

/**
 * The ways to say when something expires: seconds or milliseconds, from now or since the epoch.
 *
 * @param word    the option
 * @param seconds whether it counts seconds
 * @param fromNow whether it counts from now
 */
record ExpireTime(String word, boolean seconds, boolean fromNow) {

    static final ExpireTime EX = new ExpireTime("EX", true, true);
    static final ExpireTime PX = new ExpireTime("PX", false, true);
    static final ExpireTime EXAT = new ExpireTime("EXAT", true, false);
    static final ExpireTime PXAT = new ExpireTime("PXAT", false, false);

    private static final long MILLIS = 1000;

    /** The unit that this argument names, or null. */
    static @Nullable ExpireTime named(Call call, int i) {
        if (call.is(i, "EX")) return EX;
        if (call.is(i, "PX")) return PX;
        if (call.is(i, "EXAT")) return EXAT;
        return call.is(i, "PXAT") ? PXAT : null;
    }

    /** The point in time that argument {@code i} means; must lie after now or the epoch, as SET and GETEX want it. */
    long positive(Call call, int i) {
        if (call.integer(i) <= 0) throw Errors.invalidExpire(call.command().name());
        return any(call, i);
    }

    /** The same, which may lie in the past, as EXPIRE has it. */
    long any(Call call, int i) {
        long n = call.integer(i);
        long base = fromNow ? call.now() : 0;
        if (seconds) {
            if (n > Long.MAX_VALUE / MILLIS || n < Long.MIN_VALUE / MILLIS)
                throw Errors.invalidExpire(call.command().name());
            n *= MILLIS;
        }
        if (n > Long.MAX_VALUE - base) throw Errors.invalidExpire(call.command().name());
        return n + base;
    }
}
