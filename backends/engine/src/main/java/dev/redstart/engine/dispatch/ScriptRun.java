package dev.redstart.engine.dispatch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a script or function: what it may do, what it has done, and whether it is to end. Used under the engine's
 * lock, which the script holds, except while it lends it.
 */
public final class ScriptRun {

    /** How its writes spread: {@code redis.set_repl}. */
    public enum Replication {
        NONE,
        AOF,
        REPLICAS,
        ALL
    }

    private final String name;
    private final boolean function;
    private final boolean readOnly;
    private final ClientSession caller;
    private final Call call;
    private final long startedNanos;
    private List<byte[]> words = List.of();
    private boolean overtime;
    private boolean wrote;
    private boolean killed;
    private Replication replication = Replication.ALL;

    /**
     * A run that begins now.
     *
     * @param name     the script's SHA1, or the function's name
     * @param function whether it is a function, not a script
     * @param readOnly whether its writes are refused
     * @param call     the command that runs it
     */
    public ScriptRun(String name, boolean function, boolean readOnly, Call call) {
        this.name = name;
        this.function = function;
        this.readOnly = readOnly;
        this.caller = call.session();
        this.call = call;
        this.startedNanos = call.startedNanos();
    }

    public String name() {
        return name;
    }

    public boolean isFunction() {
        return function;
    }

    public boolean isReadOnly() {
        return readOnly;
    }

    /** Whose command it is. */
    public ClientSession caller() {
        return caller;
    }

    /** That command. */
    public List<byte[]> words() {
        return overtime ? words : call.shownWords();
    }

    /** How long it has been running. */
    public long nanos() {
        return System.nanoTime() - startedNanos;
    }

    /** Whether it has been running for longer than others have to wait. */
    public boolean isOvertime() {
        return overtime;
    }

    /** Others get in from now on, and may use the session's call for what they run. */
    void overtime() {
        words = call.shownWords();
        overtime = true;
    }

    /** Whether it has called a command that writes: then it can no longer be ended half way. */
    public boolean hasWritten() {
        return wrote;
    }

    void written() {
        wrote = true;
    }

    /** Whether somebody has asked for its end. */
    public boolean isKilled() {
        return killed;
    }

    void kill() {
        killed = true;
    }

    /** Where the effects of the commands that it calls go from now on. */
    public Replication replication() {
        return replication;
    }

    public void replication(Replication to) {
        replication = to;
    }

    /** The refusal of others' commands meanwhile. */
    public CommandError busy() {
        return function ? Errors.BUSY_FUNCTION : Errors.BUSY_SCRIPT;
    }

    /** Why it may not be ended, by FUNCTION KILL or by SCRIPT KILL; null when it may. */
    @Nullable
    CommandError objectionToKill(boolean byFunctionKill) {
        if (wrote) return Errors.UNKILLABLE;
        return function == byFunctionKill ? null : busy();
    }
}
