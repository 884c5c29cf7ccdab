package dev.redstart.engine.keyspace;

/**
 * About how many bytes of heap things take: the arrays as long as they are, and what objects, table slots and references
 * add. Sizes are those of a 64-bit JVM with compressed references. Structures keep their sums up to date with every
 * change, so that nobody has to walk them.
 */
public final class Footprint {

    /** A key's entry and its slot in the table. */
    public static final long ENTRY = 56;
    /** What an expiry adds: a slot in the index. */
    public static final long EXPIRY = 4;

    static final long OBJECT = 24;
    static final long AGGREGATE = 64;
    private static final long SET_ENTRY = 32;
    private static final long HASH_ENTRY = 40;
    private static final long HASH_EXPIRY = 20;
    private static final long ZSET_ENTRY = 110;
    private static final long ARRAY = 16;

    private Footprint() {}

    /** Of the key itself, in its database. */
    public static long ofKey(byte[] key) {
        return ENTRY + array(key.length);
    }

    /** Of an array of so many bytes. */
    public static long array(long length) {
        return ARRAY + (length + 7) / 8 * 8;
    }

    static long ofMember(byte[] member) {
        return SET_ENTRY + array(member.length);
    }

    static long ofField(HashField field) {
        return HASH_ENTRY
                + array(field.key.length)
                + array(field.value.length)
                + (field instanceof HashField.Expiring ? HASH_EXPIRY : 0);
    }

    static long ofScored(byte[] member) {
        return ZSET_ENTRY + array(member.length);
    }
}
