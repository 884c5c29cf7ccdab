package dev.redstart.engine.persist.rdb;

import dev.redstart.engine.keyspace.SnapshotSink.Entry;
import dev.redstart.engine.keyspace.Value;
import java.nio.charset.StandardCharsets;

/** Writes keys with all that belongs to them, each in its database. */
final class RdbRecords {

    final RdbOutput out;
    private final RdbOptions options;
    private final ValueWriter values;
    private int selected = -1;

    RdbRecords(RdbOptions options) {
        this(options, new RdbOutput(options.compression()));
    }

    private RdbRecords(RdbOptions options, RdbOutput out) {
        this.options = options;
        this.out = out;
        values = new ValueWriter(out, options.version());
    }

    /** Empty ones that are written as these are. */
    RdbRecords sibling() {
        return new RdbRecords(options, out.sibling());
    }

    /** How many elements of large values have been written. */
    long elements() {
        return values.elements();
    }

    void select(int db) {
        if (db == selected) return;
        out.put(Opcode.SELECT_DB);
        out.length(db);
        selected = db;
    }

    /** Begins with a key; its value may need steps. {@code now} in seconds. */
    ValueWriter.Steps begin(Entry entry, long now) {
        int type;
        try {
            type = values.type(entry.value());
        } catch (UnwritableException e) {
            String key = new String(entry.key(), StandardCharsets.UTF_8);
            throw new UnwritableException(e.getMessage() + ", as the key '" + key + "' has");
        }
        select(entry.db());
        if (entry.expireAt() != Value.NEVER) {
            out.put(Opcode.EXPIRE_MILLIS);
            out.fixed(entry.expireAt());
        }
        uses(entry, now);
        out.put(type);
        out.string(entry.key());
        return values.begin(entry.value());
    }

    private void uses(Entry entry, long now) {
        switch (options.uses()) {
            case IDLE_TIME -> {
                out.put(Opcode.IDLE);
                out.length(Math.max(0, now - entry.use()));
            }
            case FREQUENCY -> {
                out.put(Opcode.FREQUENCY);
                out.put(entry.use());
            }
            case NONE -> {
                // No key is evicted by its use.
            }
        }
    }

    /** The whole of a key. */
    void write(Entry entry, long now) {
        ValueWriter.Steps steps = begin(entry, now);
        while (steps.next()) {
            // Each step writes.
        }
    }

    /** Goes on behind what others have collected, and empties them. */
    void append(RdbRecords more) {
        if (more.out.size() == 0) return;
        out.append(more.out);
        selected = more.selected;
        more.selected = -1;
    }
}
