package dev.redstart.engine.aof;

import dev.redstart.engine.dispatch.Dispatcher;
import dev.redstart.engine.dispatch.Saves;
import dev.redstart.engine.persist.Disk;
import dev.redstart.engine.persist.rdb.RdbFile;
import dev.redstart.engine.persist.rdb.RdbOptions;
import dev.redstart.engine.persist.rdb.RdbSnapshot;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes logs anew, in the background: a base with the data as it is, and an empty increment after it. The data is taken as
 * BGSAVE takes it, in pieces, while commands run; what they do goes into the new increment from the same moment on. All
 * methods need the engine's lock but those that say otherwise.
 */
final class Rewrites implements Saves.Other {

    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int PERCENT = 100;

    /** One that runs. */
    private final class Rewrite {
        /** Where commands go meanwhile; null when there is no log. */
        @Nullable
        LogFile file;

        /** What that is in the manifest; null when there is no base yet that it could follow. */
        Manifest.@Nullable Part increment;

        @Nullable
        RdbSnapshot snapshot;

        volatile boolean cancelled;
    }

    private final AppendOnly owner;
    private final Dispatcher dispatcher;
    private @Nullable Rewrite running;
    private boolean scheduled;
    private boolean lastFailed;
    private long lastSeconds = -1;
    private long startedAt;
    private long count;
    private long failures;
    private long notBefore = System.nanoTime();

    Rewrites(AppendOnly owner, Dispatcher dispatcher) {
        this.owner = owner;
        this.dispatcher = dispatcher;
    }

    /** BGREWRITEAOF: what it replies; null when one is running. */
    @Nullable
    String request() {
        if (running != null) return null;
        if (!isFree()) {
            scheduled = true;
            return "Background append only file rewriting scheduled";
        }
        start();
        return "Background append only file rewriting started";
    }

    /** A snapshot has all of a transaction or nothing of it, and there is one at a time. */
    private boolean isFree() {
        return running == null
                && !dispatcher.saves().isRunning()
                && !dispatcher.transactions().isExecuting();
    }

    /** Has one run as soon as there can be one. */
    void schedule() {
        scheduled = true;
    }

    /** Starts what was scheduled, or what the size of the log or an error asks for. */
    void tick() {
        if (!isFree() || System.nanoTime() - notBefore < 0) return;
        if (scheduled || owner.isWaiting() || owner.needsNewBase() || hasGrown()) start();
    }

    private boolean hasGrown() {
        long percentage = dispatcher.config().number("auto-aof-rewrite-percentage");
        if (percentage == 0 || !owner.isOn()) return false;
        long size = owner.size();
        if (size <= dispatcher.config().number("auto-aof-rewrite-min-size")) return false;
        long base = Math.max(1, owner.baseSize());
        long growth = size * PERCENT / base - PERCENT;
        if (growth < percentage) return false;
        dispatcher.host().notice("Starting automatic rewriting of AOF on " + growth + "% growth");
        return true;
    }

    private void start() {
        scheduled = false;
        startedAt = dispatcher.time().clock().millis();
        Rewrite rewrite = new Rewrite();
        running = rewrite;
        count++;
        dispatcher.host().notice("Background append only file rewriting started");
        Thread writer = new Thread(() -> run(rewrite), "redstart-aof-rewrite");
        writer.setDaemon(true);
        writer.start();
    }

    /** In a thread of its own, without the lock. */
    private void run(Rewrite rewrite) {
        Throwable failure = null;
        try {
            write(rewrite);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            failure = e;
        }
        Throwable result = failure;
        underLock(() -> ended(rewrite, result));
        LogFile file = rewrite.file;
        if (result != null && file != null && rewrite.increment == null) discard(file);
    }

    private void discard(LogFile temporary) {
        dispatcher
                .host()
                .notice("Removing the temp incr aof file " + temporary.path().getFileName());
        try {
            temporary.close();
            owner.files().disk().delete(temporary.path());
        } catch (IOException e) {
            dispatcher.host().warning("Cannot remove " + temporary.path() + ": " + e);
        }
    }

