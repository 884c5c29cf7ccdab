package dev.redstart.engine.aof;

import dev.redstart.engine.config.ConfigException;
import dev.redstart.engine.config.ServerConfig;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Dispatcher;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.keyspace.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The append-only file of one engine: what {@code appendonly} and its relatives mean. Needs a directory; all methods need
 * the engine's lock but those that say otherwise.
 */
public final class AppendOnly {

    private static final CommandError RUNNING =
            Errors.of("ERR Background append only file rewriting already in progress");
    private static final CommandError NOT_LOADED =
            Errors.of("ERR Error trying to load the AOF files, check server logs.");

    private enum State {
        OFF,
        /** A first base is being written; the log is good for nothing without it. */
        WAITING,
        ON
    }

    private final Dispatcher dispatcher;
    private final ServerConfig config;
    private final Rewrites rewrites;
    private State state = State.OFF;
    private @Nullable AofFiles files;
    private @Nullable LogWriter log;
    private @Nullable LogThread thread;
    /** What is in the files before the one that is written. */
    private long earlierBytes;

    private long baseSize;
    private final List<Waiting> waiting = new ArrayList<>();
    private volatile boolean anyWaiting;

    private AppendOnly(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
        config = dispatcher.config();
        rewrites = new Rewrites(this, dispatcher);
        dispatcher.saves().other(rewrites);
        dispatcher.onTick(this::tick);
        boolean[] bound = new boolean[1];
        // At the start, opening the directory sees to it.
        config.onChange("appendonly", value -> {
            if (bound[0]) switchTo(value.equals("yes"));
        });
        config.onChange("appendfsync", value -> configure());
        config.onChange("aof-timestamp-enabled", value -> configure());
        config.onChange("aof-disable-auto-gc", value -> collectGarbage());
        bound[0] = true;
    }

    /** That of an engine. */
    public static AppendOnly of(Dispatcher dispatcher) {
        return dispatcher.part(AppendOnly.class, AppendOnly::new);
    }

    private void configure() {
        LogWriter writer = log;
        if (writer == null) return;
        writer.policy(LogWriter.Policy.valueOf(config.get("appendfsync").toUpperCase(Locale.ROOT)));
        writer.annotates(config.is("aof-timestamp-enabled"));
    }

    // Opening and closing

    /**
     * Loads what is in the directory into the engine, which is empty; false when there is no log.
     *
     * @throws CorruptAofException when a file is damaged or missing; it names file and offset
     */
    public boolean load() throws IOException {
        AofFiles opened = AofFiles.open(dispatcher.saves().disk(), config);
        files = opened;
        if (opened.upgrade())
            dispatcher
                    .host()
                    .notice("Successfully migrated an old-style AOF file (" + opened.name()
                            + ") into the AOF directory (" + config.get("appenddirname") + ").");
        if (opened.manifest().isEmpty()) return false;
        AofLoader.load(dispatcher, opened);
        dispatcher.saves().unchanged();
        return true;
    }

    /** Has the engine log what it does from now on, behind what was {@linkplain #load loaded}, or else with a new base. */
    public void start() throws IOException {
        AofFiles opened = files();
        if (opened.manifest().isEmpty()) {
            Manifest.Part base = opened.nextBase(!config.is("aof-use-rdb-preamble"));
            Rewrites.writeBase(dispatcher, opened.disk(), opened.path(base));
            opened.rebase(base, null, () -> true);
            dispatcher.host().notice("Creating AOF base file " + base.file() + " on server start");
        }
        Manifest.Part last = opened.manifest().lastIncrement();
        LogFile file;
        if (last == null) {
            last = opened.nextIncrement();
            file = opened.create(last);
            opened.add(last);
            dispatcher.host().notice("Creating AOF incr file " + last.file() + " on server start");
        } else {
            file = opened.append(last);
            dispatcher.host().notice("Opening AOF incr file " + last.file() + " on server start");
        }
        Manifest.Part base = opened.manifest().base();
        baseSize = base == null ? 0 : Files.size(opened.path(base));
        earlierBytes = 0;
        for (Manifest.Part part : opened.manifest().parts())
            if (!part.equals(last)) earlierBytes += Files.size(opened.path(part));
        listen(file);
        state = State.ON;
        collectGarbage();
    }

