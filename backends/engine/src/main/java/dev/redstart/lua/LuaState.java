package dev.redstart.lua;

import dev.redstart.lua.node.Compiler;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One interpreter: its globals, limits and what is running. For one script at a time; successive scripts may come from
 * different threads, if something orders them (a lock).
 *
 * <pre>{@code
 * LuaState state = new LuaState();
 * BaseLibrary.open(state);
 * LuaFunction script = state.load(source, "@user_script");
 * Object results = state.execute(script);
 * }</pre>
 */
public final class LuaState {

    /** As in Lua 5.1: calls of functions written in Lua that may be open at a time. */
    public static final int MAX_CALLS = 20_000;

    /** Calls that went through Java: callbacks, metamethods, {@code pcall}. */
    public static final int MAX_JAVA_CALLS = 200;

    /** Coroutines that were started and have not ended; each costs a thread. */
    public static final int MAX_COROUTINES = 1000;

    static final long DEEP_STACK_BYTES = 256L << 20;

    /** So many calls fit on any stack that a caller has. */
    private static final int SHALLOW_CALLS = 160;

    private final Budget budget = new Budget();
    private final Meta meta = new Meta(this);
    private final LuaTable globals = new LuaTable(budget, 0, 0);
    private final Set<Coroutine> suspended = new LinkedHashSet<>();
    private @Nullable LuaTable stringMetatable;
    private @Nullable Coroutine running;
    /** Where the thread that called {@link #execute} waits, while another one goes on with its script. */
    private @Nullable WaitingRoom home;

    private Depth depth = new Depth(SHALLOW_CALLS, 0, 0);

    /** How deep one coroutine, or the main thread of Lua, is in calls. */
    static final class Depth {
        int calls;
        int javaCalls;
        /** How many of these are those of whoever resumed the coroutine. */
        final int resumedAt;
        /** At this many calls the stack of the thread is used up. */
        int limit;

        Depth(int limit, int resumedAt, int javaCalls) {
            this.limit = limit;
            this.resumedAt = resumedAt;
            this.javaCalls = resumedAt + javaCalls;
        }
    }

    public Budget budget() {
        return budget;
    }

    public LuaTable globals() {
        return globals;
    }

    public LuaTable newTable() {
        return new LuaTable(budget, 0, 0);
    }

    /** The operators, for nodes. Builtins use the methods here. */
    public Meta meta() {
        return meta;
    }

    /** What {@code ("x"):upper()} finds its methods in. */
    public void setStringMetatable(LuaTable metatable) {
        stringMetatable = metatable;
    }

    public @Nullable LuaTable metatable(@Nullable Object value) {
        if (value instanceof LuaTable table) {
            return table.metatable();
        }
        return value instanceof LuaString ? stringMetatable : null;
    }

    /**
     * Compiles a chunk.
     *
     * @param chunkName {@code @file}, {@code =name}, or the source itself
     * @throws LuaError a syntax error, or a limit of the parser
     */
    public LuaFunction load(byte[] source, String chunkName) {
        return load(source, chunkName, globals);
    }

    /** The same, with other globals. */
    public LuaFunction load(byte[] source, String chunkName, LuaTable globals) {
        try {
            return Compiler.compile(this, globals, source, chunkName, depth.javaCalls);
        } catch (StackOverflowError e) {
            return onDeepStack(() -> Compiler.compile(this, globals, source, chunkName, depth.javaCalls));
        }
    }

    /**
     * Runs a script: the outermost call. What coroutines it left are ended with it.
     *
     * @throws LuaError what it raised and did not catch, {@link LuaAbort} included
     */
    public @Nullable Object execute(LuaFunction function, @Nullable Object... args) {
        budget.reset();
        depth = new Depth(SHALLOW_CALLS, 0, 0);
        try {
            return run(function, args);
        } finally {
            if (!suspended.isEmpty()) {
                killSuspended();
            }
        }
    }

