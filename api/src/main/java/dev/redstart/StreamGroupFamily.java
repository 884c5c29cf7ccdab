package dev.redstart;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Groups of consumers: each entry of a stream goes to one consumer of a group, and is pending for it until it is
 * acknowledged. What a consumer that died has left pending, another one claims. A group that does not exist is
 * {@code NOGROUP}; a key that holds something else is {@code WRONGTYPE}.
 *
 * <pre>{@code
 * redis.xgroupCreate("jobs", "workers", StreamOffset.start(), XgroupCreateOptions.mkstream());
 * redis.xreadgroup("workers", "w1", XreadOptions.count(1).block(null), Map.of("jobs", StreamOffset.undelivered()))
 *         .forEach((stream, entries) -> entries.forEach(entry -> {
 *             work(entry.body());
 *             redis.xack(stream, "workers", entry.id());
 *         }));
 * }</pre>
 */
@CommandFamily
final class StreamGroupFamily<K, V> extends Family<K, V> {

    private static final Decoder<List<StreamId>> IDS = Decoders.list(StreamDecoders::id);
    private static final Decoder<List<PendingEntry>> PENDING = Decoders.list(PendingEntry::decode);
    private static final Decoder<AutoclaimPage<StreamId>> ID_PAGE = AutoclaimPage.decoder(IDS);

    private final Decoder<List<StreamEntry<K, V>>> entries;
    private final Decoder<AutoclaimPage<StreamEntry<K, V>>> entryPage;
    private final Decoder<Map<K, List<StreamEntry<K, V>>>> byStream;

    StreamGroupFamily(Types<K, V> types) {
        super(types);
        entries = Decoders.list(StreamDecoders.entry(types));
        entryPage = AutoclaimPage.decoder(entries);
        byStream = StreamDecoders.byStream(types);
    }

    /**
     * Makes a group that gets what comes after {@code from}: {@code start}, {@code after} or {@code latest}.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code BUSYGROUP}: there is one of that name; {@code ERR}: no such stream
     */
    Command<@Nullable Void> xgroupCreate(K key, String group, StreamOffset from) {
        return xgroupCreate(key, group, from, XgroupCreateOptions.Choice.NONE);
    }

    /** As {@link #xgroupCreate(Object, String, StreamOffset)}, as the options say. */
    Command<@Nullable Void> xgroupCreate(K key, String group, StreamOffset from, XgroupCreateOptions options) {
        return write("XGROUP", 7)
                .word("CREATE")
                .key(key)
                .text(group)
                .bytes(from.bytes())
                .options(Options.given(options))
                .returning(Decoders.ok());
    }

    /** Lets a group go on after {@code from}: {@code start}, {@code after} or {@code latest}. What is pending stays so. */
    Command<@Nullable Void> xgroupSetid(K key, String group, StreamOffset from) {
        return write("XGROUP", 4)
                .word("SETID")
                .key(key)
                .text(group)
                .bytes(from.bytes())
                .returning(Decoders.ok());
    }

    /**
     * As {@link #xgroupSetid(Object, String, StreamOffset)}, and how many entries, from the first that the stream ever had,
     * count as read ({@code ENTRIESREAD}): what its lag is reckoned from; -1 for unknown.
     */
    Command<@Nullable Void> xgroupSetid(K key, String group, StreamOffset from, long entriesRead) {
        return write("XGROUP", 6)
                .word("SETID")
                .key(key)
                .text(group)
                .bytes(from.bytes())
                .word("ENTRIESREAD")
                .number(entriesRead)
                .returning(Decoders.ok());
    }

    /** Removes a group with all that is pending, whoever waits for it. Whether there was one. */
    Command<Boolean> xgroupDestroy(K key, String group) {
        return write("XGROUP", 3).word("DESTROY").key(key).text(group).returning(Decoders.bool());
    }

    /** Makes a consumer, as reading by a new name does. Whether it is new. */
    Command<Boolean> xgroupCreateconsumer(K key, String group, String consumer) {
        return write("XGROUP", 4)
                .word("CREATECONSUMER")
                .key(key)
                .text(group)
                .text(consumer)
                .returning(Decoders.bool());
    }