    /** A file that cannot be deleted is in nobody's way; the next time it is tried again. */
    private void collectGarbage() {
        if (files == null || config.is("aof-disable-auto-gc")) return;
        try {
            files.collectGarbage();
        } catch (IOException e) {
            dispatcher.host().warning("Cannot remove old append-only files: " + e);
        }
    }

    private void listen(LogFile file) {
        LogWriter writer = new LogWriter(file, dispatcher.propagation().position(), this::seconds, this::settled);
        log = writer;
        thread = new LogThread(writer);
        configure();
        dispatcher.propagation().add(writer);
    }

    private long seconds() {
        return TimeUnit.MILLISECONDS.toSeconds(dispatcher.time().millis());
    }

    /** Writes and syncs what is left, and hears no more commands. False when that failed. Idempotent. */
    public boolean close() {
        rewrites.cancel();
        state = State.OFF;
        boolean closed = stopLogging();
        serveWaiting();
        return closed;
    }

    private boolean stopLogging() {
        LogWriter writer = log;
        if (writer == null) return true;
        log = null;
        dispatcher.propagation().remove(writer);
        if (thread != null) thread.stop();
        thread = null;
        try {
            writer.close();
            return true;
        } catch (IOException e) {
            dispatcher.host().warning("Error writing to the AOF file: " + e);
            return false;
        }
    }

    /** Writes and syncs what is left; false when that failed. */
    public boolean flush() {
        LogWriter writer = log;
        if (writer == null) return true;
        try {
            dispatcher.host().notice("Calling fsync() on the AOF file.");
            writer.flush();
            return true;
        } catch (IOException e) {
            dispatcher.host().warning("Fail to fsync the AOF file: " + e);
            return false;
        }
    }

    private void switchTo(boolean on) {
        if (!on) {
            close();
            return;
        }
        if (!dispatcher.saves().isOpen())
            throw new ConfigException(
                    "this engine keeps its data in memory only: open redstart:engine:file:DIR for one" + " with files");
        try {
            openFiles();
        } catch (IOException e) {
            dispatcher.host().warning("Cannot open the append-only files: " + e.getMessage());
            throw new ConfigException("Unable to turn on AOF. Check server logs.");
        }
        // A base that is being written by BGREWRITEAOF would do without what comes meanwhile.
        rewrites.cancel();
        state = State.WAITING;
        rewrites.schedule();
        tick();
    }

    private void openFiles() throws IOException {
        if (files == null) files = AofFiles.open(dispatcher.saves().disk(), config);
    }

    /** DEBUG LOADAOF: everything is replaced by what the log says. */
    public void reload() {
        dispatcher.saves().check();
        rewrites.postpone();
        LogWriter writer = log;
        if (!flush()) throw NOT_LOADED;
        if (writer != null) dispatcher.propagation().remove(writer);
        Databases databases = dispatcher.databases();
        try {
            openFiles();
            for (int i = 0; i < databases.count(); i++) dispatcher.flush(databases.get(i));
            AofLoader.load(dispatcher, files());
        } catch (IOException e) {
            dispatcher.host().warning(String.valueOf(e.getMessage()));
            throw NOT_LOADED;
        } finally {
            if (writer != null) dispatcher.propagation().add(writer);
        }
        dispatcher.saves().unchanged();
    }

    // Rewriting

    /** BGREWRITEAOF: what it replies. */
    public String rewrite() {
        dispatcher.saves().check();
        try {
            openFiles();
        } catch (IOException e) {
            dispatcher.host().warning(String.valueOf(e.getMessage()));
            throw Errors.of("ERR Can't execute an AOF background rewriting. Please check the server logs for more"
                    + " information.");
        }
        String reply = rewrites.request();
        if (reply == null) throw RUNNING;
        return reply;
    }