    private void killSuspended() {
        for (Coroutine left : new ArrayList<>(suspended)) {
            left.kill();
        }
        suspended.clear();
    }

    /** A call whose stack is the last to be had: what overflows it becomes an error of Lua. */
    @Nullable
    Object run(LuaFunction function, @Nullable Object[] args) {
        return bounded(() -> call(function, args));
    }

    /** The body of a coroutine, a call that has been counted where it was resumed. */
    @Nullable
    Object runBody(LuaFunction body, @Nullable Object[] args) {
        return bounded(() -> fromBuiltin(() -> body.call(args)));
    }

    private static @Nullable Object bounded(Supplier<@Nullable Object> call) {
        try {
            return call.get();
        } catch (StackOverflowError e) {
            throw new LuaError(LuaString.of("stack overflow"));
        } catch (OutOfMemoryError e) {
            throw new LuaError(LuaString.of("not enough memory"));
        }
    }

    /**
     * A call out of a builtin.
     *
     * @throws LuaError what the function raises, or {@code C stack overflow}
     */
    public @Nullable Object call(LuaFunction function, @Nullable Object... args) {
        try {
            return callMetamethod(function, args);
        } catch (LuaError e) {
            e.passingBuiltin();
            throw e;
        }
    }

    /** A call that an operator makes: the node that it stands in is the caller. */
    @Nullable
    Object callMetamethod(LuaFunction function, @Nullable Object... args) {
        Depth here = depth;
        if (here.javaCalls + 1 >= MAX_JAVA_CALLS) {
            throw LuaError.of("C stack overflow");
        }
        here.javaCalls++;
        try {
            return function.call(args);
        } finally {
            here.javaCalls--;
        }
    }

    /**
     * What {@code pcall} does: the results of the call; or the error, by being thrown, with everything that it may be
     * (stack or memory ran out) as a {@link LuaError}, and with the depth of calls put back.
     */
    public @Nullable Object protectedCall(LuaFunction function, @Nullable Object... args) {
        Depth here = depth;
        int calls = here.calls;
        int javaCalls = here.javaCalls;
        try {
            return run(function, args);
        } finally {
            here.calls = calls;
            here.javaCalls = javaCalls;
        }
    }

    /** {@code a[k]} with metamethods. */
    public @Nullable Object index(@Nullable Object object, @Nullable Object key) {
        return fromBuiltin(() -> meta.index(object, key));
    }

    /** {@code a < b} with metamethods. */
    public boolean less(@Nullable Object a, @Nullable Object b) {
        return a instanceof Double x && b instanceof Double y ? x < y : fromBuiltin(() -> meta.less(a, b));
    }

    /** {@code a == b} with metamethods. */
    public boolean equal(@Nullable Object a, @Nullable Object b) {
        return fromBuiltin(() -> meta.equal(a, b));
    }

    /** What {@code tostring} makes of a value. */
    public LuaString toText(@Nullable Object value) {
        return fromBuiltin(() -> meta.toText(value));
    }

    private static <T extends @Nullable Object> T fromBuiltin(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (LuaError e) {
            e.passingBuiltin();
            throw e;
        }
    }

    /** Into a function written in Lua; whether it has to go on by {@link #deeper}. */
    public boolean enterCall() {
        return ++depth.calls > depth.limit;
    }

    public void leaveCall() {
        depth.calls--;
    }

    /** Goes on with a call on a thread with a large stack, while this one waits. The stack of callers may be small. */
    public @Nullable Object deeper(Supplier<@Nullable Object> call) {
        Depth here = depth;
        if (here.calls >= MAX_CALLS) {
            throw LuaError.of("stack overflow");
        }
        int limit = here.limit;
        here.limit = MAX_CALLS - 1;
        try {
            return onDeepStack(call);
        } finally {
            here.limit = limit;
        }
    }

