package dev.redstart.engine.dispatch;

import dev.redstart.engine.persist.rdb.RdbLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A file that is being loaded: how far that is. Between two pieces it gives way to others, who may look at the engine and
 * are told LOADING where they want more. Used under the lock.
 */
public final class Loading implements RdbLoader.Progress {

    private static final long TOLD_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** The lock is held for about so long at a time. */
    private static final long PIECE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final int MOST_TOLD = 10;

    private final Dispatcher dispatcher;
    private final Path file;
    private final long totalBytes;
    private final long startMillis;
    private final boolean givesWay;
    private long loadedBytes;
    private long emptyKeys;
    private long delay;
    private long toldAt = System.nanoTime();
    private long heldSince = toldAt;

    /** {@code givesWay}: whether others may have the lock meanwhile; not from within a command. */
    public Loading(Dispatcher dispatcher, Path file, long totalBytes, boolean givesWay) {
        this.dispatcher = dispatcher;
        this.file = file;
        this.totalBytes = totalBytes;
        this.givesWay = givesWay;
        startMillis = dispatcher.time().clock().millis();
    }

    @Override
    public void loaded(long bytes, long keys) {
        loadedBytes = bytes;
        delay = dispatcher.config().number("key-load-delay");
        long now = System.nanoTime();
        if (now - toldAt >= TOLD_NANOS) {
            toldAt = now;
            dispatcher
                    .host()
                    .notice("Loading " + file + ": " + keys + " keys, " + bytes * 100 / Math.max(1, totalBytes) + " %");
        }
        giveWay(now);
    }

    private void giveWay(long now) {
        if (!givesWay || now - heldSince < PIECE_NANOS) return;
        dispatcher.giveWay();
        heldSince = System.nanoTime();
    }

    /** {@code key-load-delay}: microseconds that each key takes longer; negative, so many keys share one. */
    @Override
    public void key() {
        if (delay == 0) return;
        if (delay > 0) LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(delay));
        else if (dispatcher.random().nextLong(-delay) == 0) LockSupport.parkNanos(1000);
        giveWay(System.nanoTime());
    }

    @Override
    public void empty(byte[] key) {
        if (emptyKeys++ < MOST_TOLD)
            dispatcher.host().notice("skipping empty key: " + new String(key, StandardCharsets.ISO_8859_1));
    }

    public Path file() {
        return file;
    }

    public long totalBytes() {
        return totalBytes;
    }

    public long loadedBytes() {
        return loadedBytes;
    }

    /** In milliseconds since the epoch. */
    public long startMillis() {
        return startMillis;
    }
}
