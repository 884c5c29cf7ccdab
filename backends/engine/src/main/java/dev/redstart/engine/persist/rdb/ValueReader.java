package dev.redstart.engine.persist.rdb;

import dev.redstart.engine.keyspace.HashValue;
import dev.redstart.engine.keyspace.Limits;
import dev.redstart.engine.keyspace.ListValue;
import dev.redstart.engine.keyspace.SetValue;
import dev.redstart.engine.keyspace.StringValue;
import dev.redstart.engine.keyspace.Value;
import dev.redstart.engine.keyspace.ZSetValue;
import dev.redstart.engine.structure.Intset;
import dev.redstart.engine.structure.Listpack;
import dev.redstart.engine.structure.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads values of all versions of the format. What is compact in the file stays so in memory unless the limits say
 * otherwise; what no version writes (an element twice, a score that is no number) is corrupt.
 */
final class ValueReader {

    private static final long MAX_EXPIRY = (1L << 46) - 1;

    private final RdbInput in;
    private final Limits limits;

    ValueReader(RdbInput in, Limits limits) {
        this.in = in;
        this.limits = limits;
    }

    Value read() {
        Value value = read(in.get());
        if (value.isEmpty()) throw in.corrupt("a " + value.type() + " without elements");
        return value;
    }

    /** A value of that type, which may be empty: old servers had bugs that wrote such. */
    Value read(int type) {
        return switch (type) {
            case RdbType.STRING -> StringValue.of(in.string());
            case RdbType.LIST -> list(in.count(1));
            case RdbType.LIST_ZIPLIST -> listOf(Ziplist.elements(in, "List ziplist"));
            case RdbType.LIST_QUICKLIST -> ziplists(in.count(1));
            case RdbType.LIST_QUICKLIST_2 -> quicklist(in.count(2));
            case RdbType.SET -> set(in.count(1));
            case RdbType.SET_INTSET -> intset(in.string());
            case RdbType.SET_LISTPACK -> packedSet(listpack());
            case RdbType.ZSET, RdbType.ZSET_2 -> zset(in.count(2), type == RdbType.ZSET_2);
            case RdbType.ZSET_ZIPLIST -> zsetOf(Ziplist.elements(in, "Zset ziplist"), "Zset ziplist");
            case RdbType.ZSET_LISTPACK -> packedZset(listpack());
            case RdbType.HASH -> hash(in.count(2));
            case RdbType.HASH_ZIPMAP -> hashOf(Zipmap.elements(in), "Hash zipmap");
            case RdbType.HASH_ZIPLIST -> hashOf(Ziplist.elements(in, "Hash ziplist"), "Hash ziplist");
            case RdbType.HASH_LISTPACK -> packedHash(listpack(), false);
            case RdbType.HASH_LISTPACK_EX_PRE_GA -> packedHash(listpack(), true);
            case RdbType.HASH_LISTPACK_EX -> {
                in.fixed();
                yield packedHash(listpack(), true);
            }
            case RdbType.HASH_METADATA_PRE_GA -> timedHash(1);
            case RdbType.HASH_METADATA -> timedHash(in.fixed());
            case RdbType.STREAM_LISTPACKS, RdbType.STREAM_LISTPACKS_2, RdbType.STREAM_LISTPACKS_3 ->
                new StreamReader(in, type).read();
            default -> throw in.corrupt("there is no type " + type);
        };
    }

    private byte[] listpack() {
        byte[] lp = in.string();
        if (!Listpack.validate(lp, true)) throw in.corrupt("Listpack integrity check failed");
        return lp;
    }

    // Lists

    private ListValue list(int count) {
        ListValue list = ListValue.create(limits);
        for (int i = 0; i < count; i++) append(list, in.string());
        return list;
    }

    private ListValue listOf(List<byte[]> elements) {
        ListValue list = ListValue.create(limits);
        elements.forEach(element -> append(list, element));
        return list;
    }

    private void append(ListValue list, byte[] element) {
        list.makeRoom(List.of(element), limits);
        list.push(element, false);
    }

    private ListValue ziplists(int count) {
        ListValue list = ListValue.create(limits);
        for (int i = 0; i < count; i++) Ziplist.elements(in, "Ziplist").forEach(element -> append(list, element));
        return list;
    }

    private ListValue quicklist(int count) {
        ListValue list = ListValue.ofNodes(limits);
        for (int i = 0; i < count; i++) {
            long container = in.number();
            if (container == RdbType.PLAIN) list.appendPlain(plain());
            else if (container == RdbType.PACKED) list.appendListpack(listpack());
            else throw in.corrupt("there is no container " + container);
        }
        list.settle(limits);
        return list;
    }

    private byte[] plain() {
        byte[] element = in.string();
        if (element.length == 0) throw in.corrupt("Quicklist integrity check failed");
        return element;
    }

    // Sets

    private SetValue set(int count) {
        if (count == 0) return SetValue.emptyTable();
        byte[] first = in.string();
        SetValue set = SetValue.create(first, count, limits);
        set.add(first, limits);
        for (int i = 1; i < count; i++) addNew(set, in.string());
        return set;
    }

