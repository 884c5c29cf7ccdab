package dev.redstart.engine.keyspace;

import dev.redstart.engine.structure.Numbers;
import dev.redstart.engine.structure.PartSnapshot;
import dev.redstart.engine.structure.Quicklist;
import dev.redstart.engine.structure.QuicklistCursor;
import dev.redstart.engine.structure.QuicklistSnapshot;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A list. Small, it is one listpack; past {@code list-max-listpack-size} it becomes a quicklist, and one listpack again when
 * it has shrunk to half of that (half, so that a list at the limit does not change its form with every push and pop).
 */
public final class ListValue extends Aggregate {

    private static final int EMPTY_LISTPACK = 7;

    private final Quicklist elements;

    private ListValue(Quicklist elements) {
        this.elements = elements;
    }

    /** An empty list; to be filled before it is stored. */
    public static ListValue create(Limits limits) {
        Quicklist elements = new Quicklist(limits.listMaxListpackSize);
        elements.pack();
        return new ListValue(elements);
    }

    /** An empty list to be filled with whole nodes, and then to {@link #settle}. */
    public static ListValue ofNodes(Limits limits) {
        return new ListValue(new Quicklist(limits.listMaxListpackSize));
    }

    /** Adds a node, whose listpack must be sound. */
    public void appendListpack(byte[] lp) {
        elements.appendListpack(lp);
    }

    /** Adds a node that is one large element. */
    public void appendPlain(byte[] element) {
        elements.appendPlain(element);
    }

    /** How many nodes it has. */
    public int nodes() {
        return elements.nodes();
    }

    /** The nodes as they are now, whatever is done while they are given. */
    public PartSnapshot snapshot(QuicklistSnapshot.Sink sink) {
        return new QuicklistSnapshot(elements, sink);
    }

    @Override
    public String type() {
        return "list";
    }

    @Override
    public String encoding() {
        return elements.isPacked() ? "listpack" : "quicklist";
    }

    @Override
    public Value copy() {
        Quicklist copy = new Quicklist(elements.fill());
        for (Quicklist.Node n = elements.firstNode(); n != null; n = n.next()) {
            if (n.isPlain()) copy.appendPlain(n.toBytes());
            else copy.appendListpack(n.toBytes());
        }
        if (elements.isPacked()) copy.pack();
        return new ListValue(copy);
    }

    @Override
    public long footprint() {
        return Footprint.AGGREGATE + elements.bytes();
    }

    @Override
    public long pieces() {
        return elements.nodes();
    }

    @Override
    public boolean isEmpty() {
        return elements.isEmpty();
    }

    public int size() {
        return (int) elements.size();
    }

    /** From head to tail. */
    public void forEach(Consumer<byte[]> visitor) {
        QuicklistCursor cursor = elements.cursor(0, true);
        while (cursor.next()) visitor.accept(cursor.bytes());
    }

    /** A walk from the element at {@code index}, which may be negative. */
    public QuicklistCursor cursor(long index, boolean forward) {
        return elements.cursor(index, forward);
    }

    /** The element at {@code index}, which may be negative; null when there is none. */
    public byte @Nullable [] get(long index) {
        return elements.get(index);
    }

    /** Call before these are pushed, inserted or set: the form has to change first. */
    public void makeRoom(List<byte[]> added, Limits limits) {
        long bytes = 0;
        for (byte[] element : added) bytes += element.length;
        makeRoom(bytes, added.size(), limits);
    }

    /** The same for one element that another list has had; then Redis sees no bytes in an integer. */
    public void makeRoomForMoved(byte[] element, Limits limits) {
        makeRoom(Numbers.isLong(element) ? 0 : element.length, 1, limits);
    }

    private void makeRoom(long bytes, int count, Limits limits) {
        if (!elements.isPacked()) return;
        Quicklist.Node node = elements.firstNode();
        int present = node == null ? EMPTY_LISTPACK : node.bytes();
        int fill = limits.listMaxListpackSize;
        if (Quicklist.exceedsLimit(fill, present + bytes, elements.size() + count)) elements.unpack(fill);
    }

    public void push(byte[] element, boolean head) {
        if (head) elements.pushHead(element);
        else elements.pushTail(element);
    }

    /** Takes the first or last element out; the list must not be empty. */
    public byte[] pop(boolean head) {
        byte[] element = head ? elements.popHead() : elements.popTail();
        if (element == null) throw new IllegalStateException("an empty list is never stored");
        return element;
    }

    /** Replaces the element at {@code index}, which may be negative; false when there is none. */
    public boolean set(long index, byte[] element) {
        return elements.set(index, element);
    }

    /** Takes {@code count} elements out from {@code start} (not negative) on. */
    public void deleteRange(long start, long count) {
        elements.deleteRange(start, count);
    }

    /** Call after elements have gone or become smaller. */
    public void settle(Limits limits) {
        if (elements.isPacked() || !elements.isSingleListpackNode()) return;
        Quicklist.Node node = elements.firstNode();
        if (node == null) return;
        int fill = limits.listMaxListpackSize;
        if (node.bytes() <= Quicklist.sizeLimit(fill) / 2 && node.count() <= Quicklist.countLimit(fill) / 2)
            elements.pack();
    }
}
