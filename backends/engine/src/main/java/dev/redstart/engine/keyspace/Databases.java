package dev.redstart.engine.keyspace;

import java.util.function.IntFunction;

/** All databases of an engine, by number. */
public final class Databases {

    /** Replaced, never changed: it is also read without the lock. */
    private volatile Keyspace[] all;

    public Databases(int count, IntFunction<Keyspace> factory) {
        Keyspace[] made = new Keyspace[count];
        for (int i = 0; i < count; i++) made[i] = factory.apply(i);
        all = made;
    }

    public int count() {
        return all.length;
    }

    public Keyspace get(int index) {
        return all[index];
    }

    /** Exchanges two: who has the first selected now sees the second. */
    public void swap(int a, int b) {
        Keyspace[] swapped = all.clone();
        swapped[a] = all[b];
        swapped[b] = all[a];
        swapped[a].index(a);
        swapped[b].index(b);
        all = swapped;
    }

    /** How many keys there are in all of them. */
    public long size() {
        long n = 0;
        for (Keyspace db : all) n += db.size();
        return n;
    }
}
