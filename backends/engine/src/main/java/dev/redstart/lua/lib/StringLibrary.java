package dev.redstart.lua.lib;

import dev.redstart.lua.Args;
import dev.redstart.lua.Budget;
import dev.redstart.lua.Builtin;
import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaState;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.Results;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The table {@code string}, which is also where methods of strings are found. */
final class StringLibrary {

    /**
     * How binary code begins. There is none here, for a function is a tree; and Redis loads none. So what is dumped is
     * only that: {@code loadstring} refuses it in Redis' words.
     */
    private static final LuaString BINARY_SIGNATURE = LuaString.of("\u001bLuaQ");

    private final Budget budget;

    private StringLibrary(Budget budget) {
        this.budget = budget;
    }

    static void open(LuaState state) {
        StringLibrary strings = new StringLibrary(state.budget());
        PatternFunctions patterns = new PatternFunctions(state);
        Builtin gmatch = Builtin.of("gmatch", patterns::gmatch);
        Library library = new Library(state.budget(), 15)
                .add("byte", StringLibrary::bytes)
                .add("char", strings::characters)
                .add("dump", args -> {
                    if (args.function(1) instanceof Builtin) throw LuaError.of("unable to dump given function");
                    return BINARY_SIGNATURE;
                })
                .add("find", patterns::find)
                .add("format", args -> new Format(state.budget(), args).run())
                .add("gfind", gmatch)
                .add("gmatch", gmatch)
                .add("gsub", patterns::gsub)
                .add("len", args -> (double) args.string(1).length())
                .add("lower", args -> strings.map(args.string(1), Chars::lower))
                .add("match", patterns::match)
                .add("rep", strings::repeat)
                .add("reverse", args -> strings.reverse(args.string(1)))
                .add("sub", strings::part)
                .add("upper", args -> strings.map(args.string(1), Chars::upper));
        library.register(state, "string");
        Library metatable = new Library(state.budget(), 1).add("__index", library.table());
        state.setStringMetatable(metatable.table());
    }

    /** A position as Lua counts it, negative from the end, as one from the beginning; 0 for what lies before it. */
    static long position(long position, int length) {
        long from = position < 0 ? position + length + 1 : position;
        return Math.max(0, from);
    }

    private static Object bytes(Args args) {
        LuaString text = args.string(1);
        long first = position(args.integer(2, 1), text.length());
        long last = Math.min(position(args.integer(3, first), text.length()), text.length());
        first = Math.max(1, first);
        if (first > last) return Results.NONE;
        int count = (int) (last - first + 1);
        if (count + args.count() > Library.MAX_STACK) throw Library.stackOverflow("string slice too long");
        Object[] codes = new Object[count];
        for (int i = 0; i < count; i++) codes[i] = (double) text.at((int) first - 1 + i);
        return count == 1 ? codes[0] : codes;
    }

    private Object characters(Args args) {
        byte[] bytes = new byte[args.count()];
        for (int i = 0; i < bytes.length; i++) {
            int code = (int) args.integer(i + 1);
            if (code != (code & 0xff)) throw args.error(i + 1, "invalid value");
            bytes[i] = (byte) code;
        }
        return LuaString.of(bytes);
    }

    private LuaString map(LuaString text, IntUnaryOperator change) {
        budget.string(text.length());
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) change.applyAsInt(text.at(i));
        return LuaString.of(bytes);
    }

    private LuaString reverse(LuaString text) {
        budget.string(text.length());
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) text.at(bytes.length - 1 - i);
        return LuaString.of(bytes);
    }

    private LuaString repeat(Args args) {
        LuaString text = args.string(1);
        long count = Math.max(0, (int) args.integer(2));
        long length = count * text.length();
        budget.string(length);
        byte[] bytes = new byte[(int) length];
        // Each copy doubles what is there.
        int done = (int) Math.min(text.length(), length);
        System.arraycopy(text.bytes(), 0, bytes, 0, done);
        while (done > 0 && done < bytes.length) {
            int more = Math.min(done, bytes.length - done);
            System.arraycopy(bytes, 0, bytes, done, more);
            done += more;
        }
        return LuaString.of(bytes);
    }

    private @Nullable Object part(Args args) {
        LuaString text = args.string(1);
        long first = Math.max(1, position(args.integer(2), text.length()));
        long last = Math.min(position(args.integer(3, -1), text.length()), text.length());
        if (first > last) return LuaString.EMPTY;
        budget.string(last - first + 1);
        return text.substring((int) first - 1, (int) last);
    }
}
