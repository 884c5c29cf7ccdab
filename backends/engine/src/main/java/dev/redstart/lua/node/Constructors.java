package dev.redstart.lua.node;

import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaState;
import dev.redstart.lua.LuaTable;
import dev.redstart.lua.Results;
import org.jspecify.annotations.Nullable;

/** What makes new objects: {@code function ... end} and <code>{...}</code>. */
final class Constructors {

    private Constructors() {}

    static final class Function extends Expression {
        private final Closure.Code code;
        private final int[] captures;

        /** The slots, here, of the cells that the new function captures. */
        Function(Closure.Code code, int[] captures) {
            this.code = code;
            this.captures = captures;
        }

        @Override
        Object eval(@Nullable Object[] frame) {
            Cell[] cells = new Cell[captures.length];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = Variables.InCell.cell(frame, captures[i]);
            }
            code.state.budget().memory(32);
            return new Closure(code, cells);
        }
    }

    static final class Table extends Expression {
        /** Lua writes elements fifty at a time, after the fields that stand before them in the source. */
        private static final int BATCH = 50;

        private final LuaState state;
        private final @Nullable Expression[] keys;
        private final Expression[] values;
        private final int elements;
        private final int fields;
        private final Site site;

        Table(LuaState state, @Nullable Expression[] keys, Expression[] values, Site site) {
            this.state = state;
            this.keys = keys;
            this.values = values;
            this.site = site;
            int withKey = 0;
            for (Expression key : keys) {
                withKey += key == null ? 0 : 1;
            }
            boolean open = Lists.isOpen(values) && keys[keys.length - 1] == null;
            this.fields = roundUp(withKey);
            this.elements = roundUp(keys.length - withKey - (open ? 1 : 0));
        }

        /** The sizes stand in an instruction as a mantissa of three bits and an exponent. */
        private static int roundUp(int size) {
            int exponent = 0;
            int mantissa = size;
            while (mantissa >= 16) {
                mantissa = (mantissa + 1) >> 1;
                exponent++;
            }
            return mantissa << exponent;
        }

        @Override
        Object eval(@Nullable Object[] frame) {
            LuaTable table = new LuaTable(state.budget(), elements, fields);
            @Nullable Object[] pending = new Object[Math.min(BATCH, values.length)];
            int count = 0;
            int stored = 0;
            for (int i = 0; i < values.length; i++) {
                if (count == BATCH) {
                    stored = store(table, stored, pending, count);
                    count = 0;
                }
                Expression key = keys[i];
                if (key != null) {
                    Object at = key.eval(frame);
                    Object value = values[i].eval(frame);
                    try {
                        table.set(at, value);
                    } catch (LuaError e) {
                        throw site.passed(e);
                    }
                } else if (i == values.length - 1 && values[i].isOpen()) {
                    stored = store(
                            table,
                            stored,
                            Results.after(values[i].results(frame), java.util.Arrays.copyOf(pending, count)),
                            -1);
                    count = 0;
                } else {
                    pending[count++] = values[i].eval(frame);
                }
            }
            store(table, stored, pending, count);
            return table;
        }

        private static int store(LuaTable table, int stored, @Nullable Object[] values, int count) {
            int total = count < 0 ? values.length : count;
            if (total > 0) {
                table.ensureElements(stored + total);
            }
            for (int i = total; i > 0; i--) {
                table.set(stored + i, values[i - 1]);
            }
            return stored + total;
        }
    }
}
