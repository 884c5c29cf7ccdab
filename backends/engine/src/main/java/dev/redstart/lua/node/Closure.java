package dev.redstart.lua.node;

import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaFunction;
import dev.redstart.lua.LuaState;
import dev.redstart.lua.LuaTable;
import dev.redstart.lua.Results;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A function written in Lua, with the variables that it captured. */
final class Closure extends LuaFunction {

    /** What all closures of one function in the source share. */
    static final class Code {
        final LuaState state;
        final int parameters;
        final int[] cellParameters;
        final int slots;
        final int frameSize;
        final int dotsSlot;
        final int argSlot;
        final Site site;
        Statement body = new Statement.Block(new Statement[0]);
        /** Whether the tree is so deep that running it takes a large stack: a long chain of operators or fields. */
        boolean deep;

        /** Slots below zero are those that the function does not have. */
        Code(
                LuaState state,
                int parameters,
                int[] cellParameters,
                int slots,
                int captures,
                boolean dots,
                int arg,
                Site site) {
            this.state = state;
            this.parameters = parameters;
            this.cellParameters = cellParameters;
            this.slots = slots;
            this.dotsSlot = dots ? slots + captures : -1;
            this.frameSize = slots + captures + (dots ? 2 : 1);
            this.argSlot = arg;
            this.site = site;
        }
    }

    /** A call that is still to be made, by whoever called the function that returned this. */
    record TailCall(Closure closure, @Nullable Object[] args) {}

    private final Code code;
    private final Cell[] cells;

    Closure(Code code, Cell[] cells) {
        this.code = code;
        this.cells = cells;
    }

    @Override
    public @Nullable Object call(@Nullable Object[] args) {
        return enter(frame(args));
    }

    private @Nullable Object[] frame(@Nullable Object[] args) {
        @Nullable Object[] frame = new Object[code.frameSize];
        System.arraycopy(args, 0, frame, 0, Math.min(args.length, code.parameters));
        if (code.dotsSlot >= 0) {
            @Nullable
            Object[] rest = args.length > code.parameters
                    ? Arrays.copyOfRange(args, code.parameters, args.length)
                    : Results.NONE;
            frame[code.dotsSlot] = rest;
            if (code.argSlot >= 0) {
                frame[code.argSlot] = argTable(rest);
            }
        }
        return frame;
    }

    private LuaTable argTable(@Nullable Object[] rest) {
        LuaTable arg = new LuaTable(code.state.budget(), rest.length, 1);
        for (int i = 0; i < rest.length; i++) {
            arg.set(i + 1, rest[i]);
        }
        arg.set("n", (double) rest.length);
        return arg;
    }

    @Override
    public @Nullable Object call0() {
        return code.dotsSlot >= 0 ? call(Results.NONE) : enter(new Object[code.frameSize]);
    }

    @Override
    public @Nullable Object call1(@Nullable Object a) {
        if (code.dotsSlot >= 0 || code.parameters < 1) {
            return call(new Object[] {a});
        }
        @Nullable Object[] frame = new Object[code.frameSize];
        frame[0] = a;
        return enter(frame);
    }

    @Override
    public @Nullable Object call2(@Nullable Object a, @Nullable Object b) {
        if (code.dotsSlot >= 0 || code.parameters < 2) {
            return call(new Object[] {a, b});
        }
        @Nullable Object[] frame = new Object[code.frameSize];
        frame[0] = a;
        frame[1] = b;
        return enter(frame);
    }

    @Override
    public @Nullable Object call3(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
        if (code.dotsSlot >= 0 || code.parameters < 3) {
            return call(new Object[] {a, b, c});
        }
        @Nullable Object[] frame = new Object[code.frameSize];
        frame[0] = a;
        frame[1] = b;
        frame[2] = c;
        return enter(frame);
    }

    private @Nullable Object enter(@Nullable Object[] frame) {
        LuaState state = code.state;
        boolean stackUsedUp = state.enterCall();
        try {
            state.budget().step();
            Object end = stackUsedUp || code.deep ? state.deeper(() -> run(frame)) : run(frame);
            return end instanceof TailCall tail ? follow(tail) : end;
        } catch (LuaError e) {
            if (e.isAbort()) {
                // It may have been raised by the count of steps, which knows no line.
                throw code.site.passed(e);
            }
            throw e;
        } finally {
            state.leaveCall();
        }
    }

    private @Nullable Object run(@Nullable Object[] frame) {
        if (cells.length > 0) {
            System.arraycopy(cells, 0, frame, code.slots, cells.length);
        }
        for (int slot : code.cellParameters) {
            frame[slot] = new Cell(frame[slot]);
        }
        Object end = code.body.run(frame);
        return end == Statement.NEXT ? Results.NONE : end;
    }

    private static @Nullable Object follow(TailCall first) {
        Object end = first;
        try {
            while (end instanceof TailCall tail) {
                Closure closure = tail.closure;
                @Nullable Object[] frame = closure.frame(tail.args);
                closure.code.state.budget().step();
                end = closure.code.deep ? closure.enter(frame) : closure.run(frame);
            }
            return end;
        } catch (LuaError e) {
            Site site = first.closure.code.site;
            e.passing(site.source(), site.line(), null, true);
            throw e;
        }
    }
}
