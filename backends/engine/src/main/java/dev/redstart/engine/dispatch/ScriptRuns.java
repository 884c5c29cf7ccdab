package dev.redstart.engine.dispatch;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The script that runs, if one does, and the one place where it calls commands.
 *
 * <p>A script holds the engine's lock for as long as it runs. Once that is longer than {@code busy-reply-threshold} it
 * lends the lock, every time it {@link #poll polls}, to those who wait for it: they are told BUSY, and what may run all
 * the same (flag {@code allow_busy}: SCRIPT KILL, FUNCTION STATS, MULTI ...) runs. Nothing else happens meanwhile: time
 * stands still, no key expires, nobody who waits is served.
 */
public final class ScriptRuns {

    private static final CommandError NOT_BUSY = Errors.of("NOTBUSY No scripts in execution right now.");
    private static final CommandError UNKNOWN = Errors.of("ERR Unknown Redis command called from script");
    private static final CommandError WRONG_ARITY =
            Errors.of("ERR Wrong number of args calling Redis command from script");
    private static final CommandError NOT_FROM_SCRIPT = Errors.of("ERR This Redis command is not allowed from script");
    private static final CommandError READ_ONLY =
            Errors.of("ERR Write commands are not allowed from read-only scripts.");

    private final Dispatcher dispatcher;
    private final ExecutionLock lock;
    private final ClientSession client;
    private final Call call;
    private long thresholdNanos = Long.MAX_VALUE;
    private boolean deniesNothing;
    private @Nullable ScriptRun current;
    private boolean lent;

    ScriptRuns(Dispatcher dispatcher, ExecutionLock lock) {
        this.dispatcher = dispatcher;
        this.lock = lock;
        client = dispatcher.clients().ofScripts();
        call = client.call();
    }

    /** {@code busy-reply-threshold}, in milliseconds; 0 for never. */
    void threshold(long millis) {
        thresholdNanos = millis == 0 ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** {@code DEBUG SET-DISABLE-DENY-SCRIPTS}: whether scripts may call every command. */
    public void denyNothing(boolean on) {
        deniesNothing = on;
    }

    /** What runs; null when nothing does. */
    public @Nullable ScriptRun current() {
        return current;
    }

    /** Whether a script has lent the lock: only what is allowed while it is busy may run. */
    public boolean isLent() {
        return lent;
    }

    /** In whose name a script calls commands: its own database, its own protocol. */
    public ClientSession client() {
        return client;
    }

    /** Before its first instruction. */
    public void begin(ScriptRun run) {
        current = run;
        ClientSession caller = run.caller();
        client.database(caller.database());
        client.protocol(2);
        client.noTouch(caller.noTouch());
        client.become(caller.user(), true);
    }

    /** After its last. */
    public void end() {
        current = null;
    }

    /**
     * Now and then, by the script itself: lets others in if that is due. True when it has to end.
     *
     * @param home runs something on the thread that runs the script's command, where the script may be no longer
     */
    public boolean poll(Consumer<Runnable> home) {
        ScriptRun run = current;
        if (run == null) return false;
        if (!run.isOvertime()) {
            if (run.nanos() < thresholdNanos) return false;
            run.overtime();
        }
        ClientLink link = run.caller().link();
        if (lock.isAwaited() || link != null && run.isTimeToLend()) home.accept(() -> lend(link));
        return run.isKilled();
    }

    private void lend(@Nullable ClientLink link) {
        Clients.Running mine = dispatcher.clients().setAside();
        lent = true;
        try {
            lock.lend(link == null ? () -> {} : link::serveOthers);
        } finally {
            lent = false;
            dispatcher.clients().resume(mine);
        }
    }

    /**
     * Runs a command for the script. What it says, errors included, goes to {@code reply}; a refusal has been counted as
     * Redis counts it.
     *
     * @param command the row, of a container that of the subcommand; null when there is none
     * @param name    as the script wrote it
     */
    public void call(ScriptRun run, @Nullable Command command, String name, byte[][] args, ReplySink reply) {
        CommandError objection = objection(run, command, args);
        if (objection != null) {
            if (command != null) command.stats().rejected++;
            dispatcher.stats().countError(objection.text());
            reply.error(objection.text());
            return;
        }
        if (command == null) throw new IllegalStateException("no command " + name);
        if (command.is(Flag.WRITE)) run.written();
        client.lastCommand = command;
        client.lastName = name;
        call.begin(command, args, reply, null);
        dispatcher.invoke(call);
    }

    private @Nullable CommandError objection(ScriptRun run, @Nullable Command command, byte[][] args) {
        if (command == null) return UNKNOWN;
        if (!command.takes(args.length)) return WRONG_ARITY;
        if (command.is(Flag.NOSCRIPT) && !deniesNothing) return NOT_FROM_SCRIPT;
        CommandError denial = dispatcher.access().objectionInScript(run.caller(), command, args);
        if (denial != null) return denial;
        if (run.isReadOnly() && Pause.isWrite(command)) return READ_ONLY;
        if (command.is(Flag.DENYOOM) && dispatcher.memory().isFull() && !run.mayGrow()) return Errors.OUT_OF_MEMORY;
        return dispatcher.cluster().isEnabled() ? dispatcher.cluster().objection(run, command, args) : null;
    }

    /** Whether the user whose script runs may run that command. */
    public boolean mayCall(Command command, byte[][] args) {
        return client.user().rules().check(command.facts(), args) == null;
    }

    /** SCRIPT KILL or FUNCTION KILL. */
    public void kill(boolean function) {
        ScriptRun run = current;
        if (run == null) throw NOT_BUSY;
        CommandError objection = run.objectionToKill(function);
        if (objection != null) throw objection;
        run.kill();
    }

    /** SHUTDOWN NOSAVE, or the engine closes: whatever it has done, it ends. */
    void killAnyway() {
        if (current != null) current.kill();
    }
}
