package dev.redstart.engine.structure;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The members of a sorted set in order: by score, then by unsigned bytes.
 *
 * <p>Algorithm: William Pugh, "Skip Lists: A Probabilistic Alternative to Balanced Trees" (1990). A node stands in the
 * lists of level 0 to h, each level less likely by 1/4, up to 32; a search comes down from the sparsest. As in Redis'
 * {@code t_zset.c} equal scores are allowed, level 0 is doubly linked, and each link carries its span, the number of
 * nodes it passes, so that a rank is a sum along the way.
 *
 * <p>Deviations: a node is the {@link Dict} entry of its member too, so that a large sorted set has one object per
 * member. Three nodes in four have level 0 only, so its link lies in the node itself, its span is left implicit, and the
 * arrays for the others exist only where needed. A node whose score changes is linked anew instead of made anew, and
 * keeps its height.
 *
 * <p>Ranks count from 0. NaN is no score.
 */
public final class Skiplist {
    private static final int MAX_LEVEL = 32;
    private final Node header = new Node(0, new byte[0], 0, new Node[8], new int[8]);
    private @Nullable Node tail;
    private int size;
    /** Levels above 0 that are in use. */
    private int height;

    // Where a search went down, by level above 0, and the rank of those nodes counted from the header as 0.
    private Node[] path = new Node[8];
    private int[] pathRank = new int[8];
    private Node pathBottom = header;
    private int bottomRank;

    /** State of a xorshift generator, for the heights. */
    private long randomState = ThreadLocalRandom.current().nextLong() | 1;

    /** A member and its score, in its places in a skiplist and a dict. */
    public static final class Node extends Dict.Entry {
        private double score;
        private @Nullable Node forward;
        private @Nullable Node backward;
        /** Links and spans of the levels above 0. */
        private @Nullable Node[] up;

        private int[] spans;

        private Node(double score, byte[] member, int hash, @Nullable Node[] up, int[] spans) {
            super(member, hash);
            this.score = score;
            this.up = up;
            this.spans = spans;
        }

        public double score() {
            return score;
        }

        public byte[] member() {
            return key;
        }

        public @Nullable Node next() {
            return forward;
        }

        public @Nullable Node previous() {
            return backward;
        }

        boolean isBefore(double otherScore, byte[] otherMember) {
            return score < otherScore || (score == otherScore && Arrays.compareUnsigned(key, otherMember) < 0);
        }
    }

    private static final @Nullable Node[] NO_LINKS = new Node[0];
    private static final int[] NO_SPANS = new int[0];

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public @Nullable Node first() {
        return header.forward;
    }

    public @Nullable Node last() {
        return tail;
    }

    // Changing

    /** Adds a member that is known to be absent; its node is to go into the dict. */
    public Node insert(double score, byte[] member) {
        return insert(score, member, Hashing.hash32(member));
    }

    /** For a caller that has already hashed the member. */
    public Node insert(double score, byte[] member, int hash) {
        int levels = randomLevels();
        Node node = levels == 0
                ? new Node(score, member, hash, NO_LINKS, NO_SPANS)
                : new Node(score, member, hash, new Node[levels], new int[levels]);
        link(node);
        return node;
    }

    private int randomLevels() {
        long x = randomState;
        x ^= x << 13;
        x ^= x >>> 7;
        x ^= x << 17;
        randomState = x;
        // Two zero bits a level, which is a chance of 1/4.
        return Math.min(Long.numberOfTrailingZeros(x) / 2, MAX_LEVEL - 1);
    }

    private void link(Node node) {
        int levels = node.up.length;
        ensure(levels);
        descend(node.score, node.key);
        while (height < levels) {
            path[height] = header;
            pathRank[height] = 0;
            header.up[height] = null;
            header.spans[height] = size;
            height++;
        }
        for (int i = 0; i < levels; i++) {
            Node before = path[i];
            int passed = bottomRank - pathRank[i];
            node.up[i] = before.up[i];
            before.up[i] = node;
            node.spans[i] = before.spans[i] - passed;
            before.spans[i] = passed + 1;
        }
        for (int i = levels; i < height; i++) {
            path[i].spans[i]++;
        }
        Node before = pathBottom;
        Node after = before.forward;
        node.forward = after;
        node.backward = before == header ? null : before;
        before.forward = node;
        if (after == null) {
            tail = node;
        } else {
            after.backward = node;
        }
        size++;
    }

