package dev.redstart.lua.node;

import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaTable;
import dev.redstart.lua.Meta;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What changes variables and tables. */
final class Assignments {

    private Assignments() {}

    /** The left side. Its object and key are evaluated before any right side, and stored to after all of them. */
    abstract static class Target {
        @Nullable
        Object object(@Nullable Object[] frame) {
            return null;
        }

        @Nullable
        Object key(@Nullable Object[] frame) {
            return null;
        }

        abstract void store(
                @Nullable Object[] frame, @Nullable Object object, @Nullable Object key, @Nullable Object value);
    }

    static final class ToLocal extends Target {
        final int slot;

        ToLocal(int slot) {
            this.slot = slot;
        }

        @Override
        void store(@Nullable Object[] frame, @Nullable Object object, @Nullable Object key, @Nullable Object value) {
            frame[slot] = value;
        }
    }

    static final class ToNumber extends Target {
        final int slot;

        ToNumber(int slot) {
            this.slot = slot;
        }

        @Override
        void store(@Nullable Object[] frame, @Nullable Object object, @Nullable Object key, @Nullable Object value) {
            NumberCell.set(frame, slot, (Double) Objects.requireNonNull(value));
        }
    }

    static final class ToCell extends Target {
        private final int slot;

        ToCell(int slot) {
            this.slot = slot;
        }

        @Override
        void store(@Nullable Object[] frame, @Nullable Object object, @Nullable Object key, @Nullable Object value) {
            Variables.InCell.cell(frame, slot).value = value;
        }
    }

    /** A variable that begins to exist: one that is captured gets a new cell. */
    static final class ToNewCell extends Target {
        private final int slot;

        ToNewCell(int slot) {
            this.slot = slot;
        }

        @Override
        void store(@Nullable Object[] frame, @Nullable Object object, @Nullable Object key, @Nullable Object value) {
            frame[slot] = new Cell(value);
        }
    }

    static final class ToIndex extends Target {
        private final Meta meta;
        private final Expression object;
        private final Expression key;
        private final @Nullable String name;
        private final Site site;

        ToIndex(Meta meta, Expression object, Expression key, @Nullable String name, Site site) {
            this.meta = meta;
            this.object = object;
            this.key = key;
            this.name = name;
            this.site = site;
        }

        @Override
        @Nullable
        Object object(@Nullable Object[] frame) {
            return object.eval(frame);
        }

        @Override
        @Nullable
        Object key(@Nullable Object[] frame) {
            return key.eval(frame);
        }

        @Override
        void store(@Nullable Object[] frame, @Nullable Object to, @Nullable Object at, @Nullable Object value) {
            if (!meta.assignable(to)) {
                throw site.cannot("index", name, to);
            }
            try {
                if (to instanceof LuaTable table && table.metatable() == null && !table.isReadOnly()) {
                    table.set(at, value);
                } else {
                    meta.setIndex(to, at, value);
                }
            } catch (LuaError e) {
                throw site.passed(e);
            }
        }
    }

    static final class SetLocal extends Statement {
        private final int slot;
        private final Expression value;

        SetLocal(int slot, Expression value) {
            this.slot = slot;
            this.value = value;
        }

        @Override
        Object run(@Nullable Object[] frame) {
            frame[slot] = value.eval(frame);
            return NEXT;
        }
    }

    static final class SetNumber extends Statement {
        private final int slot;
        private final Expression value;

        SetNumber(int slot, Expression value) {
            this.slot = slot;
            this.value = value;
        }

        @Override
        Object run(@Nullable Object[] frame) {
            NumberCell.set(frame, slot, value.number(frame));
            return NEXT;
        }
    }

    static final class One extends Statement {
        private final Target target;
        private final Expression value;

        One(Target target, Expression value) {
            this.target = target;
            this.value = value;
        }

        @Override
        Object run(@Nullable Object[] frame) {
            Object object = target.object(frame);
            Object key = target.key(frame);
            target.store(frame, object, key, value.eval(frame));
            return NEXT;
        }
    }

    /** Stores from the right to the left, as Lua 5.1 does. */
    static final class Many extends Statement {
        private final Target[] targets;
        private final Expression[] values;
        private final boolean open;

        Many(Target[] targets, Expression[] values) {
            this.targets = targets;
            this.values = values;
            this.open = Lists.isOpen(values);
        }

        @Override
        Object run(@Nullable Object[] frame) {
            int count = targets.length;
            @Nullable Object[] objects = new Object[count];
            @Nullable Object[] keys = new Object[count];
            for (int i = 0; i < count; i++) {
                objects[i] = targets[i].object(frame);
                keys[i] = targets[i].key(frame);
            }
            @Nullable Object[] results = Lists.eval(values, open, frame, 0);
            for (int i = count - 1; i >= 0; i--) {
                targets[i].store(frame, objects[i], keys[i], i < results.length ? results[i] : null);
            }
            return NEXT;
        }
    }

    /** {@code local function f}: the variable is there before the function, which may call itself. */
    static final class LocalFunction extends Statement {
        private final int slot;
        private final boolean captured;
        private final Expression function;

        LocalFunction(int slot, boolean captured, Expression function) {
            this.slot = slot;
            this.captured = captured;
            this.function = function;
        }

        @Override
        Object run(@Nullable Object[] frame) {
            if (captured) {
                Cell cell = new Cell(null);
                frame[slot] = cell;
                cell.value = function.eval(frame);
            } else {
                frame[slot] = function.eval(frame);
            }
            return NEXT;
        }
    }
}
