package dev.redstart.engine.structure;

import java.util.function.Consumer;

/** An {@link ElementSnapshot} that goes through a dict as SCAN does, some buckets in a step. */
public final class DictSnapshot<E extends Dict.Entry> extends ElementSnapshot<E> {

    private final Dict<E> dict;
    private long cursor;
    private boolean ended;

    public DictSnapshot(Dict<E> dict, Consumer<? super E> sink) {
        super(dict, sink);
        this.dict = dict;
    }

    @Override
    public boolean step() {
        if (ended) return false;
        long from = cursor;
        // After the table has shrunk the scan comes to some again.
        cursor = dict.scan(from, e -> {
            if (!Dict.scanned(from, e.hash)) reach(e);
        });
        ended = cursor == 0;
        return !ended;
    }

    @Override
    boolean hasPassed(E entry) {
        return ended || Dict.scanned(cursor, entry.hash);
    }
}