    private void ensure(int levels) {
        if (levels > path.length) {
            int room = Math.min(MAX_LEVEL - 1, Math.max(levels, path.length * 2));
            path = Arrays.copyOf(path, room);
            pathRank = Arrays.copyOf(pathRank, room);
            header.up = Arrays.copyOf(header.up, room);
            header.spans = Arrays.copyOf(header.spans, room);
        }
    }

    /** Finds, on each level, the last node before this place. */
    private void descend(double score, byte[] member) {
        Node x = header;
        int rank = 0;
        for (int i = height - 1; i >= 0; i--) {
            Node n = x.up[i];
            while (n != null && n.isBefore(score, member)) {
                rank += x.spans[i];
                x = n;
                n = x.up[i];
            }
            path[i] = x;
            pathRank[i] = rank;
        }
        Node n = x.forward;
        while (n != null && n.isBefore(score, member)) {
            rank++;
            x = n;
            n = x.forward;
        }
        pathBottom = x;
        bottomRank = rank;
    }

    /** Removes the member with this score and returns its node, or null when there is none. */
    public @Nullable Node delete(double score, byte[] member) {
        descend(score, member);
        Node n = pathBottom.forward;
        if (n == null || n.score != score || !Arrays.equals(n.key, member)) {
            return null;
        }
        unlink(n);
        return n;
    }

    /** Removes a node of this list; it then has no next or previous one. */
    public void delete(Node node) {
        descend(node.score, node.key);
        unlink(node);
    }

    /** Takes out the node that follows the path. */
    private void unlink(Node node) {
        for (int i = 0; i < height; i++) {
            Node before = path[i];
            if (i < node.up.length) {
                before.up[i] = node.up[i];
                before.spans[i] += node.spans[i] - 1;
            } else {
                before.spans[i]--;
            }
        }
        pathBottom.forward = node.forward;
        if (node.forward == null) {
            tail = node.backward;
        } else {
            node.forward.backward = node.backward;
        }
        // The path may remember this node for long; it must not keep all those alive that leave after it.
        node.forward = null;
        node.backward = null;
        Arrays.fill(node.up, null);
        while (height > 0 && header.up[height - 1] == null) {
            height--;
        }
        size--;
    }

    /** Gives a node of this list another score; it stays the same object, so its dict need not know. */
    public void updateScore(Node node, double score) {
        Node left = node.backward;
        Node right = node.forward;
        if ((left == null || left.isBefore(score, node.key)) && (right == null || !right.isBefore(score, node.key))) {
            node.score = score;
            return;
        }
        delete(node);
        node.score = score;
        link(node);
    }

    public void clear() {
        header.forward = null;
        Arrays.fill(header.up, null);
        tail = null;
        size = 0;
        height = 0;
        Arrays.fill(path, header);
        pathBottom = header;
    }

    // Ranks

    /** How many members stand before this one, or -1 when it is not here. */
    public int rank(double score, byte[] member) {
        descend(score, member);
        Node n = pathBottom.forward;
        return n != null && n.score == score && Arrays.equals(n.key, member) ? bottomRank : -1;
    }

    public int rank(Node node) {
        return rank(node.score, node.key);
    }

    /** The node with so many before it, or null. */
    public @Nullable Node byRank(long rank) {
        if (rank < 0 || rank >= size) {
            return null;
        }
        if (rank == size - 1) {
            return tail;
        }
        long rest = rank + 1;
        Node x = header;
        for (int i = height - 1; i >= 0; i--) {
            Node n = x.up[i];
            while (n != null && x.spans[i] <= rest) {
                rest -= x.spans[i];
                x = n;
                n = x.up[i];
            }
        }
        while (rest > 0 && x.forward != null) {
            x = x.forward;
            rest--;
        }
        return x;
    }

