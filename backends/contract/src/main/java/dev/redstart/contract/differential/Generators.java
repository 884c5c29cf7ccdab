package dev.redstart.contract.differential;

import static dev.redstart.contract.differential.Grammar.all;
import static dev.redstart.contract.differential.Grammar.anyOf;
import static dev.redstart.contract.differential.Grammar.cmd;
import static dev.redstart.contract.differential.Grammar.counted;
import static dev.redstart.contract.differential.Grammar.crowd;
import static dev.redstart.contract.differential.Grammar.many;
import static dev.redstart.contract.differential.Grammar.mostly;
import static dev.redstart.contract.differential.Grammar.number;
import static dev.redstart.contract.differential.Grammar.oneOf;
import static dev.redstart.contract.differential.Grammar.opt;
import static dev.redstart.contract.differential.Words.AT_MILLIS;
import static dev.redstart.contract.differential.Words.AT_SECONDS;
import static dev.redstart.contract.differential.Words.COUNT;
import static dev.redstart.contract.differential.Words.CROWD_MEMBER;
import static dev.redstart.contract.differential.Words.FLOAT;
import static dev.redstart.contract.differential.Words.INDEX;
import static dev.redstart.contract.differential.Words.INTEGER;
import static dev.redstart.contract.differential.Words.KEY;
import static dev.redstart.contract.differential.Words.LEX_BOUND;
import static dev.redstart.contract.differential.Words.LEX_KEY;
import static dev.redstart.contract.differential.Words.MEMBER;
import static dev.redstart.contract.differential.Words.MILLIS;
import static dev.redstart.contract.differential.Words.PATTERN;
import static dev.redstart.contract.differential.Words.SCORE;
import static dev.redstart.contract.differential.Words.SCORE_BOUND;
import static dev.redstart.contract.differential.Words.SECONDS;
import static dev.redstart.contract.differential.Words.VALUE;

import dev.redstart.contract.differential.Grammar.Part;
import dev.redstart.contract.differential.Grammar.Shape;
import java.util.List;
import java.util.stream.Stream;

/** What the commands of each family look like, one line each. */
public final class Generators {

    private static final Part EXPIRY =
            oneOf(all("EX", SECONDS), all("PX", MILLIS), all("EXAT", AT_SECONDS), all("PXAT", AT_MILLIS));
    private static final Part CONDITION = anyOf("NX", "XX", "GT", "LT");
    private static final Part LIMIT = all("LIMIT", INDEX, COUNT);
    private static final Part WHOLE_SCAN = all("0", anyOf(all("MATCH", PATTERN)), "COUNT", "1000");

    /** So that every family meets keys of other types, keys that vanish, and keys that expire. */
    private static final List<Shape> EVERYWHERE = List.of(
            cmd("SET", KEY, VALUE),
            cmd("RPUSH", KEY, many(MEMBER)),
            cmd("SADD", KEY, many(MEMBER)),
            cmd("ZADD", KEY, many(SCORE, MEMBER)),
            cmd("HSET", KEY, many(MEMBER, VALUE)),
            cmd("DEL", many(KEY)),
            cmd("PEXPIREAT", KEY, AT_MILLIS),
            cmd("PTTL", KEY),
            cmd("OBJECT ENCODING", KEY));

    /** Waited for by both sides; inside a transaction nobody could wait. */
    private static final List<Shape> ENDING = List.of(cmd("PEXPIRE", KEY, "1"));

