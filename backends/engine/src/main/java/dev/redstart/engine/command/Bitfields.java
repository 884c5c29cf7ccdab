package dev.redstart.engine.command;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.keyspace.StringValue;
import dev.redstart.engine.structure.Bits;
import dev.redstart.engine.structure.Numbers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** BITFIELD and BITFIELD_RO: numbers of 1 to 64 bits at any bit of a string, several in one command. */
final class Bitfields {

    private static final CommandError BAD_TYPE = Errors.of(
            "ERR Invalid bitfield type. Use something like i16 u8." + " Note that u64 is not supported but i64 is.");
    private static final CommandError BAD_OVERFLOW = Errors.of("ERR Invalid OVERFLOW type specified");
    private static final CommandError ONLY_GET = Errors.of("ERR BITFIELD_RO only supports the GET subcommand");

    private enum Verb {
        GET,
        SET,
        INCRBY
    }

    /** What becomes of a number that does not fit. */
    private enum Overflow {
        WRAP,
        SAT,
        FAIL
    }

    /** Kind of number: {@code i16}, {@code u8}. */
    private record Type(boolean signed, int width) {

        static Type parse(byte[] arg) {
            boolean signed = arg.length > 0 && arg[0] == 'i';
            if (!signed && (arg.length == 0 || arg[0] != 'u')) throw BAD_TYPE;
            if (!Numbers.isLong(arg, 1, arg.length - 1)) throw BAD_TYPE;
            long width = Numbers.parseLong(arg, 1, arg.length - 1);
            // 64 unsigned bits would not fit the reply, which is a signed number.
            if (width < 1 || width > (signed ? 64 : 63)) throw BAD_TYPE;
            return new Type(signed, (int) width);
        }

        long min() {
            return signed ? -1L << width - 1 : 0;
        }

        long max() {
            return signed ? ~min() : (1L << width) - 1;
        }

        /** The lowest bits, read as this type. */
        long wrap(long bits) {
            int unused = 64 - width;
            return signed ? bits << unused >> unused : bits << unused >>> unused;
        }

        long read(byte[] bytes, int length, long offset) {
            return wrap(Bits.read(bytes, length, offset, width));
        }
    }

    private record Operation(Verb verb, Type type, long offset, long operand, Overflow overflow) {

        /** The last bit it touches. */
        long lastBit() {
            return offset + type.width - 1;
        }

        /** What is to be written, null when it may not be. */
        @Nullable
        Long result(long old) {
            long sum = verb == Verb.SET ? operand : old + operand;
            int outside = verb == Verb.SET ? side(operand) : sideOfSum(old, operand);
            if (outside == 0) return sum;
            return switch (overflow) {
                case WRAP -> type.wrap(sum);
                case SAT -> outside > 0 ? type.max() : type.min();
                case FAIL -> null;
            };
        }

        /**
         * 1 when above the range, -1 when below, else 0. An unsigned field takes a negative number for a huge one; a signed
         * one, as in Redis, also one so low that its distance to the top does not fit 64 bits.
         */
        private int side(long number) {
            boolean above =
                    type.signed ? type.width < 64 && type.max() - number < 0 : number < 0 || number > type.max();
            if (above) return 1;
            return number < type.min() ? -1 : 0;
        }

        /** The same of a sum, which need not fit 64 bits. */
        private int sideOfSum(long a, long b) {
            long sum = a + b;
            boolean overflows = ((a ^ sum) & (b ^ sum)) < 0;
            if (overflows) return b > 0 ? 1 : -1;
            return sum > type.max() ? 1 : sum < type.min() ? -1 : 0;
        }
    }

    private Bitfields() {}

    static void run(Call call, boolean readOnly) {
        List<Operation> operations = parse(call);
        long lastWritten = operations.stream()
                .filter(o -> o.verb != Verb.GET)
                .mapToLong(Operation::lastBit)
                .max()
                .orElse(-1);
        if (lastWritten < 0) read(call, operations);
        else if (readOnly) throw ONLY_GET;
        else write(call, operations, lastWritten);
    }

    private static List<Operation> parse(Call call) {
        List<Operation> operations = new ArrayList<>();
        Overflow overflow = Overflow.WRAP;
        for (int i = 1; i < call.count(); ) {
            if (call.is(i, "OVERFLOW") && call.has(i, 1)) {
                overflow = overflow(call, i + 1);
                i += 2;
                continue;
            }
            Verb verb = verb(call, i);
            Type type = Type.parse(call.arg(i + 1));
            long offset = offset(call, i + 2, type.width);
            long operand = verb == Verb.GET ? 0 : call.integer(i + 3);
            operations.add(new Operation(verb, type, offset, operand, overflow));
            i += verb == Verb.GET ? 3 : 4;
        }
        return operations;
    }

    /** A bit, or behind a {@code #} a number of fields of that width. */
    private static long offset(Call call, int i, int width) {
        byte[] arg = call.arg(i);
        boolean fields = arg.length > 0 && arg[0] == '#';
        int from = fields ? 1 : 0;
        if (!Numbers.isLong(arg, from, arg.length - from)) throw Bitmaps.BAD_OFFSET;
        long number = Numbers.parseLong(arg, from, arg.length - from);
        return Bitmaps.offset(call, fields ? number * width : number);
    }

    private static Verb verb(Call call, int i) {
        for (Verb verb : Verb.values())
            if (call.is(i, verb.name()) && call.has(i, verb == Verb.GET ? 2 : 3)) return verb;
        throw Errors.SYNTAX;
    }

    private static Overflow overflow(Call call, int i) {
        for (Overflow overflow : Overflow.values()) if (call.is(i, overflow.name())) return overflow;
        throw BAD_OVERFLOW;
    }

    private static void read(Call call, List<Operation> operations) {
        StringValue value = call.read(call.arg(0), StringValue.class);
        byte[] bytes = value == null ? new byte[0] : value.array();
        int length = value == null ? 0 : value.length();
        call.reply().array(operations.size());
        for (Operation o : operations) call.reply().integer(o.type.read(bytes, length, o.offset));
    }

    private static void write(Call call, List<Operation> operations, long lastBit) {
        StringValue old = call.write(call.arg(0), StringValue.class);
        int before = old == null ? 0 : old.length();
        StringValue value = Bitmaps.writeTo(call, old, lastBit);
        boolean grown = value.length() > before;
        boolean changed = false;
        call.reply().array(operations.size());
        for (Operation o : operations) changed |= apply(o, value, grown, call.reply());
        Bitmaps.stored(call, value, changed);
    }

    /** Whether it counts as a change. */
    private static boolean apply(Operation o, StringValue value, boolean grown, ReplySink reply) {
        long old = o.type.read(value.array(), value.length(), o.offset);
        if (o.verb == Verb.GET) {
            reply.integer(old);
            return false;
        }
        Long result = o.result(old);
        if (result == null) {
            reply.nullBulk();
            return false;
        }
        Bits.write(value.array(), o.offset, o.type.width, result);
        reply.integer(o.verb == Verb.SET ? old : result);
        return grown || old != result;
    }
}
