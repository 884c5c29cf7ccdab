package dev.redstart.engine.keyspace;

import dev.redstart.engine.structure.Dict;
import dev.redstart.engine.structure.Hashing;
import dev.redstart.engine.structure.LexRange;
import dev.redstart.engine.structure.PartSnapshot;
import dev.redstart.engine.structure.ScoreRange;
import dev.redstart.engine.structure.Skiplist;
import dev.redstart.engine.structure.SkiplistSnapshot;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ObjDoubleConsumer;

/** A large sorted set: a hash table that finds members, and a skiplist that has them in order; the two share their entries. */
final class ZSetTable {

    private final Dict<Skiplist.Node> members = new Dict<>();
    final Skiplist order = new Skiplist();

    private long bytes;

    /** How many it takes. */
    long bytes() {
        return bytes;
    }

    int size() {
        return order.size();
    }

    /** So many members are to come. */
    void reserve(int expected) {
        members.reserve(expected);
    }

    double score(byte[] member) {
        Skiplist.Node node = members.find(member);
        return node == null ? Double.NaN : node.score();
    }

    int rank(byte[] member) {
        Skiplist.Node node = members.find(member);
        return node == null ? -1 : order.rank(node);
    }

    void insert(byte[] member, double score) {
        members.insert(order.insert(score, member));
        bytes += Footprint.ofScored(member);
    }

    /** See {@link ZSetValue#update}. */
    void update(byte[] member, DoubleUnaryOperator rule) {
        int hash = Hashing.hash32(member);
        Skiplist.Node node = members.find(member, hash);
        double old = node == null ? Double.NaN : node.score();
        double score = rule.applyAsDouble(old);
        if (Double.isNaN(score) || score == old) return;
        if (node != null) {
            members.changing(node);
            order.updateScore(node, score);
            return;
        }
        members.insert(order.insert(score, member, hash));
        bytes += Footprint.ofScored(member);
    }

    /** See {@link ZSetValue#snapshot}. */
    PartSnapshot snapshot(ObjDoubleConsumer<byte[]> visitor) {
        return new SkiplistSnapshot(members, order, node -> visitor.accept(node.member(), node.score()));
    }

    boolean remove(byte[] member) {
        Skiplist.Node node = members.remove(member);
        if (node == null) return false;
        order.delete(node);
        bytes -= Footprint.ofScored(member);
        return true;
    }

    void remove(Ranks ranks) {
        order.deleteRangeByRank(ranks.from(), ranks.to() - 1L, node -> {
            members.removeEntry(node);
            bytes -= Footprint.ofScored(node.member());
        });
    }

    Ranks ranks(ScoreRange range) {
        Skiplist.Node first = order.firstIn(range);
        Skiplist.Node last = first == null ? null : order.lastIn(range);
        return last == null ? Ranks.NONE : Ranks.between(order.rank(first), order.rank(last) + 1);
    }

    Ranks ranks(LexRange range) {
        Skiplist.Node first = order.firstIn(range);
        Skiplist.Node last = first == null ? null : order.lastIn(range);
        return last == null ? Ranks.NONE : Ranks.between(order.rank(first), order.rank(last) + 1);
    }

    long scan(long cursor, ObjDoubleConsumer<byte[]> visitor) {
        return members.scan(cursor, node -> visitor.accept(node.member(), node.score()));
    }

    ZSetTable copy() {
        ZSetTable copy = new ZSetTable();
        copy.reserve(size());
        copy.bytes = bytes;
        // From the end: then each goes to the front, where the search for its place is short.
        for (Skiplist.Node n = order.last(); n != null; n = n.previous())
            copy.members.insert(copy.order.insert(n.score(), n.member(), n.hash()));
        return copy;
    }
}