    private static final List<Shape> STRINGS = List.of(
            cmd("SET", KEY, VALUE, opt(oneOf("NX", "XX")), opt("GET"), opt(oneOf(EXPIRY, "KEEPTTL")))
                    .times(3),
            cmd("SET", KEY, VALUE, anyOf("NX", "XX", "GET", "KEEPTTL", EXPIRY)),
            cmd("GET", KEY),
            cmd("GETDEL", KEY),
            cmd("GETEX", KEY, opt(oneOf(EXPIRY, "PERSIST")), mostly(10, all(), "PERSIST")),
            cmd("GETRANGE", KEY, INDEX, INDEX),
            cmd("SUBSTR", KEY, INDEX, INDEX),
            cmd("GETSET", KEY, VALUE),
            cmd("MGET", many(KEY)),
            cmd("SETEX", KEY, SECONDS, VALUE),
            cmd("PSETEX", KEY, MILLIS, VALUE),
            cmd("SETNX", KEY, VALUE),
            cmd("SETRANGE", KEY, oneOf(number(-1, 60), "536870912", "x"), VALUE).times(2),
            cmd("MSET", many(KEY, VALUE)),
            cmd("MSETNX", many(KEY, VALUE)),
            cmd("APPEND", KEY, VALUE).times(3),
            cmd("STRLEN", KEY),
            cmd("INCR", KEY).times(2),
            cmd("DECR", KEY),
            cmd("INCRBY", KEY, INTEGER).times(2),
            cmd("DECRBY", KEY, INTEGER),
            cmd("INCRBYFLOAT", KEY, FLOAT).times(2),
            cmd("LCS", KEY, KEY, anyOf("LEN", "IDX", "WITHMATCHLEN", all("MINMATCHLEN", number(-1, 3)))));

    private static final List<Shape> KEYS = List.of(
            cmd("DEL", many(KEY)),
            cmd("UNLINK", many(KEY)),
            cmd("EXISTS", many(KEY)),
            cmd("TOUCH", many(KEY)),
            cmd("TYPE", KEY),
            cmd("KEYS", PATTERN),
            cmd("RANDOMKEY"),
            cmd("SCAN", WHOLE_SCAN, opt("TYPE", oneOf("string", "list", "set", "zset", "hash", "stream", "x"))),
            cmd("RENAME", KEY, KEY).times(2),
            cmd("RENAMENX", KEY, KEY).times(2),
            cmd("COPY", KEY, KEY, anyOf("REPLACE", all("DB", oneOf("0", "1", "99"))))
                    .times(2),
            cmd("MOVE", KEY, oneOf("0", "1", "99", "x")),
            cmd("SWAPDB", oneOf("0", "1"), oneOf("0", "1", "16")),
            cmd("SELECT", oneOf("0", "0", "1", "16")),
            cmd("DBSIZE"),
            cmd("OBJECT REFCOUNT", KEY),
            cmd("EXPIRE", KEY, SECONDS, CONDITION).times(2),
            cmd("PEXPIRE", KEY, MILLIS, CONDITION),
            cmd("EXPIREAT", KEY, AT_SECONDS, CONDITION).times(2),
            cmd("PEXPIREAT", KEY, AT_MILLIS, CONDITION),
            cmd("TTL", KEY),
            cmd("EXPIRETIME", KEY),
            cmd("PEXPIRETIME", KEY),
            cmd("PERSIST", KEY),
            cmd("DUMP", KEY),
            cmd("SORT", KEY, sorting(), oneOf("ASC", "ALPHA")),
            cmd("SORT", KEY, oneOf(sorting(), all("ALPHA", LIMIT)), "STORE", KEY),
            cmd("SORT_RO", KEY, sorting(), opt("ALPHA")));

    private static Part sorting() {
        return anyOf(
                all("BY", oneOf("k*", "nosort", "k*->a", "*")),
                LIMIT,
                all("GET", oneOf("#", "k*", "k*->a")),
                oneOf("ASC", "DESC"));
    }

