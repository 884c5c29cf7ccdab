package dev.redstart.engine.command;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.structure.Glob;
import dev.redstart.engine.structure.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What SCAN, HSCAN, SSCAN and ZSCAN are told: a cursor, and options behind it.
 *
 * @param cursor   an unsigned 64-bit number
 * @param count    how many elements a call should come to, at least 1
 * @param pattern  null for all
 * @param type     SCAN only: the word of a type, or null
 * @param noValues HSCAN only: fields without their values
 */
record ScanArgs(long cursor, long count, byte @Nullable [] pattern, @Nullable String type, boolean noValues) {

    /** Which of the options are allowed beside MATCH and COUNT. */
    enum Of {
        KEYS,
        HASH,
        OTHER
    }

    private static final CommandError NO_VALUES_NOT_HERE = Errors.of("ERR NOVALUES option can only be used in HSCAN");
    private static final long DEFAULT_COUNT = 10;

    /** The cursor alone: it is looked at before the key is, the options after. */
    static long cursor(Call call, int at) {
        byte[] arg = call.arg(at);
        if (!Numbers.isUnsigned(arg, 0, arg.length)) throw Errors.INVALID_CURSOR;
        return Numbers.parseUnsigned(arg, 0, arg.length);
    }

    /** The options, which begin at that argument. */
    static ScanArgs parse(Call call, long cursor, int from, Of what) {
        long count = DEFAULT_COUNT;
        byte[] pattern = null;
        String type = null;
        boolean noValues = false;
        for (int i = from; i < call.count(); i++) {
            if (call.is(i, "COUNT") && call.has(i, 1)) {
                count = call.integer(++i);
                if (count < 1) throw Errors.SYNTAX;
            } else if (call.is(i, "MATCH") && call.has(i, 1)) {
                pattern = call.arg(++i);
            } else if (what == Of.KEYS && call.is(i, "TYPE") && call.has(i, 1)) {
                type = new String(call.arg(++i), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            } else if (call.is(i, "NOVALUES")) {
                if (what != Of.HASH) throw NO_VALUES_NOT_HERE;
                noValues = true;
            } else {
                throw Errors.SYNTAX;
            }
        }
        if (pattern != null && pattern.length == 1 && pattern[0] == '*') pattern = null;
        return new ScanArgs(cursor, count, pattern, type, noValues);
    }

    boolean matches(byte[] element) {
        return pattern == null || Glob.matches(pattern, element);
    }

    /** How many buckets a call may look into at most, so that a sparse table does not hold everybody up. */
    long maxSteps() {
        return count > Long.MAX_VALUE / 10 ? Long.MAX_VALUE : count * 10;
    }
}
