package dev.redstart.engine.structure;

import java.util.Arrays;

/**
 * A run of stream entries in one listpack, in Redis' exact layout; its key in the tree is the ID of the first of them.
 *
 * <p>Layout, in elements of the {@link Listpack}: first the master entry
 *
 * <pre>count | deleted | number of fields | field ... | 0</pre>
 *
 * <p>that is how many entries are there and how many of the others are only marked as deleted, and the field names of the
 * first entry; then each entry as
 *
 * <pre>flags | ms - master's | seq - master's | number of fields | field | value ... | how many elements it has</pre>
 *
 * <p>An entry whose fields are the master's ({@link #SAME_FIELDS}) leaves out their number and names, which is what makes
 * streams dense. The last element leads back to the entry's start; the master's 0 says that there is no entry before.
 *
 * <p>Source: Salvatore Sanfilippo's {@code t_stream.c}. Deviation: the array has room behind the content until the node is
 * {@link #seal}ed, and is changed in place.
 */
public final class StreamNode extends RadixTree.Entry {

    static final int DELETED = 1;
    static final int SAME_FIELDS = 2;
    /** Of an entry, besides its fields: flags and the two halves of the ID. */
    private static final int FIXED = 3;

    private static final int MAX_BYTES = 1 << 30;
    /** Bytes of heap that a node takes, besides the content of its array. */
    private static final int NODE = 100;

    byte[] listpack;

    /** A node read from a dump; the listpack is {@link #isValid} and belongs to the node. */
    public StreamNode(StreamId master, byte[] listpack) {
        super(master.ms(), master.seq());
        this.listpack = listpack;
    }

    /** A node that begins with this entry: a field, its value, and so on from {@code args[from]} to the end. */
    public static StreamNode of(StreamId id, byte[][] args, int from) {
        byte[] lp = Listpack.append(Listpack.create(), 0, true);
        lp = Listpack.append(lp, 0, true);
        lp = Listpack.append(lp, (args.length - from) / 2, true);
        for (int i = from; i < args.length; i += 2) lp = Listpack.append(lp, args[i], true);
        StreamNode node = new StreamNode(id, Listpack.append(lp, 0, true));
        node.append(id, args, from);
        return node;
    }

    /** Appends an entry, whose ID must be greater than all here. */
    public void append(StreamId id, byte[][] args, int from) {
        int fields = (args.length - from) / 2;
        boolean same = hasMasterFields(args, from);
        byte[] lp = add(listpack, Listpack.first(listpack), 1);
        lp = Listpack.append(lp, same ? SAME_FIELDS : 0, true);
        lp = Listpack.append(lp, id.ms() - high(), true);
        lp = Listpack.append(lp, id.seq() - low(), true);
        if (!same) lp = Listpack.append(lp, fields, true);
        for (int i = from; i < args.length; i += 2) {
            if (!same) lp = Listpack.append(lp, args[i], true);
            lp = Listpack.append(lp, args[i + 1], true);
        }
        listpack = Listpack.append(lp, FIXED + (same ? fields : 2 * fields + 1), true);
    }

    private boolean hasMasterFields(byte[][] args, int from) {
        int pos = masterFieldCountAt();
        if (Listpack.longAt(listpack, pos) != (args.length - from) / 2) return false;
        for (int i = from; i < args.length; i += 2) {
            pos = Listpack.after(listpack, pos);
            if (!Listpack.compare(listpack, pos, args[i])) return false;
        }
        return true;
    }

    private static byte[] add(byte[] lp, int pos, long n) {
        return Listpack.replace(lp, pos, Listpack.longAt(lp, pos) + n, true);
    }

    int masterFieldCountAt() {
        return Listpack.after(listpack, deletedCountAt());
    }

    private int deletedCountAt() {
        return Listpack.after(listpack, Listpack.first(listpack));
    }

    /** Entries that are there. */
    public int count() {
        return (int) Listpack.longAt(listpack, Listpack.first(listpack));
    }

    /** Entries that are marked as deleted. */
    public int deleted() {
        return (int) Listpack.longAt(listpack, deletedCountAt());
    }

    /** The ID of the last entry, marked as deleted or not. */
    public StreamId lastId() {
        int pos = Listpack.last(listpack);
        for (long n = Listpack.longAt(listpack, pos); n > 0; n--) pos = Listpack.prev(listpack, pos);
        int ms = Listpack.after(listpack, pos);
        int seq = Listpack.after(listpack, ms);
        return new StreamId(high() + Listpack.longAt(listpack, ms), low() + Listpack.longAt(listpack, seq));
    }

    /**
     * Whether the next entry has to begin another node.
     *
     * @param added      bytes in its fields and values
     * @param maxBytes   {@code stream-node-max-bytes}, 0 for no limit
     * @param maxEntries {@code stream-node-max-entries}, 0 for no limit
     */
    public boolean isFull(long added, long maxBytes, long maxEntries) {
        long most = maxBytes == 0 ? MAX_BYTES : Math.min(maxBytes, MAX_BYTES);
        if (Listpack.bytes(listpack) + added >= most) return true;
        return maxEntries > 0 && (long) count() + deleted() >= maxEntries;
    }

    /** Gives up the room behind the content: nothing more will be appended. */
    public void seal() {
        listpack = Listpack.trim(listpack);
    }

    /** Marks the entry that begins at {@code pos}, and returns how far everything behind the counters has moved. */
    int delete(int pos) {
        int bytes = Listpack.bytes(listpack);
        byte[] lp = Listpack.replace(listpack, pos, Listpack.longAt(listpack, pos) | DELETED, true);
        lp = add(lp, Listpack.first(lp), -1);
        listpack = add(lp, Listpack.after(lp, Listpack.first(lp)), 1);
        return Listpack.bytes(listpack) - bytes;
    }

    /** About how many bytes of heap it takes. */
    public long bytes() {
        return NODE + listpack.length;
    }

    /** The content, as DUMP and RDB write it; a copy. */
    public byte[] toBytes() {
        return Arrays.copyOf(listpack, Listpack.bytes(listpack));
    }

    /** A node of the same content that shares nothing with this one. */
    public StreamNode copy() {
        return new StreamNode(id(), toBytes());
    }

    /**
     * Whether these bytes are a node that everything here can trust. Without {@code deep} only the listpack's header is
     * looked at, which is not enough for bytes from outside.
     */
    public static boolean isValid(byte[] listpack, boolean deep) {
        return Listpack.validate(listpack, deep) && (!deep || new StreamNodeCheck(listpack).isValid());
    }
}
