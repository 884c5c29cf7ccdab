package dev.redstart.lua.lib;

import dev.redstart.lua.Args;
import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaState;
import dev.redstart.lua.Results;
import java.util.function.DoubleUnaryOperator;

/** The table {@code math}. */
final class MathLibrary {

    private static final double RADIANS_PER_DEGREE = Math.PI / 180;

    private MathLibrary() {}

    static void open(LuaState state) {
        LuaRandom random = new LuaRandom();
        Library library = new Library(state.budget(), 28);
        function(library, "abs", Math::abs);
        function(library, "acos", Math::acos);
        function(library, "asin", Math::asin);
        library.add("atan2", args -> Math.atan2(args.number(1), args.number(2)));
        function(library, "atan", Math::atan);
        function(library, "ceil", Math::ceil);
        function(library, "cosh", Math::cosh);
        function(library, "cos", Math::cos);
        function(library, "deg", x -> x / RADIANS_PER_DEGREE);
        function(library, "exp", Math::exp);
        function(library, "floor", Math::floor);
        library.add("fmod", args -> args.number(1) % args.number(2))
                .add("frexp", MathLibrary::frexp)
                .add("ldexp", args -> ldexp(args.number(1), (int) args.integer(2)));
        function(library, "log10", Math::log10);
        function(library, "log", Math::log);
        library.add("max", MathLibrary::max)
                .add("min", MathLibrary::min)
                .add("modf", MathLibrary::modf)
                .add("pow", args -> pow(args.number(1), args.number(2)));
        function(library, "rad", x -> x * RADIANS_PER_DEGREE);
        library.add("random", args -> random(random, args)).add("randomseed", args -> {
            random.seed((int) args.integer(1));
            return Results.NONE;
        });
        function(library, "sinh", Math::sinh);
        function(library, "sin", Math::sin);
        function(library, "sqrt", Math::sqrt);
        function(library, "tanh", Math::tanh);
        function(library, "tan", Math::tan);
        library.add("pi", (Object) Math.PI).add("huge", (Object) Double.POSITIVE_INFINITY);
        Object fmod = library.table().get("fmod");
        if (fmod != null) library.add("mod", fmod);
        library.register(state, "math");
    }

    private static void function(Library library, String name, DoubleUnaryOperator function) {
        library.add(name, args -> function.applyAsDouble(args.number(1)));
    }

    /** C's {@code pow}, to which 1 is 1 to any power, and -1 to an infinite one. */
    private static double pow(double base, double exponent) {
        if (base == 1 || base == -1 && Double.isInfinite(exponent)) return 1;
        return Math.pow(base, exponent);
    }

    private static Object frexp(Args args) {
        double x = args.number(1);
        if (x == 0 || Double.isNaN(x) || Double.isInfinite(x)) return Results.of(x, 0.0);
        // A subnormal number is made a normal one first.
        boolean small = Math.abs(x) < Double.MIN_NORMAL;
        double normal = small ? x * 0x1p54 : x;
        int exponent = Math.getExponent(normal) + 1;
        return Results.of(Math.scalb(normal, -exponent), (double) (small ? exponent - 54 : exponent));
    }

    private static double ldexp(double x, int exponent) {
        return Math.scalb(x, exponent);
    }

    private static Object modf(Args args) {
        double x = args.number(1);
        double whole = x < 0 ? Math.ceil(x) : Math.floor(x);
        double fraction = Double.isInfinite(x) ? 0 : x - whole;
        return Results.of(whole, Math.copySign(fraction, x));
    }

    private static Object max(Args args) {
        double most = args.number(1);
        for (int i = 2; i <= args.count(); i++) {
            double x = args.number(i);
            if (x > most) most = x;
        }
        return most;
    }

    private static Object min(Args args) {
        double least = args.number(1);
        for (int i = 2; i <= args.count(); i++) {
            double x = args.number(i);
            if (x < least) least = x;
        }
        return least;
    }

    /** The sums are of 32 bits, as in C: too wide an interval wraps. */
    private static Object random(LuaRandom random, Args args) {
        double r = random.next();
        switch (args.count()) {
            case 0:
                return r;
            case 1:
                int most = (int) args.integer(1);
                if (most < 1) throw args.error(1, "interval is empty");
                return Math.floor(r * most) + 1;
            case 2:
                int low = (int) args.integer(1);
                int high = (int) args.integer(2);
                if (low > high) throw args.error(2, "interval is empty");
                return Math.floor(r * (high - low + 1)) + low;
            default:
                throw LuaError.of("wrong number of arguments");
        }
    }
}
