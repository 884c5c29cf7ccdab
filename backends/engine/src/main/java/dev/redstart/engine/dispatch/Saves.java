package dev.redstart.engine.dispatch;

import dev.redstart.engine.config.ServerConfig;
import dev.redstart.engine.persist.DirectoryLock;
import dev.redstart.engine.persist.Disk;
import dev.redstart.engine.persist.FunctionStore;
import dev.redstart.engine.persist.rdb.CorruptRdbException;
import dev.redstart.engine.persist.rdb.RdbFile;
import dev.redstart.engine.persist.rdb.RdbLoader;
import dev.redstart.engine.persist.rdb.RdbOptions;
import dev.redstart.engine.persist.rdb.RdbSnapshot;
import dev.redstart.engine.persist.rdb.UnwritableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the data in an RDB file, once the engine is {@linkplain #open attached} to its directory ({@code dir}): by SAVE, in
 * the background by BGSAVE, and by itself as {@code save} says. All methods need the lock but those that say otherwise.
 */
public final class Saves {

    private static final CommandError IN_MEMORY = Errors.of(
            "ERR this engine keeps its data in memory only: open redstart:engine:file:DIR for one with files");
    /** As Redis: the reason is in the log. */
    private static final CommandError NOT_SAVED = Errors.of("ERR");

    private static final CommandError IN_PROGRESS = Errors.of("ERR Background save already in progress");
    private static final CommandError OTHER_RUNNING = Errors.of(
            "ERR Another child process is active (AOF?): can't BGSAVE right now. Use BGSAVE SCHEDULE in order to"
                    + " schedule a BGSAVE whenever possible.");
    private static final CommandError MISCONF =
            Errors.of("MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk."
                    + " Commands that may modify the data set are disabled, because this instance is configured to"
                    + " report errors during writes if RDB snapshotting fails (stop-writes-on-bgsave-error option)."
                    + " Please check the Redis logs for details about the RDB error.");

    /** So long after a failure the next try by itself has to wait. */
    private static final long RETRY_MILLIS = 5000;

    private static final long MILLIS_PER_SECOND = 1000;

    private static final Other NOBODY = new Other() {
        @Override
        public boolean isRunning() {
            return false;
        }

        @Override
        public void postpone() {}
    };

    private final Dispatcher dispatcher;
    private final ServerConfig config;
    private Other other = NOBODY;
    private Disk disk = Disk.REAL;
    private FunctionStore functions = FunctionStore.NONE;
    private @Nullable DirectoryLock directory;
    private @Nullable RdbSnapshot running;
    private @Nullable Loading loading;
    /** Of the file that is being written. */
    private volatile @Nullable Path temporary;

    private boolean skipsChecksums;
    private boolean scheduled;
    private long savedDirty;
    private long startedAt;
    private long startedDirty;
    private long failedAt;
    private long lastSave;
    private long lastSeconds = -1;
    private boolean lastFailed;
    private long count;
    private long lastHeldBytes;
    private long longestHoldNanos;
    private long loadedKeys;
    private long expiredKeys;

    Saves(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
        config = dispatcher.config();
        lastSave = dispatcher.time().millis();
    }

    /** Where files are; for tests, before anything else. */
    public void disk(Disk disk) {
        this.disk = disk;
    }

    public Disk disk() {
        return disk;
    }

    /** The libraries that files hold. */
    public void functions(FunctionStore functions) {
        this.functions = functions;
    }

    public FunctionStore functions() {
        return functions;
    }

    /** Another one who takes snapshots: there can be one at a time. */
    public interface Other {

        /** Whether it takes one now. */
        boolean isRunning();

        /** Has to let go of it; it may begin again later. */
        void postpone();
    }

    /** Makes it known, once. */
    public void other(Other other) {
        this.other = other;
    }

    /** Whether the data is kept in files. */
    public boolean isOpen() {
        return directory != null;
    }

    private Path file() {
        return Path.of(config.get("dir"), config.get("dbfilename"));
    }

    /**
     * Attaches the engine, which is empty, to its directory. When data may be there, it is {@linkplain #isLoading loading} from
     * then on, until {@link #loaded}.
     *
     * @throws IOException when another engine has the directory
     */
    public void open() throws IOException {
        directory = DirectoryLock.acquire(Path.of(config.get("dir")));
        boolean found = Files.exists(file());
        if (found || config.is("appendonly"))
            loading = new Loading(dispatcher, file(), found ? Files.size(file()) : 0, true);
    }

    /** All that there is now is in a file, though not in this one. */
    public void unchanged() {
        savedDirty = dispatcher.stats().dirty;
    }

    /**
     * Loads the RDB file, if {@link #open} has found it; others may have the lock between pieces.
     *
     * @throws IOException         when the file cannot be read
     * @throws CorruptRdbException when the file cannot be loaded
     */
    public void load() throws IOException {
        Loading found = loading;
        if (found != null && Files.exists(found.file())) loadOrTell(found, false);
    }

    /** What is being loaded is not this file: INFO tells of that one. */
    public void loads(Loading other) {
        if (loading != null) loading = other;
    }

    /** All data is there: commands may run. */
    public void loaded() {
        loading = null;
    }

    private void loadOrTell(Loading progress, boolean replaces) throws IOException {
        try {
            load(progress, replaces);
        } catch (IOException | CorruptRdbException e) {
            dispatcher.host().warning("Error loading " + progress.file() + ": " + e.getMessage());
            throw e;
        }
    }

    private void load(Loading progress, boolean replaces) throws IOException {
        Host host = dispatcher.host();
        long start = System.nanoTime();
        dispatcher.time().refresh();
        long now = dispatcher.time().millis();
        boolean checksum = config.is("rdbchecksum") && !skipsChecksums;
        RdbLoader.Options options = new RdbLoader.Options(checksum, false, replaces, now);
        RdbLoader.Result result;
        try (InputStream in = disk.read(progress.file())) {
            result = RdbLoader.load(
                    in,
                    progress.totalBytes(),
                    dispatcher.databases(),
                    dispatcher.limits(),
                    functions,
                    options,
                    progress);
        }
        loadedKeys = result.keys();
        expiredKeys = result.expired();
        unchanged();
        host.notice("Loading RDB produced by version " + result.aux().getOrDefault("redis-ver", "unknown"));
        host.notice("Done loading RDB, keys loaded: " + result.keys() + ", keys expired: " + result.expired()
                + (result.empty() == 0 ? "." : ", empty keys skipped: " + result.empty() + "."));
        host.notice(String.format(Locale.ROOT, "DB loaded from disk: %.3f seconds", (System.nanoTime() - start) / 1e9));
    }

    private RdbSnapshot begin() {
        dispatcher.time().refresh();
        startedAt = dispatcher.time().millis();
        startedDirty = dispatcher.stats().dirty;
        return RdbSnapshot.begin(dispatcher.databases(), RdbOptions.of(config, false, functions), startedAt);
    }

    /** SAVE: everybody waits. */
    public void save() {
        check();
        if (running != null) throw IN_PROGRESS;
        other.postpone();
        CommandError error = write();
        if (error != null) throw error;
    }

    /** @throws CommandError when the data is kept in memory only */
    public void check() {
        if (directory == null) throw IN_MEMORY;
    }

    /** Null when it was written, else what to tell; the log says why. */
    private @Nullable CommandError write() {
        try {
            RdbFile.write(disk, file(), temporary(""), begin(), Runnable::run);
        } catch (IOException | RuntimeException e) {
            dispatcher.host().warning("Failed saving the DB: " + e);
            return e instanceof UnwritableException ? Errors.of("ERR " + e.getMessage()) : NOT_SAVED;
        }
        dispatcher.host().notice("DB saved on disk");
        count++;
        succeeded(dispatcher.stats().dirty);
        return null;
    }

    /** A name of its own for one in the background, which may still be ending when others have begun. */
    private Path temporary(String suffix) {
        Path named =
                Path.of(config.get("dir"), "temp-" + ProcessHandle.current().pid() + suffix + ".rdb");
        temporary = named;
        return named;
    }

    /** What is being written is given up, for the process ends at once. Needs no lock. */
    public void abandon() {
        Path unfinished = temporary;
        try {
            if (unfinished != null) disk.delete(unfinished);
        } catch (IOException e) {
            dispatcher.host().warning("Cannot remove " + unfinished + ": " + e);
        }
    }

    private void succeeded(long dirty) {
        lastFailed = false;
        savedDirty = dirty;
        lastSave = dispatcher.time().clock().millis();
    }

    /** BGSAVE: what it replies. */
    public String background(boolean schedule) {
        check();
        if (running != null && !schedule) throw IN_PROGRESS;
        if (other.isRunning() && !schedule) throw OTHER_RUNNING;
        // A snapshot has all of a transaction or nothing of it.
        if (running != null || other.isRunning() || dispatcher.transactions().isExecuting()) {
            scheduled = true;
            return "Background saving scheduled";
        }
        start();
        return "Background saving started";
    }

    private void start() {
        scheduled = false;
        RdbSnapshot snapshot = begin();
        running = snapshot;
        longestHoldNanos = 0;
        count++;
        Path file = file();
        Path unfinished = temporary("-" + count);
        Thread writer = new Thread(() -> run(snapshot, file, unfinished), "redstart-bgsave");
        writer.setDaemon(true);
        writer.start();
    }

    private void run(RdbSnapshot snapshot, Path file, Path unfinished) {
        Throwable failure = null;
        try {
            RdbFile.write(disk, file, unfinished, snapshot, this::measuredUnderLock);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            failure = e;
        }
        Throwable result = failure;
        underLock(() -> ended(snapshot, result));
    }

    private void measuredUnderLock(Runnable work) {
        underLock(() -> {
            long start = System.nanoTime();
            work.run();
            longestHoldNanos = Math.max(longestHoldNanos, System.nanoTime() - start);
        });
    }

    private void underLock(Runnable work) {
        dispatcher.acquire();
        try {
            work.run();
        } finally {
            dispatcher.release();
        }
    }

    private void ended(RdbSnapshot snapshot, @Nullable Throwable failure) {
        // A cancelled one has no say any more.
        if (running != snapshot) return;
        running = null;
        lastHeldBytes = snapshot.heldBytes();
        long now = dispatcher.time().clock().millis();
        lastSeconds = (now - startedAt) / MILLIS_PER_SECOND;
        if (failure == null) {
            succeeded(startedDirty);
            dispatcher.host().notice("Background saving terminated with success");
        } else {
            lastFailed = true;
            failedAt = now;
            dispatcher.host().warning("Background saving error: " + failure);
        }
        if (scheduled && !other.isRunning()) start();
    }

    private void cancel() {
        RdbSnapshot snapshot = running;
        scheduled = false;
        if (snapshot == null) return;
        running = null;
        snapshot.cancel();
        snapshot.close();
        abandon();
    }

    /** FLUSHALL: nobody needs what is being saved any more; and nothing is to come back, if files are kept by themselves. */
    public void flushed() {
        if (directory == null || isLoading()) return;
        cancel();
        if (!config.get("save").isEmpty()) write();
    }

    /** Begins what was scheduled, or what a {@code save} point asks for. */
    void tick() {
        if (directory == null || running != null || isLoading() || other.isRunning()) return;
        if (scheduled || isDue()) start();
    }

    private boolean isDue() {
        String points = config.get("save");
        long changes = dispatcher.stats().dirty - savedDirty;
        if (points.isEmpty() || changes <= 0) return false;
        long now = dispatcher.time().clock().millis();
        if (lastFailed && now - failedAt < RETRY_MILLIS) return false;
        String[] words = points.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            long seconds = Long.parseLong(words[i]);
            if (changes >= Long.parseLong(words[i + 1]) && (now - lastSave) / MILLIS_PER_SECOND > seconds) return true;
        }
        return false;
    }

    /** Why a command that writes may not run now; null when it may. */
    @Nullable
    CommandError objection() {
        boolean refuses = lastFailed && !config.get("save").isEmpty() && config.is("stop-writes-on-bgsave-error");
        return refuses ? MISCONF : null;
    }

    /** Whether anything was refused by the disk, so that {@link #objection} may have one. */
    boolean hasFailed() {
        return lastFailed;
    }

    /**
     * DEBUG RELOAD.
     *
     * @throws CommandError when the data could not be written, or the file not be loaded; then some of it is there
     */
    public void reload(boolean saves, boolean flushes, boolean merges) {
        check();
        cancel();
        other.postpone();
        if (saves && write() != null) throw NOT_SAVED;
        if (flushes) {
            for (int i = 0; i < dispatcher.databases().count(); i++)
                dispatcher.flush(dispatcher.databases().get(i));
            functions.clear();
        }
        try {
            loadOrTell(new Loading(dispatcher, file(), Files.size(file()), false), merges);
        } catch (IOException | CorruptRdbException e) {
            throw Errors.of("ERR Error trying to load the RDB dump, check server logs");
        }
    }

    /**
     * Saves before the end, as SHUTDOWN or else the {@code save} points say, unless the data is not all there yet; false when
     * that failed.
     *
     * @param save whether to save without {@code save} points, too
     */
    public boolean saveAtEnd(boolean save, boolean noSave) {
        if (directory == null || isLoading()) return true;
        cancel();
        if (noSave || !save && config.get("save").isEmpty()) return true;
        other.postpone();
        dispatcher.host().notice("Saving the final RDB snapshot before exiting.");
        return write() == null;
    }

    /** Gives the directory back. What was not saved is lost. */
    public void close() {
        cancel();
        DirectoryLock lock = directory;
        directory = null;
        if (lock == null) return;
        try {
            lock.close();
        } catch (IOException e) {
            dispatcher.host().warning("Cannot release the directory: " + e);
        }
    }

    /** DEBUG SET-SKIP-CHECKSUM-VALIDATION. */
    public void skipChecksums(boolean on) {
        skipsChecksums = on;
    }

    public boolean skipsChecksums() {
        return skipsChecksums;
    }

    // What INFO tells

    /** Whether the data is not all there yet: then only commands that do without it may run. */
    public boolean isLoading() {
        return loading != null;
    }

    /** How far that is; null when nothing is being loaded. */
    public @Nullable Loading loading() {
        return loading;
    }

    /** How many keys the running one has; 0 when none runs. */
    public long keys() {
        return running == null ? 0 : running.keys();
    }

    /** How many of them it has got. */
    public long keysDone() {
        return running == null ? 0 : running.keysDone();
    }

    /** About how many bytes of old content it has had to keep because of what was written meanwhile. */
    public long heldBytes() {
        return running == null ? 0 : running.heldBytes();
    }

    /** How long the last one in the background has held the lock at most, what it collected for others aside. */
    public long longestHoldNanos() {
        return longestHoldNanos;
    }

    /** See {@link #heldBytes}; of the last one in the background. */
    public long lastHeldBytes() {
        return lastHeldBytes;
    }

    /** Milliseconds since the epoch; when the engine was opened if nothing was saved yet. */
    public long lastSave() {
        return lastSave;
    }

    public long changes() {
        return dispatcher.stats().dirty - savedDirty;
    }

    public boolean isRunning() {
        return running != null;
    }

    /** Whether the last one in the background failed. */
    public boolean lastFailed() {
        return lastFailed;
    }

    /** How long the last one in the background took, in seconds; -1 when there was none. */
    public long lastSeconds() {
        return lastSeconds;
    }

    /** How long the running one has taken; -1 when none runs. */
    public long currentSeconds() {
        if (running == null) return -1;
        return TimeUnit.MILLISECONDS.toSeconds(dispatcher.time().clock().millis() - startedAt);
    }

    public long count() {
        return count;
    }

    public long loadedKeys() {
        return loadedKeys;
    }

    /** How many were left out when the file was loaded, because their time had come. */
    public long expiredKeys() {
        return expiredKeys;
    }
}
