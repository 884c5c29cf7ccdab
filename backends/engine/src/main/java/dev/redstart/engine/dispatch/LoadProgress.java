package dev.redstart.engine.dispatch;

import dev.redstart.engine.persist.rdb.RdbLoader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Tells the log every few seconds how far a long load is. */
public final class LoadProgress implements RdbLoader.Progress {

    private static final long NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Host host;
    private final Path file;
    private final long size;
    private long toldAt = System.nanoTime();

    /** @param size of what is loaded, in bytes */
    public LoadProgress(Host host, Path file, long size) {
        this.host = host;
        this.file = file;
        this.size = size;
    }

    @Override
    public void loaded(long bytes, long keys) {
        long now = System.nanoTime();
        if (now - toldAt < NANOS) return;
        toldAt = now;
        host.notice("Loading " + file + ": " + keys + " keys, " + bytes * 100 / Math.max(1, size) + " %");
    }
}
