package dev.redstart.engine.persist.rdb;

import dev.redstart.engine.keyspace.HashValue;
import dev.redstart.engine.keyspace.ListValue;
import dev.redstart.engine.keyspace.SetValue;
import dev.redstart.engine.keyspace.StreamValue;
import dev.redstart.engine.keyspace.StringValue;
import dev.redstart.engine.keyspace.Value;
import dev.redstart.engine.keyspace.ZSetCursor;
import dev.redstart.engine.keyspace.ZSetValue;
import dev.redstart.engine.structure.Quicklist;

/** Writes values as version 12 of the format has them: a type byte and the content. */
final class ValueWriter {

    private final RdbOutput out;

    ValueWriter(RdbOutput out) {
        this.out = out;
    }

    void write(Value value) {
        if (value instanceof StringValue s) string(s);
        else if (value instanceof ListValue l) list(l);
        else if (value instanceof SetValue s) set(s);
        else if (value instanceof ZSetValue z) zset(z);
        else if (value instanceof HashValue h) hash(h);
        else if (value instanceof StreamValue s) new StreamWriter(out).write(s);
        else throw new IllegalArgumentException("no way to write a " + value.type());
    }

    private void string(StringValue value) {
        out.put(RdbType.STRING);
        out.string(value.bytes());
    }

    private void list(ListValue list) {
        out.put(RdbType.LIST_QUICKLIST_2);
        out.length(list.nodes());
        for (Quicklist.Node n = list.firstNode(); n != null; n = n.next()) {
            out.length(n.isPlain() ? RdbType.PLAIN : RdbType.PACKED);
            out.string(n.toBytes());
        }
    }

    private void set(SetValue set) {
        byte[] packed = set.packed();
        if (packed != null) {
            out.put(set.isIntset() ? RdbType.SET_INTSET : RdbType.SET_LISTPACK);
            out.string(packed);
            return;
        }
        out.put(RdbType.SET);
        out.length(set.size());
        set.forEach(out::string);
    }

    /** The highest score first, as Redis does it: a reader then adds each at the head. */
    private void zset(ZSetValue zset) {
        byte[] packed = zset.packed();
        if (packed != null) {
            out.put(RdbType.ZSET_LISTPACK);
            out.string(packed);
            return;
        }
        out.put(RdbType.ZSET_2);
        out.length(zset.size());
        for (ZSetCursor c = zset.walk(zset.all(), true); c.next(); ) {
            out.string(c.member());
            out.fixed(Double.doubleToRawLongBits(c.score()));
        }
    }

    private void hash(HashValue hash) {
        long first = hash.nextExpiry();
        boolean timed = first != Value.NEVER;
        byte[] packed = hash.packed();
        if (packed != null) {
            out.put(hash.isTimed() ? RdbType.HASH_LISTPACK_EX : RdbType.HASH_LISTPACK);
            if (hash.isTimed()) out.fixed(timed ? first : 0);
            out.string(packed);
            return;
        }
        out.put(timed ? RdbType.HASH_METADATA : RdbType.HASH);
        if (timed) out.fixed(first);
        out.length(hash.size());
        hash.forEachTimed((field, value, expiry) -> {
            // Relative to the first, and one more, for 0 says that it stays.
            if (timed) out.length(expiry == Value.NEVER ? 0 : expiry - first + 1);
            out.string(field);
            out.string(value);
        });
    }
}