    private static final List<Shape> HASHES = List.of(
            cmd("HSET", KEY, crowd(CROWD_MEMBER, VALUE)).times(2),
            cmd("HSET", KEY, many(MEMBER, VALUE)).times(3),
            cmd("HMSET", KEY, many(MEMBER, VALUE)),
            cmd("HSETNX", KEY, MEMBER, VALUE),
            cmd("HGET", KEY, MEMBER),
            cmd("HMGET", KEY, many(MEMBER)),
            cmd("HGETALL", KEY),
            cmd("HKEYS", KEY),
            cmd("HVALS", KEY),
            cmd("HLEN", KEY),
            cmd("HEXISTS", KEY, MEMBER),
            cmd("HSTRLEN", KEY, MEMBER),
            cmd("HDEL", KEY, many(MEMBER)).times(2),
            cmd("HINCRBY", KEY, MEMBER, INTEGER).times(2),
            cmd("HINCRBYFLOAT", KEY, MEMBER, FLOAT).times(2),
            cmd("HRANDFIELD", KEY, opt(COUNT, opt("WITHVALUES"))),
            cmd("HSCAN", KEY, WHOLE_SCAN, opt("NOVALUES")),
            cmd("OBJECT ENCODING", KEY),
            cmd("HEXPIRE", KEY, SECONDS, CONDITION, fields()),
            cmd("HPEXPIRE", KEY, MILLIS, CONDITION, fields()),
            cmd("HEXPIREAT", KEY, AT_SECONDS, CONDITION, fields()),
            cmd("HPEXPIREAT", KEY, AT_MILLIS, CONDITION, fields()).times(2),
            cmd("HTTL", KEY, fields()),
            cmd("HPTTL", KEY, fields()),
            cmd("HEXPIRETIME", KEY, fields()),
            cmd("HPEXPIRETIME", KEY, fields()),
            cmd("HPERSIST", KEY, fields()),
            cmd("HGETDEL", KEY, fields()),
            cmd("HGETEX", KEY, opt(oneOf(EXPIRY, "PERSIST")), fields()),
            cmd("HSETEX", KEY, anyOf("FNX", "FXX"), opt(oneOf(EXPIRY, "KEEPTTL")), "FIELDS", counted(MEMBER, VALUE))
                    .times(2),
            cmd("RENAME", KEY, KEY),
            cmd("COPY", KEY, KEY, opt("REPLACE")));

    private static Part fields() {
        return all("FIELDS", counted(MEMBER));
    }

    private static final Part END = oneOf("LEFT", "RIGHT");

    private static final List<Shape> LISTS = List.of(
            cmd("LPUSH", KEY, crowd(MEMBER)).times(2),
            cmd("RPUSH", KEY, crowd(MEMBER)).times(2),
            cmd("LPUSHX", KEY, many(VALUE)),
            cmd("RPUSHX", KEY, many(VALUE)),
            cmd("LPOP", KEY, opt(COUNT)).times(2),
            cmd("RPOP", KEY, opt(COUNT)).times(2),
            cmd("LMPOP", counted(KEY), END, opt("COUNT", COUNT)),
            cmd("LLEN", KEY),
            cmd("LINDEX", KEY, INDEX),
            cmd("LRANGE", KEY, INDEX, INDEX),
            cmd(
                    "LPOS",
                    KEY,
                    MEMBER,
                    anyOf(all("RANK", number(-3, 3)), all("COUNT", number(-1, 3)), all("MAXLEN", number(-1, 4)))),
            cmd("LSET", KEY, INDEX, VALUE).times(2),
            cmd("LINSERT", KEY, oneOf("BEFORE", "AFTER", "x"), MEMBER, VALUE).times(2),
            cmd("LREM", KEY, number(-3, 3), MEMBER).times(2),
            cmd("LTRIM", KEY, INDEX, INDEX),
            cmd("LMOVE", KEY, KEY, END, END).times(2),
            cmd("RPOPLPUSH", KEY, KEY),
            cmd("OBJECT ENCODING", KEY),
            cmd("BLPOP", many(KEY), "0.001"),
            cmd("BRPOP", many(KEY), "0.001"),
            cmd("BLMPOP", "0.001", counted(KEY), END, opt("COUNT", COUNT)),
            cmd("BLMOVE", KEY, KEY, END, END, "0.001"),
            cmd("BRPOPLPUSH", KEY, KEY, "0.001"));

