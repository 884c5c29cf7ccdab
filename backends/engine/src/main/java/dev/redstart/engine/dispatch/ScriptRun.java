package dev.redstart.engine.dispatch;

import java.util.List;
import java.util.concurrent.TimeUnit;
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

    private static final long LENDING_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final String name;
    private final boolean function;
    private final Rules rules;
    private final ClientSession caller;
    private final Call call;
    private final long startedNanos;
    private List<byte[]> words = List.of();
    private boolean overtime;
    private long lentNanos;
    private boolean wrote;
    private boolean killed;
    /** The slot that all keys have to be in; {@link Cluster#NO_KEYS} before there is one. */
    private int slot;

    private Replication replication = Replication.ALL;

    /**
     * What it may do.
     *
     * @param readOnly    its writes are refused
     * @param evenIfFull  it runs whether there is memory left or not
     * @param acrossSlots in a cluster, its keys may be in several slots
     */
    public record Rules(boolean readOnly, boolean evenIfFull, boolean acrossSlots) {}

    /**
     * A run that begins now.
     *
     * @param name     the script's SHA1, or the function's name
     * @param function whether it is a function, not a script
     * @param rules    what it may do
     * @param call     the command that runs it
     */
    public ScriptRun(String name, boolean function, Rules rules, Call call) {
        this.name = name;
        this.function = function;
        this.rules = rules;
        this.caller = call.session();
        this.call = call;
        this.startedNanos = call.startedNanos();
        this.slot = rules.acrossSlots ? Cluster.NO_KEYS : Cluster.slot(call.command(), call.args());
        this.lentNanos = startedNanos;
    }

    public String name() {
        return name;
    }

    public boolean isFunction() {
        return function;
    }

    public boolean isReadOnly() {
        return rules.readOnly;
    }

    /** Whether its commands may take more memory although none is left: it has to go on once it has written. */
    boolean mayGrow() {
        return rules.evenIfFull || wrote;
    }

    /** Whether it may use keys of that slot, and no longer those of another one if the rules say so. */
    boolean mayUse(int wanted) {
        if (rules.acrossSlots || slot == wanted) return true;
        if (slot != Cluster.NO_KEYS) return false;
        slot = wanted;
        return true;
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

    /** True once in a while: somebody may want the lock who shows it only when his turn comes. */
    boolean isTimeToLend() {
        long now = System.nanoTime();
        if (now - lentNanos < LENDING_NANOS) return false;
        lentNanos = now;
        return true;
    }

    /** It has called a command that writes: now it can no longer be ended half way. */
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
