package dev.redstart.engine.structure;

import org.jspecify.annotations.Nullable;

/**
 * A walk over the entries of a stream, forward or backward: {@code while (cursor.next()) ...}, reading the entry it then
 * stands on. Passes over entries that are marked as deleted.
 *
 * <p>{@link #delete} may be called for each entry and the walk goes on; any other change of the stream ends it.
 */
public final class StreamCursor {

    /** Sees a field, then its value, and so on; must not keep the array. */
    public interface Visitor {
        void visit(byte[] array, int offset, int length);
    }

    private final RadixTree<StreamNode> nodes;
    private final boolean reverse;
    private StreamId from;
    private StreamId to;

    private @Nullable StreamNode node;
    private byte[] lp = {};
    private int masterFields;
    private int masterFieldsAt;
    /** Where the entry begins; before a node's first one and after its last, the place next to it. */
    private int entry;
    /** Where its fields, or if they are the master's its values, begin. */
    private int body;
    /** Where the one behind it begins; -1 when that is not known yet. */
    private int behind;

    private long flags;
    private long ms;
    private long seq;
    private int fields;
    private byte @Nullable [] digits;

    /** Over the entries from {@code from} to {@code to}, both included; {@code reverse} begins at {@code to}. */
    public StreamCursor(RadixTree<StreamNode> nodes, StreamId from, StreamId to, boolean reverse) {
        this.nodes = nodes;
        this.reverse = reverse;
        this.from = from;
        this.to = to;
        enter(start());
    }

    private @Nullable StreamNode start() {
        if (reverse) return nodes.floor(to.ms(), to.seq());
        StreamNode before = nodes.floor(from.ms(), from.seq());
        return before != null ? before : nodes.first();
    }

    /** Begins again with this one entry alone; true when it exists, and the cursor then stands on it. */
    public boolean seek(StreamId id) {
        from = id;
        to = id;
        enter(start());
        return next();
    }

    /** Moves on to the first, and then each following, entry; false when there is none. */
    public boolean next() {
        while (node != null) {
            while (reverse ? stepBack() : stepOn()) {
                if (isBehindEnd()) {
                    node = null;
                    return false;
                }
                if ((flags & StreamNode.DELETED) == 0 && !isBeforeStart()) return true;
            }
            enter(reverse ? nodes.previous(node) : nodes.next(node));
        }
        return false;
    }

    private boolean isBehindEnd() {
        return reverse
                ? StreamId.compare(ms, seq, from.ms(), from.seq()) < 0
                : StreamId.compare(ms, seq, to.ms(), to.seq()) > 0;
    }

    private boolean isBeforeStart() {
        return reverse
                ? StreamId.compare(ms, seq, to.ms(), to.seq()) > 0
                : StreamId.compare(ms, seq, from.ms(), from.seq()) < 0;
    }

    private void enter(@Nullable StreamNode entered) {
        node = entered;
        if (entered == null) return;
        lp = entered.listpack;
        int count = entered.masterFieldCountAt();
        masterFields = (int) Listpack.longAt(lp, count);
        masterFieldsAt = Listpack.after(lp, count);
        if (reverse) {
            entry = Listpack.end(lp);
        } else {
            behind = skip(masterFieldsAt, masterFields + 1);
        }
    }

    private int skip(int pos, int elements) {
        int p = pos;
        for (int n = elements; n > 0; n--) p = Listpack.after(lp, p);
        return p;
    }

    private boolean stepOn() {
        int pos = behind >= 0 ? behind : skip(body, (hasMasterFields() ? fields : 2 * fields) + 1);
        if (pos >= Listpack.end(lp)) return false;
        read(pos);
        return true;
    }

    private boolean stepBack() {
        int pos = ListpackEntry.before(lp, entry);
        long elements = Listpack.longAt(lp, pos);
        if (elements == 0) return false;
        for (long n = elements; n > 0; n--) pos = ListpackEntry.before(lp, pos);
        read(pos);
        return true;
    }

    private void read(int pos) {
        StreamNode in = here();
        entry = pos;
        flags = Listpack.longAt(lp, pos);
        int p = Listpack.after(lp, pos);
        ms = in.high() + Listpack.longAt(lp, p);
        p = Listpack.after(lp, p);
        seq = in.low() + Listpack.longAt(lp, p);
        p = Listpack.after(lp, p);
        fields = masterFields;
        if (!hasMasterFields()) {
            fields = (int) Listpack.longAt(lp, p);
            p = Listpack.after(lp, p);
        }
        body = p;
        behind = -1;
    }

    /** The node that the entry is in. */
    public StreamNode node() {
        return here();
    }

    private StreamNode here() {
        if (node == null) throw new IllegalStateException("the cursor stands on no entry");
        return node;
    }

    private boolean hasMasterFields() {
        return (flags & StreamNode.SAME_FIELDS) != 0;
    }

    // The entry it stands on

    /** First half of its ID. */
    public long ms() {
        return ms;
    }

    /** Second half of its ID. */
    public long seq() {
        return seq;
    }

    public StreamId id() {
        return new StreamId(ms, seq);
    }

    /** How many fields it has. */
    public int fields() {
        return fields;
    }

    /** Shows its fields and values. */
    public void forEach(Visitor visitor) {
        boolean same = hasMasterFields();
        int field = same ? masterFieldsAt : body;
        int value = body;
        for (int n = fields; n > 0; n--) {
            show(field, visitor);
            if (same) field = Listpack.after(lp, field);
            else value = Listpack.after(lp, field);
            show(value, visitor);
            value = Listpack.after(lp, value);
            if (!same) field = value;
        }
        behind = Listpack.after(lp, value);
    }

    private void show(int pos, Visitor visitor) {
        if (!Listpack.isInteger(lp, pos)) {
            visitor.visit(lp, Listpack.stringOffset(lp, pos), Listpack.stringLength(lp, pos));
            return;
        }
        byte[] text = digits;
        if (text == null) digits = text = new byte[Numbers.MAX_LONG_CHARS];
        visitor.visit(text, 0, Numbers.write(Listpack.longAt(lp, pos), text, 0));
    }

    /** Marks it as deleted, and returns the node that it is in, which may have no other entry left. */
    public StreamNode delete() {
        StreamNode in = here();
        int moved = in.delete(entry);
        lp = in.listpack;
        masterFieldsAt += moved;
        entry += moved;
        body += moved;
        if (behind >= 0) behind += moved;
        return in;
    }
}
