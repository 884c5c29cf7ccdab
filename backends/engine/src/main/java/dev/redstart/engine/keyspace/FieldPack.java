package dev.redstart.engine.keyspace;

import dev.redstart.engine.structure.Listpack;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a small hash in one listpack, in Redis' two layouts: pairs of field and value; or, once one of them was to
 * expire, triples with the time (0 for none), those that expire in front, the next one first (of equal times, the one given
 * last). All is found by walking: few and short is what makes that cheap.
 */
final class FieldPack {

    private byte[] lp;
    private boolean timed;

    FieldPack(byte[] lp, boolean timed) {
        this.lp = lp;
        this.timed = timed;
    }

    FieldPack copy() {
        return new FieldPack(lp.clone(), timed);
    }

    /** As Redis lays it out. */
    byte[] bytes() {
        return Listpack.trim(lp);
    }

    /** Length of the array, room at its end included. */
    int capacity() {
        return lp.length;
    }

    boolean isTimed() {
        return timed;
    }

    private int width() {
        return timed ? 3 : 2;
    }

    int size() {
        return Listpack.length(lp) / width();
    }

    boolean hasRoomFor(long bytes) {
        return Listpack.isSafeToAdd(lp, bytes);
    }

    /** The position of the field, or -1. */
    int find(byte[] field) {
        return Listpack.isEmpty(lp) ? -1 : Listpack.find(lp, Listpack.first(lp), field, width() - 1);
    }

    int first() {
        return Listpack.isEmpty(lp) ? -1 : Listpack.first(lp);
    }

    /** The position of the field behind that one, or -1. */
    int next(int at) {
        int p = at;
        for (int i = 0; i < width() && p >= 0; i++) p = Listpack.next(lp, p);
        return p;
    }

    byte[] name(int at) {
        return Listpack.getBytes(lp, at);
    }

    byte[] value(int at) {
        return Listpack.getBytes(lp, Listpack.next(lp, at));
    }

    /** When the field at that position expires. */
    long expiry(int at) {
        if (!timed) return Value.NEVER;
        long time = Listpack.longAt(lp, Listpack.next(lp, Listpack.next(lp, at)));
        return time == 0 ? Value.NEVER : time;
    }

    /** The position of the n-th field. */
    int seek(int n) {
        return Listpack.seek(lp, (long) n * width());
    }

    /** The positions of all fields. */
    int[] positions() {
        int[] positions = new int[size()];
        int n = 0;
        for (int at = first(); at >= 0; at = next(at)) positions[n++] = at;
        return positions;
    }

    void append(byte[] field, byte[] value) {
        lp = Listpack.append(lp, field);
        lp = Listpack.append(lp, value);
        if (timed) lp = Listpack.append(lp, 0);
    }

    void setValue(int at, byte[] value) {
        lp = Listpack.replace(lp, Listpack.next(lp, at), value);
    }

    void remove(int at) {
        lp = Listpack.deleteRangeAt(lp, at, width(), false);
    }

    /** Goes over to the layout with times. */
    void makeTimed() {
        if (timed) return;
        byte[] triples = Listpack.create();
        for (int at = first(); at >= 0; at = next(at)) {
            triples = Listpack.append(triples, name(at));
            triples = Listpack.append(triples, value(at));
            triples = Listpack.append(triples, 0);
        }
        lp = triples;
        timed = true;
    }

    /** Lets the field at that position expire then, or never; moves it to where it belongs. */
    void expire(int at, long when) {
        byte[] field = name(at);
        byte[] value = value(at);
        remove(at);
        long time = when == Value.NEVER ? 0 : when;
        int before = time == 0 ? -1 : firstNotBefore(time);
        int position = before < 0 ? Listpack.end(lp) : before;
        // Each goes in front of the one inserted before it.
        lp = Listpack.insert(lp, position, time);
        lp = Listpack.insert(lp, position, value);
        lp = Listpack.insert(lp, position, field);
    }

    private int firstNotBefore(long time) {
        for (int at = first(); at >= 0; at = next(at)) if (expiry(at) >= time) return at;
        return -1;
    }

    /** Drops the fields due and returns their names. */
    List<byte[]> removeDue(long now) {
        List<byte[]> due = new ArrayList<>();
        for (int at = first(); at >= 0 && expiry(at) <= now; at = next(at)) due.add(name(at));
        if (!due.isEmpty()) lp = Listpack.deleteRangeAt(lp, first(), (long) due.size() * width(), false);
        return due;
    }

    /** When the first of them expires. */
    long nextExpiry() {
        int at = first();
        return !timed || at < 0 ? Value.NEVER : expiry(at);
    }
}
