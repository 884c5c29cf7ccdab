package dev.redstart.engine.script;

import dev.redstart.lua.Budget;
import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaState;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.LuaTable;
import dev.redstart.lua.Values;
import org.jspecify.annotations.Nullable;

/**
 * An error on its way from a script to its client. In scripts those of Redis are tables: {@code err} is the text, code
 * first; {@code source} and {@code line} are where it was raised.
 *
 * @param message the text, code first
 * @param source  null when nothing of Lua ran
 * @param counted whether the statistics have it already, from the command that failed
 */
record ScriptError(String message, @Nullable String source, @Nullable String line, boolean counted) {

    private static final LuaString ERR = LuaString.name("err");
    private static final LuaString COUNTED = LuaString.name("ignore_error_stats_update");

    /** What a script failed with. */
    static ScriptError of(LuaError e, LuaState state) {
        String source = e.source();
        String line = source == null ? null : Integer.toString(e.line());
        if (!(e.value() instanceof LuaTable table))
            return new ScriptError("ERR " + state.toText(e.value()), source, line, false);
        if (source == null) {
            source = text(table.get("source"));
            line = text(table.get("line"));
        }
        return of(table, source, line);
    }

    /** What a script returned, a table with {@code err}. */
    static ScriptError of(LuaTable table) {
        return of(table, null, null);
    }

    private static ScriptError of(LuaTable table, @Nullable String source, @Nullable String line) {
        String message = text(table.get(ERR));
        boolean counted = table.get(COUNTED) == Boolean.TRUE;
        return new ScriptError(message == null ? "ERR unknown error" : message, source, line, counted);
    }

    private static @Nullable String text(@Nullable Object value) {
        LuaString text = Values.toText(value);
        return text == null ? null : text.toString();
    }

    /** As the client gets it; {@code script} is a SHA1, or a function's name. */
    String inScript(String script) {
        if (source == null || line == null) return message;
        return message + " script: " + script + ", on " + source + ":" + line + ".";
    }

    /** To throw: an error of {@code redis.*} itself. */
    static LuaError raise(String text) {
        return new LuaError(table(new Budget(), "ERR " + text));
    }

    /** The value of an error whose text begins with its code. */
    static LuaTable table(Budget budget, String text) {
        LuaTable table = new LuaTable(budget, 0, 1);
        table.set(ERR, LuaString.of(withoutLineEnd(text)));
        return table;
    }

    private static String withoutLineEnd(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\r' || text.charAt(end - 1) == '\n')) end--;
        return text.substring(0, end);
    }

    /** The same for one that a command replied, which has been counted. */
    static LuaTable ofReply(Budget budget, String text) {
        // As Redis, which knows codes by the blank behind them.
        LuaTable table = table(budget, text.indexOf(' ') < 0 ? "ERR " + text : text);
        table.set(COUNTED, Boolean.TRUE);
        return table;
    }
}
