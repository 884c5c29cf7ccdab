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
     * @param underLock see {@link RdbSnapshot#writeTo}
     * @throws IOException         when the disk is full or fails
     * @throws UnwritableException when the version cannot hold something
     */
    public static void write(Disk disk, Path file, RdbSnapshot snapshot, Consumer<Runnable> underLock)
            throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Path temporary = directory.resolve("temp-" + ProcessHandle.current().pid() + ".rdb");
        boolean done = false;
        try {
            try (Disk.Sink sink = disk.create(temporary)) {
                snapshot.writeTo(sink, underLock);
                sink.sync();
            }
            disk.rename(temporary, file);
            done = true;
            disk.sync(directory);
        } finally {
            underLock.accept(snapshot::close);
            if (!done) disk.delete(temporary);
        }
    }
}
