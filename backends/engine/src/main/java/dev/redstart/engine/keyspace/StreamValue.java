package dev.redstart.engine.keyspace;

import dev.redstart.engine.structure.PartSnapshot;
import dev.redstart.engine.structure.RadixTree;
import dev.redstart.engine.structure.StreamCursor;
import dev.redstart.engine.structure.StreamId;
import dev.redstart.engine.structure.StreamNode;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stream: entries in the order of their IDs, in nodes of up to {@code stream-node-max-entries} or {@code -bytes}, and
 * the groups that read it. It may be empty and stay.
 *
 * <p>How far behind a group is (its <em>lag</em>) cannot be counted without walking the stream. It is estimated from how
 * many entries were ever added, as long as no deletion has torn a hole between where the group is and the end; the rules
 * are Redis', see {@link #distance} and {@link #lag}.
 */
public final class StreamValue extends Aggregate {

    /** {@link #lag} when it cannot be told. */
    public static final long UNKNOWN_LAG = Long.MIN_VALUE;

    private final RadixTree<StreamNode> nodes = new RadixTree<>();
    private @Nullable TreeMap<byte[], StreamGroup> groups;
    private long size;
    /** Bytes of all nodes but the last, which is still written to. */
    private long sealedBytes;

    private long added;
    private StreamId first = StreamId.MIN;
    private StreamId last = StreamId.MIN;
    private StreamId maxDeleted = StreamId.MIN;
    private @Nullable StreamSnapshot snapshot;

    private StreamValue() {}

    public static StreamValue create() {
        return new StreamValue();
    }

    @Override
    public String type() {
        return "stream";
    }

    @Override
    public String encoding() {
        return "stream";
    }

    @Override
    public Value copy() {
        StreamValue copy = new StreamValue();
        nodes.forEach(n -> copy.addNode(n.copy()));
        copy.counters(size, first, last, maxDeleted, added);
        if (groups != null) {
            TreeMap<byte[], StreamGroup> theirs = copy.groupsToChange();
            groups.values().forEach(g -> theirs.put(g.name(), g.copy()));
        }
        return copy;
    }

    @Override
    public long footprint() {
        StreamNode tail = nodes.last();
        long bytes = Footprint.AGGREGATE + Math.max(0, sealedBytes) + (tail == null ? 0 : tail.bytes());
        for (StreamGroup group : groups()) bytes += group.bytes();
        return bytes;
    }

    @Override
    public long pieces() {
        long pieces = nodes.size();
        for (StreamGroup group : groups()) pieces += 1 + group.pending().size();
        return pieces;
    }

    /** Never, for the key stays when the last entry has gone. */
    @Override
    public boolean isEmpty() {
        return false;
    }

    /** How many entries it has. */
    public long size() {
        return size;
    }

    /** The ID of the first entry; 0-0 when there is none. */
    public StreamId firstId() {
        return first;
    }

    /** The greatest ID ever given; the entry may be gone. */
    public StreamId lastId() {
        return last;
    }

    /** The greatest ID that was deleted one by one, not by trimming; 0-0 if none was. */
    public StreamId maxDeletedId() {
        return maxDeleted;
    }

    /** How many entries were ever added. */
    public long entriesAdded() {
        return added;
    }

    // Entries

    /** Appends an entry: a field, its value, and so on from {@code args[from]} to the end. Its ID is beyond {@link #lastId()}. */
    public void append(StreamId id, byte[][] args, int from, Limits limits) {
        long bytes = 0;
        for (int i = from; i < args.length; i++) bytes += args[i].length;
        StreamNode tail = nodes.last();
        if (tail != null && tail.isFull(bytes, limits.streamNodeMaxBytes, limits.streamNodeMaxEntries)) {
            tail.seal();
            sealedBytes += tail.bytes();
            tail = null;
        }
        if (tail == null) {
            StreamNode begun = StreamNode.of(id, args, from);
            nodes.insert(begun);
            if (snapshot != null) snapshot.added(begun);
        } else {
            changing(tail);
            tail.append(id, args, from);
        }
        size++;
        added++;
        last = id;
        if (size == 1) first = id;
    }