    private static final List<Shape> SETS = List.of(
            cmd("SADD", KEY, crowd(CROWD_MEMBER)).times(3),
            cmd("SADD", KEY, many(MEMBER)).times(3),
            cmd("SREM", KEY, many(MEMBER)).times(2),
            cmd("SCARD", KEY),
            cmd("SISMEMBER", KEY, MEMBER),
            cmd("SMISMEMBER", KEY, many(MEMBER)),
            cmd("SMEMBERS", KEY),
            cmd("SMOVE", KEY, KEY, MEMBER).times(2),
            cmd("SPOP", KEY, opt(COUNT)),
            cmd("SRANDMEMBER", KEY, opt(COUNT)),
            cmd("SSCAN", KEY, WHOLE_SCAN),
            cmd("SINTER", many(KEY)),
            cmd("SUNION", many(KEY)),
            cmd("SDIFF", many(KEY)),
            cmd("SINTERSTORE", KEY, many(KEY)),
            cmd("SUNIONSTORE", KEY, many(KEY)),
            cmd("SDIFFSTORE", KEY, many(KEY)),
            cmd("SINTERCARD", counted(KEY), opt("LIMIT", COUNT)),
            cmd("OBJECT ENCODING", KEY));

    private static final List<Shape> SORTED_SETS = List.of(
            cmd("ZADD", KEY, crowd(number(-3, 9), CROWD_MEMBER)),
            cmd("ZADD", KEY, anyOf("NX", "XX", "GT", "LT", "CH"), many(SCORE, MEMBER))
                    .times(3),
            cmd("ZADD", KEY, anyOf("NX", "XX", "GT", "LT", "CH"), "INCR", SCORE, MEMBER),
            cmd("ZADD", LEX_KEY, many("0", MEMBER)).withoutNoise().times(2),
            cmd("ZINCRBY", KEY, SCORE, MEMBER).times(2),
            cmd("ZREM", KEY, many(MEMBER)).times(2),
            cmd("ZCARD", KEY),
            cmd("ZSCORE", KEY, MEMBER),
            cmd("ZMSCORE", KEY, many(MEMBER)),
            cmd("ZRANK", KEY, MEMBER, opt("WITHSCORE")),
            cmd("ZREVRANK", KEY, MEMBER, opt("WITHSCORE")),
            cmd("ZCOUNT", KEY, SCORE_BOUND, SCORE_BOUND),
            cmd("ZLEXCOUNT", LEX_KEY, LEX_BOUND, LEX_BOUND),
            cmd("ZRANGE", KEY, INDEX, INDEX, anyOf("REV", "WITHSCORES", LIMIT)),
            cmd("ZRANGE", KEY, SCORE_BOUND, SCORE_BOUND, "BYSCORE", anyOf("REV", "WITHSCORES", LIMIT)),
            cmd("ZRANGE", LEX_KEY, LEX_BOUND, LEX_BOUND, "BYLEX", anyOf("REV", "WITHSCORES", LIMIT)),
            cmd("ZRANGESTORE", KEY, KEY, INDEX, INDEX, anyOf("REV")),
            cmd("ZRANGESTORE", KEY, KEY, SCORE_BOUND, SCORE_BOUND, "BYSCORE", anyOf("REV", LIMIT)),
            cmd("ZREVRANGE", KEY, INDEX, INDEX, opt("WITHSCORES")),
            cmd("ZRANGEBYSCORE", KEY, SCORE_BOUND, SCORE_BOUND, anyOf("WITHSCORES", LIMIT)),
            cmd("ZREVRANGEBYSCORE", KEY, SCORE_BOUND, SCORE_BOUND, anyOf("WITHSCORES", LIMIT)),
            cmd("ZRANGEBYLEX", LEX_KEY, LEX_BOUND, LEX_BOUND, anyOf(LIMIT)),
            cmd("ZREVRANGEBYLEX", LEX_KEY, LEX_BOUND, LEX_BOUND, anyOf(LIMIT)),
            cmd("ZREMRANGEBYRANK", KEY, INDEX, INDEX),
            cmd("ZREMRANGEBYSCORE", KEY, SCORE_BOUND, SCORE_BOUND),
            cmd("ZREMRANGEBYLEX", LEX_KEY, LEX_BOUND, LEX_BOUND),
            cmd("ZPOPMIN", KEY, opt(COUNT)),
            cmd("ZPOPMAX", KEY, opt(COUNT)),
            cmd("ZMPOP", counted(KEY), oneOf("MIN", "MAX"), opt("COUNT", COUNT)),
            cmd("ZRANDMEMBER", KEY, opt(COUNT, opt("WITHSCORES"))),
            cmd("ZSCAN", KEY, WHOLE_SCAN),
            cmd("ZDIFF", counted(KEY), opt("WITHSCORES")),
            cmd("ZINTER", counted(KEY), combining(), opt("WITHSCORES")),
            cmd("ZUNION", counted(KEY), combining(), opt("WITHSCORES")),
            cmd("ZDIFFSTORE", KEY, counted(KEY)),
            cmd("ZINTERSTORE", KEY, counted(KEY), combining()),
            cmd("ZUNIONSTORE", KEY, counted(KEY), combining()),
            cmd("ZINTERCARD", counted(KEY), opt("LIMIT", COUNT)),
            cmd("OBJECT ENCODING", KEY),
            cmd("BZPOPMIN", many(KEY), "0.001"),
            cmd("BZPOPMAX", many(KEY), "0.001"),
            cmd("BZMPOP", "0.001", counted(KEY), oneOf("MIN", "MAX"), opt("COUNT", COUNT)));

