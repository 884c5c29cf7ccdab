package dev.redstart;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sorted sets: distinct members, each with a score, ordered by score and, where that is equal, by the bytes of the member. A
 * score is a double, may be infinite and is never NaN. A sorted set that becomes empty is gone. Every command fails with
 * {@code WRONGTYPE} on a key that holds something else.
 */
@CommandFamily
@SuppressWarnings("varargs") // the arrays are only read
final class SortedSetFamily<K, V> extends Family<K, V> {

    private static final Decoder<List<@Nullable Double>> SCORES = Decoders.list(Decoders.decimalOrNull());

    private final Decoder<List<ScoredValue<V>>> scoredValues;
    private final Decoder<@Nullable ScoredValue<V>> scoredValueOrNull;
    private final Decoder<@Nullable KeyValue<K, ScoredValue<V>>> keyAndOne;
    private final Decoder<@Nullable KeyValue<K, List<ScoredValue<V>>>> keyAndList;

    SortedSetFamily(Types<K, V> types) {
        super(types);
        scoredValues = ScoredDecoders.list(types.value);
        scoredValueOrNull = ScoredDecoders.oneOrNull(types.value);
        keyAndOne = ScoredDecoders.keyAndOne(types.key, types.value);
        keyAndList = ScoredDecoders.keyAndList(types.key, types.value);
    }

    /** Adds a member, or changes its score. Gives how many were added: 0 when it was there. O(log n). */
    Command<Long> zadd(K key, double score, V member) {
        return zadd(key, ZaddOptions.Choice.NONE, score, member);
    }

    /** As {@link #zadd(Object, double, Object)}, as the options say. */
    Command<Long> zadd(K key, ZaddOptions options, double score, V member) {
        return write("ZADD", 6)
                .key(key)
                .options(Options.given(options))
                .number(score)
                .value(member)
                .returning(Decoders.integer());
    }

    /** Adds members, or changes their scores. Gives how many were added. At least one; O(log n) for each. */
    Command<Long> zadd(K key, Collection<? extends ScoredValue<? extends V>> members) {
        return zadd(key, ZaddOptions.Choice.NONE, members);
    }

    /** As {@link #zadd(Object, java.util.Collection)}, as the options say. */
    Command<Long> zadd(K key, ZaddOptions options, Collection<? extends ScoredValue<? extends V>> members) {
        CommandBuilder<K, V> command =
                write("ZADD", 4 + 2 * members.size()).key(key).options(Options.given(options));
        requireSome(members.isEmpty());
        for (ScoredValue<? extends V> member : members) {
            if (member == null) throw new NullPointerException("a member is null");
            command.number(member.score()).value(member.value());
        }
        return command.returning(Decoders.integer());
    }

    /** As {@link #zadd(Object, java.util.Collection)}, given as a map from member to score. */
    Command<Long> zadd(K key, Map<? extends V, Double> scores) {
        return zadd(key, ZaddOptions.Choice.NONE, scores);
    }

    /** As {@link #zadd(Object, ZaddOptions, java.util.Collection)}, given as a map from member to score. */
    Command<Long> zadd(K key, ZaddOptions options, Map<? extends V, Double> scores) {
        CommandBuilder<K, V> command =
                write("ZADD", 4 + 2 * scores.size()).key(key).options(Options.given(options));
        requireSome(scores.isEmpty());
        scores.forEach((member, score) -> {
            if (score == null) throw new NullPointerException("a score is null");
            command.number(score).value(member);
        });
        return command.returning(Decoders.integer());
    }

    private static void requireSome(boolean none) {
        if (none) throw new IllegalArgumentException("needs at least one member");
    }

    /**
     * Adds {@code increment} to the score of a member, as the options say ({@code ZADD ... INCR}); a new member begins at 0.
     * Gives the new score, or null when the options kept it from being changed.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR resulting score is not a number (NaN)}: infinities cancelled out
     */
    Command<@Nullable Double> zaddIncr(K key, ZaddOptions options, double increment, V member) {
        return write("ZADD", 7)
                .key(key)
                .options(Options.given(options))
                .word("INCR")
                .number(increment)
                .value(member)
                .returning(Decoders.decimalOrNull());
    }

    /**
     * Adds {@code increment} to the score of a member; a new member begins at 0. Gives the new score. O(log n).
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR resulting score is not a number (NaN)}: infinities cancelled out
     */
    Command<Double> zincrby(K key, double increment, V member) {
        return write("ZINCRBY", 3).key(key).number(increment).value(member).returning(Decoders.decimal());
    }

    /** Removes a member. Gives how many were removed: 0 when it was not there. O(log n). */
    Command<Long> zrem(K key, V member) {
        return write("ZREM", 2).key(key).value(member).returning(Decoders.integer());
    }

