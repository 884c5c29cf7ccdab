package dev.redstart.engine.persist.rdb;

import dev.redstart.engine.persist.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** An RDB file is there whole or not at all: it is written under another name, and takes its own when it is on the disk. */
public final class RdbFile {

    private RdbFile() {}

    /**
     * Writes the snapshot, in the place of a file that may be there. After any error that one is still there.
     *
     * @param temporary what it is called until it is complete; in the same directory
     * @param underLock see {@link RdbSnapshot#writeTo}
     * @throws IOException         when the disk is full or fails
     * @throws UnwritableException when the version cannot hold something
     */
    public static void write(Disk disk, Path file, Path temporary, RdbSnapshot snapshot, Consumer<Runnable> underLock)
            throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        boolean done = false;
        try {
            try (Disk.Sink sink = disk.create(temporary)) {
                snapshot.writeTo(sink, underLock);
                sink.sync();
            }
            rename(disk, file, temporary, snapshot, underLock);
            done = true;
            disk.sync(directory);
        } finally {
            underLock.accept(snapshot::close);
            if (!done) disk.delete(temporary);
        }
    }

    /** Under the lock: once cancelled, it must not take the place of a younger one. */
    private static void rename(Disk disk, Path file, Path temporary, RdbSnapshot snapshot, Consumer<Runnable> underLock)
            throws IOException {
        IOException[] failure = new IOException[1];
        underLock.accept(() -> {
            try {
                snapshot.checkCancelled();
                disk.rename(temporary, file);
            } catch (IOException e) {
                failure[0] = e;
            }
        });
        if (failure[0] != null) throw failure[0];
    }
}
