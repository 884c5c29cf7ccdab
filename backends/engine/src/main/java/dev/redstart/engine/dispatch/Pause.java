package dev.redstart.engine.dispatch;

import java.util.ArrayDeque;

/**
 * CLIENT PAUSE: for some time commands are not run but kept, each client's in its own place, and run in the order of their
 * coming when the time is over. A client that has a command kept counts as one that waits.
 */
public final class Pause {

    /** What does not run. */
    public enum Mode {
        NOTHING,
        /** What may change the data or is sent to replicas. */
        WRITES,
        EVERYTHING
    }

    /** A command kept. */
    record Kept(ClientSession session, Command command, byte[][] args, ReplySink reply, Waiter waiter) {}

    private final Dispatcher dispatcher;
    private final ArrayDeque<Kept> kept = new ArrayDeque<>();
    private Mode mode = Mode.NOTHING;
    private long until;
    private boolean resuming;

    Pause(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** CLIENT PAUSE. A pause that is on is never shortened, nor is its mode weakened. */
    public void start(Mode wanted, long end) {
        until = mode == Mode.NOTHING ? end : Math.max(until, end);
        if (wanted.compareTo(mode) > 0) mode = wanted;
        dispatcher.wakeAt(until);
    }

    /** CLIENT UNPAUSE. What was kept runs now, after the command that says so. */
    public void end() {
        mode = Mode.NOTHING;
    }

    /** What does not run now. */
    public Mode mode() {
        return mode;
    }

    /** How many commands are kept. */
    public int count() {
        return kept.size();
    }

    /** For how many milliseconds it lasts yet. */
    public long remaining() {
        return mode == Mode.NOTHING ? 0 : Math.max(0, until - dispatcher.time().millis());
    }

    boolean holds(ClientSession session, Command command, byte[][] args) {
        return switch (mode) {
            case NOTHING -> false;
            case EVERYTHING -> true;
            case WRITES ->
                Dispatcher.runsQueue(command) ? session.queuesWrites(dispatcher) : command.mayWrite(dispatcher, args);
        };
    }

    static boolean isWrite(Command command) {
        return command.is(Flag.WRITE) || command.is(Flag.MAY_REPLICATE);
    }

    void keep(Kept command) {
        kept.add(command);
        command.session.postponed = true;
    }

    /** The client goes away; false when none of its commands is kept. */
    boolean forget(ClientSession session) {
        if (!session.postponed) return false;
        session.postponed = false;
        return kept.removeIf(k -> k.session == session);
    }

    /** The client is gone: its command will not run. */
    void abandon(ClientSession session) {
        if (!session.postponed) return;
        for (Kept k : kept) if (k.session == session) dispatcher.post(k.waiter::abandoned);
        forget(session);
    }

    /** Nothing that is kept will run. */
    void abandonAll() {
        for (Kept k; (k = kept.poll()) != null; ) {
            k.session.postponed = false;
            dispatcher.post(k.waiter::abandoned);
        }
    }

    boolean hasEnded() {
        return mode == Mode.NOTHING && !kept.isEmpty() && !resuming;
    }

    /** Runs what was kept, unless it has to be kept on. */
    void resume() {
        if (mode != Mode.NOTHING && until <= dispatcher.time().millis()) mode = Mode.NOTHING;
        if (mode != Mode.NOTHING) dispatcher.wakeAt(until);
        if (!hasEnded()) return;
        resuming = true;
        // One of them may begin another pause: the rest is kept on.
        for (Kept next; mode == Mode.NOTHING && (next = kept.poll()) != null; ) {
            next.session.postponed = false;
            if (dispatcher.run(next.session, next.command, next.args, next.reply, next.waiter))
                dispatcher.post(next.waiter::answered);
        }
        resuming = false;
    }
}
