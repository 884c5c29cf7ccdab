package dev.redstart.engine.keyspace;

import dev.redstart.engine.structure.Dict;
import dev.redstart.engine.structure.DictSnapshot;
import dev.redstart.engine.structure.Intset;
import dev.redstart.engine.structure.Listpack;
import dev.redstart.engine.structure.Numbers;
import dev.redstart.engine.structure.PartSnapshot;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A set. While its members are few and all integers it is an intset; few and short, a listpack; else a hash table. It only
 * ever grows out of a form: what was a hash table once stays one.
 */
public final class SetValue extends Aggregate {

    /** Exactly one of the three is there. */
    private byte @Nullable [] ints;

    private byte @Nullable [] pack;
    private @Nullable Dict<Dict.Entry> table;
    /** Bytes that the table takes. */
    private long tableBytes;

    private SetValue(byte @Nullable [] ints, byte @Nullable [] pack, @Nullable Dict<Dict.Entry> table) {
        this.ints = ints;
        this.pack = pack;
        this.table = table;
    }

    /** An empty set in the form that suits a first member and about so many of them. */
    public static SetValue create(byte[] first, long expected, Limits limits) {
        if (expected <= limits.setMaxIntsetEntries && Numbers.isLong(first)) return emptyIntset();
        if (expected <= limits.setMaxListpackEntries) return emptyListpack();
        return emptyTable();
    }

    public static SetValue emptyTable() {
        return new SetValue(null, null, new Dict<>());
    }

    public static SetValue emptyIntset() {
        return new SetValue(Intset.create(), null, null);
    }

    public static SetValue emptyListpack() {
        return new SetValue(null, Listpack.create(), null);
    }

    /** A set of these integers, as a table when they are too many. */
    public static SetValue ofIntset(byte[] ints, Limits limits) {
        SetValue set = new SetValue(ints, null, null);
        if (Intset.length(ints) > limits.setMaxIntsetEntries) set.toTable();
        return set;
    }

    /** A set of the elements of this listpack, which must be sound. */
    public static SetValue ofListpack(byte[] lp) {
        return new SetValue(null, lp, null);
    }

    /** The intset or listpack that it is, or null when it is a table. */
    public byte @Nullable [] packed() {
        return ints != null ? ints : pack != null ? Listpack.trim(pack) : null;
    }

    @Override
    public String type() {
        return "set";
    }

    @Override
    public String encoding() {
        return ints != null ? "intset" : pack != null ? "listpack" : "hashtable";
    }

    public boolean isIntset() {
        return ints != null;
    }

    @Override
    public Value copy() {
        if (ints != null) return new SetValue(ints.clone(), null, null);
        if (pack != null) return new SetValue(null, Listpack.trim(pack.clone()), null);
        Dict<Dict.Entry> copy = new Dict<>();
        copy.reserve(table().size());
        table().forEach(e -> copy.insert(new Dict.Entry(e.key, e.hash())));
        SetValue set = new SetValue(null, null, copy);
        set.tableBytes = tableBytes;
        return set;
    }

    @Override
    public long footprint() {
        if (ints != null) return Footprint.AGGREGATE + Footprint.array(ints.length);
        if (pack != null) return Footprint.AGGREGATE + Footprint.array(pack.length);
        return Footprint.AGGREGATE + tableBytes;
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
        if (ints != null) return Intset.length(ints);
        if (pack != null) return Listpack.length(pack);
        return table().size();
    }

    private Dict<Dict.Entry> table() {
        if (table == null) throw new IllegalStateException("a set has one of three forms");
        return table;
    }

    public boolean contains(byte[] member) {
        if (ints != null) return Numbers.isLong(member) && Intset.contains(ints, Numbers.parseLong(member));
        if (pack != null) return find(pack, member) >= 0;
        return table().contains(member);
    }

    private static int find(byte[] lp, byte[] member) {
        return Listpack.isEmpty(lp) ? -1 : Listpack.find(lp, Listpack.first(lp), member, 0);
    }

    /** So many more are to come: changes the form at once when they cannot stay in this one. */
    public void expect(long more, Limits limits) {
        if (ints != null && more > limits.setMaxIntsetEntries || pack != null && more > limits.setMaxListpackEntries) {
            toTable();
        }
    }

    /** False when it is a member already. */
    public boolean add(byte[] member, Limits limits) {
        if (ints != null) return addToIntset(ints, member, limits);
        if (pack != null) return addToListpack(pack, member, limits);
        return addToTable(member);
    }

    private boolean addToIntset(byte[] set, byte[] member, Limits limits) {
        if (Numbers.isLong(member)) {
            int before = Intset.length(set);
            byte[] grown = Intset.add(set, Numbers.parseLong(member));
            ints = grown;
            if (Intset.length(grown) == before) return false;
            if (Intset.length(grown) > limits.setMaxIntsetEntries) toTable();
            return true;
        }
        int size = Intset.length(set);
        int longest =
                size == 0 ? 0 : Math.max(Numbers.length(Intset.get(set, 0)), Numbers.length(Intset.get(set, size - 1)));
        if (size < limits.setMaxListpackEntries && fits(member.length, limits) && fits(longest, limits)) {
            byte[] lp = Listpack.create();
            for (int i = 0; i < size; i++) lp = Listpack.append(lp, Intset.get(set, i));
            pack = Listpack.append(lp, member);
            ints = null;
            return true;
        }
        toTable();
        return addToTable(member);
    }

