package dev.redstart.engine.keyspace;

import dev.redstart.engine.structure.LexRange;
import dev.redstart.engine.structure.Listpack;
import dev.redstart.engine.structure.PartSnapshot;
import dev.redstart.engine.structure.ScoreRange;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A sorted set: distinct members in the order of their scores, those of equal score in the order of their bytes. While
 * they are few and short it is a listpack ({@link ZSetPack}), else a skiplist with a hash table ({@link ZSetTable}); it
 * goes back only where a whole result is stored ({@link #compact}).
 *
 * <p>No score is NaN; here NaN says that there is none.
 */
public final class ZSetValue extends Aggregate {

    /** Exactly one of the two is there. A listpack that was here is never written to, so it may be shared. */
    private byte @Nullable [] pack;

    private @Nullable ZSetTable table;

    private ZSetValue(byte @Nullable [] pack, @Nullable ZSetTable table) {
        this.pack = pack;
        this.table = table;
    }

    /** An empty one in the form that suits about so many members, the first of that length. */
    public static ZSetValue create(long expected, int length, Limits limits) {
        boolean small = expected <= limits.zsetMaxListpackEntries && length <= limits.zsetMaxListpackValue;
        return small ? new ZSetValue(Listpack.create(), null) : emptyTable();
    }

    /** An empty one in the large form, to be filled and then made {@link #compact}. */
    public static ZSetValue emptyTable() {
        return new ZSetValue(null, new ZSetTable());
    }

    @Override
    public String type() {
        return "zset";
    }

    @Override
    public String encoding() {
        return pack != null ? "listpack" : "skiplist";
    }

    /** The listpack that it is, or null when it is a table. */
    public byte @Nullable [] packed() {
        return pack == null ? null : Listpack.trim(pack);
    }

    public boolean isTable() {
        return pack == null;
    }

    @Override
    public Value copy() {
        return pack != null ? new ZSetValue(pack, null) : new ZSetValue(null, table().copy());
    }

    @Override
    public long footprint() {
        return Footprint.AGGREGATE + (pack != null ? Footprint.array(pack.length) : table().bytes());
    }

    @Override
    public long pieces() {
        return table == null ? 1 : table.size();
    }

    @Override
    public boolean isEmpty() {
        return size() == 0;
    }

    public int size() {
        return pack != null ? ZSetPack.size(pack) : table().size();
    }

    private ZSetTable table() {
        if (table == null) throw new IllegalStateException("a sorted set has one of two forms");
        return table;
    }

    // Single members

    /** NaN when it is no member. */
    public double score(byte[] member) {
        if (pack == null) return table().score(member);
        int at = ZSetPack.find(pack, member);
        return at < 0 ? Double.NaN : ZSetPack.score(pack, at);
    }

    /** How many stand before the member; -1 when it is none. */
    public int rank(byte[] member) {
        if (pack == null) return table().rank(member);
        int at = ZSetPack.find(pack, member);
        return at < 0 ? -1 : ZSetPack.rank(pack, at);
    }

    /** Adds the member, or gives it another score. */
    public void put(byte[] member, double score, Limits limits) {
        update(member, old -> score, limits);
    }

    /**
     * Gives the member the score that the rule makes of its present one (NaN when it is none yet), or leaves everything as
     * it is when that is NaN: one search, whatever a command's conditions are. The member's array may be kept.
     */
    public void update(byte[] member, DoubleUnaryOperator rule, Limits limits) {
        if (pack == null) table().update(member, rule);
        else updatePack(pack, member, rule, limits);
    }

    private void updatePack(byte[] lp, byte[] member, DoubleUnaryOperator rule, Limits limits) {
        int at = ZSetPack.find(lp, member);
        double old = at < 0 ? Double.NaN : ZSetPack.score(lp, at);
        double score = rule.applyAsDouble(old);
        if (Double.isNaN(score) || score == old) return;
        if (at >= 0) pack = ZSetPack.insert(ZSetPack.remove(lp, at), member, score);
        else if (hasRoom(lp, member, limits)) pack = ZSetPack.insert(lp, member, score);
        else toTable(size() + 1).insert(member, score);
    }

    private static boolean hasRoom(byte[] lp, byte[] member, Limits limits) {
        return ZSetPack.size(lp) < limits.zsetMaxListpackEntries
                && member.length <= limits.zsetMaxListpackValue
                && Listpack.isSafeToAdd(lp, member.length);
    }

    /** So many more are to come: takes the large form at once when they cannot stay in the small one. */
    public void expect(int more, Limits limits) {
        if (pack != null && more > limits.zsetMaxListpackEntries) toTable(more);
    }

    /** Takes the large form, as SORT has it. */
    public void expand() {
        if (pack != null) toTable(size());
    }

    private ZSetTable toTable(int expected) {
        ZSetTable made = new ZSetTable();
        made.reserve(expected);
        for (ZSetCursor c = walk(all(), true); c.next(); ) made.insert(c.member(), c.score());
        pack = null;
        table = made;
        return made;
    }

    /** Takes the small form if all members may be in it: for a result that was made in the large one. */
    public void compact(Limits limits) {
        if (pack != null || size() > limits.zsetMaxListpackEntries) return;
        long bytes = 0;
        for (ZSetCursor c = walk(all(), false); c.next(); bytes += c.length())
            if (c.length() > limits.zsetMaxListpackValue) return;
        if (!Listpack.isSafeToAdd(Listpack.create(), bytes)) return;
        pack = ZSetPack.of(walk(all(), false));
        table = null;
    }

    /** False when it is no member. */
    public boolean remove(byte[] member) {
        if (pack == null) return table().remove(member);
        int at = ZSetPack.find(pack, member);
        if (at >= 0) pack = ZSetPack.remove(pack, at);
        return at >= 0;
    }

    // Ranges

    public Ranks all() {
        return new Ranks(0, size());
    }

    public Ranks ranks(ScoreRange range) {
        return pack != null ? ZSetPack.ranks(pack, range) : table().ranks(range);
    }

    /** Means something only where all scores are equal. */
    public Ranks ranks(LexRange range) {
        return pack != null ? ZSetPack.ranks(pack, range) : table().ranks(range);
    }

    /** Those members, in descending order if {@code reverse}. */
    public ZSetCursor walk(Ranks ranks, boolean reverse) {
        return pack != null ? ZSetCursor.of(pack, ranks, reverse) : ZSetCursor.of(table().order, ranks, reverse);
    }

    public void remove(Ranks ranks) {
        if (pack != null) pack = ZSetPack.remove(pack, ranks);
        else table().remove(ranks);
    }

    /** All members of the large form as they are now, from the highest score down, whatever is done while they are given. */
    public PartSnapshot snapshot(ObjDoubleConsumer<byte[]> visitor) {
        return table().snapshot(visitor);
    }

    /** All members in order. */
    public void forEach(Consumer<byte[]> visitor) {
        for (ZSetCursor c = walk(all(), false); c.next(); ) visitor.accept(c.member());
    }

    /** Some members and the cursor to go on with, as SCAN; the small form comes whole. */
    public long scan(long cursor, ObjDoubleConsumer<byte[]> visitor) {
        if (pack == null) return table().scan(cursor, visitor);
        for (ZSetCursor c = walk(all(), false); c.next(); ) visitor.accept(c.member(), c.score());
        return 0;
    }
}
