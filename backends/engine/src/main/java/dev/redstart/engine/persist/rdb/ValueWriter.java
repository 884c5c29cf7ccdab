package dev.redstart.engine.persist.rdb;

import dev.redstart.engine.keyspace.HashValue;
import dev.redstart.engine.keyspace.ListValue;
import dev.redstart.engine.keyspace.SetValue;
import dev.redstart.engine.keyspace.StreamValue;
import dev.redstart.engine.keyspace.StringValue;
import dev.redstart.engine.keyspace.Value;
import dev.redstart.engine.keyspace.ZSetValue;
import dev.redstart.engine.structure.PartSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as a version of the format has them: a type byte, and the content, for large values in steps.
 *
 * <p>Version 12 has fields that expire; 11 has sets as listpacks, and when a consumer was last active; what 10 has not of
 * these is written in another form, or left out when it is not data, and fields that expire are refused.
 */
final class ValueWriter {

    /**
     * The rest of a value, as it was when it was begun. Between steps it may change once it is {@linkplain #watch watched}, and
     * is {@linkplain #settle settled} before the first change. To be closed where it ends early.
     */
    interface Steps extends AutoCloseable {

        /** Writes a bit more; false when that was the end. */
        boolean next();

        /** Has changes of the value's elements heard of. */
        default void watch() {}

        /** Something about the value is to change. */
        default void settle() {}

        @Override
        default void close() {}
    }

    private record Parts(PartSnapshot parts) implements Steps {
        @Override
        public boolean next() {
            return parts.step();
        }

        @Override
        public void watch() {
            parts.watch();
        }

        @Override
        public void close() {
            parts.close();
        }
    }

    private static final Steps DONE = () -> false;
    private static final int WITH_SET_LISTPACKS = 11;
    private static final int WITH_FIELD_EXPIRY = 12;

    /** A value of more elements is written in steps. */
    private static final int LARGE = 1000;
    /** The same for nodes of some thousand bytes. */
    private static final int LARGE_NODES = 16;

    private final RdbOutput out;
    private final int version;
    private long elements;

    ValueWriter(RdbOutput out, int version) {
        this.out = out;
        this.version = version;
    }

    /**
     * The type byte of the value.
     *
     * @throws UnwritableException when the version has no such values
     */
    int type(Value value) {
        if (value instanceof StringValue) return RdbType.STRING;
        if (value instanceof ListValue) return RdbType.LIST_QUICKLIST_2;
        if (value instanceof SetValue s) {
            if (packed(s) == null) return RdbType.SET;
            return s.isIntset() ? RdbType.SET_INTSET : RdbType.SET_LISTPACK;
        }
        if (value instanceof ZSetValue z) return z.packed() == null ? RdbType.ZSET_2 : RdbType.ZSET_LISTPACK;
        if (value instanceof HashValue h) return type(h);
        if (value instanceof StreamValue)
            return version < WITH_SET_LISTPACKS ? RdbType.STREAM_LISTPACKS_2 : RdbType.STREAM_LISTPACKS_3;
        throw new IllegalArgumentException("no way to write a " + value.type());
    }

    private int type(HashValue hash) {
        boolean expires = hash.nextExpiry() != Value.NEVER;
        if (expires && version < WITH_FIELD_EXPIRY)
            throw new UnwritableException("version " + version + " of RDB has no fields that expire");
        if (hash.packed() == null) return expires ? RdbType.HASH_METADATA : RdbType.HASH;
        if (!hash.isTimed()) return RdbType.HASH_LISTPACK;
        return version < WITH_FIELD_EXPIRY ? RdbType.HASH : RdbType.HASH_LISTPACK_EX;
    }

    private byte @Nullable [] packed(SetValue set) {
        return version < WITH_SET_LISTPACKS && !set.isIntset() ? null : set.packed();
    }

    /** The whole content. */
    void content(Value value) {
        Steps steps = begin(value);
        while (steps.next()) {
            // Each step writes.
        }
    }

    /** Begins with the content: small values are then complete. */
    Steps begin(Value value) {
        if (value instanceof StringValue s) return string(s);
        if (value instanceof ListValue l) return list(l);
        if (value instanceof SetValue s) return set(s);
        if (value instanceof ZSetValue z) return zset(z);
        if (value instanceof HashValue h) return hash(h);
        if (value instanceof StreamValue s) return new StreamWriter(out, s, version >= WITH_SET_LISTPACKS);
        throw new IllegalArgumentException("no way to write a " + value.type());
    }

    private Steps string(StringValue string) {
        // From now on edits make a copy, so that it stays as it is until it is written.
        if (string.length() > RdbOutput.LONG) string.published();
        out.stable(string.array(), string.length());
        return DONE;
    }

    private Steps whole(byte[] content) {
        out.string(content);
        return DONE;
    }

    /** Whether it is better not written at once. */
    static boolean isLarge(Value value) {
        if (value instanceof ListValue l) return l.nodes() > LARGE_NODES;
        if (value instanceof SetValue s) return s.size() > LARGE && s.packed() == null;
        if (value instanceof ZSetValue z) return z.size() > LARGE && z.packed() == null;
        if (value instanceof HashValue h) return h.size() > LARGE && h.packed() == null;
        return value instanceof StreamValue s && s.nodes().size() > LARGE_NODES;
    }

    /** How many elements of tables and nodes have been written. */
    long elements() {
        return elements;
    }

    private Steps list(ListValue list) {
        out.length(list.nodes());
        return new Parts(list.snapshot((content, plain) -> {
            elements++;
            out.length(plain ? RdbType.PLAIN : RdbType.PACKED);
            out.stable(content, content.length);
        }));
    }

    private Steps set(SetValue set) {
        byte[] packed = packed(set);
        if (packed != null) return whole(packed);
        out.length(set.size());
        if (set.packed() != null) {
            set.forEach(out::string);
            return DONE;
        }
        return new Parts(set.snapshot(member -> {
            elements++;
            out.string(member);
        }));
    }

    /** The highest score first, as Redis does it: a reader then adds each at the head. */
    private Steps zset(ZSetValue zset) {
        byte[] packed = zset.packed();
        if (packed != null) return whole(packed);
        out.length(zset.size());
        return new Parts(zset.snapshot((member, score) -> {
            elements++;
            out.string(member);
            out.fixed(Double.doubleToRawLongBits(score));
        }));
    }

    private Steps hash(HashValue hash) {
        int type = type(hash);
        long first = hash.nextExpiry();
        byte[] packed = hash.packed();
        if (type == RdbType.HASH_LISTPACK_EX) out.fixed(first == Value.NEVER ? 0 : first);
        if (packed != null && type != RdbType.HASH) return whole(packed);
        boolean timed = type == RdbType.HASH_METADATA;
        if (timed) out.fixed(first);
        out.length(hash.size());
        if (packed != null) {
            hash.forEach((field, value) -> {
                out.string(field);
                out.string(value);
            });
            return DONE;
        }
        return new Parts(hash.snapshot((field, value, expiry) -> {
            elements++;
            // Relative to the first, and one more, for 0 says that it stays.
            if (timed) out.length(expiry == Value.NEVER ? 0 : expiry - first + 1);
            out.string(field);
            out.stable(value, value.length);
        }));
    }
}
