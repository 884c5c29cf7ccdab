package dev.redstart.engine.keyspace;

import java.util.function.IntFunction;

/** All databases of an engine, by number. */
public final class Databases {

    private final Keyspace[] all;

    public Databases(int count, IntFunction<Keyspace> factory) {
        all = new Keyspace[count];
        for (int i = 0; i < count; i++) all[i] = factory.apply(i);
    }

    public int count() {
        return all.length;
    }

    public Keyspace get(int index) {
        return all[index];
    }

    /** Exchanges two: who has the first selected now sees the second. */
    public void swap(int a, int b) {
        Keyspace first = all[a];
        all[a] = all[b];
        all[b] = first;
        all[a].index(a);
        all[b].index(b);
    }

    /** How many keys there are in all of them. */
    public long size() {
        long n = 0;
        for (Keyspace db : all) n += db.size();
        return n;
    }
}
