package dev.redstart.lua.node;

import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaTable;
import dev.redstart.lua.Meta;
import dev.redstart.lua.Values;
import org.jspecify.annotations.Nullable;

/** {@code == ~= < <=}; the compiler turns {@code >} and {@code >=} round. */
final class Comparison {

    private Comparison() {}

    static final class Equal extends Expression {
        private final Meta meta;
        private final Expression left;
        private final Expression right;
        private final boolean wanted;
        private final Site site;
        private final boolean byNumber;

        Equal(Meta meta, Expression left, Expression right, boolean wanted, Site site) {
            this.meta = meta;
            this.left = left;
            this.right = right;
            this.wanted = wanted;
            this.site = site;
            this.byNumber = left.isNumber() || right.isNumber();
        }

        @Override
        boolean truth(@Nullable Object[] frame) {
            if (byNumber) {
                // What is no number is equal to none.
                double x = left.number(frame);
                double y = right.number(frame);
                return (x == y) == wanted;
            }
            Object a = left.eval(frame);
            Object b = right.eval(frame);
            if (a instanceof LuaTable && b instanceof LuaTable && a != b) {
                try {
                    return meta.equal(a, b) == wanted;
                } catch (LuaError e) {
                    throw site.passed(e);
                }
            }
            return Values.rawEquals(a, b) == wanted;
        }

        @Override
        @Nullable
        Object eval(@Nullable Object[] frame) {
            return truth(frame);
        }
    }

    static final class Less extends Expression {
        private final Meta meta;
        private final Expression left;
        private final Expression right;
        private final boolean orEqual;
        private final boolean swapped;
        private final Site site;

        /** When swapped, the right one is evaluated second still, but compared first. */
        Less(Meta meta, Expression left, Expression right, boolean orEqual, boolean swapped, Site site) {
            this.meta = meta;
            this.left = left;
            this.right = right;
            this.orEqual = orEqual;
            this.swapped = swapped;
            this.site = site;
        }

        @Override
        boolean truth(@Nullable Object[] frame) {
            double a = left.number(frame);
            if (isDouble(a)) {
                double b = right.number(frame);
                if (isDouble(b)) {
                    return swapped ? orEqual ? b <= a : b < a : orEqual ? a <= b : a < b;
                }
                return slow(a, other(frame));
            }
            Object first = other(frame);
            return slow(first, right.eval(frame));
        }

        private boolean slow(@Nullable Object a, @Nullable Object b) {
            Object x = swapped ? b : a;
            Object y = swapped ? a : b;
            try {
                return orEqual ? meta.lessOrEqual(x, y) : meta.less(x, y);
            } catch (LuaError e) {
                throw site.passed(e);
            }
        }

        @Override
        @Nullable
        Object eval(@Nullable Object[] frame) {
            return truth(frame);
        }
    }
}