    /** A walk over the entries between two IDs, both included. */
    public StreamCursor cursor(StreamId from, StreamId to, boolean reverse) {
        return new StreamCursor(nodes, from, to, reverse);
    }

    /** The ID of the last entry that is there; null when there is none. */
    public @Nullable StreamId lastEntry() {
        StreamCursor cursor = cursor(StreamId.MIN, StreamId.MAX, true);
        return size > 0 && cursor.next() ? cursor.id() : null;
    }

    /** Whether there is an entry beyond this ID. */
    public boolean hasAfter(StreamId id) {
        if (size == 0 || last.compareTo(id) <= 0) return false;
        StreamId there = lastEntry();
        return there != null && there.compareTo(id) > 0;
    }

    /** Deletes these entries, and says how many of them there were. */
    public int delete(List<StreamId> ids) {
        StreamCursor cursor = cursor(StreamId.MIN, StreamId.MIN, false);
        int deleted = 0;
        boolean isFirstGone = false;
        for (StreamId id : ids) {
            if (!cursor.seek(id)) continue;
            changing(cursor.node());
            StreamNode in = cursor.delete();
            if (in.count() == 0) removeNode(in);
            size--;
            deleted++;
            isFirstGone |= id.equals(first);
            if (id.compareTo(maxDeleted) > 0) maxDeleted = id;
        }
        if (size == 0 || isFirstGone) findFirst();
        return deleted;
    }

    /** Deletes the oldest entries, and says how many. */
    public long trim(StreamTrim trim) {
        long before = size;
        StreamNode node = nodes.first();
        while (node != null && !(trim.isByLength() && size <= trim.length())) {
            int entries = node.count();
            if (trim.limit() > 0 && before - size + entries > trim.limit()) break;
            boolean whole = trim.isByLength()
                    ? size - entries >= trim.length()
                    : node.lastId().compareTo(trim.minId()) < 0;
            if (!whole) {
                if (!trim.approximate()) trimWithin(node, trim);
                break;
            }
            changing(node);
            removeNode(node);
            size -= entries;
            node = nodes.first();
        }
        if (size < before) findFirst();
        return before - size;
    }

    private void removeNode(StreamNode node) {
        if (node != nodes.last()) sealedBytes -= node.bytes();
        nodes.remove(node);
    }

    /** The node stays, even if all that is left in it is marked as deleted. */
    private void trimWithin(StreamNode node, StreamTrim trim) {
        StreamCursor cursor = cursor(node.id(), StreamId.MAX, false);
        while (cursor.next()) {
            boolean stays = trim.isByLength()
                    ? size <= trim.length()
                    : StreamId.compare(
                                    cursor.ms(),
                                    cursor.seq(),
                                    trim.minId().ms(),
                                    trim.minId().seq())
                            >= 0;
            if (stays) return;
            changing(cursor.node());
            cursor.delete();
            size--;
        }
    }

    private void findFirst() {
        StreamCursor cursor = cursor(StreamId.MIN, StreamId.MAX, false);
        first = size > 0 && cursor.next() ? cursor.id() : StreamId.MIN;
    }

    /** XSETID: lets the counters say something else; the caller has checked that they do not contradict the entries. */
    public void counters(StreamId lastId, StreamId maxDeletedId, long entriesAdded) {
        last = lastId;
        maxDeleted = maxDeletedId;
        added = entriesAdded;
    }

    // Groups

    private TreeMap<byte[], StreamGroup> groupsToChange() {
        TreeMap<byte[], StreamGroup> all = groups;
        if (all == null) groups = all = new TreeMap<>(Arrays::compareUnsigned);
        return all;
    }

    public @Nullable StreamGroup group(byte[] name) {
        return groups == null ? null : groups.get(name);
    }