    private boolean addToListpack(byte[] lp, byte[] member, Limits limits) {
        if (find(lp, member) >= 0) return false;
        if (Listpack.length(lp) < limits.setMaxListpackEntries
                && fits(member.length, limits)
                && Listpack.isSafeToAdd(lp, member.length)) {
            pack = Listpack.append(lp, member);
            return true;
        }
        toTable();
        return addToTable(member);
    }

    private static boolean fits(int length, Limits limits) {
        return length <= limits.setMaxListpackValue;
    }

    private boolean addToTable(byte[] member) {
        Dict<Dict.Entry> members = table();
        if (members.contains(member)) return false;
        members.insert(new Dict.Entry(member));
        tableBytes += Footprint.ofMember(member);
        return true;
    }

    private void toTable() {
        Dict<Dict.Entry> members = new Dict<>();
        members.reserve(size() + 1);
        forEach(member -> {
            members.insert(new Dict.Entry(member));
            tableBytes += Footprint.ofMember(member);
        });
        table = members;
        ints = null;
        pack = null;
    }

    /** Turns a result whose members turned out to be integers, and few, into an intset. */
    public void toIntsetIfIntegers(Limits limits) {
        if (ints != null || size() > limits.setMaxIntsetEntries) return;
        byte[][] members = toArray();
        for (byte[] member : members) if (!Numbers.isLong(member)) return;
        byte[] set = Intset.create();
        for (byte[] member : members) set = Intset.add(set, Numbers.parseLong(member));
        ints = set;
        pack = null;
        table = null;
        tableBytes = 0;
    }

    /** False when it is no member. */
    public boolean remove(byte[] member) {
        if (ints != null) {
            if (!Numbers.isLong(member)) return false;
            int before = Intset.length(ints);
            ints = Intset.remove(ints, Numbers.parseLong(member));
            return Intset.length(ints) < before;
        }
        if (pack != null) {
            int at = find(pack, member);
            if (at >= 0) pack = Listpack.delete(pack, at);
            return at >= 0;
        }
        boolean removed = table().remove(member) != null;
        if (removed) tableBytes -= Footprint.ofMember(member);
        return removed;
    }

    /** Any member, each as likely as another; the set must not be empty. */
    public byte[] random(RandomGenerator random) {
        if (ints != null) return Numbers.toBytes(Intset.random(ints, random));
        if (pack != null) return Listpack.getBytes(pack, Listpack.seek(pack, random.nextInt(Listpack.length(pack))));
        return Sampling.some(table(), random).key;
    }

    /** Shows so many members at random, any of them maybe again and again. */
    public void draw(long count, RandomGenerator random, Consumer<byte[]> visitor) {
        if (pack != null && count > 1) {
            byte[][] all = toArray();
            for (long i = 0; i < count; i++) visitor.accept(all[random.nextInt(all.length)]);
        } else {
            for (long i = 0; i < count; i++) visitor.accept(random(random));
        }
    }

    /** Shows so many different members at random; there must be more of them than that. */
    public void sample(int count, RandomGenerator random, Consumer<byte[]> visitor) {
        if (table != null) {
            Sampling.ofDict(table, count, random, e -> visitor.accept(e.key));
        } else if (ints != null && !Sampling.isMany(count, size())) {
            byte[] set = ints;
            Sampling.few(count, () -> Intset.random(set, random), n -> visitor.accept(Numbers.toBytes(n)));
        } else {
            Sampling.Pass pass = new Sampling.Pass(size(), count, random);
            walk(member -> {
                if (pass.takesNext()) visitor.accept(member);
                return !pass.isDone();
            });
        }
    }

    /** Every member once; the set must not be changed meanwhile. */
    public void forEach(Consumer<byte[]> visitor) {
        walk(member -> {
            visitor.accept(member);
            return true;
        });
    }

    /** Every member once, until the visitor has had enough; the set must not be changed meanwhile. */
    public void walk(Predicate<byte[]> goOn) {
        if (ints != null) {
            for (int i = 0, n = size(); i < n && goOn.test(Numbers.toBytes(Intset.get(ints, i))); ) i++;
        } else if (pack != null) {
            for (int p = Listpack.first(pack); p >= 0 && goOn.test(Listpack.getBytes(pack, p)); )
                p = Listpack.next(pack, p);
        } else {
            try (Dict.Walk<Dict.Entry> walk = table().iterator()) {
                while (walk.hasNext() && goOn.test(walk.next().key)) continue;
            }
        }
    }

    /** Every member once, in an array of their own. */
    public byte[][] toArray() {
        byte[][] members = new byte[size()][];
        int[] n = {0};
        forEach(member -> members[n[0]++] = member);
        return members;
    }

    /** All members of the large form as they are now, whatever is done while they are given. */
    public PartSnapshot snapshot(Consumer<byte[]> visitor) {
        return new DictSnapshot<>(table(), e -> visitor.accept(e.key));
    }

    /** Some members and the cursor to go on with, as SCAN; the compact forms come whole. */
    public long scan(long cursor, Consumer<byte[]> visitor) {
        if (table != null) return table.scan(cursor, e -> visitor.accept(e.key));
        forEach(visitor);
        return 0;
    }

    @Override
    public String toString() {
        return encoding() + Arrays.deepToString(toArray());
    }
}
