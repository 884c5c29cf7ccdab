package dev.redstart.contract.differential;

import static dev.redstart.contract.differential.Grammar.all;
import static dev.redstart.contract.differential.Grammar.anyOf;
import static dev.redstart.contract.differential.Grammar.cmd;
import static dev.redstart.contract.differential.Grammar.many;
import static dev.redstart.contract.differential.Grammar.mostly;
import static dev.redstart.contract.differential.Grammar.number;
import static dev.redstart.contract.differential.Grammar.oneOf;
import static dev.redstart.contract.differential.Grammar.opt;
import static dev.redstart.contract.differential.Words.AT_MILLIS;
import static dev.redstart.contract.differential.Words.AT_SECONDS;
import static dev.redstart.contract.differential.Words.CONDITION;
import static dev.redstart.contract.differential.Words.END;
import static dev.redstart.contract.differential.Words.EXPIRY;
import static dev.redstart.contract.differential.Words.FLOAT;
import static dev.redstart.contract.differential.Words.INDEX;
import static dev.redstart.contract.differential.Words.INTEGER;
import static dev.redstart.contract.differential.Words.KEY;
import static dev.redstart.contract.differential.Words.LIMIT;
import static dev.redstart.contract.differential.Words.MILLIS;
import static dev.redstart.contract.differential.Words.PATTERN;
import static dev.redstart.contract.differential.Words.SECONDS;
import static dev.redstart.contract.differential.Words.VALUE;
import static dev.redstart.contract.differential.Words.WHOLE_SCAN;

import dev.redstart.contract.differential.Grammar.Part;
import dev.redstart.contract.differential.Grammar.Shape;
import java.util.List;

/** Commands on keys as such and on strings, and transactions over them. */
final class KeyGrammars {

    static final List<Shape> STRINGS = List.of(
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

    static final List<Shape> KEYS = List.of(
            cmd("DEL", many(KEY)),
            cmd("UNLINK", many(KEY)),
            cmd("EXISTS", many(KEY)),
            cmd("TOUCH", many(KEY)),
            cmd("TYPE", KEY),
            cmd("KEYS", PATTERN),
            cmd("RANDOMKEY"),
            // What another cursor than 0 shows is up to the hash seed of the server.
            cmd("SCAN", WHOLE_SCAN, opt("TYPE", oneOf("string", "list", "set", "zset", "hash", "stream", "x")))
                    .withoutNoise(),
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

    static final List<Shape> TRANSACTIONS = List.of(
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

    private KeyGrammars() {}
}
