package dev.redstart.engine.structure;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Radix tree: entries in the order of their keys, which are 16 bytes long: two 64-bit numbers, big endian, hence compared
 * as unsigned. That is what stream IDs are.
 *
 * <p>Algorithm: a branch tells its children apart by the byte at one position; the bytes before it are common to all of
 * them, and positions at which nothing branches are skipped. So IDs that count up share almost everything: 256 of them
 * hang on one branch. A search, insertion or removal visits one branch per position that matters, 16 at most and mostly
 * 2 or 3.
 *
 * <p>Source: Donald R. Morrison, PATRICIA (1968); Redis' {@code rax.c}, by Salvatore Sanfilippo, is the same idea.
 *
 * <p>Deviations from rax: keys have one length, so an entry is always a leaf, carries its key itself, and needs no node
 * for what is left of the key behind the last branch. A branch does not store the bytes that it skips: any key below it
 * has them. There is no iterator to keep valid: {@link #next} and {@link #previous} search, so a walk may change the tree.
 * {@link #nodes} still tells how many nodes rax would have, because {@code XINFO STREAM} shows it.
 *
 * @param <E> the entries' class; a tree holds entries of one class only
 */
public final class RadixTree<E extends RadixTree.Entry> {

    private static final int KEY_BYTES = 16;
    private static final int FEW = 4;

    /** A branch or an entry; the key is its own, or of a branch that of some entry which is or was below. */
    abstract static class Node {
        final long high;
        final long low;

        Node(long high, long low) {
            this.high = high;
            this.low = low;
        }

        /** At which byte it branches; behind the last one for an entry. */
        int depth() {
            return KEY_BYTES;
        }
    }

    /** A key in a tree; subclasses add what belongs to it. The same entry may be in several trees. */
    public static class Entry extends Node {

        public Entry(long high, long low) {
            super(high, low);
        }

        /** The first eight bytes of the key. */
        public final long high() {
            return high;
        }

        /** The last eight bytes of the key. */
        public final long low() {
            return low;
        }

        /** The key as what it is in a stream. */
        public final StreamId id() {
            return new StreamId(high, low);
        }
    }

    /** Two children at least. */
    private static final class Branch extends Node {
        final int depth;
        int size;
        /** In unsigned order: by which byte one comes to the child of the same index. */
        byte[] edges = new byte[FEW];

        Node[] children = new Node[FEW];

        Branch(Node like, int depth) {
            super(like.high, like.low);
            this.depth = depth;
        }

        @Override
        int depth() {
            return depth;
        }

        /** Index of the child at this edge; if there is none, where it would be, as {@code -1 - index}. */
        int find(int edge) {
            int from = 0;
            int to = size - 1;
            while (from <= to) {
                int middle = (from + to) >>> 1;
                int at = edges[middle] & 0xff;
                if (at == edge) return middle;
                if (at < edge) from = middle + 1;
                else to = middle - 1;
            }
            return -1 - from;
        }

        void insert(int index, Node child) {
            if (size == edges.length) {
                int room = Math.min(size + size / 2, 256);
                edges = Arrays.copyOf(edges, room);
                children = Arrays.copyOf(children, room);
            }
            System.arraycopy(edges, index, edges, index + 1, size - index);
            System.arraycopy(children, index, children, index + 1, size - index);
            edges[index] = (byte) byteAt(child.high, child.low, depth);
            children[index] = child;
            size++;
        }

        void remove(int index) {
            size--;
            if (edges.length > FEW && size < edges.length / 4) {
                int room = Math.max(FEW, edges.length / 2);
                byte[] fewerEdges = Arrays.copyOf(edges, room);
                Node[] fewer = Arrays.copyOf(children, room);
                System.arraycopy(edges, index + 1, fewerEdges, index, size - index);
                System.arraycopy(children, index + 1, fewer, index, size - index);
                edges = fewerEdges;
                children = fewer;
            } else {
                System.arraycopy(edges, index + 1, edges, index, size - index);
                System.arraycopy(children, index + 1, children, index, size - index);
            }
            Arrays.fill(children, size, Math.min(size + 1, children.length), null);
        }
    }

    private @Nullable Node root;
    private int size;
    private int nodes;

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** How many nodes Redis' rax has with the same keys. */
    public int nodes() {
        return root == null ? 1 : nodes;
    }

    /** Those that rax has for this one, hung up at that byte: itself, and one for the bytes skipped on the way to it. */
    private static int cost(Node node, int from) {
        return node.depth() > from ? 2 : 1;
    }

    /** Position of the first byte in which the keys differ; 16 when they do not. */
    private static int mismatch(long high, long low, Node node) {
        if (high != node.high) return Long.numberOfLeadingZeros(high ^ node.high) >>> 3;
        return Long.BYTES + (Long.numberOfLeadingZeros(low ^ node.low) >>> 3);
    }

    private static int byteAt(long high, long low, int position) {
        long half = position < Long.BYTES ? high : low;
        return (int) (half >>> (56 - 8 * (position & 7))) & 0xff;
    }

    @SuppressWarnings("unchecked")
    private E entry(Node leaf) {
        return (E) leaf;
    }

    // One key

    /** The entry with this key, or null. */
    public @Nullable E find(long high, long low) {
        Node node = root;
        while (node instanceof Branch b) {
            int i = b.find(byteAt(high, low, b.depth));
            if (i < 0) return null;
            node = b.children[i];
        }
        return node != null && node.high == high && node.low == low ? entry(node) : null;
    }

    /** False, and nothing changes, when there is one with its key. */
    public boolean insert(E entry) {
        Node node = root;
        if (node == null) {
            root = entry;
            nodes = cost(entry, 0);
            size = 1;
            return true;
        }
        Branch parent = null;
        int slot = 0;
        while (true) {
            int differs = mismatch(entry.high, entry.low, node);
            if (differs < node.depth()) {
                split(parent, slot, node, entry, differs);
                break;
            }
            if (!(node instanceof Branch b)) return false;
            int i = b.find(byteAt(entry.high, entry.low, b.depth));
            if (i < 0) {
                b.insert(-1 - i, entry);
                nodes += cost(entry, b.depth + 1);
                break;
            }
            parent = b;
            slot = i;
            node = b.children[i];
        }
        size++;
        return true;
    }

    private void split(@Nullable Branch parent, int slot, Node node, E entry, int depth) {
        int from = parent == null ? 0 : parent.depth + 1;
        Branch both = new Branch(node, depth);
        both.insert(0, node);
        both.insert(byteAt(entry.high, entry.low, depth) < (both.edges[0] & 0xff) ? 0 : 1, entry);
        hang(both, parent, slot);
        nodes += cost(both, from) + cost(node, depth + 1) + cost(entry, depth + 1) - cost(node, from);
    }

    private void hang(Node node, @Nullable Branch parent, int slot) {
        if (parent == null) root = node;
        else parent.children[slot] = node;
    }

    /** Takes the entry with this key out; null when there is none. */
    public @Nullable E remove(long high, long low) {
        Branch above = null;
        int aboveSlot = 0;
        Branch parent = null;
        int slot = 0;
        Node node = root;
        while (node instanceof Branch b) {
            above = parent;
            aboveSlot = slot;
            parent = b;
            slot = b.find(byteAt(high, low, b.depth));
            if (slot < 0) return null;
            node = b.children[slot];
        }
        if (node == null || node.high != high || node.low != low) return null;
        size--;
        if (parent == null) {
            root = null;
            return entry(node);
        }
        parent.remove(slot);
        nodes -= cost(node, parent.depth + 1);
        if (parent.size == 1) {
            Node last = parent.children[0];
            int from = above == null ? 0 : above.depth + 1;
            hang(last, above, aboveSlot);
            nodes += cost(last, from) - cost(parent, from) - cost(last, parent.depth + 1);
        }
        return entry(node);
    }

    /** The same for an entry that is in this tree. */
    public void remove(E entry) {
        remove(entry.high, entry.low);
    }

    // Order

    public @Nullable E first() {
        return root == null ? null : first(root);
    }

    public @Nullable E last() {
        return root == null ? null : last(root);
    }

    private E first(Node node) {
        Node n = node;
        while (n instanceof Branch b) n = b.children[0];
        return entry(n);
    }

    private E last(Node node) {
        Node n = node;
        while (n instanceof Branch b) n = b.children[b.size - 1];
        return entry(n);
    }

    /** The first entry whose key is at least this one. */
    public @Nullable E ceiling(long high, long low) {
        return root == null ? null : ceiling(root, high, low);
    }

    private @Nullable E ceiling(Node node, long high, long low) {
        int differs = mismatch(high, low, node);
        boolean outside = differs < node.depth();
        if (outside) return isBelow(high, low, node, differs) ? first(node) : null;
        if (!(node instanceof Branch b)) return entry(node);
        int i = b.find(byteAt(high, low, b.depth));
        if (i >= 0) {
            E found = ceiling(b.children[i], high, low);
            if (found != null) return found;
        }
        int following = i >= 0 ? i + 1 : -1 - i;
        return following < b.size ? first(b.children[following]) : null;
    }

    /** The last entry whose key is at most this one. */
    public @Nullable E floor(long high, long low) {
        return root == null ? null : floor(root, high, low);
    }

    private @Nullable E floor(Node node, long high, long low) {
        int differs = mismatch(high, low, node);
        boolean outside = differs < node.depth();
        if (outside) return isBelow(high, low, node, differs) ? null : last(node);
        if (!(node instanceof Branch b)) return entry(node);
        int i = b.find(byteAt(high, low, b.depth));
        if (i >= 0) {
            E found = floor(b.children[i], high, low);
            if (found != null) return found;
        }
        int preceding = i >= 0 ? i - 1 : -2 - i;
        return preceding >= 0 ? last(b.children[preceding]) : null;
    }

    private static boolean isBelow(long high, long low, Node node, int differs) {
        return byteAt(high, low, differs) < byteAt(node.high, node.low, differs);
    }

    /** The first entry whose key is greater than this one. */
    public @Nullable E higher(long high, long low) {
        if (low != -1) return ceiling(high, low + 1);
        return high == -1 ? null : ceiling(high + 1, 0);
    }

    /** The last entry whose key is less than this one. */
    public @Nullable E lower(long high, long low) {
        if (low != 0) return floor(high, low - 1);
        return high == 0 ? null : floor(high - 1, -1);
    }

    /** The entry after this one, which need no longer be in the tree. */
    public @Nullable E next(E entry) {
        return higher(entry.high, entry.low);
    }

    /** The entry before this one, which need no longer be in the tree. */
    public @Nullable E previous(E entry) {
        return lower(entry.high, entry.low);
    }

    /** Shows all entries in order; faster than {@link #next}, but the tree must not change meanwhile. */
    public void forEach(Consumer<? super E> consumer) {
        if (root != null) forEach(root, consumer);
    }

    private void forEach(Node node, Consumer<? super E> consumer) {
        if (node instanceof Branch b) for (int i = 0; i < b.size; i++) forEach(b.children[i], consumer);
        else consumer.accept(entry(node));
    }
}
