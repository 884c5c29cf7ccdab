package dev.redstart;

import java.util.List;

/**
 * Sorted sets by range: of ranks (0 is the lowest score, -1 the highest), of scores ({@link ScoreRange}), or of members
 * ({@link LexRange}, for sorted sets whose members all have the same score). Each costs O(log n) and what it gives or
 * removes. Every command fails with {@code WRONGTYPE} on a key that holds something else.
 */
@CommandFamily
final class SortedSetRangeFamily<K, V> extends Family<K, V> {

    private static final ZrangeOptions.Choice PLAIN = ZrangeOptions.Choice.NONE;

    private final Decoder<List<ScoredValue<V>>> scoredValues;

    SortedSetRangeFamily(Types<K, V> types) {
        super(types);
        scoredValues = ScoredDecoders.list(types.value);
    }

    /** How many members have a score in this range. O(log n). */
    Command<Long> zcount(K key, ScoreRange range) {
        return scores(read("ZCOUNT", 3).key(key), range, false).returning(Decoders.integer());
    }

    /** How many members are in this range. O(log n). */
    Command<Long> zlexcount(K key, LexRange<? extends V> range) {
        return members(read("ZLEXCOUNT", 3).key(key), range, false).returning(Decoders.integer());
    }

    /** The members from rank {@code start} to {@code stop}, both included: {@code 0, -1} is all, the lowest score first. */
    Command<List<V>> zrange(K key, long start, long stop) {
        return zrange(key, start, stop, PLAIN);
    }

    /** As {@link #zrange(Object, long, long)}, as the options say: reversed, rank 0 is the highest score. No limit. */
    Command<List<V>> zrange(K key, long start, long stop, ZrangeOptions options) {
        return ranks(read("ZRANGE", 4).key(key), start, stop, options).returning(types.values);
    }

    /** The members with a score in this range, the lowest first. */
    Command<List<V>> zrange(K key, ScoreRange range) {
        return zrange(key, range, PLAIN);
    }

    /** As {@link #zrange(Object, ScoreRange)}, as the options say. */
    Command<List<V>> zrange(K key, ScoreRange range, ZrangeOptions options) {
        return byScore(read("ZRANGE", 8).key(key), range, options).returning(types.values);
    }

    /** The members in this range, in the order of their bytes. */
    Command<List<V>> zrange(K key, LexRange<? extends V> range) {
        return zrange(key, range, PLAIN);
    }

    /** As {@link #zrange(Object, LexRange)}, as the options say. */
    Command<List<V>> zrange(K key, LexRange<? extends V> range, ZrangeOptions options) {
        return byMember(read("ZRANGE", 8).key(key), range, options).returning(types.values);
    }

    /** As {@link #zrange(Object, long, long)}, with scores. */
    Command<List<ScoredValue<V>>> zrangeWithScores(K key, long start, long stop) {
        return zrangeWithScores(key, start, stop, PLAIN);
    }

    /** As {@link #zrange(Object, long, long, ZrangeOptions)}, with scores. */
    Command<List<ScoredValue<V>>> zrangeWithScores(K key, long start, long stop, ZrangeOptions options) {
        return ranks(read("ZRANGE", 5).key(key), start, stop, options)
                .word("WITHSCORES")
                .returning(scoredValues);
    }

    /** As {@link #zrange(Object, ScoreRange)}, with scores. */
    Command<List<ScoredValue<V>>> zrangeWithScores(K key, ScoreRange range) {
        return zrangeWithScores(key, range, PLAIN);
    }

    /** As {@link #zrange(Object, ScoreRange, ZrangeOptions)}, with scores. */
    Command<List<ScoredValue<V>>> zrangeWithScores(K key, ScoreRange range, ZrangeOptions options) {
        return byScore(read("ZRANGE", 9).key(key), range, options)
                .word("WITHSCORES")
                .returning(scoredValues);
    }

    /**
     * Stores what {@link #zrange(Object, long, long)} gives for {@code source}, with scores, at {@code destination}, instead of
     * whatever was there. Gives how many; with none, {@code destination} is deleted.
     */
    Command<Long> zrangestore(K destination, K source, long start, long stop) {
        return zrangestore(destination, source, start, stop, PLAIN);
    }

