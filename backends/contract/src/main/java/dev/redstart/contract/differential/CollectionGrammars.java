package dev.redstart.contract.differential;

import static dev.redstart.contract.differential.Grammar.all;
import static dev.redstart.contract.differential.Grammar.anyOf;
import static dev.redstart.contract.differential.Grammar.cmd;
import static dev.redstart.contract.differential.Grammar.counted;
import static dev.redstart.contract.differential.Grammar.crowd;
import static dev.redstart.contract.differential.Grammar.many;
import static dev.redstart.contract.differential.Grammar.number;
import static dev.redstart.contract.differential.Grammar.oneOf;
import static dev.redstart.contract.differential.Grammar.opt;
import static dev.redstart.contract.differential.Words.AT_MILLIS;
import static dev.redstart.contract.differential.Words.AT_SECONDS;
import static dev.redstart.contract.differential.Words.CONDITION;
import static dev.redstart.contract.differential.Words.COUNT;
import static dev.redstart.contract.differential.Words.CROWD_MEMBER;
import static dev.redstart.contract.differential.Words.END;
import static dev.redstart.contract.differential.Words.EXPIRY;
import static dev.redstart.contract.differential.Words.FLOAT;
import static dev.redstart.contract.differential.Words.INDEX;
import static dev.redstart.contract.differential.Words.INTEGER;
import static dev.redstart.contract.differential.Words.KEY;
import static dev.redstart.contract.differential.Words.LEX_BOUND;
import static dev.redstart.contract.differential.Words.LEX_KEY;
import static dev.redstart.contract.differential.Words.LIMIT;
import static dev.redstart.contract.differential.Words.MEMBER;
import static dev.redstart.contract.differential.Words.MILLIS;
import static dev.redstart.contract.differential.Words.SCORE;
import static dev.redstart.contract.differential.Words.SCORE_BOUND;
import static dev.redstart.contract.differential.Words.SECONDS;
import static dev.redstart.contract.differential.Words.VALUE;
import static dev.redstart.contract.differential.Words.WHOLE_SCAN;

import dev.redstart.contract.differential.Grammar.Part;
import dev.redstart.contract.differential.Grammar.Shape;
import java.util.List;

/** Commands on values that hold many. */
final class CollectionGrammars {

    static final List<Shape> HASHES = List.of(
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
            cmd("HSCAN", KEY, WHOLE_SCAN, opt("NOVALUES")).withoutNoise(),
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

    static final List<Shape> LISTS = List.of(
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

    static final List<Shape> SETS = List.of(
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
            cmd("SSCAN", KEY, WHOLE_SCAN).withoutNoise(),
            cmd("SINTER", many(KEY)),
            cmd("SUNION", many(KEY)),
            cmd("SDIFF", many(KEY)),
            cmd("SINTERSTORE", KEY, many(KEY)),
            cmd("SUNIONSTORE", KEY, many(KEY)),
            cmd("SDIFFSTORE", KEY, many(KEY)),
            cmd("SINTERCARD", counted(KEY), opt("LIMIT", COUNT)),
            cmd("OBJECT ENCODING", KEY));

    static final List<Shape> SORTED_SETS = List.of(
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
            cmd("ZSCAN", KEY, WHOLE_SCAN).withoutNoise(),
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

    private CollectionGrammars() {}
}
