package dev.redstart.examples.swap;

import dev.redstart.AsyncRedisCommands;
import dev.redstart.BitField;
import dev.redstart.BitOperation;
import dev.redstart.BitOverflow;
import dev.redstart.BitUnit;
import dev.redstart.BitfieldOperations;
import dev.redstart.Decoders;
import dev.redstart.ExpireCondition;
import dev.redstart.GeoDetail;
import dev.redstart.GeoOrigin;
import dev.redstart.GeoSearchOptions;
import dev.redstart.GeoShape;
import dev.redstart.GeoUnit;
import dev.redstart.GetexOptions;
import dev.redstart.HsetexOptions;
import dev.redstart.LexRange;
import dev.redstart.ListEnd;
import dev.redstart.LposOptions;
import dev.redstart.ScoreEnd;
import dev.redstart.ScoreRange;
import dev.redstart.SetOptions;
import dev.redstart.SortOptions;
import dev.redstart.StreamId;
import dev.redstart.StreamOffset;
import dev.redstart.StreamRange;
import dev.redstart.TrimOptions;
import dev.redstart.XaddOptions;
import dev.redstart.XgroupCreateOptions;
import dev.redstart.ZaddOptions;
import dev.redstart.ZcombineOptions;
import dev.redstart.ZrangeOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Random typed commands of all families of data. Each family has a few keys of its own and meets those of others now and
 * then, so that errors come, too. Left out is what may differ on equal servers: random picks, the time, what is left of a
 * time to live, cursors of scans.
 */
final class RandomCommands {

    private static final Instant DEADLINE = Instant.parse("2100-01-01T00:00:00Z");
    private static final int FAMILIES = 11;

    /** Scripts only read, so that a backend without scripts can leave them out. */
    private static final List<String> SCRIPTS = List.of(
            "return {1, 'two', false, {3, ARGV[1]}}",
            "return redis.call('EXISTS', KEYS[1])",
            "return redis.call('HGETALL', KEYS[1])",
            "return redis.error_reply('NOPE ' .. ARGV[1])",
            "return redis.call('NOSUCHCOMMAND')");

    private final AsyncRedisCommands<String, String> redis;
    private final Dice dice;

    RandomCommands(AsyncRedisCommands<String, String> redis, Dice dice) {
        this.redis = redis;
        this.dice = dice;
    }

    /** Gives one command to the view. */
    void next() {
        int family = dice.below(FAMILIES);
        String key = key(dice.chance(92) ? family : dice.below(FAMILIES));
        switch (family) {
            case 0 -> string(key);
            case 1 -> keyspace(key(dice.below(FAMILIES)));
            case 2 -> hash(key);
            case 3 -> hashFieldExpiry(key);
            case 4 -> list(key);
            case 5 -> set(key);
            case 6 -> sortedSet(key);
            case 7 -> bitmap(key);
            case 8 -> hyperLogLog(key);
            case 9 -> geo(key);
            default -> {
                if (dice.chance(80)) stream(key);
                else script(key);
            }
        }
    }

    /** Hashes with and without expiry share their keys. */
    private String key(int family) {
        return "k" + (family == 3 ? 2 : family) + ":" + dice.below(3);
    }

    private void string(String key) {
        String other = key(0);
        switch (dice.below(16)) {
            case 0, 1 -> redis.set(key, dice.text());
            case 2 -> redis.set(key, dice.word(), SetOptions.ifAbsent().expireAt(deadline()));
            case 3 -> redis.setGet(key, dice.word(), SetOptions.keepTtl());
            case 4, 5 -> redis.get(key);
            case 6 -> redis.getex(key, GetexOptions.expireAt(deadline()));
            case 7 -> redis.mget(List.of(key, other, "missing"));
            case 8 -> redis.mset(Pairs.of(key, dice.word(), other, dice.text()));
            case 9 -> redis.append(key, dice.word());
            case 10 -> redis.incrby(key, dice.oneOf(7L, -3L, Long.MAX_VALUE));
            case 11 -> redis.incrbyfloat(key, dice.number());
            case 12 -> redis.getrange(key, dice.between(-9, 9), dice.between(-9, 60));
            case 13 -> redis.setrange(key, dice.below(70), dice.oneOf("", "ab", "hello"));
            case 14 -> redis.lcsMatches(key, other, 1);
            default -> redis.set(key, String.valueOf(dice.between(-1000, 1000)));
        }
    }