    /** As {@link #zrangestore(Object, Object, long, long)}, as the options say; no limit. */
    Command<Long> zrangestore(K destination, K source, long start, long stop, ZrangeOptions options) {
        return ranks(write("ZRANGESTORE", 5).key(destination).key(source), start, stop, options)
                .returning(Decoders.integer());
    }

    /** Stores the members with a score in this range; see {@link #zrangestore(Object, Object, long, long)}. */
    Command<Long> zrangestore(K destination, K source, ScoreRange range) {
        return zrangestore(destination, source, range, PLAIN);
    }

    /** As {@link #zrangestore(Object, Object, ScoreRange)}, as the options say. */
    Command<Long> zrangestore(K destination, K source, ScoreRange range, ZrangeOptions options) {
        return byScore(write("ZRANGESTORE", 9).key(destination).key(source), range, options)
                .returning(Decoders.integer());
    }

    /** Stores the members in this range; see {@link #zrangestore(Object, Object, long, long)}. */
    Command<Long> zrangestore(K destination, K source, LexRange<? extends V> range) {
        return zrangestore(destination, source, range, PLAIN);
    }

    /** As {@link #zrangestore(Object, Object, LexRange)}, as the options say. */
    Command<Long> zrangestore(K destination, K source, LexRange<? extends V> range, ZrangeOptions options) {
        return byMember(write("ZRANGESTORE", 9).key(destination).key(source), range, options)
                .returning(Decoders.integer());
    }

    /** The members from rank {@code start} to {@code stop}, both included, the highest score first, at rank 0. */
    Command<List<V>> zrevrange(K key, long start, long stop) {
        return read("ZREVRANGE", 3).key(key).number(start).number(stop).returning(types.values);
    }

    /** As {@link #zrevrange}, with scores. */
    Command<List<ScoredValue<V>>> zrevrangeWithScores(K key, long start, long stop) {
        return read("ZREVRANGE", 4)
                .key(key)
                .number(start)
                .number(stop)
                .word("WITHSCORES")
                .returning(scoredValues);
    }

    /** The members with a score in this range, the lowest first; {@link #zrange(Object, ScoreRange)} replaced it. */
    Command<List<V>> zrangebyscore(K key, ScoreRange range) {
        return scores(read("ZRANGEBYSCORE", 3).key(key), range, false).returning(types.values);
    }

    /** The same without the first {@code offset} of them, at most {@code count}; a negative count takes all. */
    Command<List<V>> zrangebyscore(K key, ScoreRange range, long offset, long count) {
        return limit(scores(read("ZRANGEBYSCORE", 6).key(key), range, false), offset, count)
                .returning(types.values);
    }

    /** As {@link #zrangebyscore(Object, ScoreRange)}, with scores. */
    Command<List<ScoredValue<V>>> zrangebyscoreWithScores(K key, ScoreRange range) {
        return scores(read("ZRANGEBYSCORE", 4).key(key), range, false)
                .word("WITHSCORES")
                .returning(scoredValues);
    }

    /** As {@link #zrangebyscore(Object, ScoreRange, long, long)}, with scores. */
    Command<List<ScoredValue<V>>> zrangebyscoreWithScores(K key, ScoreRange range, long offset, long count) {
        return limit(scores(read("ZRANGEBYSCORE", 7).key(key), range, false).word("WITHSCORES"), offset, count)
                .returning(scoredValues);
    }

    /** The members with a score in this range, the highest first; {@link #zrange(Object, ScoreRange)} replaced it. */
    Command<List<V>> zrevrangebyscore(K key, ScoreRange range) {
        return scores(read("ZREVRANGEBYSCORE", 3).key(key), range, true).returning(types.values);
    }

    /** The same without the first {@code offset} of them, at most {@code count}; a negative count takes all. */
    Command<List<V>> zrevrangebyscore(K key, ScoreRange range, long offset, long count) {
        return limit(scores(read("ZREVRANGEBYSCORE", 6).key(key), range, true), offset, count)
                .returning(types.values);
    }

    /** As {@link #zrevrangebyscore(Object, ScoreRange)}, with scores. */
    Command<List<ScoredValue<V>>> zrevrangebyscoreWithScores(K key, ScoreRange range) {
        return scores(read("ZREVRANGEBYSCORE", 4).key(key), range, true)
                .word("WITHSCORES")
                .returning(scoredValues);
    }