    /** Removes members. Gives how many were there. O(log n) for each. */
    @SafeVarargs
    final Command<Long> zrem(K key, V... members) {
        return write("ZREM", 1 + members.length).key(key).values(members).returning(Decoders.integer());
    }

    /** See {@link #zrem(Object, Object...)}; at least one member. */
    Command<Long> zremAll(K key, Collection<? extends V> members) {
        return write("ZREM", 1 + members.size()).key(key).values(members).returning(Decoders.integer());
    }

    /** How many members it has; 0 when there is no sorted set. */
    Command<Long> zcard(K key) {
        return read("ZCARD", 1).key(key).returning(Decoders.integer());
    }

    /** The score of a member, or null when it is not there. O(1). */
    Command<@Nullable Double> zscore(K key, V member) {
        return read("ZSCORE", 2).key(key).value(member).returning(Decoders.decimalOrNull());
    }

    /** The score of each member in their order, null for those that are not there. */
    @SafeVarargs
    final Command<List<@Nullable Double>> zmscore(K key, V... members) {
        return read("ZMSCORE", 1 + members.length).key(key).values(members).returning(SCORES);
    }

    /** See {@link #zmscore(Object, Object...)}; at least one member. */
    Command<List<@Nullable Double>> zmscoreAll(K key, Collection<? extends V> members) {
        return read("ZMSCORE", 1 + members.size()).key(key).values(members).returning(SCORES);
    }

    /** How many members come before this one, from the lowest score; null when it is not there. O(log n). */
    Command<@Nullable Long> zrank(K key, V member) {
        return read("ZRANK", 2).key(key).value(member).returning(Decoders.integerOrNull());
    }

    /** As {@link #zrank}, with the score. Since Redis 7.2. */
    Command<@Nullable RankedScore> zrankWithScore(K key, V member) {
        return read("ZRANK", 3).key(key).value(member).word("WITHSCORE").returning(ScoredDecoders::rankedScore);
    }

    /** How many members come before this one, from the highest score; null when it is not there. O(log n). */
    Command<@Nullable Long> zrevrank(K key, V member) {
        return read("ZREVRANK", 2).key(key).value(member).returning(Decoders.integerOrNull());
    }

    /** As {@link #zrevrank}, with the score. Since Redis 7.2. */
    Command<@Nullable RankedScore> zrevrankWithScore(K key, V member) {
        return read("ZREVRANK", 3).key(key).value(member).word("WITHSCORE").returning(ScoredDecoders::rankedScore);
    }

    /** Some member, by chance; null when there is no sorted set. */
    Command<@Nullable V> zrandmember(K key) {
        return read("ZRANDMEMBER", 1).key(key).returning(types.valueOrNull);
    }

    /** Up to {@code count} distinct members, by chance; with a negative count exactly so many, maybe some more than once. */
    Command<List<V>> zrandmember(K key, long count) {
        return read("ZRANDMEMBER", 2).key(key).number(count).returning(types.values);
    }

    /** As {@link #zrandmember(Object, long)}, with their scores. */
    Command<List<ScoredValue<V>>> zrandmemberWithScores(K key, long count) {
        return read("ZRANDMEMBER", 3).key(key).number(count).word("WITHSCORES").returning(scoredValues);
    }

    /**
     * The next step of a scan over the members: O(1) a step, O(n) for all. Guarantees: a member that is there from the first
     * step to the last comes at least once; one may come twice.
     */
    Command<ScanPage<ScoredValue<V>>> zscan(K key, ScanCursor cursor) {
        return zscan(key, cursor, ScanOptions.all());
    }

    /** See {@link #zscan(Object, ScanCursor)}; only the members that the options ask for. */
    Command<ScanPage<ScoredValue<V>>> zscan(K key, ScanCursor cursor, ScanOptions options) {
        return read("ZSCAN", 6)
                .key(key)
                .text(cursor.text())
                .options(ScanOptions.Choice.withoutType(options, "ZSCAN"))
                .returning(ScanPage.decoder(scoredValues));
    }

    /** Takes the member with the lowest score; null when there is no sorted set. O(log n). */
    Command<@Nullable ScoredValue<V>> zpopmin(K key) {
        return write("ZPOPMIN", 1).key(key).returning(scoredValueOrNull);
    }

    /** Takes up to {@code count} members with the lowest scores, the lowest first. Not negative. */
    Command<List<ScoredValue<V>>> zpopmin(K key, long count) {
        return write("ZPOPMIN", 2).key(key).number(count).returning(scoredValues);
    }

    /** Takes the member with the highest score; null when there is no sorted set. O(log n). */
    Command<@Nullable ScoredValue<V>> zpopmax(K key) {
        return write("ZPOPMAX", 1).key(key).returning(scoredValueOrNull);
    }

