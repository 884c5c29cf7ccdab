package dev.redstart.lua.node;

import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.LuaTable;
import dev.redstart.lua.Meta;
import dev.redstart.lua.Results;
import dev.redstart.lua.Values;
import org.jspecify.annotations.Nullable;

/** {@code and or not # ..} */
final class Operators {

    private Operators() {}

    static final class And extends Expression {
        private final Expression left;
        private final Expression right;

        And(Expression left, Expression right) {
            this.left = left;
            this.right = right;
        }

        @Override
        @Nullable
        Object eval(@Nullable Object[] frame) {
            Object value = left.eval(frame);
            return Values.isTrue(value) ? right.eval(frame) : value;
        }

        @Override
        boolean truth(@Nullable Object[] frame) {
            return left.truth(frame) && right.truth(frame);
        }
    }

    static final class Or extends Expression {
        private final Expression left;
        private final Expression right;

        Or(Expression left, Expression right) {
            this.left = left;
            this.right = right;
        }

        @Override
        @Nullable
        Object eval(@Nullable Object[] frame) {
            Object value = left.eval(frame);
            return Values.isTrue(value) ? value : right.eval(frame);
        }

        @Override
        boolean truth(@Nullable Object[] frame) {
            return left.truth(frame) || right.truth(frame);
        }
    }

    static final class Not extends Expression {
        private final Expression operand;

        Not(Expression operand) {
            this.operand = operand;
        }

        @Override
        @Nullable
        Object eval(@Nullable Object[] frame) {
            return !operand.truth(frame);
        }

        @Override
        boolean truth(@Nullable Object[] frame) {
            return !operand.truth(frame);
        }
    }

    static final class Length extends Expression {
        private final Meta meta;
        private final Expression operand;
        private final @Nullable String name;
        private final Site site;

        Length(Meta meta, Expression operand, @Nullable String name, Site site) {
            this.meta = meta;
            this.operand = operand;
            this.name = name;
            this.site = site;
        }

        @Override
        @Nullable
        Object eval(@Nullable Object[] frame) {
            Object value = operand.eval(frame);
            if (value instanceof LuaTable table) {
                return Values.box(table.length());
            } else if (value instanceof LuaString text) {
                return Values.box(text.length());
            }
            Object result = meta.length(value);
            if (result == Results.NONE) {
                throw site.cannot("get length of", name, value);
            }
            return result;
        }
    }

    /** A chain {@code a .. b .. c}: all are evaluated first, then joined from the right. */
    static final class Concat extends Expression {
        private final Meta meta;
        private final Expression[] parts;
        private final @Nullable String[] names;
        private final Site site;

        Concat(Meta meta, Expression[] parts, @Nullable String[] names, Site site) {
            this.meta = meta;
            this.parts = parts;
            this.names = names;
            this.site = site;
        }

        @Override
        @Nullable
        Object eval(@Nullable Object[] frame) {
            @Nullable Object[] values = new Object[parts.length];
            for (int i = 0; i < parts.length; i++) {
                values[i] = parts[i].eval(frame);
            }
            int last = values.length - 1;
            Object joined = values[last];
            while (last > 0) {
                int first = last;
                while (first > 0 && isText(values[first - 1])) {
                    first--;
                }
                if (isText(joined) && first < last) {
                    values[last] = joined;
                    joined = join(values, first, last);
                    last = first;
                } else {
                    last--;
                    joined = pair(values[last], joined, last);
                }
            }
            return joined;
        }

        private static boolean isText(@Nullable Object value) {
            return value instanceof LuaString || value instanceof Double;
        }

        private LuaString join(@Nullable Object[] values, int first, int last) {
            long length = 0;
            for (int i = first; i <= last; i++) {
                LuaString text = Values.toText(values[i]);
                values[i] = text;
                length += text == null ? 0 : text.length();
            }
            meta.makeString(length);
            byte[] bytes = new byte[(int) length];
            int at = 0;
            for (int i = first; i <= last; i++) {
                byte[] part = ((LuaString) java.util.Objects.requireNonNull(values[i])).bytes();
                System.arraycopy(part, 0, bytes, at, part.length);
                at += part.length;
            }
            return LuaString.of(bytes);
        }

        private @Nullable Object pair(@Nullable Object left, @Nullable Object right, int index) {
            Object result;
            try {
                result = meta.concat(left, right);
            } catch (LuaError e) {
                throw site.passed(e);
            }
            if (result == Results.NONE) {
                boolean leftIsText = isText(left);
                throw site.cannot("concatenate", names[leftIsText ? index + 1 : index], leftIsText ? right : left);
            }
            return result;
        }
    }
}
