package dev.redstart.lua;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A thread of Lua. It has a thread of Java, from its first resume to its end, but never runs at the same time as the one
 * that resumed it: control goes to and fro with the values.
 */
public final class Coroutine {

    /** As {@code coroutine.status} says it. */
    public enum Status {
        SUSPENDED,
        RUNNING,
        NORMAL,
        DEAD
    }

    private final LuaState state;
    private final LuaFunction body;
    private final Semaphore resumed = new Semaphore(0);
    private final WaitingRoom yielded = new WaitingRoom();
    private Status status = Status.SUSPENDED;
    private boolean started;
    private boolean killed;
    private @Nullable Coroutine resumer;
    private @Nullable Object @Nullable [] transfer;
    private @Nullable Throwable failure;
    /** Calls from Java that are open in here, the first one that of its body: yielding across another is not possible. */
    private int javaCalls = 1;

    Coroutine(LuaState state, LuaFunction body) {
        this.state = state;
        this.body = body;
    }

    public Status status() {
        return status;
    }

    /**
     * Lets it run until it yields or ends.
     *
     * @return what it yielded or returned
     * @throws LuaError what it raised; it is dead then
     */
    public @Nullable Object[] resume(@Nullable Object[] args) {
        if (status != Status.SUSPENDED) {
            String name = status.name().toLowerCase(java.util.Locale.ROOT);
            throw new LuaError(LuaString.of("cannot resume " + name + " coroutine"));
        }
        if (state.isTooDeepToResume()) {
            throw new LuaError(LuaString.of("C stack overflow"));
        }
        if (!started) {
            state.coroutineStarts(this);
            started = true;
            transfer = args;
            new Thread(null, this::run, "redstart-lua-coroutine", LuaState.DEEP_STACK_BYTES) {
                {
                    setDaemon(true);
                }
            }.start();
        } else {
            transfer = args;
        }
        resumer = state.enter(this);
        if (resumer != null) {
            resumer.status = Status.NORMAL;
        }
        status = Status.RUNNING;
        LuaState.Depth outer = state.enterDepth(javaCalls);
        state.waitIn(yielded, resumed::release);
        javaCalls = state.leaveDepth(outer);
        state.leave(resumer);
        if (resumer != null) {
            resumer.status = Status.RUNNING;
        }
        Throwable thrown = failure;
        if (thrown instanceof Error error) {
            throw error;
        } else if (thrown instanceof RuntimeException raised) {
            failure = null;
            throw raised;
        }
        return taken();
    }

    private @Nullable Object[] taken() {
        @Nullable Object[] values = transfer == null ? Results.NONE : transfer;
        transfer = null;
        return values;
    }

    private void run() {
        resumed.acquireUninterruptibly();
        try {
            transfer = Results.all(state.runBody(body, taken()));
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            status = Status.DEAD;
            state.coroutineEnds(this);
            yielded.leave();
        }
    }

    /** Called inside of it: waits for the next resume, whose arguments come back. */
    @Nullable
    Object[] yield(@Nullable Object[] values) {
        status = Status.SUSPENDED;
        transfer = values;
        yielded.leave();
        resumed.acquireUninterruptibly();
        if (killed) {
            throw new LuaAbort("coroutine left over at the end of its script");
        }
        return taken();
    }

    /** Ends one that is suspended, and waits until it is gone. */
    void kill() {
        killed = true;
        state.waitIn(yielded, resumed::release);
    }
}