    /** Takes up to {@code count} members with the highest scores, the highest first. Not negative. */
    Command<List<ScoredValue<V>>> zpopmax(K key, long count) {
        return write("ZPOPMAX", 2).key(key).number(count).returning(scoredValues);
    }

    /** Takes one member from the first of these sorted sets that has one, and says from which; null when none has. */
    @SafeVarargs
    final Command<@Nullable KeyValue<K, List<ScoredValue<V>>>> zmpop(ScoreEnd from, K... keys) {
        return zmpop(from, Arrays.asList(keys));
    }

    /** See {@link #zmpop(ScoreEnd, Object...)}; at least one key. */
    Command<@Nullable KeyValue<K, List<ScoredValue<V>>>> zmpop(ScoreEnd from, Collection<? extends K> keys) {
        return write("ZMPOP", 2 + keys.size())
                .countedKeys(keys)
                .word(from.name())
                .returning(keyAndList);
    }

    /**
     * Takes up to {@code count} members (above 0) from the first of these sorted sets that has some, the outermost first; null
     * when none has.
     */
    Command<@Nullable KeyValue<K, List<ScoredValue<V>>>> zmpop(
            ScoreEnd from, long count, Collection<? extends K> keys) {
        return write("ZMPOP", 4 + keys.size())
                .countedKeys(keys)
                .word(from.name())
                .word("COUNT")
                .number(count)
                .returning(keyAndList);
    }

    /**
     * Takes the member with the lowest score from the first of these sorted sets that has one, and says from which; waits
     * for one, at most {@code timeout}, or for ever when that is null. Gives null when the time is over.
     *
     * <p>A member popped for a client that has stopped waiting (its deadline passed, its connection broke, it died) is lost.
     * No command moves a member from one sorted set to another; work that must not get lost is better kept in a list and
     * taken with {@code blmove}.
     */
    @SafeVarargs
    final Command<@Nullable KeyValue<K, ScoredValue<V>>> bzpopmin(@Nullable Duration timeout, K... keys) {
        return bzpopmin(timeout, Arrays.asList(keys));
    }

    /** See {@link #bzpopmin(java.time.Duration, Object...)}; at least one key. */
    Command<@Nullable KeyValue<K, ScoredValue<V>>> bzpopmin(@Nullable Duration timeout, Collection<? extends K> keys) {
        return write("BZPOPMIN", keys.size() + 1)
                .keys(keys)
                .blockSeconds(timeout)
                .returning(keyAndOne);
    }

    /**
     * As {@link #bzpopmin(java.time.Duration, Object...)}, with the highest score. A member popped for a client that has
     * stopped waiting is lost: see {@code blmove} for work where that matters.
     */
    @SafeVarargs
    final Command<@Nullable KeyValue<K, ScoredValue<V>>> bzpopmax(@Nullable Duration timeout, K... keys) {
        return bzpopmax(timeout, Arrays.asList(keys));
    }

    /** See {@link #bzpopmax(java.time.Duration, Object...)}; at least one key. */
    Command<@Nullable KeyValue<K, ScoredValue<V>>> bzpopmax(@Nullable Duration timeout, Collection<? extends K> keys) {
        return write("BZPOPMAX", keys.size() + 1)
                .keys(keys)
                .blockSeconds(timeout)
                .returning(keyAndOne);
    }

    /**
     * As {@link #zmpop(ScoreEnd, Object...)}, waiting until one of the sorted sets has a member, at most {@code timeout}, or
     * for ever when that is null. A member popped for a client that has stopped waiting is lost: see {@code blmove} for work
     * where that matters.
     */
    @SafeVarargs
    final Command<@Nullable KeyValue<K, List<ScoredValue<V>>>> bzmpop(
            @Nullable Duration timeout, ScoreEnd from, K... keys) {
        return bzmpop(timeout, from, Arrays.asList(keys));
    }

    /** See {@link #bzmpop(java.time.Duration, ScoreEnd, Object...)}; at least one key. */
    Command<@Nullable KeyValue<K, List<ScoredValue<V>>>> bzmpop(
            @Nullable Duration timeout, ScoreEnd from, Collection<? extends K> keys) {
        return write("BZMPOP", 3 + keys.size())
                .blockSeconds(timeout)
                .countedKeys(keys)
                .word(from.name())
                .returning(keyAndList);
    }

    /** As {@link #bzmpop(java.time.Duration, ScoreEnd, java.util.Collection)}, taking up to {@code count} members (above 0). */
    Command<@Nullable KeyValue<K, List<ScoredValue<V>>>> bzmpop(
            @Nullable Duration timeout, ScoreEnd from, long count, Collection<? extends K> keys) {
        return write("BZMPOP", 5 + keys.size())
                .blockSeconds(timeout)
                .countedKeys(keys)
                .word(from.name())
                .word("COUNT")
                .number(count)
                .returning(keyAndList);
    }
}