    /** In the order of their names; not to be changed. */
    public Collection<StreamGroup> groups() {
        return groups == null ? List.of() : groups.values();
    }

    /** A new group, which has read up to {@code lastId}; null when there is one of that name. */
    public @Nullable StreamGroup addGroup(byte[] name, StreamId lastId, long entriesRead) {
        if (group(name) != null) return null;
        StreamGroup group = new StreamGroup(name, lastId, entriesRead);
        groupsToChange().put(name, group);
        return group;
    }

    public void removeGroup(StreamGroup group) {
        groupsToChange().remove(group.name());
    }

    /** The group is about to deliver this entry: moves it on if the entry is new to it. */
    public void advance(StreamGroup group, StreamId id) {
        if (id.compareTo(group.lastId()) <= 0) return;
        long read = group.entriesRead();
        if (read != StreamGroup.UNKNOWN && group.lastId().compareTo(first) >= 0 && !hasHoleAfter(group.lastId()))
            read++;
        else if (added != 0) read = distance(id);
        group.position(id, read);
    }

    /** Whether an entry at this ID or after it was deleted one by one. */
    private boolean hasHoleAfter(StreamId id) {
        return size > 0 && !maxDeleted.isZero() && id.compareTo(maxDeleted) <= 0;
    }

    /**
     * How many entries were ever added up to this ID, or {@link StreamGroup#UNKNOWN}. Known for the last ID; in a stream
     * without holes, for the first and what comes before it.
     */
    public long distance(StreamId id) {
        if (added == 0) return 0;
        int toLast = id.compareTo(last);
        if (size == 0 && toLast <= 0) return added;
        if (!id.isZero() && id.compareTo(maxDeleted) < 0) return StreamGroup.UNKNOWN;
        if (toLast == 0) return added;
        if (toLast > 0) return StreamGroup.UNKNOWN;
        int toFirst = id.compareTo(first);
        boolean whole = maxDeleted.isZero() || maxDeleted.compareTo(first) < 0;
        if (!whole || toFirst > 0) return StreamGroup.UNKNOWN;
        return toFirst < 0 ? added - size : added - size + 1;
    }

    /** How many entries the group has not read yet, or {@link #UNKNOWN_LAG}. */
    public long lag(StreamGroup group) {
        if (added == 0 || size == 0) return 0;
        StreamId at = group.lastId();
        if (at.compareTo(first) < 0 && maxDeleted.compareTo(first) < 0) return size;
        long read = group.entriesRead();
        if (read == StreamGroup.UNKNOWN || hasHoleAfter(at)) read = distance(at);
        return read == StreamGroup.UNKNOWN ? UNKNOWN_LAG : added - read;
    }

    // As DUMP and RDB see it

    /** The nodes, in order: IDs of their masters, and listpacks. Not to be changed but by {@link #addNode}. */
    public RadixTree<StreamNode> nodes() {
        return nodes;
    }

    /** The nodes as they are now, whatever is done while they are given. */
    public PartSnapshot snapshot(Consumer<StreamNode> sink) {
        return new StreamSnapshot(this, sink);
    }

    void snapshot(StreamSnapshot begun) {
        if (snapshot != null) throw new IllegalStateException("a snapshot is being taken");
        snapshot = begun;
    }

    void release(StreamSnapshot ended) {
        if (snapshot == ended) snapshot = null;
    }

    /** To be called before a node changes or goes. */
    private void changing(StreamNode node) {
        if (snapshot != null) snapshot.changing(node);
    }

    /** Puts in a node that was read from a dump; false when one has its key. To be followed by the counters. */
    public boolean addNode(StreamNode node) {
        StreamNode before = nodes.last();
        if (before != null) sealedBytes += before.bytes();
        return nodes.insert(node);
    }

    /** What a dump says besides nodes and groups. */
    public void counters(long entries, StreamId firstId, StreamId lastId, StreamId maxDeletedId, long entriesAdded) {
        size = entries;
        first = firstId;
        counters(lastId, maxDeletedId, entriesAdded);
    }
}