    /**
     * Removes a consumer. Gives how many entries were pending for it: nobody can claim these any more, so it is better to
     * claim them before. 0 when there is no such consumer.
     */
    Command<Long> xgroupDelconsumer(K key, String group, String consumer) {
        return write("XGROUP", 4)
                .word("DELCONSUMER")
                .key(key)
                .text(group)
                .text(consumer)
                .returning(Decoders.integer());
    }

    /**
     * Reads from streams as a consumer of a group that each of them has; at least one stream. From the offset {@code
     * undelivered}: what nobody of the group has got yet; it is pending from now on. From any other: the consumer's own
     * history, what it has got and not acknowledged; such a stream is in the map even when there is nothing, and entries
     * that have been deleted meanwhile come without fields ({@link StreamEntry#isDeleted()}). Streams that have nothing
     * undelivered are not in the map.
     */
    Command<Map<K, List<StreamEntry<K, V>>>> xreadgroup(
            String group, String consumer, Map<? extends K, StreamOffset> streams) {
        return xreadgroup(group, consumer, XreadOptions.Choice.NONE, streams);
    }

    /**
     * As {@link #xreadgroup(String, String, java.util.Map)}, as the options say: at most so many entries, waiting when nothing
     * is undelivered, without pending. When the wait is over and nothing came, the map is empty. A history is never waited
     * for. What was read for a client that has stopped waiting (its deadline passed, its connection broke) is in the
     * consumer's history, unless nothing is to be acknowledged.
     */
    Command<Map<K, List<StreamEntry<K, V>>>> xreadgroup(
            String group, String consumer, XreadOptions options, Map<? extends K, StreamOffset> streams) {
        CommandBuilder<K, V> command = write("XREADGROUP", 9 + 2 * streams.size())
                .word("GROUP")
                .text(group)
                .text(consumer)
                .options(Options.given(options));
        return StreamFamily.streams(command, streams).returning(byStream);
    }

    /** Acknowledges entries: they are pending no more. At least one ID. Gives how many of them were pending. */
    Command<Long> xack(K key, String group, StreamId... ids) {
        return write("XACK", 2 + ids.length).key(key).text(group).ids(ids).returning(Decoders.integer());
    }

    /** See {@link #xack(Object, String, StreamId...)}. */
    Command<Long> xack(K key, String group, Collection<StreamId> ids) {
        return write("XACK", 2 + ids.size()).key(key).text(group).ids(ids).returning(Decoders.integer());
    }

    /** What is pending, in sum. */
    Command<PendingSummary> xpending(K key, String group) {
        return read("XPENDING", 2).key(key).text(group).returning(PendingSummary::decode);
    }

    /** The first {@code count} of the pending entries of a range, by ID; none when it is 0 or less. */
    Command<List<PendingEntry>> xpending(K key, String group, StreamRange range, long count) {
        return xpending(key, group, XpendingOptions.Choice.NONE, range, count);
    }

    /** As {@link #xpending(Object, String, StreamRange, long)}, of those that the options ask for. */
    Command<List<PendingEntry>> xpending(K key, String group, XpendingOptions options, StreamRange range, long count) {
        XpendingOptions.Choice choice = (XpendingOptions.Choice) Options.given(options);
        CommandBuilder<K, V> command = read("XPENDING", 8)
                .key(key)
                .text(group)
                .options(choice)
                .bytes(range.lowBytes())
                .bytes(range.highBytes())
                .number(count);
        choice.appendConsumerTo(command);
        return command.returning(PENDING);
    }

    /**
     * Makes entries pending for {@code consumer} that are pending for another, or for itself, and were delivered at least
     * {@code minIdle} ago (rounded up to a millisecond; zero takes all). At least one ID. Gives those that it got, delivered
     * once more; entries that are in the stream no more are left out, and pending no more.
     */
    Command<List<StreamEntry<K, V>>> xclaim(K key, String group, String consumer, Duration minIdle, StreamId... ids) {
        return claim(key, group, consumer, minIdle, ids.length).ids(ids).returning(entries);
    }