    private void write(Rewrite rewrite) throws IOException {
        AofFiles files = owner.files();
        prepare(rewrite, files);
        underLock(() -> begin(rewrite));
        RdbSnapshot snapshot = rewrite.snapshot;
        if (snapshot == null) throw new InterruptedIOException("cancelled");
        boolean commands = !dispatcher.config().is("aof-use-rdb-preamble");
        Manifest.Part base = files.nextBase(commands);
        Path written = files.path(base);
        RdbFile.write(files.disk(), written, temporary(written), snapshot, this::underLock);
        LogFile file = rewrite.file;
        boolean done = file == null || rewrite.increment != null
                ? files.rebase(base, rewrite.increment, () -> !rewrite.cancelled)
                : files.rebaseNaming(base, file, () -> !rewrite.cancelled);
        if (!done) throw new InterruptedIOException("cancelled");
        long size = Files.size(files.path(base));
        underLock(() -> {
            if (!rewrite.cancelled) owner.rewritten(size);
        });
        owner.tidy();
    }

    /** The file for what comes, on the disk before the lock is taken for it; the manifest names it before it is used. */
    private void prepare(Rewrite rewrite, AofFiles files) throws IOException {
        boolean[] logs = new boolean[2];
        underLock(() -> {
            logs[0] = owner.isOn();
            logs[1] = owner.isWaiting();
        });
        if (logs[0]) {
            Manifest.Part increment = files.nextIncrement();
            rewrite.file = files.create(increment);
            rewrite.increment = increment;
            files.add(increment);
        } else if (logs[1]) {
            rewrite.file = files.createTemporary();
        }
    }

    private void begin(Rewrite rewrite) {
        if (rewrite.cancelled) return;
        dispatcher.time().refresh();
        RdbOptions options =
                RdbOptions.of(dispatcher.config(), true, dispatcher.saves().functions());
        rewrite.snapshot = RdbSnapshot.begin(
                dispatcher.databases(), options, dispatcher.time().millis());
        LogFile file = rewrite.file;
        if (file != null) owner.goOnWith(file);
    }

    private void ended(Rewrite rewrite, @Nullable Throwable failure) {
        // A cancelled one has no say any more.
        if (running != rewrite) return;
        running = null;
        long now = dispatcher.time().clock().millis();
        lastSeconds = TimeUnit.MILLISECONDS.toSeconds(now - startedAt);
        lastFailed = failure != null;
        if (failure == null) {
            failures = 0;
            dispatcher.host().notice("Background AOF rewrite finished successfully");
        } else {
            failures++;
            notBefore = System.nanoTime() + RETRY_NANOS * Math.min(3600, 1L << Math.min(12, failures));
            owner.rewriteFailed();
            dispatcher.host().warning("Background AOF rewrite terminated with error: " + failure);
        }
    }

    /** Gives up the one that runs; what it has written is not used. */
    void cancel() {
        Rewrite rewrite = running;
        scheduled = false;
        if (rewrite == null) return;
        running = null;
        dispatcher.host().notice("Killing running AOF rewrite child");
        owner.files().exclusively(() -> rewrite.cancelled = true);
        RdbSnapshot snapshot = rewrite.snapshot;
        if (snapshot != null) {
            snapshot.cancel();
            snapshot.close();
        }
        owner.rewriteFailed();
    }

    @Override
    public void postpone() {
        if (running == null) return;
        cancel();
        scheduled = true;
    }

    private void underLock(Runnable work) {
        dispatcher.acquire();
        try {
            work.run();
        } finally {
            dispatcher.release();
        }
    }

    /** Writes a base at once, under the lock; returns its size. */
    static long writeBase(Dispatcher dispatcher, Disk disk, Path file) throws IOException {
        dispatcher.time().refresh();
        RdbOptions options =
                RdbOptions.of(dispatcher.config(), true, dispatcher.saves().functions());
        RdbSnapshot snapshot = RdbSnapshot.begin(
                dispatcher.databases(), options, dispatcher.time().millis());
        RdbFile.write(disk, file, temporary(file), snapshot, Runnable::run);
        return Files.size(file);
    }

    // What INFO tells

    @Override
    public boolean isRunning() {
        return running != null;
    }

    boolean isScheduled() {
        return scheduled;
    }

    boolean lastFailed() {
        return lastFailed;
    }

    long lastSeconds() {
        return lastSeconds;
    }

    long currentSeconds() {
        if (running == null) return -1;
        return TimeUnit.MILLISECONDS.toSeconds(dispatcher.time().clock().millis() - startedAt);
    }

    long count() {
        return count;
    }

    long failures() {
        return failures;
    }

    private static Path temporary(Path file) {
        return file.resolveSibling("temp-rewriteaof-" + ProcessHandle.current().pid() + ".aof");
    }
}
