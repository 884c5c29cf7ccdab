package dev.redstart.engine.dispatch;

import dev.redstart.engine.config.ServerConfig;
import dev.redstart.engine.keyspace.CommandTime;
import dev.redstart.engine.keyspace.Databases;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.Keyspace;
import dev.redstart.engine.keyspace.KeyspaceHost;
import dev.redstart.engine.keyspace.KeyspaceStore;
import dev.redstart.engine.keyspace.Limits;
import dev.redstart.engine.keyspace.Stats;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The one choke point that every command passes: lookup, arity, MULTI, time, statistics, and afterwards those whom the
 * command concerns.
 *
 * <p>Between {@link #acquire} and {@link #release} the caller may run as many commands as it likes; each is a command of
 * its own, but others get in only after. Everything else here that changes something needs the lock, too.
 */
public final class Dispatcher {

    private static final long GIVE_WAY_NANOS = 20_000;

    private final Commands commands;
    private final ServerConfig config;
    private final Limits limits = new Limits();
    private final ExecutionLock lock = new SpinLock();
    private final Outbox outbox = new Outbox();
    private final RandomGenerator random = new SplittableRandom();
    private final Stats stats = new Stats();
    private final CommandTime time;
    private final KeyspaceStore store;
    private final Databases databases;
    private final UnlockedReads unlocked;
    private volatile boolean commandsWatched;
    private final Transactions transactions;
    private final BlockedClients blocked;
    private final PubSub pubSub;
    private final KeyspaceEvents events;
    private final Timekeeper timekeeper;
    private final Gate gate = new Gate(this);
    private final Clients clients = new Clients(this);
    private final AccessControl access = new AccessControl(this);
    private final Monitors monitors = new Monitors();
    private final Propagation propagation = new Propagation();
    private final Pause pause = new Pause(this);
    private final ScriptRuns scripts;
    private final Map<Class<?>, Object> parts = new HashMap<>();
    private final Stopwatch stopwatch = new Stopwatch();
    private final Throughput throughput = new Throughput();
    private final Saves saves;
    private final Memory memory;
    private final Tracking tracking = new Tracking(this);
    private final Cluster cluster;
    private final Identity identity;
    private Host host = Host.IN_PROCESS;

    /** The configuration belongs to it from now on. */
    public Dispatcher(Commands commands, ServerConfig config, Clock clock) {
        this(commands, config, clock, KeyspaceStore.HEAP);
    }

    /** With its databases in that store. */
    public Dispatcher(Commands commands, ServerConfig config, Clock clock, KeyspaceStore store) {
        this.store = store;
        this.commands = commands;
        this.config = config;
        identity = new Identity(random, clock.millis());
        cluster = new Cluster(config, identity::newId);
        if (cluster.isEnabled()) config.load("databases", List.of("1"));
        int databaseCount = (int) config.number("databases");
        time = new CommandTime(clock);
        pubSub = new PubSub();
        events = new KeyspaceEvents(pubSub);
        transactions = new Transactions(this, databaseCount);
        blocked = new BlockedClients(this, databaseCount);
        KeyspaceHost storeHost = new StoreHost(this);
        databases = new Databases(databaseCount, i -> store.create(i, storeHost));
        unlocked = new UnlockedReads(this, store);
        timekeeper = new Timekeeper(this, clock);
        saves = new Saves(this);
        memory = new Memory(this);
        scripts = new ScriptRuns(this, lock);
        Settings.bind(config, this);
    }

    /** Whether somebody holds commands up or wants to see them, so that none may go by without the lock. */
    boolean areCommandsWatched() {
        return commandsWatched || cluster.isEnabled();
    }

    /** Runs commands that can do without the lock. */
    public UnlockedReads unlocked() {
        return unlocked;
    }

    /** Starts what runs by itself: active expiry and timeouts. */
    public void start() {
        timekeeper.start();
    }

    /** Ends all that waits and runs by itself. */
    public void stop() {
        timekeeper.stop();
        acquire();
        try {
            scripts.killAnyway();
            pause.abandonAll();
            blocked.abandonAll();
        } finally {
            release();
        }
    }

    /** A client for calls that keep no state, which nobody sees. Needs no lock. */
    public ClientSession connect(int database) {
        return clients.passing(database);
    }

    /** A new client: by a connection from outside, or without a link a session inside this JVM. */
    public ClientSession connect(int database, @Nullable ClientLink link) {
        return clients.connect(database, link);
    }

    /** The client has gone; does not close the link. A command of its that waits is abandoned. Idempotent. */
    public void disconnect(ClientSession session) {
        clients.disconnect(session);
    }

    /** Takes the lock; false when it was not to be had in time. */
    public boolean acquire(long nanos) {
        if (!lock.acquire(nanos)) return false;
        if (!scripts.isLent()) store.locked();
        return true;
    }

    /** Takes the lock, however long it takes. */
    public void acquire() {
        while (!acquire(Long.MAX_VALUE >> 1)) Thread.onSpinWait();
    }

    /** Gives the lock back, and delivers what has come up for others. */
    public void release() {
        boolean posted;
        boolean told = false;
        boolean heard = false;
        try {
            if (tracking.isPending() && !scripts.isLent()) tracking.broadcast();
            if (!scripts.isLent()) store.unlocking();
        } finally {
            boolean watched = isPaused() || !monitors.isEmpty() || tracking.isOn() || saves.isLoading();
            if (watched != commandsWatched) commandsWatched = watched;
            posted = outbox.takePosted();
            told = propagation.takeTold();
            heard = propagation.isHeard();
            lock.release();
        }
        try {
            if (heard) propagation.released(told);
        } finally {
            if (posted) outbox.deliver();
        }
    }

    /** Lets others have the lock, who wait for it; for long work in pieces, between two of them. */
    void giveWay() {
        boolean awaited = lock.isAwaited();
        release();
        // Else this thread would have it back before they wake up.
        if (awaited) LockSupport.parkNanos(GIVE_WAY_NANOS);
        acquire();
    }

    /** The row for a name in upper case. Needs no lock. */
    public @Nullable Command find(String name) {
        return commands.find(name);
    }

    public Commands commands() {
        return commands;
    }

    /**
     * Runs a command, after what can be checked before: that there is such a command, that it takes so many arguments, that
     * this client may send it now. True when the reply has been written; false when the client now waits, and
     * {@code waiter} will hear. Without a waiter a blocking command answers at once, as inside EXEC, and CLIENT PAUSE keeps
     * nothing. A client may have asked for no reply, or a command may answer by messages: then nothing has been written.
     */
    public boolean execute(
            ClientSession session, String name, byte[][] args, ReplySink reply, @Nullable Waiter waiter) {
        return execute(session, commands.find(name), name, args, reply, waiter);
    }

    /** The same for a caller that has found the row already; null when there is none of that name. */
    public boolean execute(
            ClientSession session,
            @Nullable Command row,
            String name,
            byte[][] args,
            ReplySink reply,
            @Nullable Waiter waiter) {
        refreshTime();
        session.usedAt = time.millis();
        if (tracking.isOn()) tracking.limit();
        clients.running(session);
        boolean done;
        if (session.replies == Replies.ON) {
            done = gate.pass(session, row, name, args, reply, waiter);
        } else {
            if (session.replies == Replies.SKIP) session.replies = Replies.ON;
            done = gate.pass(session, row, name, args, new Muted(reply), waiter);
        }
        clients.ran();
        Tracker tracker = session.tracker;
        if (tracker != null && !isOfClient(session.lastCommand) && !session.inTransaction()) tracker.forgetCaching();
        return done;
    }

    private static boolean isOfClient(@Nullable Command command) {
        return command != null && command.name().startsWith("CLIENT");
    }

    /** It stands still while a script runs. */
    private void refreshTime() {
        if (!scripts.isLent()) time.refresh();
    }

    /** Runs a command that has been checked, queues it inside MULTI, or keeps it while CLIENT PAUSE says so. */
    boolean run(ClientSession session, Command command, byte[][] args, ReplySink reply, @Nullable Waiter waiter) {
        if (waiter != null && pause.holds(session, command, args)) {
            pause.keep(new Pause.Kept(session, command, args, reply, waiter));
            return false;
        }
        if (session.transaction != null && session.inTransaction() && !command.is(Flag.UNQUEUED)) {
            transactions.queue(session, command, args);
            reply.text("QUEUED");
            return true;
        }
        Call call = session.call();
        call.begin(command, args, reply, waiter);
        invoke(call);
        if (scripts.isLent()) return session.waiting == null;
        if (blocked.hasReady()) blocked.serve();
        if (pause.hasEnded()) pause.resume();
        return session.waiting == null;
    }

    /**
     * Whether the command, sent by that client now, runs a script, which may take any time: a thread that others need, too,
     * has to let them be heard meanwhile ({@link ClientLink#serveOthers}), for only another can end it. Under the lock.
     */
    public boolean runsScript(ClientSession session, Command command) {
        if (session.inTransaction()) return runsQueue(command) && session.queues(Flag.RUNS_SCRIPT);
        return command.is(Flag.RUNS_SCRIPT);
    }

    /** EXEC is the one command that means others. */
    static boolean runsQueue(Command command) {
        return command.name().equals("EXEC");
    }

    /**
     * Runs a command out of a log: nobody refuses, counts or propagates it. Its reply says little, for the log was not
     * written for it.
     *
     * @throws CommandError when there is no such command, or it does not take so many arguments
     */
    public void replay(ClientSession session, String name, byte[][] args, ReplySink ignored) {
        Command command = commands.find(name);
        if (command == null) throw Errors.unknownCommand(name, args);
        if (command.isContainer() && args.length > 0) {
            command = command.subcommand(new String(args[0], StandardCharsets.ISO_8859_1));
            if (command == null) throw Errors.unknownSubcommand(args[0], name);
        }
        if (!command.takes(args.length)) throw Errors.wrongArity(command.name());
        Call call = session.call();
        call.begin(command, args, ignored, null);
        call.resolveDatabase();
        try {
            command.function().run(call);
        } catch (CommandError e) {
            // It failed the first time as well.
        }
    }

    /** Runs the function; whatever it throws becomes the reply. */
    void invoke(Call call) {
        call.resolveDatabase();
        Command command = call.command();
        ClientSession session = call.session();
        time.touching(!session.noTouch() || command.is(Flag.TOUCHES));
        boolean measured = stopwatch.measures(command, session);
        long start = measured ? System.nanoTime() : 0;
        call.started(start);
        ReplySink reply = call.reply();
        long mark = reply.mark();
        boolean propagates = propagation.isHeard();
        long dirty = stats.dirty;
        if (propagates) propagation.begin(call);
        try {
            command.function().run(call);
        } catch (CommandError e) {
            reply.rewind(mark);
            fail(call, e.text());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // A bug of ours or a heap too small: the client hears of it, the engine goes on.
            reply.rewind(mark);
            fail(
                    call,
                    Errors.of("ERR internal error in '" + command.name() + "': " + e)
                            .text());
        }
        if (propagates) propagation.end(call, stats.dirty != dirty);
        if (tracking.isOn() && command.is(Flag.READONLY) && !command.is(Flag.RUNS_SCRIPT))
            tracking.read(author(session), command, call.args());
        boolean first = call.retrying == null;
        boolean waits = first ? session.waiting != null : call.retrying.again;
        if (!waits) {
            stats.commands++;
            if (measured) stopwatch.ran(call, System.nanoTime() - start, time.millis());
            else command.stats().ran();
        }
        if (first && !command.is(Flag.SKIP_MONITOR)) show(call);
    }

    /** Shows the command to those who see every command; by itself only one that lets others run before it ends. */
    public void show(Call call) {
        if (!monitors.isEmpty()) monitors.show(call, time.clock().instant());
    }

    /** A command that waited has been answered without running again. */
    void gaveUp(Command command) {
        stats.commands++;
        command.stats().ran();
    }

    /** The command had been accepted, and may not run after all. */
    void reject(Call call, CommandError objection) {
        call.command().stats().rejected++;
        stats.countError(objection.text());
        call.reply().error(objection.text());
    }

    /** The command ran, and its reply is an error. */
    void fail(Call call, String error) {
        call.command().stats().failed++;
        stats.countError(error);
        call.reply().error(error);
    }

    // What a command has done

    /** One more change to the data. */
    void dirty() {
        stats.dirty++;
    }

    /** In whose name a command runs: of a script's, who runs the script. */
    private ClientSession author(ClientSession session) {
        ScriptRun script = session.script ? scripts.current() : null;
        return script == null ? session : script.caller();
    }

    /** The content of the key is another one, by a command of that client. */
    void modifiedBy(ClientSession session, Keyspace db, byte[] key) {
        modified(db, key, tracking.isOn() ? author(session) : null);
    }

    /** The content of the key is another one; null where no client is the author. */
    void modified(Keyspace db, byte[] key, @Nullable ClientSession author) {
        db.modified(key);
        if (tracking.isOn()) tracking.modified(key, author);
        transactions.modified(db.index(), key);
        blocked.modified(db.index(), key);
    }

    void event(Keyspace db, EventClass type, String event, byte[] key) {
        events.notify(db.index(), type, event, key);
    }

    /** FLUSHDB: takes out everything. */
    public void flush(Keyspace db) {
        transactions.replaced(db, null);
        stats.dirty += db.size();
        db.clear();
        blocked.replaced(db.index());
    }

    /** SWAPDB. */
    public void swap(int a, int b) {
        Keyspace first = databases.get(a);
        Keyspace second = databases.get(b);
        transactions.replaced(first, second);
        transactions.replaced(second, first);
        databases.swap(a, b);
        stats.dirty++;
        blocked.replaced(a);
        blocked.replaced(b);
    }

    // Clients

    /** Whether commands may have to wait for CLIENT PAUSE to end. */
    public boolean isPaused() {
        return pause.mode() != Pause.Mode.NOTHING;
    }

    /** The client gives up waiting; false when its reply is there or on its way. */
    public boolean cancel(ClientSession session) {
        return pause.forget(session) || blocked.cancel(session);
    }

    /** Runs {@code work} after the lock was released, in order with all messages and late replies. */
    public void post(Runnable work) {
        outbox.post(work);
    }

    // Time

    /** Has work done {@code hz} times a second, under the lock. */
    public void onTick(Runnable work) {
        timekeeper.onTick(work);
    }

    void wakeAt(long deadline) {
        timekeeper.wakeAt(deadline);
    }

    /** Answers clients whose deadline was at least so many milliseconds ago. */
    void expireWaiting(long ago) {
        if (scripts.isLent()) return;
        time.refresh();
        blocked.expire(time.millis() - ago);
        if (blocked.hasReady()) blocked.serve();
        pause.resume();
    }

    Outbox outbox() {
        return outbox;
    }

    public KeyspaceStore store() {
        return store;
    }

    public Databases databases() {
        return databases;
    }

    Keyspace database(ClientSession session) {
        return databases.get(session.database());
    }

    public Limits limits() {
        return limits;
    }

    public RandomGenerator random() {
        return random;
    }

    public CommandTime time() {
        return time;
    }

    public Stats stats() {
        return stats;
    }

    public Transactions transactions() {
        return transactions;
    }

    public BlockedClients blocked() {
        return blocked;
    }

    public Clients clients() {
        return clients;
    }

    public AccessControl access() {
        return access;
    }

    public Monitors monitors() {
        return monitors;
    }

    public ServerConfig config() {
        return config;
    }

    /** By what it is told from others. */
    public Identity identity() {
        return identity;
    }

    /** What the engine runs in. */
    public Host host() {
        return host;
    }

    /** See {@link #host()}. */
    public void host(Host host) {
        this.host = host;
    }

    public Throughput throughput() {
        return throughput;
    }

    Timekeeper timekeeper() {
        return timekeeper;
    }

    /** DEBUG PAUSE-CRON: whether what is done ten times a second rests. */
    public void pauseTicks(boolean paused) {
        timekeeper.pause(paused);
    }

    /** DEBUG SET-ACTIVE-EXPIRE: whether keys whose time has come go by themselves, too. */
    public void activeExpiry(boolean on) {
        timekeeper.activeExpiry(on);
    }

    /** CONFIG RESETSTAT. */
    public void resetStats() {
        stats.reset();
        commands.resetStats();
        clients.resetStats();
        throughput.reset();
        memory.resetPeak();
    }

    public Stopwatch stopwatch() {
        return stopwatch;
    }

    public Tracking tracking() {
        return tracking;
    }

    public Memory memory() {
        return memory;
    }

    public Saves saves() {
        return saves;
    }

    public Propagation propagation() {
        return propagation;
    }

    public Pause pause() {
        return pause;
    }

    /** What it is in a Redis Cluster; asked also when it is in none. */
    public Cluster cluster() {
        return cluster;
    }

    public ScriptRuns scripts() {
        return scripts;
    }

    /**
     * What belongs to this engine although the dispatcher itself needs nothing of it: one of each class, made when it is
     * first asked for.
     */
    public <T> T part(Class<T> type, Function<Dispatcher, T> maker) {
        Object part = parts.get(type);
        if (part == null) parts.put(type, part = maker.apply(this));
        return type.cast(part);
    }

    public PubSub pubSub() {
        return pubSub;
    }

    public KeyspaceEvents events() {
        return events;
    }
}
