package dev.redstart.lua.lib;

import dev.redstart.lua.Args;
import dev.redstart.lua.Budget;
import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaState;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The table {@code struct}: C structures as strings, after Roberto Ierusalimschy's library, on a little-endian 64-bit machine. */
final class StructLibrary {

    private final Budget budget;

    private StructLibrary(Budget budget) {
        this.budget = budget;
    }

    static void open(LuaState state) {
        StructLibrary structs = new StructLibrary(state.budget());
        new Library(state.budget(), 3)
                .add("pack", structs::pack)
                .add("unpack", structs::unpack)
                .add("size", StructLibrary::size)
                .register(state, "struct");
    }

    private Object pack(Args given) {
        StructFormat format = new StructFormat(given);
        // The C library keeps a nil behind the arguments: errors say nil for the first one that is missing.
        Args args = new Args(Arrays.copyOf(given.all(), given.count() + 1));
        ByteSink out = new ByteSink(budget);
        int arg = 2;
        while (format.next(out.length())) {
            budget.step();
            for (int i = 0; i < format.padding(); i++) out.add(0);
            int option = format.option();
            if (format.isInteger())
                out.addInteger(NumberBits.toUnsigned(args.number(arg++)), format.size(), format.bigEndian());
            else if (option == 'x') out.add(0);
            else if (option == 'f')
                out.addInteger(Float.floatToRawIntBits((float) args.number(arg++)), 4, format.bigEndian());
            else if (option == 'd')
                out.addInteger(Double.doubleToRawLongBits(args.number(arg++)), 8, format.bigEndian());
            else if (option == 'c' || option == 's') {
                LuaString text = args.string(arg++);
                int size = format.size() == 0 ? text.length() : format.size();
                // The number is one too high; Redis' is.
                if (text.length() < size) throw args.error(arg, "string too short");
                out.add(text.bytes(), 0, size);
                if (option == 's') out.add(0);
            } else format.control();
        }
        return out.toLuaString();
    }

    private Object unpack(Args args) {
        StructFormat format = new StructFormat(args);
        byte[] data = args.string(2).bytes();
        // An offset below 1 is, unsigned, a very large one, except 0.
        long offset = args.integer(3, 1);
        if (offset == 0) throw args.error(3, "offset must be 1 or greater");
        long position = offset - 1;
        List<Object> results = new ArrayList<>();
        while (format.next(position)) {
            budget.step();
            position += format.padding();
            checkLength(args, data, position, format.size());
            if (args.count() + results.size() + 2 > Library.MAX_STACK) throw Library.stackOverflow("too many results");
            int at = (int) position;
            int size = format.size();
            int option = format.option();
            if (format.isInteger()) results.add(number(bits(data, at, size, format.bigEndian()), size, option));
            else if (option == 'f')
                results.add((double) Float.intBitsToFloat((int) bits(data, at, size, format.bigEndian())));
            else if (option == 'd') results.add(Double.longBitsToDouble(bits(data, at, size, format.bigEndian())));
            else if (option == 'c') {
                if (size == 0) size = previousSize(args, results, data, position);
                results.add(LuaString.of(data, at, size));
            } else if (option == 's') {
                int end = at;
                while (end < data.length && data[end] != 0) end++;
                if (end == data.length) throw LuaError.of("unfinished string in data");
                results.add(LuaString.of(data, at, end - at));
                size = end - at + 1;
            } else if (option != 'x') format.control();
            position += size;
        }
        results.add((double) (position + 1));
        return results.size() == 1 ? results.get(0) : results.toArray();
    }

    private static int previousSize(Args args, List<Object> results, byte[] data, long position) {
        Double size = results.isEmpty() ? null : Values.toNumber(results.get(results.size() - 1));
        if (size == null) throw LuaError.of("format 'c0' needs a previous size");
        results.remove(results.size() - 1);
        long count = NumberBits.toUnsigned(size);
        checkLength(args, data, position, count);
        return (int) count;
    }

    private static void checkLength(Args args, byte[] data, long position, long size) {
        if (size < 0 || size > data.length || Long.compareUnsigned(position, data.length - size) > 0)
            throw args.error(2, "data string too short");
    }

    /** The integer's lowest 64 bits. */
    private static long bits(byte[] data, int at, int size, boolean bigEndian) {
        long bits = 0;
        for (int i = 0; i < size; i++) bits = bits << 8 | data[bigEndian ? at + i : at + size - 1 - i] & 0xff;
        return bits;
    }

    private static double number(long bits, int size, int option) {
        if (!Chars.isLower(option)) return NumberBits.fromUnsigned(bits);
        long upper = -1L << size * 8 - 1;
        return (bits & upper) != 0 ? bits | upper : bits;
    }

    private static Object size(Args args) {
        StructFormat format = new StructFormat(args);
        long position = 0;
        while (format.next(position)) {
            position += format.padding();
            if (format.option() == 's') throw args.error(1, "option 's' has no fixed size");
            if (format.option() == 'c' && format.size() == 0) throw args.error(1, "option 'c0' has no fixed size");
            if (!Chars.isAlphanumeric(format.option())) format.control();
            position += format.size();
        }
        return (double) position;
    }
}