    private void tick() {
        if (files == null) return;
        LogWriter writer = log;
        if (writer != null)
            writer.holdsSyncs(config.is("no-appendfsync-on-rewrite")
                    && (rewrites.isRunning() || dispatcher.saves().isRunning()));
        rewrites.tick();
    }

    AofFiles files() {
        return Objects.requireNonNull(files, "not opened");
    }

    boolean isWaiting() {
        return state == State.WAITING;
    }

    boolean needsNewBase() {
        return state == State.ON && log != null && log.needsNewBase();
    }

    /** The data is in a base that is about to be written; what changes it from now on goes there. */
    void goOnWith(LogFile file) {
        LogWriter writer = log;
        if (writer == null) {
            listen(file);
        } else {
            earlierBytes += writer.size();
            writer.next(file);
        }
    }

    /** The manifest has the new base and the file after it. */
    void rewritten(long size) {
        baseSize = size;
        earlierBytes = size;
        if (state == State.WAITING) state = State.ON;
        if (log != null) baseSize += log.size();
        serveWaiting();
    }

    /** Without the lock: files that are not needed any more are closed and deleted. */
    void tidy() throws IOException {
        LogWriter writer = log;
        if (writer != null) writer.dropOldFiles();
        collectGarbage();
    }

    void rewriteFailed() {
        // Without a base what was logged is of no use: all of it will be in the next one.
        if (state == State.WAITING) stopLogging();
    }

    // Waiting for the disk

    /** Who waits for a unit to be safe. */
    private record Waiting(long unit, Runnable wake) {}

    /** Whether all up to that unit of the engine's propagation would survive a power failure. */
    public boolean isSafe(long unit) {
        return state == State.ON && log != null && log.synced() >= unit;
    }

    /** Has {@code wake} run under the lock, once that unit {@link #isSafe}, or the log is switched off. */
    public void whenSafe(long unit, Runnable wake) {
        waiting.add(new Waiting(unit, wake));
        anyWaiting = true;
    }

    /** Without the lock. */
    private void settled() {
        if (!anyWaiting) return;
        dispatcher.acquire();
        try {
            serveWaiting();
        } finally {
            dispatcher.release();
        }
    }

    private void serveWaiting() {
        List<Waiting> served = waiting.stream()
                .filter(w -> state == State.OFF || isSafe(w.unit))
                .toList();
        waiting.removeAll(served);
        anyWaiting = !waiting.isEmpty();
        for (Waiting w : served) w.wake.run();
    }

    // What INFO tells

    /** Whether commands are logged. */
    public boolean isOn() {
        return state == State.ON;
    }

    public boolean isEnabled() {
        return state != State.OFF;
    }

    public boolean isRewriting() {
        return rewrites.isRunning();
    }

    public boolean isScheduled() {
        return rewrites.isScheduled();
    }

    /** How many rewrites were begun, of which so many have failed since the last that did not. */
    public long rewrites() {
        return rewrites.count();
    }

    public long failures() {
        return rewrites.failures();
    }

    /** Whether the last rewrite failed. */
    public boolean rewriteHasFailed() {
        return rewrites.lastFailed();
    }

    /** How long the last rewrite took, in seconds; -1 when there was none. */
    public long lastSeconds() {
        return rewrites.lastSeconds();
    }

    /** How long the running one has taken; -1 when none runs. */
    public long currentSeconds() {
        return rewrites.currentSeconds();
    }

    /** Whether the log could not be written the last time. */
    public boolean writeHasFailed() {
        return log != null && log.hasFailed();
    }

    /** Bytes in all files. */
    public long size() {
        return log == null ? 0 : earlierBytes + log.size();
    }

    /** Bytes that were in all files when the log was written anew, or in the base when it was opened. */
    public long baseSize() {
        return baseSize;
    }

    /** Bytes that are not in a file yet. */
    public int waitingBytes() {
        return log == null ? 0 : log.waitingBytes();
    }
}