    private void keyspace(String key) {
        String other = key(dice.below(FAMILIES));
        switch (dice.below(12)) {
            case 0 -> redis.del(key);
            case 1 -> redis.exists(List.of(key, other, key));
            case 2 -> redis.type(key);
            case 3 -> redis.rename(key, other);
            case 4 -> redis.renamenx(key, other);
            case 5 -> redis.copy(key, other);
            case 6 -> redis.pexpireat(key, deadline());
            case 7 -> redis.expireat(key, deadline(), dice.oneOf(ExpireCondition.values()));
            case 8 -> redis.pexpiretime(key);
            case 9 -> redis.persist(key);
            case 10 -> redis.objectEncoding(key);
            default -> redis.sort(key, SortOptions.alphabetical().descending().limit(0, 5));
        }
    }

    private void hash(String key) {
        String field = dice.member();
        switch (dice.below(13)) {
            case 0, 1 -> redis.hset(key, dice.fields());
            case 2 -> redis.hsetnx(key, field, dice.text());
            case 3 -> redis.hget(key, field);
            case 4 -> redis.hmget(key, dice.members());
            case 5 -> redis.hgetall(key);
            case 6 -> redis.hkeys(key);
            case 7 -> redis.hvals(key);
            case 8 -> redis.hlen(key);
            case 9 -> redis.hexists(key, field);
            case 10 -> redis.hincrby(key, dice.oneOf(field, "count"), dice.between(-5, 5));
            case 11 -> redis.hincrbyfloat(key, dice.oneOf(field, "count"), dice.number());
            default -> redis.hdel(key, dice.members());
        }
    }

    private void hashFieldExpiry(String key) {
        List<String> fields = dice.members().stream().distinct().toList();
        switch (dice.below(8)) {
            case 0 -> redis.hexpireat(key, deadline(), fields);
            case 1 -> redis.hpexpireat(key, deadline().plusMillis(7), condition(), fields);
            case 2 -> redis.hpexpiretime(key, fields);
            case 3 -> redis.hpersist(key, fields);
            case 4 -> redis.hgetdel(key, fields);
            case 5 -> redis.hgetex(key, GetexOptions.expireAt(deadline()), fields);
            case 6 -> redis.hsetex(key, dice.fields(), HsetexOptions.expireAt(deadline()));
            default -> redis.hexpireat(key, Instant.EPOCH.plusSeconds(1), dice.member());
        }
    }

    private void list(String key) {
        String other = key(4);
        switch (dice.below(14)) {
            case 0, 1 -> redis.rpushAll(key, dice.members());
            case 2 -> redis.lpush(key, dice.text());
            case 3 -> redis.lpushx(key, dice.member());
            case 4 -> redis.lpop(key);
            case 5 -> redis.rpop(key, dice.below(3));
            case 6 -> redis.lrange(key, dice.between(-9, 9), dice.between(-9, 20));
            case 7 -> redis.lindex(key, dice.between(-5, 5));
            case 8 -> redis.lposAll(key, dice.member(), 0, LposOptions.rank(dice.oneOf(1, -1, 2)));
            case 9 -> redis.lset(key, dice.between(-5, 5), dice.text());
            case 10 -> redis.linsertBefore(key, dice.member(), dice.word());
            case 11 -> redis.lrem(key, dice.between(-2, 2), dice.member());
            case 12 -> redis.lmove(key, other, dice.oneOf(ListEnd.values()), dice.oneOf(ListEnd.values()));
            default -> redis.lmpop(ListEnd.LEFT, 2, List.of("missing", key, other));
        }
    }

    private void set(String key) {
        List<String> keys = List.of(key, key(5));
        switch (dice.below(11)) {
            case 0, 1, 2 -> redis.saddAll(key, dice.members());
            case 3 -> redis.sadd(key, String.valueOf(dice.between(-99, 99)));
            case 4 -> redis.sremAll(key, dice.members());
            case 5 -> redis.smembers(key);
            case 6 -> redis.smismemberAll(key, dice.members());
            case 7 -> redis.smove(key, key(5), dice.member());
            case 8 -> redis.sinter(keys);
            case 9 -> redis.sunionstore(key(5), keys);
            default -> redis.sdiff(keys);
        }
    }

