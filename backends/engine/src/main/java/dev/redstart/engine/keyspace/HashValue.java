package dev.redstart.engine.keyspace;

import dev.redstart.engine.structure.Dict;
import dev.redstart.engine.structure.DictSnapshot;
import dev.redstart.engine.structure.Hashing;
import dev.redstart.engine.structure.Listpack;
import dev.redstart.engine.structure.PartSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A hash, whose fields may expire one by one. Small, it is a listpack ({@code listpackex} once a field was to expire);
 * past {@code hash-max-listpack-entries} or {@code -value} a hash table, and that it stays.
 *
 * <p>A field whose time has come is there until somebody takes it out: the methods that are not given a time know nothing
 * of the present.
 */
public final class HashValue extends Aggregate {

    /** {@link #expiry} of a field that does not exist. */
    public static final long NO_FIELD = -2;

    /** Sees fields and their values. */
    public interface Visitor {
        void visit(byte[] field, byte[] value);
    }

    /** One of the two is there. */
    private @Nullable FieldPack pack;

    private @Nullable Dict<HashField> table;
    /** Bytes that the table takes. */
    private long tableBytes;
    /** The fields of the table that expire. */
    private @Nullable FieldHeap expiring;

    private HashValue(@Nullable FieldPack pack) {
        this.pack = pack;
    }

    /** An empty hash; to be filled before it is stored. */
    public static HashValue create() {
        return new HashValue(new FieldPack(Listpack.create(), false));
    }

    @Override
    public String type() {
        return "hash";
    }

    @Override
    public String encoding() {
        if (pack == null) return "hashtable";
        return pack.isTimed() ? "listpackex" : "listpack";
    }

    @Override
    public Value copy() {
        if (pack != null) return new HashValue(pack.copy());
        HashValue copy = new HashValue(null);
        Dict<HashField> fields = new Dict<>();
        fields.reserve(table().size());
        copy.table = fields;
        table().forEach(f -> copy.insert(f.key, f.hash(), f.value, f.expireAt()));
        return copy;
    }

    @Override
    public long footprint() {
        return Footprint.AGGREGATE + (pack != null ? Footprint.array(pack.capacity()) : tableBytes);
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
        return pack != null ? pack.size() : table().size();
    }

    /** How many fields are not due by then. */
    public int size(long now) {
        if (nextExpiry() > now) return size();
        int[] current = {0};
        forEach(now, (field, value) -> current[0]++);
        return current[0];
    }

    private Dict<HashField> table() {
        if (table == null) throw new IllegalStateException("a hash has one of two forms");
        return table;
    }

    // Fields and values

    /** The value of a field, or null; not to be changed. */
    public byte @Nullable [] get(byte[] field) {
        if (pack != null) {
            int at = pack.find(field);
            return at < 0 ? null : pack.value(at);
        }
        HashField found = table().find(field);
        return found == null ? null : found.value;
    }

    /** Call before these fields and values are set: the form has to change first. */
    public void makeRoom(List<byte[]> fieldsAndValues, Limits limits) {
        if (pack == null) return;
        long bytes = 0;
        boolean outgrown = fieldsAndValues.size() / 2 > limits.hashMaxListpackEntries;
        for (byte[] part : fieldsAndValues) {
            outgrown |= part.length > limits.hashMaxListpackValue;
            bytes += part.length;
        }
        if (outgrown || !pack.hasRoomFor(bytes)) toTable();
    }

    /** Sets a field; its expiry goes unless it is to be kept. True when it is new. */
    public boolean set(byte[] field, byte[] value, boolean keepExpiry, Limits limits) {
        if (pack != null && (field.length > limits.hashMaxListpackValue || value.length > limits.hashMaxListpackValue))
            toTable();
        if (pack == null) return setInTable(field, value, keepExpiry);
        int at = pack.find(field);
        if (at >= 0) {
            pack.setValue(at, value);
            if (!keepExpiry && pack.expiry(at) != NEVER) pack.expire(at, NEVER);
            return false;
        }
        pack.append(field, value);
        if (pack.size() > limits.hashMaxListpackEntries) toTable();
        return true;
    }

