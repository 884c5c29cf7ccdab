package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.FIRST;
import static dev.redstart.engine.dispatch.KeySpec.range;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.StringValue;
import dev.redstart.engine.structure.Bits;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Strings as rows of bits, of which those behind the end are 0. {@link Bitfields} has the numbers of any width. */
final class Bitmaps {

    static final List<Command> COMMANDS = List.of(
            of("BITCOUNT", -2, "readonly", FIRST, Bitmaps::bitcount),
            of("BITFIELD", -2, "write denyoom", FIRST, call -> Bitfields.run(call, false)),
            of("BITFIELD_RO", -2, "readonly fast", FIRST, call -> Bitfields.run(call, true)),
            of("BITOP", -4, "write denyoom", range(2, -1, 1), Bitmaps::bitop),
            of("BITPOS", -3, "readonly", FIRST, Bitmaps::bitpos),
            of("GETBIT", 3, "readonly fast", FIRST, Bitmaps::getbit),
            of("SETBIT", 4, "write denyoom", FIRST, Bitmaps::setbit));

    static final CommandError BAD_OFFSET = Errors.of("ERR bit offset is not an integer or out of range");

    private static final CommandError BAD_BIT = Errors.of("ERR bit is not an integer or out of range");
    private static final CommandError BIT_IS_0_OR_1 = Errors.of("ERR The bit argument must be 1 or 0.");
    private static final CommandError NOT_TAKES_ONE =
            Errors.of("ERR BITOP NOT must be called with a single source key.");

    private Bitmaps() {}

    /** A bit that a string of the greatest length has. */
    static long offset(Call call, long offset) {
        if (offset < 0 || offset >> 3 >= call.limits().maxStringLength) throw BAD_OFFSET;
        return offset;
    }

    /** The string at the key, or an empty one, made long enough for that bit; {@link #stored} puts it there. */
    static StringValue writeTo(Call call, @Nullable StringValue old, long bit) {
        int length = (int) (bit >> 3) + 1;
        return old == null ? StringValue.raw(new byte[length]) : old.edited(length);
    }

    static void stored(Call call, StringValue value, boolean changed) {
        call.db().replace(call.arg(0), value);
        if (changed) call.changed(call.arg(0), EventClass.STRING, "setbit");
    }

    private static void setbit(Call call) {
        long bit = offset(call, call.integer(1, BAD_OFFSET));
        boolean on = call.integer(2, 0, 1, BAD_BIT) == 1;
        StringValue old = call.write(call.arg(0), StringValue.class);
        int before = old == null ? 0 : old.length();
        StringValue value = writeTo(call, old, bit);
        boolean was = Bits.get(value.array(), bit);
        Bits.set(value.array(), bit, on);
        stored(call, value, was != on || value.length() > before);
        call.reply().integer(was ? 1 : 0);
    }

    private static void getbit(Call call) {
        long bit = offset(call, call.integer(1, BAD_OFFSET));
        StringValue value = call.read(call.arg(0), StringValue.class);
        boolean on = value != null && bit >> 3 < value.length() && Bits.get(value.array(), bit);
        call.reply().integer(on ? 1 : 0);
    }

    /** Bits {@code from} (inclusive) to {@code to} (exclusive). */
    private record Range(long from, long to) {

        /** Both ends are included, count from the end when negative, and mean bytes or bits. */
        static Range of(long start, long end, boolean inBits, long bytes) {
            long total = inBits ? bytes << 3 : bytes;
            long from = Math.max(0, start < 0 ? start + total : start);
            long to = Math.min(Math.max(0, end < 0 ? end + total : end), total - 1) + 1;
            return inBits ? new Range(from, to) : new Range(Math.min(from, total) << 3, to << 3);
        }

        boolean isEmpty() {
            return from >= to;
        }
    }

    private static boolean inBits(Call call, int i) {
        if (call.count() <= i || call.is(i, "BYTE")) return false;
        if (call.is(i, "BIT")) return true;
        throw Errors.SYNTAX;
    }

    private static void bitcount(Call call) {
        if (call.count() == 2 || call.count() > 4) throw Errors.SYNTAX;
        boolean whole = call.count() == 1;
        long start = whole ? 0 : call.integer(1);
        long end = whole ? -1 : call.integer(2);
        boolean inBits = inBits(call, 3);
        StringValue value = call.read(call.arg(0), StringValue.class);
        if (value == null || start < 0 && end < 0 && start > end) {
            call.reply().integer(0);
            return;
        }
        Range range = Range.of(start, end, inBits, value.length());
        call.reply().integer(Bits.count(value.array(), range.from, range.to));
    }

    private static void bitpos(Call call) {
        long wanted = call.integer(1);
        if (wanted != 0 && wanted != 1) throw BIT_IS_0_OR_1;
        if (call.count() > 5) throw Errors.SYNTAX;
        long start = call.count() > 2 ? call.integer(2) : 0;
        boolean inBits = inBits(call, 4);
        boolean endGiven = call.count() > 3;
        long end = endGiven ? call.integer(3) : -1;
        StringValue value = call.read(call.arg(0), StringValue.class);
        call.reply()
                .integer(
                        value == null
                                ? -wanted
                                : position(value, Range.of(start, end, inBits, value.length()), wanted == 1, endGiven));
    }

    private static long position(StringValue value, Range range, boolean one, boolean endGiven) {
        if (range.isEmpty()) return -1;
        long found = Bits.first(value.array(), range.from, range.to, one);
        // Without an end the zeros behind the string count.
        return found < 0 && !one && !endGiven ? range.to : found;
    }

    private static void bitop(Call call) {
        boolean not = call.is(0, "NOT");
        Bits.@Nullable Operation operation = not ? null : operation(call);
        if (not && call.count() != 3) throw NOT_TAKES_ONE;
        StringValue[] sources = new StringValue[call.count() - 2];
        int length = 0;
        for (int i = 0; i < sources.length; i++) {
            StringValue source = call.read(call.arg(i + 2), StringValue.class);
            sources[i] = source == null ? StringValue.raw(new byte[0]) : source;
            length = Math.max(length, sources[i].length());
        }
        byte[] result = Arrays.copyOf(Arrays.copyOf(sources[0].array(), sources[0].length()), length);
        if (operation == null) Bits.invert(result);
        else
            for (int i = 1; i < sources.length; i++)
                Bits.combine(result, sources[i].array(), sources[i].length(), operation);
        storeResult(call, result);
        call.reply().integer(length);
    }

    private static Bits.Operation operation(Call call) {
        for (Bits.Operation operation : Bits.Operation.values()) if (call.is(0, operation.name())) return operation;
        throw Errors.SYNTAX;
    }

    private static void storeResult(Call call, byte[] result) {
        byte[] target = call.arg(1);
        if (result.length > 0) {
            call.db().set(target, StringValue.raw(result));
            call.changed(target, EventClass.STRING, "set");
        } else if (call.db().remove(target) != null) {
            call.changed(target, EventClass.GENERIC, "del");
        }
    }
}
