package dev.redstart.engine.aof;

import dev.redstart.engine.persist.Disk;
import java.io.IOException;
import java.nio.file.Path;

/** One file of a log that is being written: holds whole appends only, even after one of them failed. */
final class LogFile implements AutoCloseable {

    private final Disk disk;
    private volatile Path path;
    private final Disk.Sink sink;
    private volatile long size;
    private boolean broken;

    /** Appends to a file that has {@code size} bytes. */
    LogFile(Disk disk, Path path, long size) throws IOException {
        this.disk = disk;
        this.path = path;
        this.size = size;
        sink = disk.append(path);
    }

    Path path() {
        return path;
    }

    /** The file has another name now. */
    void renamed(Path to) {
        path = to;
    }

    long size() {
        return size;
    }

    /** Whether it is not known any more what is in the file: then nothing can be added to it. */
    boolean isBroken() {
        return broken;
    }

    /** Appends all of it, or throws and leaves the file as it was; if that is not to be had, it {@link #isBroken}. */
    void append(byte[] bytes, int length) throws IOException {
        if (broken) throw new IOException("an earlier error has left " + path.getFileName() + " unusable");
        boolean whole = false;
        try {
            sink.write(bytes, 0, length);
            size += length;
            whole = true;
        } finally {
            if (!whole) cutTornEnd();
        }
    }

    private void cutTornEnd() {
        try {
            disk.truncate(path, size);
        } catch (IOException e) {
            broken = true;
        }
    }

    /**
     * Makes what was appended last. After an error it {@link #isBroken}: systems drop the pages that they could not write,
     * and succeed the next time.
     */
    void sync() throws IOException {
        boolean synced = false;
        try {
            sink.sync();
            synced = true;
        } finally {
            if (!synced) broken = true;
        }
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }
}