    /** See {@link #xclaim(Object, String, String, Duration, StreamId...)}. */
    Command<List<StreamEntry<K, V>>> xclaim(
            K key, String group, String consumer, Duration minIdle, Collection<StreamId> ids) {
        return xclaim(key, group, consumer, minIdle, XclaimOptions.Choice.NONE, ids);
    }

    /** As {@link #xclaim(Object, String, String, Duration, StreamId...)}, as the options say. */
    Command<List<StreamEntry<K, V>>> xclaim(
            K key, String group, String consumer, Duration minIdle, XclaimOptions options, Collection<StreamId> ids) {
        return claim(key, group, consumer, minIdle, ids.size())
                .ids(ids)
                .options(Options.given(options))
                .returning(entries);
    }

    /** As {@link #xclaim(Object, String, String, Duration, StreamId...)}, giving only IDs, and not counted as a delivery. */
    Command<List<StreamId>> xclaimJustid(K key, String group, String consumer, Duration minIdle, StreamId... ids) {
        return claim(key, group, consumer, minIdle, ids.length)
                .ids(ids)
                .word("JUSTID")
                .returning(IDS);
    }

    /** See {@link #xclaimJustid(Object, String, String, Duration, StreamId...)}. */
    Command<List<StreamId>> xclaimJustid(
            K key, String group, String consumer, Duration minIdle, Collection<StreamId> ids) {
        return xclaimJustid(key, group, consumer, minIdle, XclaimOptions.Choice.NONE, ids);
    }

    /** As {@link #xclaimJustid(Object, String, String, Duration, StreamId...)}, as the options say. */
    Command<List<StreamId>> xclaimJustid(
            K key, String group, String consumer, Duration minIdle, XclaimOptions options, Collection<StreamId> ids) {
        return claim(key, group, consumer, minIdle, ids.size())
                .ids(ids)
                .options(Options.given(options))
                .word("JUSTID")
                .returning(IDS);
    }

    private CommandBuilder<K, V> claim(K key, String group, String consumer, Duration minIdle, int ids) {
        return write("XCLAIM", 13 + ids).key(key).text(group).text(consumer).number(Times.millisFromZero(minIdle));
    }

    /**
     * Claims as {@link #xclaim(Object, String, String, Duration, StreamId...)} does, but looks for itself, from {@code start}
     * on, and takes up to 100 entries. Going on with the {@link AutoclaimPage#next() next} of each page sees all there is.
     */
    Command<AutoclaimPage<StreamEntry<K, V>>> xautoclaim(
            K key, String group, String consumer, Duration minIdle, StreamId start) {
        return autoclaim(key, group, consumer, minIdle, start).returning(entryPage);
    }

    /** As {@link #xautoclaim(Object, String, String, Duration, StreamId)}, up to {@code count} entries (above 0). */
    Command<AutoclaimPage<StreamEntry<K, V>>> xautoclaim(
            K key, String group, String consumer, Duration minIdle, StreamId start, long count) {
        return autoclaim(key, group, consumer, minIdle, start)
                .word("COUNT")
                .number(count)
                .returning(entryPage);
    }

    /** As {@link #xautoclaim(Object, String, String, Duration, StreamId)}, giving only IDs, and not counted as a delivery. */
    Command<AutoclaimPage<StreamId>> xautoclaimJustid(
            K key, String group, String consumer, Duration minIdle, StreamId start) {
        return autoclaim(key, group, consumer, minIdle, start).word("JUSTID").returning(ID_PAGE);
    }

    /** As {@link #xautoclaimJustid(Object, String, String, Duration, StreamId)}, up to {@code count} entries (above 0). */
    Command<AutoclaimPage<StreamId>> xautoclaimJustid(
            K key, String group, String consumer, Duration minIdle, StreamId start, long count) {
        return autoclaim(key, group, consumer, minIdle, start)
                .word("COUNT")
                .number(count)
                .word("JUSTID")
                .returning(ID_PAGE);
    }

    private CommandBuilder<K, V> autoclaim(K key, String group, String consumer, Duration minIdle, StreamId start) {
        return write("XAUTOCLAIM", 8)
                .key(key)
                .text(group)
                .text(consumer)
                .number(Times.millisFromZero(minIdle))
                .id(start);
    }
}