    private void addNew(SetValue set, byte[] member) {
        if (!set.add(member, limits)) throw in.corrupt("a member stands twice in a set");
    }

    private SetValue intset(byte[] ints) {
        if (!Intset.validate(ints, true)) throw in.corrupt("Intset integrity check failed");
        return SetValue.ofIntset(ints, limits);
    }

    private SetValue packedSet(byte[] lp) {
        SetValue checked = SetValue.emptyTable();
        for (int p = first(lp); p >= 0; p = Listpack.next(lp, p)) {
            if (!checked.add(Listpack.getBytes(lp, p), limits)) throw damaged("Set listpack");
        }
        return checked.size() > limits.setMaxListpackEntries ? checked : SetValue.ofListpack(lp);
    }

    private static int first(byte[] lp) {
        return Listpack.isEmpty(lp) ? -1 : Listpack.first(lp);
    }

    // Sorted sets

    private ZSetValue zset(int count, boolean binary) {
        ZSetValue zset = ZSetValue.emptyTable();
        for (int i = 0; i < count; i++) {
            byte[] member = in.string();
            if (!isAdded(zset, member, binary ? in.binaryDouble() : in.textDouble()))
                throw in.corrupt("a member stands twice in a sorted set");
        }
        zset.compact(limits);
        return zset;
    }

    private boolean isAdded(ZSetValue zset, byte[] member, double score) {
        if (Double.isNaN(score)) throw in.corrupt("Zset with NAN score detected");
        int before = zset.size();
        zset.put(member, score, limits);
        return zset.size() > before;
    }

    private CorruptRdbException damaged(String form) {
        return in.corrupt(form + " integrity check failed");
    }

    private ZSetValue zsetOf(List<byte[]> elements, String form) {
        if (elements.size() % 2 != 0) throw damaged(form);
        ZSetValue zset = ZSetValue.emptyTable();
        for (int i = 0; i < elements.size(); i += 2) {
            if (!isAdded(zset, elements.get(i), Numbers.parseDouble(elements.get(i + 1)))) throw damaged(form);
        }
        if (zset.size() <= limits.zsetMaxListpackEntries) zset.compact(limits);
        return zset;
    }

    /** Always in order: a listpack out of order would be searched in vain. */
    private ZSetValue packedZset(byte[] lp) {
        return zsetOf(elements(lp), "Zset listpack");
    }

    private static List<byte[]> elements(byte[] lp) {
        List<byte[]> elements = new ArrayList<>();
        for (int p = first(lp); p >= 0; p = Listpack.next(lp, p)) elements.add(Listpack.getBytes(lp, p));
        return elements;
    }

    // Hashes

    private HashValue hash(int count) {
        HashValue hash = HashValue.create();
        if (count > limits.hashMaxListpackEntries) hash.expand();
        for (int i = 0; i < count; i++) addNew(hash, in.string(), in.string());
        return hash;
    }

    private HashValue hashOf(List<byte[]> elements, String form) {
        if (elements.size() % 2 != 0) throw damaged(form);
        HashValue hash = HashValue.create();
        for (int i = 0; i < elements.size(); i += 2) {
            if (!hash.set(elements.get(i), elements.get(i + 1), false, limits)) throw damaged(form);
        }
        return hash;
    }

    private void addNew(HashValue hash, byte[] field, byte[] value) {
        if (!hash.set(field, value, false, limits)) throw in.corrupt("Hash with dup elements");
    }

    /** Kept as it is when it is sound and small enough; of a table only the entries count then, not how long they are. */
    private HashValue packedHash(byte[] lp, boolean timed) {
        List<byte[]> parts = elements(lp);
        int width = timed ? 3 : 2;
        if (parts.size() % width != 0) throw damaged("Hash listpack");
        HashValue checked = HashValue.create();
        checked.expand();
        long before = 0;
        for (int i = 0; i < parts.size(); i += width) {
            addNew(checked, parts.get(i), parts.get(i + 1));
            if (!timed) continue;
            long at = time(parts.get(i + 2));
            if (at != 0 && at < before || before < 0 && at != 0)
                throw in.corrupt("fields are not in order of their time");
            before = at == 0 ? -1 : at;
            if (at != 0) checked.expire(parts.get(i), at);
        }
        return checked.size() > limits.hashMaxListpackEntries ? checked : HashValue.ofListpack(lp, timed);
    }

    private long time(byte[] text) {
        long at = Numbers.parseLongOrElse(text, -1);
        if (at < 0 || at > MAX_EXPIRY) throw in.corrupt("a field expires at " + at);
        return at;
    }

    private HashValue timedHash(long first) {
        int count = in.count(3);
        HashValue hash = HashValue.create();
        if (count > limits.hashMaxListpackEntries) hash.expand();
        else hash.makeTimed();
        for (int i = 0; i < count; i++) {
            long ttl = in.number();
            long at = ttl == 0 ? 0 : ttl + first - 1;
            if (at < 0 || at > MAX_EXPIRY) throw in.corrupt("a field expires at " + at);
            byte[] field = in.string();
            addNew(hash, field, in.string());
            if (at != 0) hash.expire(field, at);
        }
        return hash;
    }
}
