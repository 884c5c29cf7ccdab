package dev.redstart.lua.node;

import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.LuaTable;
import dev.redstart.lua.Meta;
import dev.redstart.lua.Results;
import dev.redstart.lua.Values;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reading: constants, plain variables, variables in cells, globals, the dots. */
final class Variables {

    private Variables() {}

    static final class Constant extends Expression {
        private final @Nullable Object value;
        private final double number;

        Constant(@Nullable Object value) {
            this.value = value;
            this.number = value instanceof Double d ? d : NOT_A_DOUBLE;
        }

        @Nullable
        Object value() {
            return value;
        }

        @Override
        @Nullable
        Object eval(@Nullable Object[] frame) {
            return value;
        }

        @Override
        double number(@Nullable Object[] frame) {
            return value instanceof Double ? number : other(frame, value);
        }

        @Override
        boolean isNumber() {
            return value instanceof Double;
        }
    }

    static final class Local extends Expression {
        private final int slot;

        Local(int slot) {
            this.slot = slot;
        }

        @Override
        @Nullable
        Object eval(@Nullable Object[] frame) {
            return frame[slot];
        }

        @Override
        double number(@Nullable Object[] frame) {
            Object value = frame[slot];
            return value instanceof Double d ? d : other(frame, value);
        }
    }

    static final class NumberLocal extends Expression {
        private final int slot;

        NumberLocal(int slot) {
            this.slot = slot;
        }

        @Override
        Object eval(@Nullable Object[] frame) {
            return Values.box(NumberCell.get(frame, slot));
        }

        @Override
        double number(@Nullable Object[] frame) {
            return NumberCell.get(frame, slot);
        }

        @Override
        boolean isNumber() {
            return true;
        }
    }

    static final class InCell extends Expression {
        private final int slot;

        InCell(int slot) {
            this.slot = slot;
        }

        static Cell cell(@Nullable Object[] frame, int slot) {
            return (Cell) Objects.requireNonNull(frame[slot]);
        }

        @Override
        @Nullable
        Object eval(@Nullable Object[] frame) {
            return cell(frame, slot).value;
        }
    }

    static final class Global extends Expression {
        private final Meta meta;
        private final LuaTable globals;
        private final LuaString name;
        private final Site site;

        Global(Meta meta, LuaTable globals, LuaString name, Site site) {
            this.meta = meta;
            this.globals = globals;
            this.name = name;
            this.site = site;
        }

        @Override
        @Nullable
        Object eval(@Nullable Object[] frame) {
            Object value = globals.get(name);
            if (value != null || globals.metatable() == null) {
                return value;
            }
            try {
                return meta.index(globals, name);
            } catch (LuaError e) {
                throw site.passed(e);
            }
        }
    }

    static final class Dots extends Expression {
        private final int slot;

        Dots(int slot) {
            this.slot = slot;
        }

        @Override
        @Nullable
        Object eval(@Nullable Object[] frame) {
            return Results.first(frame[slot]);
        }

        /** A copy: who receives an array may keep and change it. */
        @Override
        @Nullable
        Object results(@Nullable Object[] frame) {
            return Results.all(frame[slot]).clone();
        }

        @Override
        boolean isOpen() {
            return true;
        }
    }

    /** {@code (f())}: one value. */
    static final class Paren extends Expression {
        private final Expression inner;

        Paren(Expression inner) {
            this.inner = inner;
        }

        @Override
        @Nullable
        Object eval(@Nullable Object[] frame) {
            return inner.eval(frame);
        }
    }
}