    private void sortedSet(String key) {
        List<String> keys = List.of(key, key(6));
        String member = dice.member();
        switch (dice.below(15)) {
            case 0, 1 -> redis.zadd(key, dice.number(), member);
            case 2 -> redis.zadd(key, ZaddOptions.ifGreater().countChanged(), dice.number(), member);
            case 3 -> redis.zaddIncr(key, ZaddOptions.ifPresent(), dice.number(), member);
            case 4 -> redis.zincrby(key, dice.number(), member);
            case 5 -> redis.zscore(key, member);
            case 6 -> redis.zrankWithScore(key, member);
            case 7 -> redis.zmscoreAll(key, dice.members());
            case 8 -> redis.zrangeWithScores(key, 0, -1);
            case 9 -> redis.zrange(key, ScoreRange.atLeast(dice.number()), ZrangeOptions.reversed());
            case 10 -> redis.zrangebylex(key, LexRange.closed("m1", "m8"));
            case 11 -> redis.zunionWithScores(keys, ZcombineOptions.weights(2, dice.number()));
            case 12 -> redis.zinterstore(key(6), keys, ZcombineOptions.max());
            case 13 -> redis.zmpop(ScoreEnd.MIN, 2, keys);
            default -> redis.zpopmax(key);
        }
    }

    private void bitmap(String key) {
        BitField field = BitField.signed(dice.between(2, 20)).at(dice.below(40));
        switch (dice.below(8)) {
            case 0, 1 -> redis.setbit(key, dice.below(120), dice.chance(60));
            case 2 -> redis.getbit(key, dice.below(120));
            case 3 -> redis.bitcount(key, dice.between(-9, 9), dice.between(-9, 20), dice.oneOf(BitUnit.values()));
            case 4 -> redis.bitpos(key, dice.chance(50));
            case 5 -> redis.bitop(dice.oneOf(BitOperation.AND, BitOperation.OR, BitOperation.XOR), key(7), key, key(7));
            case 6 -> redis.bitfield(key, BitfieldOperations.get(field).incrby(field, 9, BitOverflow.FAIL));
            default -> redis.get(key);
        }
    }

    private void hyperLogLog(String key) {
        switch (dice.below(4)) {
            case 0, 1 -> redis.pfaddAll(key, dice.members());
            case 2 -> redis.pfcount(key, key(8));
            default -> redis.pfmerge(key, key(8), key(8));
        }
    }

    private void geo(String key) {
        int n = dice.below(12);
        GeoShape circle = GeoShape.circle(dice.between(1, 2000), GeoUnit.KM);
        switch (dice.below(7)) {
            // Each member has its own place, so that no two are equally far.
            case 0, 1 -> redis.geoadd(key, 3.5 * n - 20, 1.7 * n + 10, "m" + n);
            case 2 -> redis.geodist(key, "m" + n, dice.member(), dice.oneOf(GeoUnit.values()));
            case 3 -> redis.geohashAll(key, dice.members());
            case 4 -> redis.geoposAll(key, dice.members());
            case 5 ->
                redis.geosearchWithDetails(
                        key, GeoOrigin.at(1, 15), circle, GeoSearchOptions.nearestFirst(), GeoDetail.values());
            default -> redis.geosearchstore(key(9), key, GeoOrigin.member(dice.member()), circle);
        }
    }

    private void stream(String key) {
        StreamId id = new StreamId(dice.between(1, 60), dice.below(3));
        String group = "g" + dice.below(2);
        String consumer = "c" + dice.below(2);
        switch (dice.below(13)) {
            case 0, 1, 2 -> redis.xadd(key, XaddOptions.id(id), dice.fields());
            case 3 -> redis.xrange(key, StreamRange.atLeast(id), 5);
            case 4 -> redis.xrevrange(key, StreamRange.all());
            case 5 -> redis.xread(Map.of(key, StreamOffset.after(id)));
            case 6 -> redis.xdel(key, id);
            case 7 -> redis.xtrim(key, TrimOptions.maxlen(dice.below(20)));
            case 8 -> redis.xgroupCreate(key, group, StreamOffset.start(), XgroupCreateOptions.mkstream());
            case 9 -> redis.xreadgroup(group, consumer, Map.of(key, StreamOffset.undelivered()));
            case 10 -> redis.xack(key, group, id);
            case 11 -> redis.xpending(key, group);
            default -> redis.xclaimJustid(key, group, consumer, Duration.ZERO, id);
        }
    }

    private void script(String key) {
        String script = SCRIPTS.get(dice.below(SCRIPTS.size()));
        List<String> keys = List.of(key);
        List<String> arguments = List.of(dice.text());
        if (dice.chance(50)) redis.eval(script, Canon::text, keys, arguments);
        else redis.evalRo(script, Decoders.integer(), keys, arguments);
    }

    private Instant deadline() {
        return DEADLINE.plusSeconds(dice.below(10) * 1000L);
    }

    private ExpireCondition condition() {
        return dice.oneOf(ExpireCondition.NX, ExpireCondition.XX, ExpireCondition.GT, ExpireCondition.LT);
    }
}
