package dev.redstart;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sets: distinct values without order. A set that becomes empty is gone. A value that a Java {@code Set} is to hold should
 * have equality by content: {@link Bytes} has, a {@code byte[]} has not. Every command fails with {@code WRONGTYPE} on a key
 * that holds something else.
 */
@CommandFamily
@SuppressWarnings("varargs") // the arrays are only read
final class SetFamily<K, V> extends Family<K, V> {

    private static final Decoder<List<Boolean>> BOOLEANS = Decoders.list(Decoders.bool());

    private final Decoder<ScanPage<V>> page;

    SetFamily(Types<K, V> types) {
        super(types);
        page = ScanPage.decoder(types.values);
    }

    /** Adds a member, making the set if there is none. Gives 1, or 0 when it was there. */
    Command<Long> sadd(K key, V member) {
        return write("SADD", 2).key(key).value(member).returning(Decoders.integer());
    }

    /** Adds members, making the set if there is none. Gives how many were not there before. */
    @SafeVarargs
    final Command<Long> sadd(K key, V... members) {
        return write("SADD", 1 + members.length).key(key).values(members).returning(Decoders.integer());
    }

    /** See {@link #sadd(Object, Object...)}; at least one member. */
    Command<Long> saddAll(K key, Collection<? extends V> members) {
        return write("SADD", 1 + members.size()).key(key).values(members).returning(Decoders.integer());
    }

    /** Removes a member. Gives 1, or 0 when it was not there. */
    Command<Long> srem(K key, V member) {
        return write("SREM", 2).key(key).value(member).returning(Decoders.integer());
    }

    /** Removes members. Gives how many were there. */
    @SafeVarargs
    final Command<Long> srem(K key, V... members) {
        return write("SREM", 1 + members.length).key(key).values(members).returning(Decoders.integer());
    }

    /** See {@link #srem(Object, Object...)}; at least one member. */
    Command<Long> sremAll(K key, Collection<? extends V> members) {
        return write("SREM", 1 + members.size()).key(key).values(members).returning(Decoders.integer());
    }

    /** How many members it has; 0 when there is no set. */
    Command<Long> scard(K key) {
        return read("SCARD", 1).key(key).returning(Decoders.integer());
    }

    /** Whether {@code member} is in the set. */
    Command<Boolean> sismember(K key, V member) {
        return read("SISMEMBER", 2).key(key).value(member).returning(Decoders.bool());
    }

    /** For each of these, in their order, whether it is in the set. */
    @SafeVarargs
    final Command<List<Boolean>> smismember(K key, V... members) {
        return read("SMISMEMBER", 1 + members.length).key(key).values(members).returning(BOOLEANS);
    }

    /** See {@link #smismember(Object, Object...)}; at least one member. */
    Command<List<Boolean>> smismemberAll(K key, Collection<? extends V> members) {
        return read("SMISMEMBER", 1 + members.size()).key(key).values(members).returning(BOOLEANS);
    }

    /** All members; none when there is no set. O(n): a large set is better read by {@code sscan}. */
    Command<Set<V>> smembers(K key) {
        return read("SMEMBERS", 1).key(key).returning(types.valueSet);
    }

    /** Moves a member from one set to another, at once. False when {@code source} has no such member; nothing is done then. */
    Command<Boolean> smove(K source, K destination, V member) {
        return write("SMOVE", 3).key(source).key(destination).value(member).returning(Decoders.bool());
    }

    /** Takes out a random member, or null when there is no set. */
    Command<@Nullable V> spop(K key) {
        return write("SPOP", 1).key(key).returning(types.valueOrNull);
    }

    /** Takes out up to {@code count} random members; none when there is no set. Not negative. */
    Command<Set<V>> spop(K key, long count) {
        return write("SPOP", 2).key(key).number(count).returning(types.valueSet);
    }

    /** A random member, which stays; null when there is no set. */
    Command<@Nullable V> srandmember(K key) {
        return read("SRANDMEMBER", 1).key(key).returning(types.valueOrNull);
    }

    /**
     * Random members, which stay: up to {@code count} different ones; when it is negative, exactly as many as it says without
     * its sign, of which some may be the same. None when there is no set.
     */
    Command<List<V>> srandmember(K key, long count) {
        return read("SRANDMEMBER", 2).key(key).number(count).returning(types.values);
    }

