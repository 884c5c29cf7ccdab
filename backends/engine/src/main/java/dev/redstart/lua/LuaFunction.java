package dev.redstart.lua;

import org.jspecify.annotations.Nullable;

/**
 * A function of Lua, written in Lua or in Java ({@link Builtin}).
 *
 * <p><b>Calling convention.</b> Arguments come in an array, which the callee may keep; up to three come without one, so
 * that the usual call allocates nothing for them. What comes back is the one result itself, nil ({@code null}) included;
 * any other number of results is an {@code Object[]}, never shared and never a value of Lua ({@link Results} takes it
 * apart). No result at all is {@link Results#NONE}, which is not nil: {@code print((f()))} is not {@code print(f())}.
 *
 * <p>Java code calls a function through {@link LuaState#call}, which counts the depth of such calls.
 */
public abstract class LuaFunction {

    /**
     * Runs the function.
     *
     * @throws LuaError what the script, or what it called, raised
     */
    public abstract @Nullable Object call(@Nullable Object[] args);

    public @Nullable Object call0() {
        return call(Results.NONE);
    }

    public @Nullable Object call1(@Nullable Object a) {
        return call(new Object[] {a});
    }

    public @Nullable Object call2(@Nullable Object a, @Nullable Object b) {
        return call(new Object[] {a, b});
    }

    public @Nullable Object call3(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
        return call(new Object[] {a, b, c});
    }
}
