package dev.redstart;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Streams: entries in the order in which they were added, each a few fields under an ID that only ever grows. A stream stays
 * when it loses its last entry. Every command fails with {@code WRONGTYPE} on a key that holds something else.
 */
@CommandFamily
final class StreamFamily<K, V> extends Family<K, V> {

    private final Decoder<List<StreamEntry<K, V>>> entries;
    private final Decoder<Map<K, List<StreamEntry<K, V>>>> byStream;

    StreamFamily(Types<K, V> types) {
        super(types);
        entries = Decoders.list(StreamDecoders.entry(types));
        byStream = StreamDecoders.byStream(types);
    }

    /** Adds an entry of one field, making the stream if there is none. Gives the ID that the server's clock makes for it. O(1). */
    Command<StreamId> xadd(K key, K field, V value) {
        return add(key, XaddOptions.Choice.NONE, 1).field(field).value(value).returning(StreamDecoders::id);
    }

    /** As {@link #xadd(Object, Object, Object)}, with these fields; at least one. */
    Command<StreamId> xadd(K key, Map<? extends K, ? extends V> body) {
        return add(key, XaddOptions.Choice.NONE, body.size()).fieldValues(body).returning(StreamDecoders::id);
    }

    /** As {@link #xadd(Object, Object, Object)}, with these fields, of which one may come several times; at least one. */
    Command<StreamId> xadd(K key, Collection<? extends FieldValue<? extends K, ? extends V>> fields) {
        return withFields(add(key, XaddOptions.Choice.NONE, fields.size()), fields)
                .returning(StreamDecoders::id);
    }

    /**
     * Adds an entry of one field as the options say. Gives its ID, or null when the options kept it from being added.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR}: the ID of the options is not higher than all that the stream
     *     ever had
     */
    Command<@Nullable StreamId> xadd(K key, XaddOptions options, K field, V value) {
        return add(key, options, 1).field(field).value(value).returning(Decoders.orNull(StreamDecoders::id));
    }

    /** As {@link #xadd(Object, XaddOptions, Object, Object)}, with these fields; at least one. */
    Command<@Nullable StreamId> xadd(K key, XaddOptions options, Map<? extends K, ? extends V> body) {
        return add(key, options, body.size()).fieldValues(body).returning(Decoders.orNull(StreamDecoders::id));
    }

    /**
     * As {@link #xadd(Object, XaddOptions, Object, Object)}, with these fields, of which one may come several times; at least
     * one.
     */
    Command<@Nullable StreamId> xadd(
            K key, XaddOptions options, Collection<? extends FieldValue<? extends K, ? extends V>> fields) {
        return withFields(add(key, options, fields.size()), fields).returning(Decoders.orNull(StreamDecoders::id));
    }

    private CommandBuilder<K, V> add(K key, XaddOptions options, int fields) {
        return write("XADD", 8 + 2 * fields).key(key).options(Options.given(options));
    }

    private CommandBuilder<K, V> withFields(
            CommandBuilder<K, V> command, Collection<? extends FieldValue<? extends K, ? extends V>> fields) {
        if (fields.isEmpty()) throw new IllegalArgumentException("needs at least one field and value");
        for (FieldValue<? extends K, ? extends V> f : fields) {
            if (f == null) throw new NullPointerException("a field with its value is null");
            command.field(f.field()).value(f.value());
        }
        return command;
    }

    /** How many entries it has; 0 when there is no stream. O(1). */
    Command<Long> xlen(K key) {
        return read("XLEN", 1).key(key).returning(Decoders.integer());
    }

    /** The entries of a range, from the oldest on. O(n) for all of a large stream: better with a count. */
    Command<List<StreamEntry<K, V>>> xrange(K key, StreamRange range) {
        return read("XRANGE", 3)
                .key(key)
                .bytes(range.lowBytes())
                .bytes(range.highBytes())
                .returning(entries);
    }

    /** The first {@code count} entries of a range, from the oldest on; none when it is 0 or less. */
    Command<List<StreamEntry<K, V>>> xrange(K key, StreamRange range, long count) {
        return read("XRANGE", 5)
                .key(key)
                .bytes(range.lowBytes())
                .bytes(range.highBytes())
                .word("COUNT")
                .number(count)
                .returning(entries);
    }

    /** The entries of a range, from the newest on. */
    Command<List<StreamEntry<K, V>>> xrevrange(K key, StreamRange range) {
        return read("XREVRANGE", 3)
                .key(key)
                .bytes(range.highBytes())
                .bytes(range.lowBytes())
                .returning(entries);
    }

    /** The last {@code count} entries of a range, from the newest on; none when it is 0 or less. */
    Command<List<StreamEntry<K, V>>> xrevrange(K key, StreamRange range, long count) {
        return read("XREVRANGE", 5)
                .key(key)
                .bytes(range.highBytes())
                .bytes(range.lowBytes())
                .word("COUNT")
                .number(count)
                .returning(entries);
    }

    /** Deletes entries; at least one ID. Gives how many were there. What groups have pending stays pending. */
    Command<Long> xdel(K key, StreamId... ids) {
        return write("XDEL", 1 + ids.length).key(key).ids(ids).returning(Decoders.integer());
    }

    /** See {@link #xdel(Object, StreamId...)}. */
    Command<Long> xdel(K key, Collection<StreamId> ids) {
        return write("XDEL", 1 + ids.size()).key(key).ids(ids).returning(Decoders.integer());
    }

    /** Deletes the oldest entries as the options say. Gives how many. */
    Command<Long> xtrim(K key, TrimOptions options) {
        return write("XTRIM", 6).key(key).options(Options.given(options)).returning(Decoders.integer());
    }

    /**
     * Sets the last ID of a stream that exists: the next entry gets a higher one. For those who copy streams.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR}: no such stream, or it has had a higher ID
     */
    Command<@Nullable Void> xsetid(K key, StreamId last) {
        return xsetid(key, last, XsetidOptions.Choice.NONE);
    }

    /** As {@link #xsetid(Object, StreamId)}, and what the options say. */
    Command<@Nullable Void> xsetid(K key, StreamId last, XsetidOptions options) {
        return write("XSETID", 6)
                .key(key)
                .id(last)
                .options(Options.given(options))
                .returning(Decoders.ok());
    }

    /**
     * What streams have after an offset each, all of it; at least one stream. Streams that have nothing there, or do not
     * exist, are not in the map.
     */
    Command<Map<K, List<StreamEntry<K, V>>>> xread(Map<? extends K, StreamOffset> streams) {
        return xread(XreadOptions.Choice.NONE, streams);
    }

    /**
     * As {@link #xread(java.util.Map)}, as the options say: at most so many entries, and waiting when there is none. When the
     * wait is over and nothing came, the map is empty. One that waits returns with the first entry added.
     */
    Command<Map<K, List<StreamEntry<K, V>>>> xread(XreadOptions options, Map<? extends K, StreamOffset> streams) {
        CommandBuilder<K, V> command =
                read("XREAD", 5 + 2 * streams.size()).options(XreadOptions.Choice.withoutNoack(options, "XREAD"));
        return streams(command, streams).returning(byStream);
    }

    /** All keys, then all offsets; at least one. */
    static <K, V> CommandBuilder<K, V> streams(CommandBuilder<K, V> command, Map<? extends K, StreamOffset> streams) {
        if (streams.isEmpty()) throw new IllegalArgumentException("needs at least one stream");
        command.word("STREAMS");
        for (K key : streams.keySet()) command.key(key);
        for (StreamOffset offset : streams.values())
            command.bytes(Objects.requireNonNull(offset, "an offset is null").bytes());
        return command;
    }
}
