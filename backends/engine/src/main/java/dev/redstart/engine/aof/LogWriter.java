package dev.redstart.engine.aof;

import dev.redstart.engine.dispatch.Effect;
import dev.redstart.engine.dispatch.EffectSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes units to files. Under the engine's lock a unit is only put into memory. What follows depends on the policy:
 *
 * <ul>
 *   <li>{@code always}: who has released the lock writes it, with all that others have put there meanwhile, and syncs, before
 *       its client has a reply: many commands share one fsync, and none holds the engine's lock for it.
 *   <li>{@code everysec} and {@code no}: a thread of the log writes it, within milliseconds, and syncs every second or
 *       never. When the disk is so slow that much waits in memory, who releases the lock waits as well.
 * </ul>
 *
 * <p>After an error writing goes on being tried with what is in memory, and meanwhile commands that write are refused. Once
 * a sync has failed only another file helps, with a new base: see {@link #needsNewBase}.
 */
final class LogWriter implements EffectSink {

    /** When to sync; as {@code appendfsync} says. */
    enum Policy {
        ALWAYS,
        EVERYSEC,
        NO
    }

    private static final int MAX_WAITING_BYTES = 32 << 20;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** What goes into one file. */
    private static final class Segment {
        final LogFile file;
        /** Guarded by {@link #memory}. */
        final CommandWriter filling = new CommandWriter();
        /** Being written; guarded by the log's monitor. */
        final CommandWriter taken = new CommandWriter();
        /** The number of the last unit in {@link #taken}. */
        long takenEnd;
        /** The number of its last unit, once another segment follows. */
        long end;

        Segment(LogFile file) {
            this.file = file;
        }
    }

    private final LongSupplier seconds;
    private final Runnable settled;
    private final Object memory = new Object();
    private final Deque<Segment> segments = new ArrayDeque<>();
    private Policy policy = Policy.EVERYSEC;
    private volatile boolean syncsAlways;
    private volatile boolean holdsSyncs;
    private volatile @Nullable Thread idle;
    private boolean annotates;

    // Numbers of units: accepted, in the file, and safe.
    private volatile long accepted;
    private volatile long written;
    private volatile long synced;
    private volatile int waitingBytes;
    /** When it was last synced, or failed; by {@link System#nanoTime}. */
    private long triedAt = System.nanoTime() - SECOND;

    private volatile @Nullable IOException failure;

    /**
     * @param before  the number of the last unit that does not go here
     * @param seconds tells the time for annotations, in seconds since the epoch
     * @param settled is called, without a lock, when more has become safe
     */
    LogWriter(LogFile file, long before, LongSupplier seconds, Runnable settled) {
        this.seconds = seconds;
        this.settled = settled;
        accepted = before;
        written = before;
        synced = before;
        segments.add(new Segment(file));
    }

    synchronized void policy(Policy policy) {
        this.policy = policy;
        syncsAlways = policy == Policy.ALWAYS;
    }

    /** Whether the time is said in the log. Under the engine's lock. */
    void annotates(boolean on) {
        annotates = on;
    }

    /** Whether to leave syncing for now, as {@code no-appendfsync-on-rewrite} asks for. */
    void holdsSyncs(boolean on) {
        holdsSyncs = on;
    }

    /** Units from now on go to that file. Under the engine's lock. */
    void next(LogFile file) {
        synchronized (memory) {
            segments.getLast().end = accepted;
            segments.add(new Segment(file));
        }
    }

    // As a sink

    @Override
    public void accept(List<Effect> unit) {
        synchronized (memory) {
            CommandWriter filling = segments.getLast().filling;
            if (annotates) filling.annotate(seconds.getAsLong());
            filling.write(unit);
            accepted++;
            waitingBytes = filling.size();
        }
    }

    @Override
    public void released(boolean told) {
        if (failure != null) {
            if (told) throw failed();
            return;
        }
        if (syncsAlways) {
            // Who only reads waits as well: it may have seen what is not safe yet.
            long wanted = accepted;
            if (synced < wanted) {
                flush(wanted, told);
                settled.run();
            }
        } else if (told) {
            if (waitingBytes > MAX_WAITING_BYTES) flush(accepted, true);
            Thread writer = idle;
            if (writer != null) {
                idle = null;
                LockSupport.unpark(writer);
            }
        }
    }

    private UncheckedIOException failed() {
        IOException e = failure;
        return new UncheckedIOException(
                "the append-only file cannot be written", e == null ? new IOException("closed") : e);
    }

    private void flush(long wanted, boolean told) {
        try {
            write(wanted);
        } catch (IOException e) {
            if (told) throw new UncheckedIOException("the append-only file cannot be written", e);
        }
    }

    @Override
    public @Nullable String refusal() {
        IOException e = failure;
        return e == null ? null : "MISCONF Errors writing to the AOF file: " + e.getMessage();
    }

    // Writing

    /** Writes at least up to that unit, and with {@code always} syncs it. */
    private synchronized void write(long wanted) throws IOException {
        try {
            while (written < wanted) writeSome();
            if (policy == Policy.ALWAYS && !holdsSyncs && synced < wanted) sync();
            failure = null;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Writes what there is for the oldest file, and closes that when another one follows. */
    private void writeSome() throws IOException {
        Segment s;
        boolean over;
        synchronized (memory) {
            s = segments.getFirst();
            over = segments.size() > 1;
            // What could not be written the last time comes first.
            if (s.taken.size() == 0) {
                s.taken.swap(s.filling);
                s.takenEnd = over ? s.end : accepted;
                if (!over) waitingBytes = 0;
            }
        }
        if (s.taken.size() > 0) s.file.append(s.taken.bytes(), s.taken.size());
        s.taken.clear();
        written = s.takenEnd;
        if (!over) return;
        synchronized (memory) {
            if (s.filling.size() > 0) return;
        }
        s.file.sync();
        s.file.close();
        synchronized (memory) {
            segments.removeFirst();
        }
    }

    private void sync() throws IOException {
        long upTo = written;
        segment().file.sync();
        synced = upTo;
        triedAt = System.nanoTime();
    }

    private Segment segment() {
        synchronized (memory) {
            return segments.getFirst();
        }
    }

    /**
     * What the log's thread does again and again: writes and syncs what is due, tries again after an error.
     *
     * @return whether there was anything to do
     */
    boolean work() {
        boolean worked = tryWork();
        if (worked) settled.run();
        return worked;
    }

    private synchronized boolean tryWork() {
        boolean secondPassed = System.nanoTime() - triedAt >= SECOND;
        if (failure != null) {
            if (!secondPassed || segment().file.isBroken()) return false;
        } else if (policy == Policy.ALWAYS && !holdsSyncs) {
            return false;
        }
        boolean due = policy != Policy.NO && !holdsSyncs && synced < accepted && secondPassed;
        if (written == accepted && !due && failure == null) return false;
        try {
            write(accepted);
            if (due && synced < written) sync();
        } catch (IOException e) {
            failure = e;
            triedAt = System.nanoTime();
        }
        return true;
    }

    /** The log's thread, when it is about to sleep; whoever has something for it wakes it. */
    void sleeps(@Nullable Thread writer) {
        idle = writer;
    }

    /** Whether the log's thread has something to write. */
    boolean hasWork() {
        return failure == null && written < accepted && !syncsAlways;
    }

    /** Whether there is nothing to write or to sync. */
    boolean isSettled() {
        return written == accepted && (synced == accepted || policy == Policy.NO);
    }

    /** Writes and syncs all of it. */
    synchronized void flush() throws IOException {
        try {
            while (written < accepted || segments() > 1) writeSome();
            if (synced < written) sync();
            failure = null;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    private int segments() {
        synchronized (memory) {
            return segments.size();
        }
    }

    /** After an error that only a new base and another file get over. */
    synchronized boolean needsNewBase() {
        return failure != null && segment().file.isBroken();
    }

    /** A base holds all that went to any file but the last: what is left of those is not needed any more. */
    synchronized void dropOldFiles() throws IOException {
        while (segments() > 1) {
            Segment s;
            synchronized (memory) {
                s = segments.removeFirst();
            }
            written = Math.max(written, s.end);
            s.file.close();
        }
        if (failure != null) flush();
    }

    // What INFO tells

    boolean hasFailed() {
        return failure != null;
    }

    /** The number of the last unit that would survive a power failure. */
    long synced() {
        return synced;
    }

    int waitingBytes() {
        return waitingBytes;
    }

    /** How large the file is that is written last. */
    long size() {
        synchronized (memory) {
            return segments.getLast().file.size();
        }
    }

    /** Writes and syncs what is left, and closes the files, after an error too. */
    synchronized void close() throws IOException {
        try {
            flush();
        } finally {
            synchronized (memory) {
                for (Segment s : segments) s.file.close();
            }
        }
    }
}