    private <T> T onDeepStack(Supplier<T> task) {
        WaitingRoom room = new WaitingRoom();
        List<T> result = new ArrayList<>(1);
        Throwable[] thrown = new Throwable[1];
        Runnable body = () -> {
            try {
                result.add(task.get());
            } catch (RuntimeException | Error e) {
                thrown[0] = e;
            } finally {
                room.leave();
            }
        };
        Thread thread = new Thread(null, body, "redstart-lua-deep", DEEP_STACK_BYTES);
        thread.setDaemon(true);
        waitIn(room, thread::start);
        if (thrown[0] instanceof Error error) {
            throw error;
        } else if (thrown[0] instanceof RuntimeException raised) {
            throw raised;
        }
        return result.get(0);
    }

    /** Has another thread go on with the script, and waits for it. */
    void waitIn(WaitingRoom room, Runnable goOn) {
        boolean isHome = home == null;
        if (isHome) {
            home = room;
        }
        try {
            goOn.run();
            room.stay();
        } finally {
            if (isHome) {
                home = null;
            }
        }
    }

    /** Runs it on the thread that called {@link #execute}, whichever thread the script is on now; returns after that. */
    public void atHome(Runnable errand) {
        WaitingRoom room = home;
        if (room == null) {
            errand.run();
        } else {
            room.send(errand);
        }
    }

    /** Null in the main thread of Lua. */
    public @Nullable Coroutine running() {
        return running;
    }

    public Coroutine newCoroutine(LuaFunction body) {
        budget.memory(200);
        return new Coroutine(this, body);
    }

    /** Leaves the running coroutine until it is resumed; what it is resumed with comes back. */
    public @Nullable Object[] yield(@Nullable Object[] values) {
        if (running == null || depth.javaCalls - depth.resumedAt > 1) {
            throw new LuaError(LuaString.of("attempt to yield across metamethod/C-call boundary"));
        }
        return running.yield(values);
    }

    void coroutineStarts(Coroutine coroutine) {
        if (suspended.size() >= MAX_COROUTINES) {
            throw new LuaError(LuaString.of("too many coroutines"));
        }
        suspended.add(coroutine);
    }

    void coroutineEnds(Coroutine coroutine) {
        suspended.remove(coroutine);
    }

    @Nullable
    Coroutine enter(Coroutine coroutine) {
        Coroutine resumer = running;
        running = coroutine;
        return resumer;
    }

    void leave(@Nullable Coroutine resumer) {
        running = resumer;
    }

    /** Whether no coroutine may be resumed: one that is counts as a call, and may be the last. */
    boolean isTooDeepToResume() {
        return depth.javaCalls >= MAX_JAVA_CALLS;
    }

    /** Into a coroutine that has so many calls through Java open; those of who resumes it count on. */
    Depth enterDepth(int javaCalls) {
        Depth outer = depth;
        depth = new Depth(MAX_CALLS - 1, outer.javaCalls, javaCalls);
        return outer;
    }

    /** Back; how many calls through Java the coroutine has open. */
    int leaveDepth(Depth outer) {
        int javaCalls = depth.javaCalls - depth.resumedAt;
        depth = outer;
        return javaCalls;
    }

    /** How a chunk is called in errors: {@code user_script}, or {@code [string "return 1..."]} of about so many bytes. */
    static String shortSource(String chunkName, int size) {
        if (chunkName.startsWith("=") || chunkName.startsWith("@")) {
            return chunkName.substring(1);
        }
        int lineEnd = 0;
        while (lineEnd < chunkName.length() && chunkName.charAt(lineEnd) != '\n' && chunkName.charAt(lineEnd) != '\r') {
            lineEnd++;
        }
        int room = size - " [string \"...\"] ".length() - 1;
        boolean cut = lineEnd < chunkName.length() || lineEnd > room;
        return "[string \"" + chunkName.substring(0, Math.min(lineEnd, room)) + (cut ? "..." : "") + "\"]";
    }
}
