package dev.redstart;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * HyperLogLogs: how many different values were seen, estimated with a standard error of 0.81 % in at most 12 KB, however many
 * they are. The values themselves are not kept. A HyperLogLog is a string of a format of its own: every command fails with
 * {@code WRONGTYPE Key is not a valid HyperLogLog string value.} on another one.
 */
@CommandFamily
@SuppressWarnings("varargs") // the arrays are only read
final class HyperLogLogFamily<K, V> extends Family<K, V> {

    HyperLogLogFamily(Types<K, V> types) {
        super(types);
    }

    /** Makes an empty HyperLogLog if there is none. Whether it did. */
    Command<Boolean> pfadd(K key) {
        return write("PFADD", 1).key(key).returning(Decoders.bool());
    }

    /** Has it see a value, making it if there is none. Whether that changed the estimate, or the key is new. O(1). */
    Command<Boolean> pfadd(K key, V value) {
        return write("PFADD", 2).key(key).value(value).returning(Decoders.bool());
    }

    /** Has it see values, as {@link #pfadd(Object, Object)}. */
    @SafeVarargs
    final Command<Boolean> pfadd(K key, V... values) {
        return write("PFADD", 1 + values.length).key(key).values(values).returning(Decoders.bool());
    }

    /** See {@link #pfadd(Object, Object...)}; at least one value. */
    Command<Boolean> pfaddAll(K key, Collection<? extends V> values) {
        return write("PFADD", 1 + values.size()).key(key).values(values).returning(Decoders.bool());
    }

    /**
     * How many different values it has seen, or, of several, they have seen together; a missing key has seen none. O(1) with
     * one key, whose estimate is kept until it changes; with more they are merged each time.
     */
    @SafeVarargs
    final Command<Long> pfcount(K... keys) {
        return read("PFCOUNT", keys.length).keys(keys).returning(Decoders.integer());
    }

    /** See {@link #pfcount(Object...)}; at least one key. */
    Command<Long> pfcount(Collection<? extends K> keys) {
        return read("PFCOUNT", keys.size()).keys(keys).returning(Decoders.integer());
    }

    /** Has {@code destination}, which is made if there is none, see also what the sources have seen. */
    @SafeVarargs
    final Command<@Nullable Void> pfmerge(K destination, K... sources) {
        return write("PFMERGE", 1 + sources.length)
                .key(destination)
                .keys(sources)
                .returning(Decoders.ok());
    }

    /** See {@link #pfmerge(Object, Object...)}; at least one source. */
    Command<@Nullable Void> pfmerge(K destination, Collection<? extends K> sources) {
        return write("PFMERGE", 1 + sources.size())
                .key(destination)
                .keys(sources)
                .returning(Decoders.ok());
    }
}
