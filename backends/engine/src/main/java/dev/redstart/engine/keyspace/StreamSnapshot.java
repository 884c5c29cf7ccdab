package dev.redstart.engine.keyspace;

import dev.redstart.engine.structure.PartSnapshot;
import dev.redstart.engine.structure.StreamNode;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The nodes of a stream as they were at one moment; in order, but for those that were about to change. */
final class StreamSnapshot implements PartSnapshot {

    private final StreamValue stream;
    private final Consumer<StreamNode> sink;
    /** Given out of turn, or new. */
    private final Set<StreamNode> settled = Collections.newSetFromMap(new IdentityHashMap<>());

    private @Nullable StreamNode upcoming;

    StreamSnapshot(StreamValue stream, Consumer<StreamNode> sink) {
        this.stream = stream;
        this.sink = sink;
        upcoming = stream.nodes().first();
    }

    @Override
    public void watch() {
        stream.snapshot(this);
    }

    @Override
    public void close() {
        stream.release(this);
    }

    @Override
    public boolean step() {
        StreamNode node = upcoming;
        if (node == null) return false;
        if (!settled.contains(node)) sink.accept(node);
        upcoming = stream.nodes().next(node);
        return upcoming != null;
    }

    /** The node is about to change, or to go; which then leaves its neighbours as they are. */
    void changing(StreamNode node) {
        boolean passed = upcoming == null || node.id().compareTo(upcoming.id()) < 0;
        if (settled.add(node) && !passed) sink.accept(node);
        if (node == upcoming) upcoming = stream.nodes().next(node);
    }

    void added(StreamNode node) {
        settled.add(node);
    }
}
