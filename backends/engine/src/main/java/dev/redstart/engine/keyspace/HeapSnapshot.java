package dev.redstart.engine.keyspace;

import dev.redstart.engine.keyspace.SnapshotSink.Entry;
import dev.redstart.engine.structure.Dict;

/**
 * The snapshot of a {@link HeapKeyspace}: a scan of its dict in pieces, while whoever changes an entry has its old content
 * given first. An entry carries the number of the last snapshot that needs it no more, because it was given or came later;
 * so the scan may come to an entry twice, and to new ones.
 *
 * <p>What was there before FLUSHALL stays with the snapshot: the keyspace goes on with another dict.
 */
final class HeapSnapshot implements KeyspaceSnapshot {

    private final HeapKeyspace keyspace;
    private final Dict<KeyEntry> dict;
    private final SnapshotSink sink;
    private final int number;
    private final int db;
    private final int size;
    private final int expiring;
    private long cursor;

    HeapSnapshot(HeapKeyspace keyspace, Dict<KeyEntry> dict, SnapshotSink sink, int number) {
        this.keyspace = keyspace;
        this.dict = dict;
        this.sink = sink;
        this.number = number;
        db = keyspace.index();
        size = keyspace.size();
        expiring = keyspace.expiring();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int expiring() {
        return expiring;
    }

    @Override
    public boolean step() {
        cursor = dict.scan(cursor, this::walk);
        return cursor != 0;
    }

    private void walk(KeyEntry e) {
        if (e.snapshot == number) return;
        e.snapshot = number;
        sink.walked(entry(e));
    }

    private Entry entry(KeyEntry e) {
        return new Entry(db, e.key, e.value, e.expireAt, keyspace.use(e));
    }

    /** The entry is about to change, or to go. */
    void before(KeyEntry e) {
        if (e.snapshot == number) {
            sink.settle(e.value);
        } else {
            e.snapshot = number;
            sink.changing(entry(e));
        }
    }

    /** The entry is new. */
    void added(KeyEntry e) {
        e.snapshot = number;
    }

    @Override
    public void close() {
        keyspace.ended(this);
    }
}
