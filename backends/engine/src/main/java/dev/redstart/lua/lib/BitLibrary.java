package dev.redstart.lua.lib;

import dev.redstart.lua.Args;
import dev.redstart.lua.LuaState;
import dev.redstart.lua.LuaString;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/** The table {@code bit}: operations on 32 bits, as Mike Pall's BitOp defines them. */
final class BitLibrary {

    /** 2^52 + 2^51: added to a number, it leaves that, rounded to an integer, in the low bits of the sum. */
    private static final double TO_INTEGER = 0x1.8p52;

    private BitLibrary() {}

    static void open(LuaState state) {
        Library library = new Library(state.budget(), 12);
        function(library, "tobit", x -> x);
        function(library, "bnot", x -> ~x);
        operator(library, "band", (a, b) -> a & b);
        operator(library, "bor", (a, b) -> a | b);
        operator(library, "bxor", (a, b) -> a ^ b);
        shift(library, "lshift", (x, n) -> x << n);
        shift(library, "rshift", (x, n) -> x >>> n);
        shift(library, "arshift", (x, n) -> x >> n);
        shift(library, "rol", Integer::rotateLeft);
        shift(library, "ror", Integer::rotateRight);
        function(library, "bswap", Integer::reverseBytes);
        library.add("tohex", BitLibrary::hex);
        library.register(state, "bit");
    }

    private static int bits(Args args, int i) {
        return (int) Double.doubleToRawLongBits(args.number(i) + TO_INTEGER);
    }

    private static void function(Library library, String name, IntUnaryOperator function) {
        library.add(name, args -> (double) function.applyAsInt(bits(args, 1)));
    }

    private static void shift(Library library, String name, IntBinaryOperator shift) {
        library.add(name, args -> (double) shift.applyAsInt(bits(args, 1), bits(args, 2) & 31));
    }

    private static void operator(Library library, String name, IntBinaryOperator operator) {
        library.add(name, args -> {
            int result = bits(args, 1);
            // From the last one on, so that the last wrong argument is the one that is named.
            for (int i = args.count(); i > 1; i--) result = operator.applyAsInt(result, bits(args, i));
            return (double) result;
        });
    }

    /** So many digits, eight by default; in upper case for a negative count. */
    private static Object hex(Args args) {
        int bits = bits(args, 1);
        int count = args.count() < 2 ? 8 : bits(args, 2);
        String digits = count < 0 ? "0123456789ABCDEF" : "0123456789abcdef";
        int shown = count == Integer.MIN_VALUE ? 8 : Math.min(8, Math.abs(count));
        byte[] text = new byte[shown];
        for (int i = shown - 1; i >= 0; i--, bits >>>= 4) text[i] = (byte) digits.charAt(bits & 15);
        return LuaString.of(text);
    }
}
