package dev.redstart.engine.dispatch;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The one place from which others learn what is done to the data.
 *
 * <p>After a command has changed something, the command itself goes to the sinks, unless its function has said what to send
 * instead ({@link Call#propagateAs}, {@link Call#propagateNothing}): what depends on the time, on chance, or on a client
 * that waits has to be said in other words. What a keyspace does by itself, as removing a key whose time has come, comes as
 * DEL or HDEL. Everything that happens within one command, transaction or script is one unit.
 *
 * <p>While nobody listens it costs one look at a field. Used under the engine's lock.
 */
public final class Propagation {

    private static final byte[] DEL = "DEL".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HDEL = "HDEL".getBytes(StandardCharsets.US_ASCII);

    private final List<EffectSink> sinks = new CopyOnWriteArrayList<>();
    private final List<Effect> unit = new ArrayList<>();
    private boolean heard;
    /** How many commands run inside each other. */
    private int depth;
    /** Whether sinks have heard something since the lock was taken. */
    private boolean told;
    /** How many units there were. */
    private long units;

    /** Adds a sink, which hears of every unit that begins from now on. */
    public void add(EffectSink sink) {
        sinks.add(sink);
        heard = true;
    }

    /** Takes a sink out again; nothing happens when it is not there. */
    public void remove(EffectSink sink) {
        sinks.remove(sink);
        heard = !sinks.isEmpty();
    }

    /** The number of the last unit: they are counted from 1 on, while anybody listens. */
    public long position() {
        return units;
    }

    boolean isHeard() {
        return heard;
    }

    /** A command is about to run. */
    void begin(Call call) {
        depth++;
        call.propagatesItself = true;
    }

    /** It ran; to be called once for each {@link #begin}. */
    void end(Call call, boolean changed) {
        if (changed && call.propagatesItself && call.command().is(Flag.WRITE)) call.propagateAsSent();
        depth--;
        if (depth > 0 || unit.isEmpty()) return;
        flush();
        call.session().lastUnit = units;
    }

    void effect(int database, byte[]... words) {
        if (!heard) return;
        unit.add(new Effect(database, words));
        if (depth == 0) flush();
    }

    /** A key has gone without a command that takes it out. */
    void keyGone(int database, byte[] key) {
        effect(database, DEL, key);
    }

    /** Fields of a hash have gone in that way. */
    void fieldsGone(int database, byte[] key, List<byte[]> fields) {
        byte[][] words = new byte[fields.size() + 2][];
        words[0] = HDEL;
        words[1] = key;
        for (int i = 0; i < fields.size(); i++) words[i + 2] = fields.get(i);
        effect(database, words);
    }

    /** Just before the lock is released: whether sinks have heard something since it was taken. */
    boolean takeTold() {
        boolean t = told;
        told = false;
        return t;
    }

    /** After the lock was released, before any reply goes out. */
    void released(boolean told) {
        for (EffectSink sink : sinks) sink.released(told);
    }

    /** Before a late reply goes out: whether all that was told is where it has to be. Needs no lock. */
    boolean settle() {
        try {
            released(true);
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Why a command that changes something may not run; null when it may. */
    @Nullable
    CommandError refusal() {
        for (EffectSink sink : sinks) {
            String refusal = sink.refusal();
            if (refusal != null) return Errors.of(refusal);
        }
        return null;
    }

    private void flush() {
        if (unit.isEmpty()) return;
        told = true;
        units++;
        try {
            for (EffectSink sink : sinks) sink.accept(unit);
        } finally {
            unit.clear();
        }
    }
}
