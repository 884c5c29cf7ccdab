package dev.redstart.lua;

import org.jspecify.annotations.Nullable;

/**
 * A function written in Java. A library is a table of them:
 *
 * <pre>{@code
 * LuaTable lib = state.newTable();
 * lib.set("len", Builtin.of("len", args -> (double) args.string(1).length()));
 * state.globals().set("string", lib);
 * }</pre>
 *
 * What it needs of the {@link LuaState} it captures when its library is opened. Loops whose length the script decides
 * tell {@link Budget#step}.
 */
public final class Builtin extends LuaFunction {

    /** Takes its arguments and returns results as {@link LuaFunction} says; numbers as {@code Double}. */
    @FunctionalInterface
    public interface Body {
        @Nullable
        Object call(Args args);
    }

    private final String name;
    private final Body body;

    private Builtin(String name, Body body) {
        this.name = name;
        this.body = body;
    }

    /** The name is for whoever debugs the engine: in errors stands the name that the script called it by. */
    public static Builtin of(String name, Body body) {
        return new Builtin(name, body);
    }

    @Override
    public @Nullable Object call(@Nullable Object[] args) {
        return body.call(new Args(args));
    }

    @Override
    public String toString() {
        return "builtin " + name;
    }
}