    private static Part combining() {
        return anyOf(all("WEIGHTS", many(number(-2, 3))), all("AGGREGATE", oneOf("SUM", "MIN", "MAX")));
    }

    private static final List<Shape> TRANSACTIONS = List.of(
            cmd("MULTI").times(5),
            cmd("EXEC").times(4),
            cmd("DISCARD"),
            cmd("WATCH", many(KEY)).times(2),
            cmd("UNWATCH"),
            cmd("SET", KEY, VALUE).times(2),
            cmd("GET", KEY).times(2),
            cmd("INCR", KEY).times(2),
            cmd("RENAME", KEY, KEY),
            cmd("EXPIRE", KEY, SECONDS),
            cmd("LPOP", KEY),
            cmd("BLPOP", many(KEY), "0.001"),
            cmd("BLMOVE", KEY, KEY, END, END, "0.001"),
            cmd("BZPOPMIN", KEY, "0.001"),
            cmd("SMEMBERS", KEY),
            cmd("HGETALL", KEY),
            cmd("ZRANGE", KEY, "0", "-1", "WITHSCORES"),
            cmd("FLUSHDB"),
            cmd("FLUSHALL"),
            cmd("SWAPDB", "0", "1"),
            cmd("PUBLISH", KEY, VALUE),
            cmd("NOSUCHCOMMAND", many(VALUE)),
            cmd("PING", opt(VALUE)),
            cmd("ECHO", VALUE));

    private Generators() {}

    public static Generator strings() {
        return new Generator("strings", with(STRINGS), 0);
    }

    /** Keys as such: existence, expiry, renaming, other databases, sorting. */
    public static Generator keys() {
        return new Generator("keys", with(KEYS), 0);
    }

    /** Hashes, with the expiry of fields. */
    public static Generator hashes() {
        return new Generator("hashes", with(HASHES), 0);
    }

    public static Generator lists() {
        return new Generator("lists", with(LISTS), 0);
    }

    public static Generator sets() {
        return new Generator("sets", with(SETS), 0);
    }

    public static Generator sortedSets() {
        return new Generator("sorted sets", with(SORTED_SETS), 0);
    }

    /** Transactions of two clients that watch and change the same keys. */
    public static Generator transactions() {
        return new Generator(
                "transactions",
                Stream.concat(TRANSACTIONS.stream(), EVERYWHERE.stream()).toList(),
                3);
    }

    /** One per family. */
    public static List<Generator> ofEveryFamily() {
        return List.of(strings(), keys(), hashes(), lists(), sets(), sortedSets(), transactions());
    }

    private static List<Shape> with(List<Shape> own) {
        return Stream.of(own, EVERYWHERE, ENDING).flatMap(List::stream).toList();
    }
}
