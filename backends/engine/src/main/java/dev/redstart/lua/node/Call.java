package dev.redstart.lua.node;

import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaFunction;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.Meta;
import dev.redstart.lua.Results;
import org.jspecify.annotations.Nullable;

/** {@code f(a, b)} and {@code object:f(a, b)}. */
final class Call extends Expression {

    private final Meta meta;
    private final Expression callee;
    private final @Nullable LuaString method;
    private final Expression[] arguments;
    private final boolean open;
    private final @Nullable String objectName;
    private final @Nullable String name;
    private final Site site;

    /** The callee is the object, when there is a method. */
    Call(
            Meta meta,
            Expression callee,
            @Nullable LuaString method,
            Expression[] arguments,
            @Nullable String objectName,
            @Nullable String name,
            Site site) {
        this.meta = meta;
        this.callee = callee;
        this.method = method;
        this.arguments = arguments;
        this.open = Lists.isOpen(arguments);
        this.objectName = objectName;
        this.name = name;
        this.site = site;
    }

    @Override
    boolean isOpen() {
        return true;
    }

    @Override
    @Nullable
    Object eval(@Nullable Object[] frame) {
        return Results.first(results(frame));
    }

    @Override
    @Nullable
    Object results(@Nullable Object[] frame) {
        Object target = callee.eval(frame);
        if (method != null) {
            return callMethod(frame, target, method);
        } else if (open || arguments.length > 3 || !(target instanceof LuaFunction function)) {
            return callAny(target, Lists.eval(arguments, open, frame, 0));
        } else {
            Object a = arguments.length > 0 ? arguments[0].eval(frame) : null;
            Object b = arguments.length > 1 ? arguments[1].eval(frame) : null;
            Object c = arguments.length > 2 ? arguments[2].eval(frame) : null;
            return invoke(function, arguments.length, a, b, c);
        }
    }

    private @Nullable Object callMethod(@Nullable Object[] frame, @Nullable Object self, LuaString key) {
        Object target = Indexing.get(meta, self, key, objectName, site);
        if (open || arguments.length > 2 || !(target instanceof LuaFunction function)) {
            @Nullable Object[] args = Lists.eval(arguments, open, frame, 1);
            args[0] = self;
            return callAny(target, args);
        }
        Object a = arguments.length > 0 ? arguments[0].eval(frame) : null;
        Object b = arguments.length > 1 ? arguments[1].eval(frame) : null;
        return invoke(function, arguments.length + 1, self, a, b);
    }

    private @Nullable Object invoke(
            LuaFunction function, int count, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        try {
            switch (count) {
                case 0:
                    return function.call0();
                case 1:
                    return function.call1(a);
                case 2:
                    return function.call2(a, b);
                default:
                    return function.call3(a, b, c);
            }
        } catch (LuaError e) {
            throw site.passed(e, name);
        }
    }

    private @Nullable Object callAny(@Nullable Object target, @Nullable Object[] args) {
        try {
            if (target instanceof LuaFunction function) {
                return function.call(args);
            }
            return Indexing.handler(meta, target, name, site).call(Results.after(Results.of(args), target));
        } catch (LuaError e) {
            throw site.passed(e, name);
        }
    }

    /**
     * As the last thing of a function: a function written in Lua is not called but returned, with its arguments, so that
     * the frame here is gone before it runs.
     */
    @Nullable
    Object tail(@Nullable Object[] frame) {
        Object target = callee.eval(frame);
        Object self = target;
        if (method != null) {
            target = Indexing.get(meta, self, method, objectName, site);
        }
        int before = method == null ? 0 : 1;
        @Nullable Object[] args = Lists.eval(arguments, open, frame, before);
        if (before == 1) {
            args[0] = self;
        }
        return target instanceof Closure closure ? new Closure.TailCall(closure, args) : callAny(target, args);
    }
}