    /** The members of the first set that are in none of the others. A missing set is an empty one. */
    @SafeVarargs
    final Command<Set<V>> sdiff(K... keys) {
        return sdiff(Arrays.asList(keys));
    }

    /** See {@link #sdiff(Object...)}; at least one key. */
    Command<Set<V>> sdiff(Collection<? extends K> keys) {
        return read("SDIFF", keys.size()).keys(keys).returning(types.valueSet);
    }

    /** Puts {@link #sdiff(Object...)} into {@code destination}, whatever that was. Gives how many members it has then. */
    @SafeVarargs
    final Command<Long> sdiffstore(K destination, K... keys) {
        return sdiffstore(destination, Arrays.asList(keys));
    }

    /** See {@link #sdiffstore(Object, Object...)}; at least one key. */
    Command<Long> sdiffstore(K destination, Collection<? extends K> keys) {
        return write("SDIFFSTORE", 1 + keys.size()).key(destination).keys(keys).returning(Decoders.integer());
    }

    /** The members that are in every one of these sets. A missing set is an empty one. O(n·m), n being the smallest set. */
    @SafeVarargs
    final Command<Set<V>> sinter(K... keys) {
        return sinter(Arrays.asList(keys));
    }

    /** See {@link #sinter(Object...)}; at least one key. */
    Command<Set<V>> sinter(Collection<? extends K> keys) {
        return read("SINTER", keys.size()).keys(keys).returning(types.valueSet);
    }

    /** How many members are in every one of these sets. */
    @SafeVarargs
    final Command<Long> sintercard(K... keys) {
        return sintercard(Arrays.asList(keys));
    }

    /** See {@link #sintercard(Object...)}; at least one key. */
    Command<Long> sintercard(Collection<? extends K> keys) {
        return read("SINTERCARD", 1 + keys.size()).countedKeys(keys).returning(Decoders.integer());
    }

    /** As {@link #sintercard(Object...)}, counting no further than {@code limit}; 0 means no limit. Not negative. */
    Command<Long> sintercard(long limit, Collection<? extends K> keys) {
        return read("SINTERCARD", 3 + keys.size())
                .countedKeys(keys)
                .word("LIMIT")
                .number(limit)
                .returning(Decoders.integer());
    }

    /** Puts {@link #sinter(Object...)} into {@code destination}, whatever that was. Gives how many members it has then. */
    @SafeVarargs
    final Command<Long> sinterstore(K destination, K... keys) {
        return sinterstore(destination, Arrays.asList(keys));
    }

    /** See {@link #sinterstore(Object, Object...)}; at least one key. */
    Command<Long> sinterstore(K destination, Collection<? extends K> keys) {
        return write("SINTERSTORE", 1 + keys.size()).key(destination).keys(keys).returning(Decoders.integer());
    }

    /** The members that are in any of these sets. */
    @SafeVarargs
    final Command<Set<V>> sunion(K... keys) {
        return sunion(Arrays.asList(keys));
    }

    /** See {@link #sunion(Object...)}; at least one key. */
    Command<Set<V>> sunion(Collection<? extends K> keys) {
        return read("SUNION", keys.size()).keys(keys).returning(types.valueSet);
    }

    /** Puts {@link #sunion(Object...)} into {@code destination}, whatever that was. Gives how many members it has then. */
    @SafeVarargs
    final Command<Long> sunionstore(K destination, K... keys) {
        return sunionstore(destination, Arrays.asList(keys));
    }

    /** See {@link #sunionstore(Object, Object...)}; at least one key. */
    Command<Long> sunionstore(K destination, Collection<? extends K> keys) {
        return write("SUNIONSTORE", 1 + keys.size()).key(destination).keys(keys).returning(Decoders.integer());
    }

    /**
     * The next step of a scan over the members. Guarantees: a member that is there from the first step to the last comes at
     * least once; one may come twice.
     */
    Command<ScanPage<V>> sscan(K key, ScanCursor cursor) {
        return sscan(key, cursor, ScanOptions.all());
    }

    /** See {@link #sscan(Object, ScanCursor)}; only the members that the options ask for ({@code match}, {@code count}). */
    Command<ScanPage<V>> sscan(K key, ScanCursor cursor, ScanOptions options) {
        return read("SSCAN", 6)
                .key(key)
                .text(cursor.text())
                .options(ScanOptions.Choice.withoutType(options, "SSCAN"))
                .returning(page);
    }
}
