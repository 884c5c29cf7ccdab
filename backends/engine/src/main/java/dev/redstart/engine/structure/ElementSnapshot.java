package dev.redstart.engine.structure;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The entries of a {@link Dict} as they were at one moment: each is given once, in any order, those that change out of turn.
 *
 * @param <E> the entries' class
 */
public abstract class ElementSnapshot<E extends Dict.Entry> implements PartSnapshot {

    private final Dict<E> dict;
    private final Consumer<? super E> sink;
    /** Those in the dict that the walk has to pass by: given out of turn, or new. */
    private final Set<E> settled = Collections.newSetFromMap(new IdentityHashMap<>());

    ElementSnapshot(Dict<E> dict, Consumer<? super E> sink) {
        this.dict = dict;
        this.sink = sink;
    }

    @Override
    public final void watch() {
        dict.snapshot(this);
    }

    @Override
    public final void close() {
        dict.release(this);
    }

    /** Whether the walk has gone past the place where the entry stands. */
    abstract boolean hasPassed(E entry);

    /** The entry is about to lose its place. */
    void moves(E entry) {}

    /** The walk has come to it. */
    final void reach(E entry) {
        if (!settled.contains(entry)) sink.accept(entry);
    }

    final void leaving(E entry) {
        if (!settled.remove(entry) && !hasPassed(entry)) sink.accept(entry);
        moves(entry);
    }

    final void changing(E entry) {
        if (settled.add(entry) && !hasPassed(entry)) sink.accept(entry);
        moves(entry);
    }

    final void added(E entry) {
        settled.add(entry);
    }
}