    private boolean setInTable(byte[] field, byte[] value, boolean keepExpiry) {
        HashField found = table().find(field);
        if (found == null) {
            insert(field, Hashing.hash32(field), value, NEVER);
            return true;
        }
        table().changing(found);
        tableBytes -= Footprint.ofField(found);
        found.value = value;
        tableBytes += Footprint.ofField(found);
        if (!keepExpiry && found instanceof HashField.Expiring) expireInTable(found, NEVER);
        return false;
    }

    /** False when there is no such field. */
    public boolean remove(byte[] field) {
        if (pack != null) {
            int at = pack.find(field);
            if (at >= 0) pack.remove(at);
            return at >= 0;
        }
        HashField removed = table().remove(field);
        if (removed == null) return false;
        tableBytes -= Footprint.ofField(removed);
        if (removed instanceof HashField.Expiring e) heap().remove(e);
        return true;
    }

    /** Every field once; the hash must not be changed meanwhile. */
    public void forEach(Visitor visitor) {
        if (pack != null) {
            for (int at = pack.first(); at >= 0; at = pack.next(at)) show(pack, at, visitor);
        } else {
            table().forEach(f -> visitor.visit(f.key, f.value));
        }
    }

    /** Every field that is not due by then, once. */
    public void forEach(long now, Visitor visitor) {
        if (nextExpiry() > now) {
            forEach(visitor);
            return;
        }
        forEachTimed((field, value, expiry) -> {
            if (expiry > now) visitor.visit(field, value);
        });
    }

    /** Some fields and the cursor to go on with, as SCAN; the compact form comes whole. */
    public long scan(long cursor, TimedVisitor visitor) {
        if (pack == null) return table().scan(cursor, f -> visitor.visit(f.key, f.value, f.expireAt()));
        forEachTimed(visitor);
        return 0;
    }

    /** Shows any field, each as likely as another; there must be one. */
    public void random(RandomGenerator random, Visitor visitor) {
        if (pack != null) {
            show(pack, pack.seek(random.nextInt(pack.size())), visitor);
        } else {
            HashField field = Sampling.some(table(), random);
            visitor.visit(field.key, field.value);
        }
    }

    /** Shows so many fields at random, any of them maybe again and again. */
    public void draw(long count, RandomGenerator random, Visitor visitor) {
        if (pack != null && count > 1) {
            int[] positions = pack.positions();
            for (long i = 0; i < count; i++) show(pack, positions[random.nextInt(positions.length)], visitor);
        } else {
            for (long i = 0; i < count; i++) random(random, visitor);
        }
    }

    /** Shows so many different fields at random; there must be more of them than that. */
    public void sample(int count, RandomGenerator random, Visitor visitor) {
        if (pack == null) {
            Sampling.ofDict(table(), count, random, f -> visitor.visit(f.key, f.value));
            return;
        }
        Sampling.Pass pass = new Sampling.Pass(pack.size(), count, random);
        for (int at = pack.first(); !pass.isDone(); at = pack.next(at)) if (pass.takesNext()) show(pack, at, visitor);
    }

    private static void show(FieldPack pack, int at, Visitor visitor) {
        visitor.visit(pack.name(at), pack.value(at));
    }

    // As it is stored

    /** Sees fields, their values, and when they expire. */
    public interface TimedVisitor {
        void visit(byte[] field, byte[] value, long expiry);
    }

    /** A hash in its compact form, of that listpack, which must be sound; with times if {@code timed}. */
    public static HashValue ofListpack(byte[] lp, boolean timed) {
        return new HashValue(new FieldPack(lp, timed));
    }

    /** The listpack that it is, or null when it is a table. */
    public byte @Nullable [] packed() {
        return pack == null ? null : pack.bytes();
    }

    /** Whether its compact form has times. */
    public boolean isTimed() {
        return pack != null && pack.isTimed();
    }

