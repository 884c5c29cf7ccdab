package dev.redstart.engine.keyspace;

import dev.redstart.engine.structure.Listpack;
import dev.redstart.engine.structure.Numbers;
import dev.redstart.engine.structure.Skiplist;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A walk over some members of a sorted set in order of their scores:
 *
 * <pre>
 * for (ZSetCursor c = zset.walk(ranks, false); c.next(); ) use(c.member(), c.score());
 * </pre>
 *
 * It shows a member where it lies, so that a reply is written without copying it first. The sorted set must not change
 * meanwhile.
 */
public final class ZSetCursor {

    private final boolean reverse;
    private int remaining;
    /** What {@link #next} comes to: a node, or in {@link #pack} a position. */
    private Skiplist.@Nullable Node upcoming;

    private final byte @Nullable [] pack;
    private int position;

    /** For the text of integers in a listpack. */
    private byte[] text = {};

    private byte[] buffer = {};
    private int offset;
    private int length;
    private double score;

    private ZSetCursor(int size, boolean reverse, byte @Nullable [] pack, int position, Skiplist.@Nullable Node start) {
        this.remaining = size;
        this.reverse = reverse;
        this.pack = pack;
        this.position = position;
        this.upcoming = start;
    }

    static ZSetCursor of(byte[] pack, Ranks ranks, boolean reverse) {
        int first = reverse ? ranks.to() - 1 : ranks.from();
        int position = ranks.isEmpty() ? -1 : Listpack.seek(pack, first * 2L);
        return new ZSetCursor(ranks.size(), reverse, pack, position, null);
    }

    static ZSetCursor of(Skiplist list, Ranks ranks, boolean reverse) {
        int first = reverse ? ranks.to() - 1 : ranks.from();
        return new ZSetCursor(ranks.size(), reverse, null, 0, ranks.isEmpty() ? null : list.byRank(first));
    }

    /** Goes to the next member; false when there is none. */
    public boolean next() {
        if (remaining == 0) return false;
        remaining--;
        if (pack != null) showElement(pack);
        else if (upcoming != null) showNode(upcoming);
        return true;
    }

    private void showNode(Skiplist.Node node) {
        buffer = node.member();
        length = buffer.length;
        score = node.score();
        upcoming = reverse ? node.previous() : node.next();
    }

    private void showElement(byte[] lp) {
        int at = position;
        int scoreAt = Listpack.after(lp, at);
        score = ZSetPack.scoreAt(lp, scoreAt);
        if (Listpack.isInteger(lp, at)) {
            if (text.length == 0) text = new byte[Numbers.MAX_LONG_CHARS];
            buffer = text;
            offset = 0;
            length = Numbers.write(Listpack.longAt(lp, at), text, 0);
        } else {
            buffer = lp;
            offset = Listpack.stringOffset(lp, at);
            length = Listpack.stringLength(lp, at);
        }
        position = reverse ? before(lp, at) : Listpack.next(lp, scoreAt);
    }

    private static int before(byte[] lp, int at) {
        int scoreAt = Listpack.prev(lp, at);
        return scoreAt < 0 ? -1 : Listpack.prev(lp, scoreAt);
    }

    /** Holds the member, from {@link #offset} on; valid until {@link #next}. */
    public byte[] buffer() {
        return buffer;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    /** The member as an array that stays. Not to be changed. */
    public byte[] member() {
        return pack == null ? buffer : Arrays.copyOfRange(buffer, offset, offset + length);
    }

    public double score() {
        return score;
    }
}
