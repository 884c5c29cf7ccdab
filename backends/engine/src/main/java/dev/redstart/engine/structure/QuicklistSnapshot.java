package dev.redstart.engine.structure;

import dev.redstart.engine.structure.Quicklist.Node;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a {@link Quicklist} as they were at one moment, given in order: of one that is about to change the content is
 * kept until its turn comes.
 *
 * <p>What is still to be given is a chain of runs of untouched nodes, and between them contents of touched ones. Which run a
 * node is in is found from it outwards: as many steps as to the nearest end of the run, which an index into the list takes,
 * too.
 */
public final class QuicklistSnapshot implements PartSnapshot {

    /** Takes a node: a listpack, or the one large element of a plain node. The array is not to be changed. */
    public interface Sink {
        void node(byte[] content, boolean plain);
    }

    /** A run of nodes, or the content of one. */
    private static final class Segment {
        @Nullable
        Node first;

        @Nullable
        Node last;

        byte @Nullable [] content;
        boolean plain;

        @Nullable
        Segment next;

        Segment(@Nullable Segment next) {
            this.next = next;
        }

        void keep(Node node) {
            content = node.toBytes();
            plain = node.plain;
            first = null;
            last = null;
        }
    }

    private final Quicklist list;
    private final Sink sink;
    private @Nullable Segment head;
    private final Map<Node, Segment> firsts = new HashMap<>();
    private final Map<Node, Segment> lasts = new HashMap<>();
    /** What nodes are marked with that it needs no more, or that came later; 0 while it does not watch. */
    private int number;

    public QuicklistSnapshot(Quicklist list, Sink sink) {
        this.list = list;
        this.sink = sink;
        Node first = list.firstNode();
        if (first != null) run(head = new Segment(null), first, list.lastNode());
    }

    @Override
    public void watch() {
        number = list.snapshot(this);
    }

    int number() {
        return number;
    }

    @Override
    public void close() {
        list.release(this);
    }

    private void run(Segment segment, Node first, @Nullable Node last) {
        segment.first = first;
        segment.last = last;
        firsts.put(first, segment);
        lasts.put(last, segment);
    }

    @Override
    public boolean step() {
        Segment s = head;
        if (s == null) return false;
        Node first = s.first;
        if (first == null) {
            head = s.next;
            if (s.content != null) sink.node(s.content, s.plain);
        } else {
            sink.node(first.toBytes(), first.plain);
            Node rest = first == s.last ? null : untouched(first, true);
            forget(s);
            if (number != 0) first.snapshot = number;
            if (rest == null) head = s.next;
            else run(s, rest, s.last);
        }
        return head != null;
    }

    private void forget(Segment segment) {
        firsts.remove(segment.first);
        lasts.remove(segment.last);
    }

    /** The nearest neighbour that it still needs; there is one. */
    private Node untouched(Node node, boolean forward) {
        Node n = forward ? node.next : node.prev;
        while (n != null && n.snapshot == number && number != 0) n = forward ? n.next : n.prev;
        if (n == null) throw new IllegalStateException("a run of nodes ends before its last one");
        return n;
    }

    /** The node, which is not marked, is about to change or to go. */
    void changing(Node node) {
        Segment s = find(node);
        Node last = s.last;
        Node before = node == s.first ? null : untouched(node, false);
        Node after = node == last ? null : untouched(node, true);
        forget(s);
        Segment rest = s.next;
        if (after != null) run(rest = new Segment(rest), after, last);
        Segment kept = before == null ? s : new Segment(null);
        if (before != null && s.first != null) run(s, s.first, before);
        kept.keep(node);
        s.next = before == null ? rest : kept;
        kept.next = rest;
        node.snapshot = number;
    }

    private Segment find(Node node) {
        Node back = node;
        Node forth = node;
        while (back != null || forth != null) {
            Segment s = back == null ? null : firsts.get(back);
            if (s == null && forth != null) s = lasts.get(forth);
            if (s != null) return s;
            if (back != null) back = back.prev;
            if (forth != null) forth = forth.next;
        }
        throw new IllegalStateException("a node that a snapshot needs is in no run");
    }
}
