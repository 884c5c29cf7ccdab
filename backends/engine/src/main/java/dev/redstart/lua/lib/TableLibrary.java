package dev.redstart.lua.lib;

import dev.redstart.lua.Args;
import dev.redstart.lua.Budget;
import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaFunction;
import dev.redstart.lua.LuaState;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.LuaTable;
import dev.redstart.lua.Results;
import dev.redstart.lua.Values;
import org.jspecify.annotations.Nullable;

/** The table {@code table}. All access is raw, as in Lua 5.1. */
final class TableLibrary {

    private final LuaState state;
    private final Budget budget;

    private TableLibrary(LuaState state) {
        this.state = state;
        this.budget = state.budget();
    }

    static void open(LuaState state) {
        TableLibrary tables = new TableLibrary(state);
        new Library(state.budget(), 9)
                .add("concat", tables::concat)
                .add("foreach", tables::forEach)
                .add("foreachi", tables::forEachElement)
                .add("getn", args -> (double) args.table(1).length())
                .add("maxn", tables::greatestIndex)
                .add("insert", tables::insert)
                .add("remove", tables::remove)
                .add("setn", args -> {
                    args.table(1);
                    throw LuaError.of("'setn' is obsolete");
                })
                .add("sort", tables::sort)
                .register(state, "table");
    }

    private Object concat(Args args) {
        LuaString separator = args.string(2, LuaString.EMPTY);
        LuaTable table = args.table(1);
        int first = (int) args.integer(3, 1);
        int last = args.absent(4) ? table.length() : (int) args.integer(4);
        ByteSink out = new ByteSink(budget);
        for (long i = first; i <= last; i++) {
            budget.step();
            Object value = table.get((int) i);
            LuaString text = Values.toText(value);
            if (text == null)
                throw LuaError.of(
                        "invalid value (" + Values.typeName(value) + ") at index " + i + " in table for 'concat'");
            out.add(text);
            if (i < last) out.add(separator);
        }
        return out.toLuaString();
    }

    private @Nullable Object forEach(Args args) {
        LuaTable table = args.table(1);
        LuaFunction function = args.function(2);
        for (int place = table.occupied(0); place >= 0; ) {
            Object key = table.keyAt(place);
            Object result = Results.first(state.call(function, key, table.valueAt(place)));
            if (result != null) return result;
            // The function may have changed the table: go on from the key, not from its place.
            place = table.occupied(table.placeAfter(key));
        }
        return Results.NONE;
    }

    private @Nullable Object forEachElement(Args args) {
        LuaTable table = args.table(1);
        LuaFunction function = args.function(2);
        int length = table.length();
        for (int i = 1; i <= length; i++) {
            Object result = Results.first(state.call(function, (double) i, table.get(i)));
            if (result != null) return result;
        }
        return Results.NONE;
    }

    private Object greatestIndex(Args args) {
        LuaTable table = args.table(1);
        double greatest = 0;
        for (int place = table.occupied(0); place >= 0; place = table.occupied(place + 1)) {
            budget.step();
            if (table.keyAt(place) instanceof Double d && d > greatest) greatest = d;
        }
        return greatest;
    }

    private Object insert(Args args) {
        LuaTable table = args.table(1);
        int end = table.length() + 1;
        int position = end;
        if (args.count() == 3) {
            position = (int) args.integer(2);
            checkWritable(table);
            for (int i = Math.max(end, position); i > position; i--) {
                budget.step();
                table.set(i, table.get(i - 1));
            }
        } else if (args.count() != 2) throw LuaError.of("wrong number of arguments to 'insert'");
        checkWritable(table);
        table.set(position, args.get(args.count()));
        return Results.NONE;
    }

    private @Nullable Object remove(Args args) {
        LuaTable table = args.table(1);
        int end = table.length();
        int position = (int) args.integer(2, end);
        if (position < 1 || position > end) return Results.NONE;
        checkWritable(table);
        Object removed = table.get(position);
        for (int i = position; i < end; i++) {
            budget.step();
            table.set(i, table.get(i + 1));
        }
        table.set(end, null);
        return removed;
    }

    private Object sort(Args args) {
        LuaTable table = args.table(1);
        int length = table.length();
        LuaFunction order = args.absent(2) ? null : args.function(2);
        if (length > 1) checkWritable(table);
        new TableSort(state, table, order).sort(1, length);
        return Results.NONE;
    }

    private static void checkWritable(LuaTable table) {
        if (table.isReadOnly()) throw new LuaError(LuaString.of("Attempt to modify a readonly table"));
    }
}