    /** As {@link #forEach}, with the expiry of each field. */
    public void forEachTimed(TimedVisitor visitor) {
        if (pack != null) {
            FieldPack small = pack;
            for (int at = small.first(); at >= 0; at = small.next(at))
                visitor.visit(small.name(at), small.value(at), small.expiry(at));
        } else {
            table().forEach(f -> visitor.visit(f.key, f.value, f.expireAt()));
        }
    }

    /** All fields of the large form as they are now, whatever is done while they are given. */
    public PartSnapshot snapshot(TimedVisitor visitor) {
        return new DictSnapshot<>(table(), f -> visitor.visit(f.key, f.value, f.expireAt()));
    }

    /** Takes the large form. */
    public void expand() {
        toTable();
    }

    // Expiry

    /** When a field expires: a time, {@link #NEVER} or {@link #NO_FIELD}. */
    public long expiry(byte[] field) {
        if (pack != null) {
            int at = pack.find(field);
            return at < 0 ? NO_FIELD : pack.expiry(at);
        }
        HashField found = table().find(field);
        return found == null ? NO_FIELD : found.expireAt();
    }

    /** Makes the form ready for expiries, as the first command about them does even if none comes of it. */
    public void makeTimed() {
        if (pack != null) pack.makeTimed();
    }

    /** Lets an existing field expire at that time (after 0), or never. */
    public void expire(byte[] field, long at) {
        if (pack != null) {
            pack.makeTimed();
            pack.expire(pack.find(field), at);
        } else {
            HashField found = table().find(field);
            if (found != null) expireInTable(found, at);
        }
    }

    private void expireInTable(HashField field, long at) {
        if (field instanceof HashField.Expiring e && at != NEVER) {
            table().changing(e);
            e.at = at;
            heap().moved(e);
            return;
        }
        if (field instanceof HashField.Expiring e) heap().remove(e);
        else if (at == NEVER) return;
        HashField other = field(field.key, field.hash(), field.value, at);
        tableBytes += Footprint.ofField(other) - Footprint.ofField(field);
        table().replace(field, other);
    }

    private void insert(byte[] name, int hash, byte[] value, long at) {
        HashField field = field(name, hash, value, at);
        table().insert(field);
        tableBytes += Footprint.ofField(field);
    }

    /** One of the class that suits the time; if it expires, it is in the heap. */
    private HashField field(byte[] name, int hash, byte[] value, long at) {
        if (at == NEVER) return new HashField(name, hash, value);
        HashField.Expiring field = new HashField.Expiring(name, hash, value, at);
        heap().add(field);
        return field;
    }

    private FieldHeap heap() {
        if (expiring == null) expiring = new FieldHeap();
        return expiring;
    }

    private void toTable() {
        FieldPack small = pack;
        if (small == null) return;
        Dict<HashField> fields = new Dict<>();
        fields.reserve(small.size() + 1);
        table = fields;
        pack = null;
        for (int at = small.first(); at >= 0; at = small.next(at)) {
            byte[] name = small.name(at);
            insert(name, Hashing.hash32(name), small.value(at), small.expiry(at));
        }
    }

    @Override
    public long nextExpiry() {
        if (pack != null) return pack.nextExpiry();
        HashField.Expiring first = expiring == null ? null : expiring.first();
        return first == null ? NEVER : first.at;
    }

    @Override
    public boolean expirePart(byte[] field, long now) {
        long at = expiry(field);
        return at != NO_FIELD && at <= now && remove(field);
    }

    @Override
    public List<byte[]> expireParts(long now) {
        if (pack != null) return pack.removeDue(now);
        List<byte[]> gone = new ArrayList<>();
        for (HashField.Expiring f = heap().first(); f != null && f.at <= now; f = heap().first()) {
            heap().remove(f);
            table().removeEntry(f);
            tableBytes -= Footprint.ofField(f);
            gone.add(f.key);
        }
        return gone;
    }
}
