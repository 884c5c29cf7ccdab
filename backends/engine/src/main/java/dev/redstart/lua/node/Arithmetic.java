package dev.redstart.lua.node;

import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.Meta;
import dev.redstart.lua.Results;
import dev.redstart.lua.Values;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code + - * / % ^} */
final class Arithmetic extends Expression {

    private static final Map<String, LuaString> EVENTS = Map.of(
            "+", LuaString.name("__add"),
            "-", LuaString.name("__sub"),
            "*", LuaString.name("__mul"),
            "/", LuaString.name("__div"),
            "%", LuaString.name("__mod"),
            "^", LuaString.name("__pow"));

    private final Meta meta;
    private final char op;
    private final LuaString event;
    private final Expression left;
    private final Expression right;
    private final @Nullable String leftName;
    private final @Nullable String rightName;
    private final Site site;
    private final boolean ofNumbers;

    Arithmetic(
            Meta meta,
            String op,
            Expression left,
            Expression right,
            @Nullable String leftName,
            @Nullable String rightName,
            Site site) {
        this.meta = meta;
        this.op = op.charAt(0);
        this.event = EVENTS.get(op);
        this.left = left;
        this.right = right;
        this.leftName = leftName;
        this.rightName = rightName;
        this.site = site;
        this.ofNumbers = left.isNumber() && right.isNumber();
    }

    static boolean isOperator(String op) {
        return EVENTS.containsKey(op);
    }

    @Override
    boolean isNumber() {
        return ofNumbers;
    }

    /** What the operator makes of two numbers. */
    static double apply(char op, double a, double b) {
        switch (op) {
            case '+':
                return a + b;
            case '-':
                return a - b;
            case '*':
                return a * b;
            case '/':
                return a / b;
            case '%':
                return a - Math.floor(a / b) * b;
            default:
                return Math.pow(a, b);
        }
    }

    @Override
    double number(@Nullable Object[] frame) {
        if (ofNumbers) {
            return apply(op, left.number(frame), right.number(frame));
        }
        double a = left.number(frame);
        if (isDouble(a)) {
            double b = right.number(frame);
            if (isDouble(b)) {
                return apply(op, a, b);
            }
            return unboxed(frame, slow(a, other(frame)));
        }
        Object first = other(frame);
        return unboxed(frame, slow(first, right.eval(frame)));
    }

    @Override
    @Nullable
    Object eval(@Nullable Object[] frame) {
        double result = number(frame);
        return ofNumbers || isDouble(result) ? Values.box(result) : other(frame);
    }

    private static double unboxed(@Nullable Object[] frame, @Nullable Object value) {
        return value instanceof Double d ? d : other(frame, value);
    }

    /** One of them is no number: it may be text that reads as one, or have a metamethod. */
    private @Nullable Object slow(@Nullable Object a, @Nullable Object b) {
        Double x = Values.toNumber(a);
        Double y = Values.toNumber(b);
        if (x != null && y != null) {
            return apply(op, x, y);
        }
        Object result;
        try {
            result = meta.arithmetic(event, a, b);
        } catch (LuaError e) {
            throw site.passed(e);
        }
        if (result == Results.NONE) {
            throw x == null
                    ? site.cannot("perform arithmetic on", leftName, a)
                    : site.cannot("perform arithmetic on", rightName, b);
        }
        return result;
    }
}
