package dev.redstart.lua;

import org.jspecify.annotations.Nullable;

/**
 * An error on its way up to the {@code pcall} that catches it: any value of Lua.
 *
 * <p>Where it was raised, and by what name the failing function was called, is known by the call sites that it passes,
 * not by the one that raises it. So a text that wants a position starts without one, and the call site at the wanted
 * level puts it before ({@link #passing}). That way calls keep no record of lines.
 */
public class LuaError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private transient @Nullable Object value;
    /** How many callers up the position is that the text still waits for; 0 when it waits for none. */
    private int level;
    /** Which argument was bad, while the name of the function is still to come; 0 for other errors. */
    private int argument;

    private @Nullable String source;
    private int line;

    /** An error that is this value, with no position added: {@code error({...})}. */
    public LuaError(@Nullable Object value) {
        this(value, 0, 0);
    }

    private LuaError(@Nullable Object value, int level, int argument) {
        super(null, null, false, false);
        this.value = value;
        this.level = level;
        this.argument = argument;
    }

    /** What {@code luaL_error} does: the text, after the position of whoever called the failing builtin. */
    public static LuaError of(String text) {
        return atLevel(1, LuaString.of(text));
    }

    /** The text, after the position of the caller so many levels up: 1 is who called the builtin. */
    public static LuaError atLevel(int level, LuaString text) {
        return new LuaError(text, level, 0);
    }

    static LuaError badArgument(int argument, String message) {
        return new LuaError(LuaString.of(message), 1, argument);
    }

    /** A run-time error of the language, at a place that is known. */
    public static LuaError at(String source, int line, String text) {
        LuaError error = new LuaError(LuaString.of(prefix(source, line) + text), 0, 0);
        error.raisedAt(source, line);
        return error;
    }

    /** An error in the source of a chunk. The name of the chunk may be somewhat longer in these. */
    public static LuaError syntax(String source, int line, String text) {
        LuaError error = new LuaError(LuaString.of(prefix(source, line, 80) + text));
        error.raisedAt(source, line);
        return error;
    }

    /** What {@code pcall} gives as its second result. */
    public @Nullable Object value() {
        settle();
        return value;
    }

    /** The chunk name of the innermost Lua function at the time, for instance {@code @user_script}; null if none was. */
    public @Nullable String source() {
        return source;
    }

    /** The line there, -1 when unknown. */
    public int line() {
        return source == null ? -1 : line;
    }

    /** Whether the script is to end: no {@code pcall} may catch it. */
    public boolean isAbort() {
        return false;
    }

    /**
     * Told once, when the place becomes known: the innermost Lua function that runs. For errors whose value carries it.
     */
    protected void raisedAt(String source, int line) {
        this.source = source;
        this.line = line;
    }

    /**
     * Told by each call site that the error passes, innermost first.
     *
     * @param source the chunk name of the caller
     * @param name how the caller named the function: {@code local 'f'}, {@code method 'f'}; null when it had no name
     * @param hidden whether the caller is gone from the stack, having made a tail call
     */
    public final void passing(String source, int line, @Nullable String name, boolean hidden) {
        if (this.source == null) {
            raisedAt(source, line);
        }
        if (level == 0) {
            return;
        }
        if (argument > 0) {
            nameArgument(name);
        }
        if (--level == 0 && !hidden) {
            value = LuaString.of(prefix(source, line) + value);
        }
    }

    /** A builtin that calls back is a level too, one without a line. */
    final void passingBuiltin() {
        if (level > 0 && argument > 0) {
            nameArgument(null);
        }
        if (level > 0) {
            level--;
        }
    }

    private void settle() {
        if (argument > 0) {
            nameArgument(null);
        }
        level = 0;
    }

    private void nameArgument(@Nullable String name) {
        int number = argument;
        argument = 0;
        String quoted = name == null ? "'?'" : name.substring(name.indexOf('\''));
        if (name != null && name.startsWith("method")) {
            number--;
            if (number == 0) {
                value = LuaString.of("calling " + quoted + " on bad self (" + value + ")");
                return;
            }
        }
        value = LuaString.of("bad argument #" + number + " to " + quoted + " (" + value + ")");
    }

    private static String prefix(String source, int line) {
        return prefix(source, line, 60);
    }

    private static String prefix(String source, int line, int size) {
        return LuaState.shortSource(source, size) + ":" + line + ": ";
    }

    /** The value, as far as it is text. */
    @Override
    public String getMessage() {
        LuaString text = Values.toText(value());
        return text == null ? "(error object is a " + Values.typeName(value) + " value)" : text.toString();
    }
}