    // Ranges

    public @Nullable Node firstIn(ScoreRange range) {
        if (range.isEmpty()) {
            return null;
        }
        Node n = beforeRange(range).forward;
        return n != null && range.belowMax(n.score) ? n : null;
    }

    private Node beforeRange(ScoreRange range) {
        Node x = header;
        for (int i = height - 1; i >= 0; i--) {
            Node n = x.up[i];
            while (n != null && !range.aboveMin(n.score)) {
                x = n;
                n = x.up[i];
            }
            path[i] = x;
        }
        Node n = x.forward;
        while (n != null && !range.aboveMin(n.score)) {
            x = n;
            n = x.forward;
        }
        pathBottom = x;
        return x;
    }

    public @Nullable Node lastIn(ScoreRange range) {
        if (range.isEmpty()) {
            return null;
        }
        Node x = header;
        for (int i = height - 1; i >= 0; i--) {
            Node n = x.up[i];
            while (n != null && range.belowMax(n.score)) {
                x = n;
                n = x.up[i];
            }
        }
        Node n = x.forward;
        while (n != null && range.belowMax(n.score)) {
            x = n;
            n = x.forward;
        }
        return x != header && range.aboveMin(x.score) ? x : null;
    }

    public @Nullable Node firstIn(LexRange range) {
        if (range.isEmpty()) {
            return null;
        }
        Node n = beforeRange(range).forward;
        return n != null && range.belowMax(n.key) ? n : null;
    }

    private Node beforeRange(LexRange range) {
        Node x = header;
        for (int i = height - 1; i >= 0; i--) {
            Node n = x.up[i];
            while (n != null && !range.aboveMin(n.key)) {
                x = n;
                n = x.up[i];
            }
            path[i] = x;
        }
        Node n = x.forward;
        while (n != null && !range.aboveMin(n.key)) {
            x = n;
            n = x.forward;
        }
        pathBottom = x;
        return x;
    }

    public @Nullable Node lastIn(LexRange range) {
        if (range.isEmpty()) {
            return null;
        }
        Node x = header;
        for (int i = height - 1; i >= 0; i--) {
            Node n = x.up[i];
            while (n != null && range.belowMax(n.key)) {
                x = n;
                n = x.up[i];
            }
        }
        Node n = x.forward;
        while (n != null && range.belowMax(n.key)) {
            x = n;
            n = x.forward;
        }
        return x != header && range.aboveMin(x.key) ? x : null;
    }

    // Deleting ranges: the path to the first serves for all, as each one removed makes room for the next.

    /** Removes what is in the range, giving each node before to {@code gone} (for the dict), and returns how many. */
    public int deleteRange(ScoreRange range, Consumer<? super Node> gone) {
        if (range.isEmpty()) {
            return 0;
        }
        Node n = beforeRange(range).forward;
        int deleted = 0;
        while (n != null && range.belowMax(n.score)) {
            n = deleteFollowing(n, gone);
            deleted++;
        }
        return deleted;
    }

    public int deleteRange(LexRange range, Consumer<? super Node> gone) {
        if (range.isEmpty()) {
            return 0;
        }
        Node n = beforeRange(range).forward;
        int deleted = 0;
        while (n != null && range.belowMax(n.key)) {
            n = deleteFollowing(n, gone);
            deleted++;
        }
        return deleted;
    }

    /** Removes ranks {@code from} to {@code to}, both included. */
    public int deleteRangeByRank(long from, long to, Consumer<? super Node> gone) {
        Node n = byRank(Math.max(from, 0));
        if (n == null || to < from) {
            return 0;
        }
        descend(n.score, n.key);
        int deleted = 0;
        for (long rank = Math.max(from, 0); n != null && rank <= to; rank++) {
            n = deleteFollowing(n, gone);
            deleted++;
        }
        return deleted;
    }

    private @Nullable Node deleteFollowing(Node node, Consumer<? super Node> gone) {
        Node following = node.forward;
        gone.accept(node);
        unlink(node);
        return following;
    }
}
