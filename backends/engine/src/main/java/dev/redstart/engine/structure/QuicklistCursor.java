package dev.redstart.engine.structure;

import dev.redstart.engine.structure.Quicklist.Node;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A walk over a {@link Quicklist}, forward or backward: {@code while (cursor.next()) ...}, reading the element it then
 * stands on.
 *
 * <p>{@link #remove} may be called for each element and the walk goes on; {@link #set}, {@link #insertBefore} and
 * {@link #insertAfter} end it, for they may split and merge nodes. Any other change of the list ends it too.
 */
public final class QuicklistCursor {
    private final Quicklist list;
    private final boolean forward;
    /** Where it stands, or before its start will stand. */
    @Nullable
    Node node;

    private int pos;
    /** Which element of its node it is. */
    int index;

    private boolean started;
    private boolean removed;

    QuicklistCursor(Quicklist list, long index, boolean forward) {
        this.list = list;
        this.forward = forward;
        seek(index);
    }

    private void seek(long wanted) {
        long size = list.size();
        long at = wanted < 0 ? wanted + size : wanted;
        if (at < 0 || at >= size) {
            return;
        }
        Node n;
        if (at < size / 2) {
            n = list.firstNode();
            while (n != null && at >= n.count) {
                at -= n.count;
                n = n.next;
            }
        } else {
            n = list.lastNode();
            long behind = size - 1 - at;
            while (n != null && behind >= n.count) {
                behind -= n.count;
                n = n.prev;
            }
            at = n == null ? 0 : n.count - 1 - behind;
        }
        if (n != null) {
            node = n;
            index = (int) at;
            pos = n.plain ? 0 : Listpack.seek(n.data, at);
        }
    }

    /** Moves on to the first, and then each following, element; false when there is none. */
    public boolean next() {
        Node n = node;
        if (!started || n == null) {
            started = true;
            return n != null;
        }
        if (forward) {
            if (!removed) {
                index++;
                pos = n.plain ? 1 : Listpack.after(n.data, pos);
            }
            removed = false;
            return index < n.count || enter(n.next);
        }
        removed = false;
        if (index == 0) {
            return enter(n.prev);
        }
        index--;
        pos = Listpack.prev(n.data, pos);
        return true;
    }

    private boolean enter(@Nullable Node entered) {
        node = entered;
        if (entered == null) {
            return false;
        }
        index = forward ? 0 : entered.count - 1;
        pos = entered.plain ? 0 : forward ? Listpack.first(entered.data) : Listpack.last(entered.data);
        return true;
    }

    private Node current() {
        Node n = node;
        if (n == null || !started || removed) {
            throw new IllegalStateException("not on an element");
        }
        return n;
    }

    /** Whether the element is stored as an integer, {@link #longValue}; otherwise it is bytes of {@link #array}. */
    public boolean isInteger() {
        Node n = current();
        return !n.plain && Listpack.isInteger(n.data, pos);
    }

    public long longValue() {
        return Listpack.longAt(current().data, pos);
    }

    /** The array that holds the element; to be read at once and not changed. */
    public byte[] array() {
        return current().data;
    }

    public int offset() {
        Node n = current();
        return n.plain ? 0 : Listpack.stringOffset(n.data, pos);
    }

    public int length() {
        Node n = current();
        return n.plain ? n.data.length : Listpack.stringLength(n.data, pos);
    }

    public byte[] bytes() {
        Node n = current();
        return n.plain ? n.data : Listpack.getBytes(n.data, pos);
    }

    public boolean equalTo(byte[] element) {
        Node n = current();
        return n.plain ? Arrays.equals(n.data, element) : Listpack.compare(n.data, pos, element);
    }

    /** Removes the element; {@link #next} goes on to the one behind it in the direction of the walk. */
    public void remove() {
        Node n = current();
        boolean only = n.count == 1;
        list.removeAt(n, pos);
        removed = true;
        if (only) {
            // The node has left the list, but still knows its neighbours.
            n.count = 0;
            index = 0;
        }
    }

    public void set(byte[] element) {
        list.replaceAt(current(), pos, index, element);
        node = null;
    }

    public void insertBefore(byte[] element) {
        list.insertAt(current(), pos, index, element, false);
        node = null;
    }

    public void insertAfter(byte[] element) {
        list.insertAt(current(), pos, index, element, true);
        node = null;
    }
}
