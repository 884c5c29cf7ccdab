package dev.redstart.examples;

import dev.redstart.ExpireCondition;
import dev.redstart.JsonCodec;
import dev.redstart.ListEnd;
import dev.redstart.Redis;
import dev.redstart.ScoreRange;
import dev.redstart.SetOptions;
import dev.redstart.TypedRedis;
import dev.redstart.spi.RedisReplyException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The data types of Redis. A key holds one value of one type; each type has its commands, and the methods of {@link Redis}
 * have the names of the commands.
 */
final class DataTypes implements Story {

    /** What the typed view at the end stores, as JSON. */
    record User(String name, int age) {}

    @Override
    public String name() {
        return "datatypes";
    }

    @Override
    public String about() {
        return "strings, hashes, lists, sets and sorted sets, and what expires";
    }

    @Override
    public void run(Context story) {
        strings(story);
        hashes(story);
        lists(story);
        sets(story);
        sortedSets(story);
        expiry(story);
        typedViews(story);
    }

    private static void strings(Context story) {
        Redis redis = story.redis();
        Page page = story.page();
        String greeting = story.key("greeting");
        page.heading("Strings: text, a number or any bytes under one key");
        redis.set(greeting, "hello");
        page.row("append", redis.append(greeting, ", world"), "gives the new length");
        page.row("get", redis.get(greeting), "null if the key were missing");
        page.row("getrange 0 4", redis.getrange(greeting, 0, 4), "both ends included; -1 is the last byte");
        page.row("set if absent", redis.set(greeting, "bye", SetOptions.ifAbsent()), "false: it is there already");
        page.row("incrby 5", redis.incrby(story.key("number"), 5), "a missing number counts as 0");
        page.row("type", redis.type(greeting), "every key knows the type of its value");
    }

    private static void hashes(Context story) {
        Redis redis = story.redis();
        Page page = story.page();
        String user = story.key("user:1");
        page.heading("Hashes: fields and values under one key, like a row of a table");
        page.row("hset", redis.hset(user, Map.of("name", "Ada", "logins", "1")), "new fields");
        page.row("hget name", redis.hget(user, "name"), "one field, without reading the others");
        page.row("hincrby logins 1", redis.hincrby(user, "logins", 1), "fields can be counters");
        page.row("hmget name zip", redis.hmget(user, "name", "zip"), "null for a field that is missing");
        page.row("hgetall", new TreeMap<>(redis.hgetall(user)), "all of it");
    }

    private static void lists(Context story) {
        Redis redis = story.redis();
        Page page = story.page();
        String line = story.key("line");
        page.heading("Lists: in the order of insertion, quick at both ends");
        page.row("rpush", redis.rpush(line, "Ann", "Bob", "Cleo"), "gives the new length");
        page.row("lpush", redis.lpush(line, "Zoe"), "at the other end");
        page.row("lrange 0 -1", redis.lrange(line, 0, -1), "all of it");
        page.row("lpop", redis.lpop(line), "takes the first away");
        page.row(
                "lmove",
                redis.lmove(line, story.key("served"), ListEnd.LEFT, ListEnd.RIGHT),
                "to another list, at once");
    }

    private static void sets(Context story) {
        Redis redis = story.redis();
        Page page = story.page();
        String java = story.key("knows:java");
        String redisFans = story.key("knows:redis");
        page.heading("Sets: different members, no order");
        redis.sadd(java, "Ann", "Bob", "Cleo");
        redis.sadd(redisFans, "Bob", "Cleo", "Dan");
        page.row("sadd Bob", redis.sadd(java, "Bob"), "0 are new");
        page.row("sismember Dan", redis.sismember(java, "Dan"), "quick, however large the set is");
        page.row("sinter", new TreeSet<>(redis.sinter(java, redisFans)), "who knows both");
        page.row("sdiff", new TreeSet<>(redis.sdiff(java, redisFans)), "who knows the first alone");
    }

    private static void sortedSets(Context story) {
        Redis redis = story.redis();
        Page page = story.page();
        String cities = story.key("population");
        page.heading("Sorted sets: members in the order of their scores");
        page.row("zadd", redis.zadd(cities, Map.of("Oslo", 0.7, "Rome", 2.8, "Paris", 2.1)), "new members");
        page.row("zrange 0 -1", redis.zrange(cities, 0, -1), "the lowest score first");
        page.row("zrange scores > 2", redis.zrange(cities, ScoreRange.greaterThan(2)), "a range of scores");
        page.row("zrank Rome", redis.zrank(cities, "Rome"), "its place, counted from 0");
        page.row("zscore Rome", redis.zscore(cities, "Rome"), "its score");
        page.row("zpopmin", redis.zpopmin(cities, 1).get(0).value(), "takes the lowest away: a priority queue");
    }

    private static void expiry(Context story) {
        Redis redis = story.redis();
        Page page = story.page();
        String session = story.key("session:abc");
        page.heading("Expiry: a key of any type can end by itself");
        redis.set(session, "Ada", SetOptions.expireAfter(Duration.ofHours(1)));
        page.row("ttl", redis.ttl(session), "one hour, as a Duration is written");
        page.row(
                "expire 2h if longer", redis.expire(session, Duration.ofHours(2), ExpireCondition.GT), "it was longer");
        page.row("persist", redis.persist(session), "it had a time to live, and has it no more");
        page.row("ttl", redis.ttl(session), "lives until it is deleted");
    }

    private static void typedViews(Context story) {
        Page page = story.page();
        page.heading("Typed views: the same commands, other Java types");
        TypedRedis<String, User> users = story.redis().with(JsonCodec.of(User.class));
        users.set(story.key("user:json"), new User("Grace", 37));
        page.row("as text", story.redis().get(story.key("user:json")), "what Redis stores");
        page.row("as a User", users.get(story.key("user:json")), "what the view reads");
        try {
            users.lpush(story.key("user:json"), new User("Alan", 41));
        } catch (RedisReplyException e) {
            page.row("lpush", e.code(), "an error is an exception with the code of Redis");
        }
        page.row("get nobody", users.get(story.key("nobody")), "what is missing is null");
    }
}
