package dev.redstart.engine.script;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.LuaTable;
import dev.redstart.lua.Values;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a script returned as its reply. Tables with a field {@code err}, {@code ok}, {@code double}, {@code map} and
 * so on are what these say, others lists up to their first nil. A number loses its fraction. Walks with a stack of its
 * own: a table may hold itself.
 */
final class LuaReply {

    /** As deep as Lua's own stack lets Redis go. */
    private static final int MOST_LEVELS = 7_996;

    private static final LuaString ERR = LuaString.name("err");
    private static final LuaString OK = LuaString.name("ok");
    private static final LuaString DOUBLE = LuaString.name("double");
    private static final LuaString BIG_NUMBER = LuaString.name("big_number");
    private static final LuaString VERBATIM = LuaString.name("verbatim_string");
    private static final LuaString FORMAT = LuaString.name("format");
    private static final LuaString STRING = LuaString.name("string");
    private static final LuaString MAP = LuaString.name("map");
    private static final LuaString SET = LuaString.name("set");
    private static final int FORMAT_LENGTH = 3;

    private enum Kind {
        LIST,
        MAP,
        SET
    }

    private static final class Level {
        final @Nullable Level outer;
        final int depth;
        final Kind kind;
        final LuaTable table;
        /** Of a list the index, of the others the place in the table's order. */
        int at;

        boolean valueIsNext;

        Level(@Nullable Level outer, Kind kind, LuaTable table) {
            this.outer = outer;
            this.depth = outer == null ? 1 : outer.depth + 1;
            this.kind = kind;
            this.table = table;
            at = kind == Kind.LIST ? 0 : -1;
        }
    }

    private final Call call;
    private final ReplySink reply;
    private final boolean booleans;
    /** The innermost table that is being written. */
    private @Nullable Level innermost;

    /** {@code resp3}: whether the script has chosen that protocol. */
    LuaReply(Call call, boolean resp3) {
        this.call = call;
        this.reply = call.reply();
        this.booleans = resp3;
    }

    void write(@Nullable Object value) {
        one(value);
        for (Level level = innermost; level != null; level = innermost) next(level);
    }

    private void next(Level level) {
        if (level.kind == Kind.LIST) {
            Object element = level.table.get(++level.at);
            if (element == null) leave(level);
            else one(element);
        } else if (level.valueIsNext) {
            level.valueIsNext = false;
            one(level.table.valueAt(level.at));
        } else {
            level.at = level.table.occupied(level.at + 1);
            if (level.at < 0) {
                leave(level);
                return;
            }
            level.valueIsNext = level.kind == Kind.MAP;
            one(level.table.keyAt(level.at));
        }
    }

    private void leave(Level level) {
        innermost = level.outer;
        reply.end();
    }

    private void one(@Nullable Object value) {
        if (innermost != null && innermost.depth >= MOST_LEVELS) call.failed("ERR reached lua stack limit", false);
        else if (value instanceof LuaString text) reply.blob(text.bytes());
        else if (value instanceof Double number) reply.integer(Values.toInteger(number));
        else if (value instanceof LuaTable table) table(table);
        else if (value instanceof Boolean truth) bool(truth);
        else reply.nullBulk();
    }

    private void bool(boolean truth) {
        if (booleans) reply.bool(truth);
        else if (truth) reply.integer(1);
        else reply.nullBulk();
    }

    private void table(LuaTable table) {
        if (table.get(ERR) instanceof LuaString) {
            ScriptError error = ScriptError.of(table);
            call.failed(error.message(), error.counted());
        } else if (table.get(OK) instanceof LuaString text) {
            reply.text(line(text));
        } else if (table.get(DOUBLE) instanceof Double number) {
            reply.dbl(number);
        } else if (table.get(BIG_NUMBER) instanceof LuaString text) {
            reply.bigNumber(line(text));
        } else if (!verbatim(table)) {
            aggregate(table);
        }
    }

    private boolean verbatim(LuaTable table) {
        if (!(table.get(VERBATIM) instanceof LuaTable inner)) return false;
        if (!(inner.get(FORMAT) instanceof LuaString format)) return false;
        if (!(inner.get(STRING) instanceof LuaString text)) return false;
        String name = (format + "   ").substring(0, FORMAT_LENGTH);
        reply.verbatim(name, text.bytes());
        return true;
    }

    private void aggregate(LuaTable table) {
        if (table.get(MAP) instanceof LuaTable map) {
            innermost = new Level(innermost, Kind.MAP, map);
            reply.openMap();
        } else if (table.get(SET) instanceof LuaTable set) {
            innermost = new Level(innermost, Kind.SET, set);
            reply.openSet();
        } else {
            innermost = new Level(innermost, Kind.LIST, table);
            reply.openArray();
        }
    }

    private static String line(LuaString text) {
        return new String(text.bytes(), StandardCharsets.UTF_8)
                .replace('\r', ' ')
                .replace('\n', ' ');
    }
}
