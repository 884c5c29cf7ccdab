package dev.redstart.lua.lib;

import dev.redstart.lua.Args;
import dev.redstart.lua.Builtin;
import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaFunction;
import dev.redstart.lua.LuaState;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.LuaTable;
import dev.redstart.lua.Results;
import dev.redstart.lua.Values;
import java.io.ByteArrayOutputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The functions without a table, as far as Redis leaves them to scripts: no files, no environments, no {@code print}. */
public final class BaseLibrary {

    /** As many values as the stack of a C function holds. */
    private static final int MAX_UNPACK = 8000;

    private static final LuaString TOSTRING = LuaString.name("__tostring");
    private static final LuaString PROTECTED = LuaString.name("__metatable");

    private final LuaState state;

    private BaseLibrary(LuaState state) {
        this.state = state;
    }

    /** Sets the globals, and {@code coroutine}. */
    public static void open(LuaState state) {
        BaseLibrary base = new BaseLibrary(state);
        LuaTable globals = state.globals();
        globals.set("_G", globals);
        globals.set("_VERSION", LuaString.of("Lua 5.1"));
        base.openValues();
        base.openTables();
        base.openErrors();
        CoroutineLibrary.open(state);
    }

    private void define(String name, Builtin.Body body) {
        state.globals().set(name, Builtin.of(name, body));
    }

    private void openValues() {
        define("type", args -> LuaString.of(Values.typeName(args.any(1))));
        define("tostring", args -> toText(args.any(1)));
        define("tonumber", BaseLibrary::toNumber);
        define("rawequal", args -> Values.rawEquals(args.any(1), args.any(2)));
        define("select", BaseLibrary::select);
        define("load", this::load);
        define("loadstring", args -> {
            LuaString source = args.string(1);
            return compile(source, args.string(2, source));
        });
        define("collectgarbage", BaseLibrary::collectGarbage);
        define("gcinfo", args -> Math.floor(usedKilobytes()));
    }

    private void openTables() {
        define("rawget", args -> args.table(1).get(args.any(2)));
        define("rawset", args -> {
            LuaTable table = args.table(1);
            args.any(2);
            args.any(3);
            return unplaced(() -> {
                writable(table).set(args.get(2), args.get(3));
                return table;
            });
        });
        define("getmetatable", args -> {
            LuaTable metatable = state.metatable(args.any(1));
            Object shown = metatable == null ? null : metatable.get(PROTECTED);
            return shown == null ? metatable : shown;
        });
        define("setmetatable", this::setMetatable);
        define("unpack", BaseLibrary::unpack);
        LuaFunction next = Builtin.of("next", args -> {
            LuaTable table = args.table(1);
            return unplaced(() -> next(table, args.get(2)));
        });
        state.globals().set("next", next);
        define("pairs", args -> Results.of(next, args.table(1), null));
        LuaFunction step = Builtin.of("ipairs", args -> {
            int index = (int) args.integer(2) + 1;
            Object value = args.table(1).get(index);
            return value == null ? null : Results.of(Values.box(index), value);
        });
        define("ipairs", args -> Results.of(step, args.table(1), Values.box(0)));
    }

    private void openErrors() {
        define("error", args -> {
            long level = args.integer(2, 1);
            if (args.get(1) instanceof LuaString text && level > 0) {
                throw LuaError.atLevel((int) Math.min(level, LuaState.MAX_CALLS), text);
            } else if (args.get(1) instanceof Double && level > 0) {
                throw LuaError.atLevel((int) Math.min(level, LuaState.MAX_CALLS), args.string(1));
            }
            throw new LuaError(args.get(1));
        });
        define("assert", args -> {
            if (!Values.isTrue(args.any(1))) {
                throw LuaError.of(
                        args.string(2, LuaString.of("assertion failed!")).toString());
            }
            return args.all();
        });
        define("pcall", args -> {
            args.any(1);
            try {
                return Results.after(guarded(args.get(1), args.from(2)), true);
            } catch (LuaError e) {
                return Results.of(false, caught(e));
            }
        });
        define("xpcall", args -> {
            args.any(2);
            try {
                return Results.after(guarded(args.get(1), Results.NONE), true);
            } catch (LuaError e) {
                return Results.after(handled(args.get(2), caught(e)), false);
            }
        });
    }

    private @Nullable Object guarded(@Nullable Object callee, @Nullable Object[] args) {
        if (callee instanceof LuaFunction function) {
            return state.protectedCall(function, args);
        }
        LuaFunction handler = state.meta().callHandler(callee);
        if (handler == null) {
            throw new LuaError(LuaString.of("attempt to call a " + Values.typeName(callee) + " value"));
        }
        return state.protectedCall(handler, Results.after(Results.of(args), callee));
    }

    private static @Nullable Object caught(LuaError error) {
        if (error.isAbort()) {
            throw error;
        }
        return error.value();
    }

    /** One value, whatever the handler returns. */
    private @Nullable Object handled(@Nullable Object handler, @Nullable Object error) {
        try {
            return Results.first(guarded(handler, Results.all(error)));
        } catch (LuaError e) {
            caught(e);
            return LuaString.of("error in error handling");
        }
    }

