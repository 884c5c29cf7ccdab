package dev.redstart.engine.structure;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An {@link ElementSnapshot} of a sorted set, from the highest score down (so that a reader adds each at the front). A node
 * has to be announced to the dict before it leaves its place in the skiplist.
 */
public final class SkiplistSnapshot extends ElementSnapshot<Skiplist.Node> {

    private Skiplist.@Nullable Node upcoming;

    public SkiplistSnapshot(Dict<Skiplist.Node> members, Skiplist order, Consumer<? super Skiplist.Node> sink) {
        super(members, sink);
        upcoming = order.last();
    }

    @Override
    public boolean step() {
        Skiplist.Node node = upcoming;
        if (node == null) return false;
        upcoming = node.previous();
        reach(node);
        return upcoming != null;
    }

    @Override
    boolean hasPassed(Skiplist.Node node) {
        return upcoming == null || upcoming.isBefore(node.score(), node.member());
    }

    @Override
    void moves(Skiplist.Node node) {
        if (node == upcoming) upcoming = node.previous();
    }
}
