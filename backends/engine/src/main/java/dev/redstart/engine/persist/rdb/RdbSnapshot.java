package dev.redstart.engine.persist.rdb;

import dev.redstart.engine.config.ServerConfig;
import dev.redstart.engine.keyspace.Databases;
import dev.redstart.engine.keyspace.Footprint;
import dev.redstart.engine.keyspace.KeyspaceSnapshot;
import dev.redstart.engine.keyspace.SnapshotSink;
import dev.redstart.engine.keyspace.Value;
import dev.redstart.engine.structure.PartSnapshot;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All data as it was at one moment, as an RDB file. It {@linkplain #begin begins} under the engine's lock; then a thread of
 * its own {@linkplain #writeTo writes}, which takes the lock for about a millisecond at a time, collects some keys, and
 * gives them out without it. Commands go on meanwhile: whoever changes a key that was not collected yet has its old content
 * collected first, so memory is used for what is changed, not for what there is.
 *
 * <p>A large aggregate is collected in pieces, too, and whoever changes it meanwhile has the elements or nodes that he changes
 * collected first (see {@link PartSnapshot}). What is collected while another key is being given out waits aside, for two keys
 * cannot be mixed. So no change costs more than a bounded number of elements besides those that it touches itself; the pending
 * entries of a stream's groups alone are collected at once, before the first change of that stream.
 */
public final class RdbSnapshot implements SnapshotSink {

    /** What is collected under one hold of the lock; the time for it is bounded, too. */
    private static final int PIECE_BYTES = 64 * 1024;

    private static final long PIECE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** So many steps between two looks at the clock. */
    private static final int STEPS = 32;

    private final RdbOptions options;
    private final long nowSeconds;
    private final RdbRecords main;
    private final RdbRecords aside;
    private final List<KeyspaceSnapshot> databases = new ArrayList<>();
    private final Deque<Entry> walked = new ArrayDeque<>();
    private int database;
    private boolean opened;
    /** What is begun and not complete, each with what is known of it; the first one goes into the file. */
    private final Map<Value, Open> open = new LinkedHashMap<>();

    private long closedElements;
    private @Nullable Throwable failure;
    private boolean complete;
    private long crc;
    private long keys;
    private volatile long keysDone;
    private long keysDelayed;
    private long heldBytes;
    private volatile @Nullable Thread writer;
    private volatile boolean cancelled;

    private record Open(RdbRecords records, ValueWriter.Steps steps) {}

    private RdbSnapshot(RdbOptions options, long nowMillis) {
        this.options = options;
        nowSeconds = nowMillis / 1000;
        main = new RdbRecords(options);
        main.out.leaveLongStrings();
        aside = main.sibling();
    }

    /**
     * Begins under the lock; {@link #writeTo} has to follow, or {@link #close}.
     *
     * @param now milliseconds since the epoch
     * @throws IllegalStateException         when another one is being taken of these databases
     * @throws UnsupportedOperationException when their keyspaces have none
     */
    public static RdbSnapshot begin(Databases databases, RdbOptions options, long now) {
        RdbSnapshot snapshot = new RdbSnapshot(options, now);
        try {
            for (int i = 0; i < databases.count(); i++) {
                snapshot.databases.add(databases.get(i).snapshot(snapshot));
                snapshot.keys += databases.get(i).size();
            }
            snapshot.head();
        } catch (RuntimeException e) {
            snapshot.close();
            throw e;
        }
        return snapshot;
    }

    private void head() {
        RdbOutput out = main.out;
        out.raw(String.format("REDIS%04d", options.version()).getBytes(StandardCharsets.US_ASCII));
        Runtime runtime = Runtime.getRuntime();
        aux("redis-ver", ServerConfig.REDIS_VERSION);
        aux("redis-bits", "64");
        aux("ctime", Long.toString(nowSeconds));
        aux("used-mem", Long.toString(runtime.totalMemory() - runtime.freeMemory()));
        aux("aof-base", options.appendOnly() ? "1" : "0");
        for (byte[] library : options.functions().libraries()) {
            out.put(Opcode.FUNCTION);
            out.string(library);
        }
    }

    private void aux(String name, String value) {
        main.out.put(Opcode.AUX);
        main.out.string(name.getBytes(StandardCharsets.US_ASCII));
        main.out.string(value.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Writes the file and closes the snapshot; does not close {@code out}.
     *
     * @param underLock runs its argument under the engine's lock; from who holds it already, {@code Runnable::run}
     * @throws IOException         what {@code out} throws, or {@link InterruptedIOException} after {@link #cancel}
     * @throws UnwritableException when the version cannot hold something
     */
    public void writeTo(OutputStream out, Consumer<Runnable> underLock) throws IOException {
        Piece.Sink file = (bytes, from, length) -> {
            out.write(bytes, from, length);
            if (options.checksum()) crc = Crc64.update(crc, bytes, from, from + length);
        };
        try {
            for (boolean more = true; more; ) {
                checkCancelled();
                Piece[] piece = new Piece[1];
                underLock.accept(() -> piece[0] = collect());
                rethrow();
                piece[0].giveTo(file, options.compression());
                more = !complete;
                delay();
            }
            checkCancelled();
        } finally {
            underLock.accept(this::close);
        }
        RdbOutput end = new RdbOutput(false);
        end.fixed(crc);
        out.write(end.toBytes());
    }

    /** What {@code rdb-key-save-delay} asks for the keys of a piece; it ends early when the snapshot is cancelled. */
    private void delay() {
        long keys = keysDone - keysDelayed;
        keysDelayed = keysDone;
        long micros = options.keyDelay() < 0 ? keys / -options.keyDelay() : keys * options.keyDelay();
        long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros);
        writer = Thread.currentThread();
        for (long left = end - System.nanoTime(); left > 0 && !cancelled; left = end - System.nanoTime())
            LockSupport.parkNanos(this, left);
    }

    private void rethrow() {
        if (failure instanceof RuntimeException e) throw e;
        if (failure instanceof Error e) throw e;
    }

    /** Has {@link #writeTo} end soon, with an error. Under the lock. */
    public void cancel() {
        cancelled = true;
        LockSupport.unpark(writer);
    }

    /** @throws InterruptedIOException after {@link #cancel} */
    void checkCancelled() throws InterruptedIOException {
        if (cancelled) throw new InterruptedIOException("cancelled");
    }

    /** How many keys are in it. */
    public long keys() {
        return keys;
    }

    /** How many of them have been collected. */
    public long keysDone() {
        return keysDone;
    }

    /** About how many bytes of old content were collected because somebody was to change it. */
    public long heldBytes() {
        return heldBytes;
    }

    /** Under the lock: changes are no longer watched. Idempotent. */
    public void close() {
        databases.forEach(KeyspaceSnapshot::close);
        open.values().forEach(o -> o.steps().close());
        open.clear();
        walked.clear();
    }

    private Piece collect() {
        // Once cancelled it must leave alone what the next snapshot has marked.
        if (cancelled) complete = true;
        long end = System.nanoTime() + PIECE_NANOS;
        try {
            do {
                for (int i = 0; i < STEPS && !complete && main.out.size() < PIECE_BYTES; i++) step();
            } while (!complete && main.out.size() < PIECE_BYTES && System.nanoTime() < end);
        } catch (RuntimeException | OutOfMemoryError e) {
            fail(e);
        }
        return main.out.takePiece();
    }

    private void step() {
        if (failure != null) {
            complete = true;
        } else if (!open.isEmpty()) {
            goOn(open.entrySet().iterator().next());
        } else if (!walked.isEmpty()) {
            begin(walked.remove());
        } else if (database < databases.size()) {
            walk(databases.get(database));
        } else {
            main.out.put(Opcode.END);
            complete = true;
        }
    }

    private void begin(Entry entry) {
        keysDone++;
        RdbRecords free = open.isEmpty() ? main : aside;
        if (!ValueWriter.isLarge(entry.value())) {
            free.write(entry, nowSeconds);
            return;
        }
        RdbRecords records = main.sibling();
        ValueWriter.Steps steps = records.begin(entry, nowSeconds);
        steps.watch();
        open.put(entry.value(), new Open(records, steps));
    }

    private void goOn(Map.Entry<Value, Open> first) {
        Open value = first.getValue();
        boolean more = true;
        for (int i = 0; more && i < STEPS && value.records().out.size() < PIECE_BYTES; i++)
            more = value.steps().next();
        main.append(value.records());
        if (more) return;
        value.steps().close();
        closedElements += value.records().elements();
        open.remove(first.getKey());
        main.append(aside);
    }

    /** How many elements of large values (of a list or a stream: nodes) have been collected so far. */
    public long elements() {
        long n = closedElements;
        for (Open o : open.values()) n += o.records().elements();
        return n;
    }

    private void walk(KeyspaceSnapshot db) {
        if (!opened && db.size() > 0) {
            main.select(database);
            main.out.put(Opcode.RESIZE_DB);
            main.out.length(db.size());
            main.out.length(db.expiring());
        }
        opened = true;
        if (db.step()) return;
        database++;
        opened = false;
    }

    // From within commands

    @Override
    public void walked(Entry entry) {
        walked.add(entry);
    }

    @Override
    public void changing(Entry entry) {
        if (failure != null) return;
        heldBytes += Footprint.ofKey(entry.key()) + entry.value().footprint();
        attempt(() -> begin(entry));
        settleBegun(entry.value());
    }

    @Override
    public void settle(Value value) {
        if (failure != null) return;
        for (Iterator<Entry> i = walked.iterator(); i.hasNext(); ) {
            Entry entry = i.next();
            if (entry.value() != value) continue;
            i.remove();
            attempt(() -> begin(entry));
        }
        settleBegun(value);
    }

    private void settleBegun(Value value) {
        Open begun = open.get(value);
        if (begun != null) attempt(begun.steps()::settle);
    }

    private void attempt(Runnable collecting) {
        try {
            collecting.run();
        } catch (RuntimeException | OutOfMemoryError e) {
            fail(e);
        }
    }

    /** The command that was about to change something must not hear of it. */
    private void fail(Throwable e) {
        failure = e;
        close();
    }
}
