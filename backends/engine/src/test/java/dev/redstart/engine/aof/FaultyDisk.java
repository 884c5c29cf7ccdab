package dev.redstart.engine.aof;

import dev.redstart.engine.persist.Disk;
import java.io.IOException;
import java.nio.file.Path;

/** A disk that takes so many bytes, and then none until it is mended. What it could not sync it may still have. */
final class FaultyDisk implements Disk {

    private long left = Long.MAX_VALUE;
    /** Whether what still fits of a write is written; else nothing of it is. */
    private final boolean tears;

    private boolean truncates = true;
    private boolean syncs = true;

    FaultyDisk(boolean tears) {
        this.tears = tears;
    }

    synchronized void takes(long bytes) {
        left = bytes;
    }

    /** Whether a file can be cut. */
    synchronized void truncates(boolean does) {
        truncates = does;
    }

    synchronized void syncs(boolean does) {
        syncs = does;
    }

    private synchronized int taken(int wanted) {
        if (wanted <= left) {
            left -= wanted;
            return wanted;
        }
        int fits = tears ? (int) left : 0;
        left = 0;
        return fits;
    }

    @Override
    public Sink create(Path file) throws IOException {
        return faulty(Disk.REAL.create(file));
    }

    @Override
    public Sink append(Path file) throws IOException {
        return faulty(Disk.REAL.append(file));
    }

    @Override
    public synchronized void truncate(Path file, long size) throws IOException {
        if (!truncates) throw new IOException("Input/output error");
        Disk.REAL.truncate(file, size);
    }

    private Sink faulty(Sink real) {
        return new Sink() {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                int fits = taken(length);
                real.write(bytes, from, fits);
                if (fits < length) throw new IOException("No space left on device");
            }

            @Override
            public void sync() throws IOException {
                synchronized (FaultyDisk.this) {
                    if (!syncs) throw new IOException("Input/output error");
                }
                real.sync();
            }

            @Override
            public void close() throws IOException {
                real.close();
            }
        };
    }
}
