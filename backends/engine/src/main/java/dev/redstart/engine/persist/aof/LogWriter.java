package dev.redstart.engine.persist.aof;

import dev.redstart.engine.dispatch.Effect;
import dev.redstart.engine.dispatch.EffectSink;
import dev.redstart.engine.persist.Disk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Appends to one file. Under the engine's lock a unit is only put into memory. Who has released the lock writes it to the
 * file, with all that others have put there meanwhile, and with {@code always} syncs it, before its client has a reply: so
 * many commands share one fsync, and none holds the engine's lock for it.
 *
 * <p>After an error nothing more is accepted: the end of the file is not known any more.
 */
final class LogWriter implements EffectSink, AutoCloseable {

    private static final int MAX_KEPT_BUFFER = 1 << 20;

    private final Disk.Sink file;
    private final boolean syncsAlways;
    private final CommandWriter commands = new CommandWriter();
    private final Object memory = new Object();
    private ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    /** Bytes accepted so far; of both numbers the end. Written under {@link #memory}. */
    private volatile long accepted;
    /** Bytes written, and with {@code always} synced. Written by who has this object's monitor. */
    private volatile long done;

    private volatile @Nullable IOException failure;
    private boolean closed;

    LogWriter(Disk.Sink file, boolean syncsAlways) {
        this.file = file;
        this.syncsAlways = syncsAlways;
    }

    @Override
    public void accept(List<Effect> unit) {
        synchronized (memory) {
            int before = buffer.size();
            commands.write(unit, buffer);
            accepted += buffer.size() - before;
        }
    }

    @Override
    public void released() {
        long wanted = accepted;
        // One thread writes for all that wait behind it; they then find it done.
        while (done < wanted) writeOut(wanted);
    }

    private synchronized void writeOut(long wanted) {
        IOException before = failure;
        if (before != null) throw new UncheckedIOException("the append-only file cannot be written", before);
        if (done >= wanted) return;
        ByteArrayOutputStream taken;
        synchronized (memory) {
            taken = buffer;
            buffer = new ByteArrayOutputStream(Math.min(taken.size(), MAX_KEPT_BUFFER));
        }
        try {
            file.write(taken.toByteArray(), 0, taken.size());
            if (syncsAlways) file.sync();
            done += taken.size();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException e) {
        failure = e;
        return new UncheckedIOException("the append-only file cannot be written", e);
    }

    /** Syncs what was written; not beside {@link #close}. */
    void sync() {
        if (failure != null) return;
        try {
            file.sync();
        } catch (IOException e) {
            failed(e);
        }
    }

    @Override
    public @Nullable String refusal() {
        IOException e = failure;
        return e == null ? null : "MISCONF Errors writing to the AOF file: " + e.getMessage();
    }

    /** Writes and syncs what is left. Idempotent. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) return;
        closed = true;
        try (Disk.Sink last = file) {
            if (failure != null) return;
            writeOut(accepted);
            last.sync();
        }
    }
}