    /** A metamethod's answer goes unchecked: it need not be text. */
    private @Nullable Object toText(@Nullable Object value) {
        Object handler = state.meta().metamethod(value, TOSTRING);
        return handler instanceof LuaFunction function
                ? Results.first(state.call(function, value))
                : state.toText(value);
    }

    /** The errors of a table itself have no position when a function written in C raises them. */
    private static @Nullable Object unplaced(Supplier<@Nullable Object> access) {
        try {
            return access.get();
        } catch (LuaError e) {
            throw new LuaError(caught(e));
        }
    }

    private static LuaTable writable(LuaTable table) {
        if (table.isReadOnly()) {
            throw new LuaError(LuaString.of("Attempt to modify a readonly table"));
        }
        return table;
    }

    private Object setMetatable(Args args) {
        LuaTable table = args.table(1);
        if (args.count() < 2 || args.get(2) != null && !(args.get(2) instanceof LuaTable)) {
            throw args.error(2, "nil or table expected");
        }
        LuaTable old = table.metatable();
        if (old != null && old.get(PROTECTED) != null) {
            throw LuaError.of("cannot change a protected metatable");
        }
        writable(table).setMetatable((LuaTable) args.get(2));
        return table;
    }

    /** The key after this one, and its value; nil after the last. */
    private static @Nullable Object next(LuaTable table, @Nullable Object key) {
        int place = table.occupied(table.placeAfter(key));
        return place < 0 ? null : Results.of(table.keyAt(place), table.valueAt(place));
    }

    private static Object unpack(Args args) {
        LuaTable table = args.table(1);
        int from = (int) args.integer(2, 1);
        int to = (int) args.integer(3, table.length());
        if (from > to) {
            return Results.NONE;
        }
        long count = (long) to - from + 1;
        if (count + args.count() > MAX_UNPACK) {
            throw LuaError.of("too many results to unpack");
        }
        @Nullable Object[] values = new Object[(int) count];
        for (int i = 0; i < count; i++) {
            values[i] = table.get(from + i);
        }
        return values;
    }

    private static Object select(Args args) {
        if (args.get(1) instanceof LuaString text && text.length() > 0 && text.at(0) == '#') {
            return Values.box(args.count() - 1);
        }
        long from = args.integer(1);
        if (from < 0) {
            from += args.count();
        } else if (from > args.count()) {
            from = args.count();
        }
        if (from < 1) {
            throw args.error(1, "index out of range");
        }
        return args.from((int) from + 1);
    }

    private static @Nullable Object toNumber(Args args) {
        long base = args.integer(2, 10);
        if (base == 10) {
            return Values.toNumber(args.any(1));
        }
        LuaString text = args.string(1);
        if (base < 2 || base > 36) {
            throw args.error(2, "base out of range");
        }
        return unsigned(text.toString().strip(), (int) base);
    }

    /** As {@code strtoul}: a sign and, in base 16, a prefix are allowed. */
    private static @Nullable Double unsigned(String text, int base) {
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        if (base == 16 && digits.regionMatches(true, 0, "0x", 0, 2)) {
            digits = digits.substring(2);
        }
        java.math.BigInteger value = java.math.BigInteger.ZERO;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) < 128 ? Character.digit(digits.charAt(i), base) : -1;
            if (digit < 0) {
                return null;
            }
            value = value.multiply(java.math.BigInteger.valueOf(base)).add(java.math.BigInteger.valueOf(digit));
        }
        java.math.BigInteger modulus = java.math.BigInteger.ONE.shiftLeft(64);
        if (value.compareTo(modulus) >= 0) {
            return 0x1p64;
        }
        return digits.isEmpty() ? null : (negative ? value.negate().mod(modulus) : value).doubleValue();
    }

    private Object compile(LuaString source, LuaString chunkName) {
        try {
            return state.load(source.bytes(), chunkName.toString());
        } catch (LuaError e) {
            return Results.of(null, caught(e));
        }
    }

    private Object load(Args args) {
        LuaFunction reader = args.function(1);
        ByteArrayOutputStream source = new ByteArrayOutputStream();
        while (true) {
            Object piece;
            try {
                piece = Results.first(state.call(reader));
            } catch (LuaError e) {
                return Results.of(null, caught(e));
            }
            LuaString text = Values.toText(piece);
            if (text == null && piece != null) {
                return Results.of(null, LuaString.of("reader function must return a string"));
            } else if (text == null || text.length() == 0) {
                return compile(LuaString.of(source.toByteArray()), args.string(2, LuaString.of("=(load)")));
            }
            state.budget().string((long) source.size() + text.length());
            source.writeBytes(text.bytes());
        }
    }

    private static double usedKilobytes() {
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1024.0;
    }

    /** The collector is Java's and takes no orders. */
    private static Object collectGarbage(Args args) {
        String option = args.string(1, LuaString.of("collect")).toString();
        return switch (option) {
            case "count" -> usedKilobytes();
            case "step" -> true;
            case "collect", "stop", "restart" -> 0.0;
            case "setpause", "setstepmul" -> 200.0;
            default -> throw args.error(1, "invalid option '" + option + "'");
        };
    }
}
