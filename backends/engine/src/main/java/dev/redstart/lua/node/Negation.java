package dev.redstart.lua.node;

import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.Meta;
import dev.redstart.lua.Results;
import dev.redstart.lua.Values;
import org.jspecify.annotations.Nullable;

/** Unary minus. */
final class Negation extends Expression {

    private static final LuaString EVENT = LuaString.name("__unm");

    private final Meta meta;
    private final Expression operand;
    private final @Nullable String name;
    private final Site site;

    Negation(Meta meta, Expression operand, @Nullable String name, Site site) {
        this.meta = meta;
        this.operand = operand;
        this.name = name;
        this.site = site;
    }

    @Override
    boolean isNumber() {
        return operand.isNumber();
    }

    @Override
    double number(@Nullable Object[] frame) {
        return operand.isNumber() ? -operand.number(frame) : super.number(frame);
    }

    @Override
    @Nullable
    Object eval(@Nullable Object[] frame) {
        Object value = operand.eval(frame);
        Double number = Values.toNumber(value);
        if (number != null) {
            return Values.box(-number);
        }
        Object result;
        try {
            result = meta.arithmetic(EVENT, value, value);
        } catch (LuaError e) {
            throw site.passed(e);
        }
        if (result == Results.NONE) {
            throw site.cannot("perform arithmetic on", name, value);
        }
        return result;
    }
}