    /** As {@link #zrevrangebyscore(Object, ScoreRange, long, long)}, with scores. */
    Command<List<ScoredValue<V>>> zrevrangebyscoreWithScores(K key, ScoreRange range, long offset, long count) {
        return limit(scores(read("ZREVRANGEBYSCORE", 7).key(key), range, true).word("WITHSCORES"), offset, count)
                .returning(scoredValues);
    }

    /** The members in this range, in the order of their bytes; {@link #zrange(Object, LexRange)} replaced it. */
    Command<List<V>> zrangebylex(K key, LexRange<? extends V> range) {
        return members(read("ZRANGEBYLEX", 3).key(key), range, false).returning(types.values);
    }

    /** The same without the first {@code offset} of them, at most {@code count}; a negative count takes all. */
    Command<List<V>> zrangebylex(K key, LexRange<? extends V> range, long offset, long count) {
        return limit(members(read("ZRANGEBYLEX", 6).key(key), range, false), offset, count)
                .returning(types.values);
    }

    /** The members in this range, in the reverse order of their bytes; {@link #zrange(Object, LexRange)} replaced it. */
    Command<List<V>> zrevrangebylex(K key, LexRange<? extends V> range) {
        return members(read("ZREVRANGEBYLEX", 3).key(key), range, true).returning(types.values);
    }

    /** The same without the first {@code offset} of them, at most {@code count}; a negative count takes all. */
    Command<List<V>> zrevrangebylex(K key, LexRange<? extends V> range, long offset, long count) {
        return limit(members(read("ZREVRANGEBYLEX", 6).key(key), range, true), offset, count)
                .returning(types.values);
    }

    /** Removes the members from rank {@code start} to {@code stop}, both included. Gives how many. */
    Command<Long> zremrangebyrank(K key, long start, long stop) {
        return write("ZREMRANGEBYRANK", 3).key(key).number(start).number(stop).returning(Decoders.integer());
    }

    /** Removes the members with a score in this range. Gives how many. */
    Command<Long> zremrangebyscore(K key, ScoreRange range) {
        return scores(write("ZREMRANGEBYSCORE", 3).key(key), range, false).returning(Decoders.integer());
    }

    /** Removes the members in this range. Gives how many. */
    Command<Long> zremrangebylex(K key, LexRange<? extends V> range) {
        return members(write("ZREMRANGEBYLEX", 3).key(key), range, false).returning(Decoders.integer());
    }

    private static <K, V> CommandBuilder<K, V> ranks(
            CommandBuilder<K, V> command, long start, long stop, ZrangeOptions options) {
        return command.number(start).number(stop).options(ZrangeOptions.Choice.withoutLimit(options));
    }

    private static <K, V> CommandBuilder<K, V> byScore(
            CommandBuilder<K, V> command, ScoreRange range, ZrangeOptions options) {
        ZrangeOptions.Choice choice = ZrangeOptions.Choice.of(options);
        return scores(command, range, choice.isReversed()).word("BYSCORE").options(choice);
    }

    private static <K, V> CommandBuilder<K, V> byMember(
            CommandBuilder<K, V> command, LexRange<? extends V> range, ZrangeOptions options) {
        ZrangeOptions.Choice choice = ZrangeOptions.Choice.of(options);
        return members(command, range, choice.isReversed()).word("BYLEX").options(choice);
    }

    /** On the wire a range that is gone through backwards has its high bound first. */
    private static <K, V> CommandBuilder<K, V> scores(
            CommandBuilder<K, V> command, ScoreRange range, boolean backwards) {
        byte[] low = range.lowBytes();
        byte[] high = range.highBytes();
        return command.bytes(backwards ? high : low).bytes(backwards ? low : high);
    }

    private static <K, V> CommandBuilder<K, V> members(
            CommandBuilder<K, V> command, LexRange<? extends V> range, boolean backwards) {
        byte[] low = range.lowBytes(command);
        byte[] high = range.highBytes(command);
        return command.bytes(backwards ? high : low).bytes(backwards ? low : high);
    }

    private static <K, V> CommandBuilder<K, V> limit(CommandBuilder<K, V> command, long offset, long count) {
        return command.word("LIMIT").number(offset).number(count);
    }
}
