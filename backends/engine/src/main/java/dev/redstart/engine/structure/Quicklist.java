package dev.redstart.engine.structure;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A list: a doubly linked chain of {@link Listpack} nodes.
 *
 * <p>Algorithm: a node takes elements until the next one would pass the limit given by {@code fill}
 * ({@code list-max-listpack-size}: -1 to -5 are 4 to 64 KiB, a positive one counts elements of at most 8 KiB together);
 * then its neighbour or a new node does. An element that is larger than the limit is a node of its own, without the
 * listpack around it ("plain"). Inserting into the middle of a full node splits it, and small neighbours of a split are
 * merged. Nothing else merges, and replacing an element may let its node grow past the limit: {@code OBJECT ENCODING}
 * tells a list of one node from others, so nodes have to lie as Redis lays them.
 *
 * <p>Source: Matt Stancliff's quicklist in Redis. Deviations: interior nodes are not compressed
 * ({@code list-compress-depth}). The arrays of nodes at which a list grows have room to spare and are changed in place, so
 * nobody else may hold one: {@link Node#toBytes} copies.
 *
 * <p>A small list is not even that, but one listpack: see {@link #pack}.
 */
public final class Quicklist {
    public static final int DEFAULT_FILL = -2;
    private static final int SAFE_BYTES = 8192;
    /** What the header and back length of one element may add, generously. */
    private static final int OVERHEAD = 8;
    /** Bytes of heap that a node takes, besides the content of its array. */
    private static final int NODE = 48;

    private int fill;
    private @Nullable Node head;
    private @Nullable Node tail;
    private int nodes;
    private long size;
    private long bytes;
    private @Nullable QuicklistSnapshot snapshot;
    private int snapshots;
    /** While true all elements are in one listpack, whatever its size. */
    private boolean packed;

    public Quicklist(int fill) {
        this.fill = fill;
    }

    /** A list of the elements of a listpack, which is copied. */
    public static Quicklist fromListpack(byte[] lp, int fill) {
        Quicklist list = new Quicklist(fill);
        if (!Listpack.isEmpty(lp)) {
            list.appendListpack(lp.clone());
        }
        return list;
    }

    // Limits

    /** How many bytes a node may have, or {@code Integer.MAX_VALUE} where only elements count. */
    public static int sizeLimit(int fill) {
        return fill >= 0 ? Integer.MAX_VALUE : 4096 << Math.min(-1 - Math.max(fill, -100), 4);
    }

    /** How many elements a node may have, or {@code Integer.MAX_VALUE} where only bytes count. */
    public static int countLimit(int fill) {
        return fill >= 0 ? Math.max(fill, 1) : Integer.MAX_VALUE;
    }

    /** Whether a node, or a list that is one bare listpack, of this size is too large. */
    public static boolean exceedsLimit(int fill, long bytes, long count) {
        return fill < 0 ? bytes > sizeLimit(fill) : bytes > SAFE_BYTES || count > countLimit(fill);
    }

    /** Whether an element of this length has to be a node of its own. */
    public static boolean isLarge(int fill, long length) {
        return length > (fill < 0 ? sizeLimit(fill) : SAFE_BYTES);
    }

    private boolean hasRoom(@Nullable Node node, int length) {
        if (packed) return node != null;
        return node != null
                && !node.plain
                && !isLarge(fill, length)
                && !exceedsLimit(fill, (long) node.bytes() + length + OVERHEAD, node.count + 1L);
    }

    private boolean canMerge(@Nullable Node a, @Nullable Node b) {
        return a != null
                && b != null
                && !a.plain
                && !b.plain
                && !exceedsLimit(fill, (long) a.bytes() + b.bytes() - 7, (long) a.count + b.count);
    }

    // The whole list

    public long size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public int fill() {
        return fill;
    }

    public int nodes() {
        return nodes;
    }

    public @Nullable Node firstNode() {
        return head;
    }

    public @Nullable Node lastNode() {
        return tail;
    }

    /** Whether the whole list is one listpack, which is what a list may be turned back into. */
    public boolean isSingleListpackNode() {
        Node n = head;
        return n != null && n == tail && !n.plain;
    }

    /** Whether it is kept in one listpack without regard to limits: its owner watches those. */
    public boolean isPacked() {
        return packed;
    }

    /** Keeps it in one listpack from here on; it is empty or a single node. */
    public void pack() {
        if (!isEmpty() && !isSingleListpackNode())
            throw new IllegalStateException("a list of " + nodes + " nodes is not one listpack");
        packed = true;
    }

    /** Lets it grow by nodes of that size from here on. */
    public void unpack(int fill) {
        this.fill = fill;
        packed = false;
    }

    /** About how many bytes of heap all nodes take. */
    public long bytes() {
        return bytes;
    }

    // What a snapshot hears

    /** To be called before a node changes or goes. */
    private void changing(Node node) {
        if (snapshot != null && node.snapshot != snapshot.number()) {
            snapshot.changing(node);
        }
    }

    /** Returns its number, which no node has yet. */
    int snapshot(QuicklistSnapshot begun) {
        if (snapshot != null) {
            throw new IllegalStateException("a snapshot is being taken");
        }
        snapshot = begun;
        return ++snapshots;
    }

    void release(QuicklistSnapshot ended) {
        if (snapshot == ended) {
            snapshot = null;
        }
    }

    // Building, when a file is read

    /** Adds a node. The array becomes the list's own. Nothing happens when the listpack is empty. */
    public void appendListpack(byte[] lp) {
        if (!Listpack.isEmpty(lp)) {
            link(new Node(lp, Listpack.length(lp), false), tail, true);
        }
    }

    /** Adds a plain node. */
    public void appendPlain(byte[] element) {
        link(new Node(element, 1, true), tail, true);
    }

    // Ends

    public void pushHead(byte[] element) {
        Node n = head;
        if (n != null && hasRoom(n, element.length)) {
            changing(n);
            store(n, Listpack.prepend(n.data, element, true));
            n.count++;
            size++;
        } else {
            link(nodeOf(element), n, false);
        }
    }

    public void pushTail(byte[] element) {
        Node n = tail;
        if (n != null && hasRoom(n, element.length)) {
            changing(n);
            store(n, Listpack.append(n.data, element, true));
            n.count++;
            size++;
        } else {
            link(nodeOf(element), n, true);
        }
    }

    public byte @Nullable [] popHead() {
        Node n = head;
        return n == null ? null : take(n, n.plain ? 0 : Listpack.first(n.data));
    }

    public byte @Nullable [] popTail() {
        Node n = tail;
        return n == null ? null : take(n, n.plain ? 0 : Listpack.last(n.data));
    }

    private byte[] take(Node node, int pos) {
        byte[] element = node.plain ? node.data : Listpack.getBytes(node.data, pos);
        removeAt(node, pos);
        return element;
    }

    // Anywhere

    /** The element at {@code index}, counted from the end when negative; null when there is none. */
    public byte @Nullable [] get(long index) {
        QuicklistCursor cursor = cursor(index, true);
        return cursor.next() ? cursor.bytes() : null;
    }

    /** A cursor before the element at {@code index} (or at none), to walk from there. */
    public QuicklistCursor cursor(long index, boolean forward) {
        return new QuicklistCursor(this, index, forward);
    }

    /** Replaces the element at {@code index}; false when there is none. */
    public boolean set(long index, byte[] element) {
        QuicklistCursor cursor = cursor(index, true);
        if (!cursor.next()) {
            return false;
        }
        cursor.set(element);
        return true;
    }

    /** Deletes up to {@code count} elements from {@code index} (which may be negative) on, and returns how many. */
    public long deleteRange(long index, long count) {
        long from = index < 0 ? index + size : index;
        if (from < 0 || from >= size || count <= 0) {
            return 0;
        }
        long before = size;
        long rest = Math.min(count, size - from);
        if (rest == size) {
            clear();
            return before;
        }
        QuicklistCursor start = cursor(from, true);
        Node n = start.node;
        from = start.index;
        while (n != null && rest > 0) {
            Node following = n.next;
            int gone = (int) Math.min(rest, n.count - from);
            if (gone == n.count) {
                unlink(n);
            } else {
                changing(n);
                store(n, Listpack.deleteRangeAt(n.data, Listpack.seek(n.data, from), gone, true));
                n.count -= gone;
                size -= gone;
            }
            rest -= gone;
            from = 0;
            n = following;
        }
        return before - size;
    }

    public void clear() {
        // The nodes stay as they are, linked to each other, for the snapshot.
        snapshot = null;
        head = null;
        tail = null;
        nodes = 0;
        size = 0;
        bytes = 0;
    }

    // For the cursor

    void removeAt(Node node, int pos) {
        if (node.count == 1) {
            unlink(node);
        } else {
            changing(node);
            store(node, Listpack.delete(node.data, pos, true));
            node.count--;
            size--;
        }
    }

    /** Replaces the element at {@code pos}, the {@code index}-th of its node. */
    void replaceAt(Node node, int pos, int index, byte[] element) {
        changing(node);
        boolean large = !packed && isLarge(fill, element.length);
        if (!node.plain && !large) {
            store(node, Listpack.replace(node.data, pos, element, true));
        } else if (node.plain && large) {
            store(node, element);
        } else if (node.plain) {
            insertAt(node, pos, index, element, true);
            unlink(node);
        } else {
            replaceByPlain(node, pos, index, element);
        }
    }

    private void replaceByPlain(Node node, int pos, int index, byte[] element) {
        if (index < node.count - 1) {
            split(node, Listpack.after(node.data, pos), index + 1);
        }
        Node plain = nodeOf(element);
        link(plain, node, true);
        if (node.count == 1) {
            unlink(node);
        } else {
            removeAt(node, pos);
            mergeAround(plain);
        }
    }

    /** Inserts next to the element at {@code pos}, the {@code index}-th of its node. */
    void insertAt(Node node, int pos, int index, byte[] element, boolean after) {
        changing(node);
        boolean edge = index == (after ? node.count - 1 : 0);
        Node neighbour = after ? node.next : node.prev;
        if (hasRoom(node, element.length)) {
            store(node, Listpack.insert(node.data, after ? Listpack.after(node.data, pos) : pos, element, true));
            node.count++;
            size++;
        } else if (edge && neighbour != null && hasRoom(neighbour, element.length)) {
            changing(neighbour);
            int at = after ? ListpackEntry.HEADER : Listpack.end(neighbour.data);
            store(neighbour, Listpack.insert(neighbour.data, at, element, true));
            neighbour.count++;
            size++;
        } else if (edge) {
            link(nodeOf(element), node, after);
        } else {
            split(node, after ? Listpack.after(node.data, pos) : pos, after ? index + 1 : index);
            Node rest = node.next;
            if (isLarge(fill, element.length) || rest == null) {
                link(nodeOf(element), node, true);
            } else {
                Node target = after ? rest : node;
                int at = after ? ListpackEntry.HEADER : Listpack.end(target.data);
                store(target, Listpack.insert(target.data, at, element, true));
                target.count++;
                size++;
                mergeAround(after ? node : rest);
            }
        }
    }

    /** Moves the elements from {@code pos}, the {@code index}-th, on into a new node behind. */
    private void split(Node node, int pos, int index) {
        byte[] lp = node.data;
        int moved = node.count - index;
        Node rest = new Node(Listpack.slice(lp, pos, Listpack.end(lp), moved), moved, false);
        store(node, Listpack.slice(lp, ListpackEntry.HEADER, pos, index));
        node.count = index;
        size -= moved;
        link(rest, node, true);
    }

    /** Merges the nodes about this one, where two fit into one. */
    private void mergeAround(Node centre) {
        Node before = centre.prev;
        if (before != null && canMerge(before.prev, before)) {
            merge(before.prev, before);
        }
        Node behind = centre.next;
        if (behind != null && canMerge(behind, behind.next)) {
            merge(behind, behind.next);
        }
        Node target = centre;
        Node left = centre.prev;
        if (left != null && canMerge(left, centre)) {
            merge(left, centre);
            target = left;
        }
        if (canMerge(target, target.next)) {
            merge(target, target.next);
        }
    }

    private void merge(@Nullable Node a, @Nullable Node b) {
        if (a == null || b == null) {
            return;
        }
        changing(a);
        byte[] merged = Listpack.merge(a.data, b.data);
        int moved = b.count;
        unlink(b);
        store(a, merged);
        a.count += moved;
        size += moved;
    }

    private Node nodeOf(byte[] element) {
        if (!packed && isLarge(fill, element.length)) {
            return new Node(element, 1, true);
        }
        return new Node(Listpack.append(Listpack.create(), element, true), 1, false);
    }

    private void store(Node node, byte[] data) {
        bytes += data.length - node.data.length;
        node.data = data;
    }

    /** The list has grown past this node: give back the room that it has too much. */
    private void settle(Node node) {
        if (!node.plain && node.data.length - Listpack.bytes(node.data) > node.data.length / 8) {
            store(node, Listpack.trim(node.data));
        }
    }

    private void link(Node node, @Nullable Node beside, boolean after) {
        Node left = after ? beside : beside == null ? null : beside.prev;
        Node right = after ? (beside == null ? null : beside.next) : beside;
        node.prev = left;
        node.next = right;
        if (left == null) {
            head = node;
        } else {
            left.next = node;
        }
        if (right == null) {
            tail = node;
        } else {
            right.prev = node;
        }
        if (beside != null) {
            settle(beside);
        }
        if (snapshot != null) {
            node.snapshot = snapshot.number();
        }
        nodes++;
        size += node.count;
        bytes += NODE + node.data.length;
    }

    private void unlink(Node node) {
        changing(node);
        Node left = node.prev;
        Node right = node.next;
        if (left == null) {
            head = right;
        } else {
            left.next = right;
        }
        if (right == null) {
            tail = left;
        } else {
            right.prev = left;
        }
        nodes--;
        size -= node.count;
        bytes -= NODE + node.data.length;
    }

    /** One link of the chain: a listpack, or one large element. */
    public static final class Node {
        byte[] data;
        int count;
        final boolean plain;
        /** The last snapshot that needs it no more, or that it is too young for. */
        int snapshot;

        @Nullable
        Node prev;

        @Nullable
        Node next;

        Node(byte[] data, int count, boolean plain) {
            this.data = data;
            this.count = count;
            this.plain = plain;
        }

        public @Nullable Node next() {
            return next;
        }

        public @Nullable Node previous() {
            return prev;
        }

        public boolean isPlain() {
            return plain;
        }

        /** Elements in it. */
        public int count() {
            return count;
        }

        /** Length of what {@link #toBytes} gives. */
        public int bytes() {
            return plain ? data.length : Listpack.bytes(data);
        }

        /** The element of a plain node, else a copy of the listpack: what RDB files hold. */
        public byte[] toBytes() {
            return plain ? data : Arrays.copyOf(data, Listpack.bytes(data));
        }
    }
}
