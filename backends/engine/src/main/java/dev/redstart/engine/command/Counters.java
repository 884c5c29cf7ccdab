package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.FIRST;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.StringValue;
import dev.redstart.engine.structure.LongDouble;
import dev.redstart.engine.structure.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Strings as numbers. */
final class Counters {

    static final List<Command> COMMANDS = List.of(
            of("DECR", 2, "write denyoom fast", FIRST, call -> add(call, -1)),
            of("DECRBY", 3, "write denyoom fast", FIRST, Counters::decrby),
            of("INCR", 2, "write denyoom fast", FIRST, call -> add(call, 1)),
            of("INCRBY", 3, "write denyoom fast", FIRST, call -> add(call, call.integer(1))),
            of("INCRBYFLOAT", 3, "write denyoom fast", FIRST, Counters::incrbyfloat));

    private static final CommandError NO_OPPOSITE = Errors.of("ERR decrement would overflow");

    private static final byte[] KEEPTTL = "KEEPTTL".getBytes(StandardCharsets.US_ASCII);

    private Counters() {}

    private static void decrby(Call call) {
        long by = call.integer(1);
        if (by == Long.MIN_VALUE) throw NO_OPPOSITE;
        add(call, -by);
    }

    private static void add(Call call, long by) {
        byte[] key = call.arg(0);
        long old = number(call.write(key, StringValue.class));
        long sum = old + by;
        // Overflows exactly when both operands differ in sign from the sum.
        if (((old ^ sum) & (by ^ sum)) < 0) throw Errors.OVERFLOW;
        call.db().replace(key, StringValue.of(sum));
        call.changed(key, EventClass.STRING, "incrby");
        call.reply().integer(sum);
    }

    private static long number(@Nullable StringValue value) {
        if (value == null) return 0;
        if (value.isInt()) return value.number();
        byte[] text = value.bytes();
        if (!Numbers.isLong(text)) throw Errors.NOT_AN_INTEGER;
        return Numbers.parseLong(text);
    }

    private static void incrbyfloat(Call call) {
        byte[] key = call.arg(0);
        StringValue value = call.write(key, StringValue.class);
        LongDouble old = value == null ? LongDouble.ZERO : LongDouble.parse(value.bytes());
        LongDouble by = old == null ? null : LongDouble.parse(call.arg(1));
        if (old == null || by == null) throw Errors.NOT_A_FLOAT;
        LongDouble sum = old.plus(by);
        if (!sum.isFinite()) throw Errors.NAN_OR_INFINITY;
        byte[] text = sum.toBytes();
        call.db().replace(key, StringValue.text(text));
        call.changed(key, EventClass.STRING, "incrbyfloat");
        call.propagateAs("SET", key, text, KEEPTTL);
        call.reply().blob(text);
    }
}
