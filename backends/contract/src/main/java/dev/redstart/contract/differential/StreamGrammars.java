package dev.redstart.contract.differential;

import static dev.redstart.contract.differential.Grammar.all;
import static dev.redstart.contract.differential.Grammar.anyOf;
import static dev.redstart.contract.differential.Grammar.anyText;
import static dev.redstart.contract.differential.Grammar.cmd;
import static dev.redstart.contract.differential.Grammar.many;
import static dev.redstart.contract.differential.Grammar.mostly;
import static dev.redstart.contract.differential.Grammar.number;
import static dev.redstart.contract.differential.Grammar.oneOf;
import static dev.redstart.contract.differential.Grammar.opt;
import static dev.redstart.contract.differential.Words.COUNT;
import static dev.redstart.contract.differential.Words.INTEGER;
import static dev.redstart.contract.differential.Words.KEY;
import static dev.redstart.contract.differential.Words.MEMBER;
import static dev.redstart.contract.differential.Words.VALUE;

import dev.redstart.contract.differential.Grammar.Part;
import dev.redstart.contract.differential.Grammar.Shape;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Streams and their groups.
 *
 * <p>Where time decides, it decides the same on both sides: idle times asked for are none or hours, and deliveries are
 * dated now or long ago. The IDs of {@code *} are times only until a stream holds one from the future.
 */
final class StreamGrammars {

    /** Mostly the same stream and group, so that the stream grows and the commands on groups find one. */
    private static final Part STREAM = mostly(12, mostly(6, "s1", "s2"), KEY);

    private static final Part GROUP = mostly(16, mostly(6, "g1", "g2"), MEMBER);
    private static final Part CONSUMER = mostly(12, anyText("alice", "bob", "carol"), MEMBER);

    /** A time that no clock has reached: an entry there is the same on both sides, and so are those that follow it. */
    static final String FUTURE = "99999999999999";

    /** No short number alone: where a word is missing before it, it would be a time of some milliseconds. */
    private static final Part ODD_ID = anyText(
            "0-0",
            "0",
            "-",
            "+",
            "$",
            ">",
            "*",
            "7-",
            "-7",
            "7-*",
            "18446744073709551615-18446744073709551615",
            "18446744073709551615-18446744073709551614",
            "18446744073709551615",
            "18446744073709551616-1",
            "1-18446744073709551615",
            "9223372036854775808-9223372036854775807",
            FUTURE,
            FUTURE + "-1",
            FUTURE + "-3",
            FUTURE + "-30",
            "1-1-1",
            "01-1",
            "1- 1",
            "1--1",
            "x",
            "");

    private static final Part ID = mostly(14, oneOf(id("-", 4), id("-", 4), futureId()), ODD_ID);

    private static final Part NEW_ID =
            mostly(12, oneOf(id("-", 4), id("-*", 0), FUTURE + "-*", FUTURE + "-*", FUTURE + "-*", "*"), ODD_ID);

    private static final Part BOUND =
            mostly(10, oneOf(ID, "-", "+", id("-", 4), parenthesis()), anyText("(", "(-", "((1"));

    private static final Part TRIMMING = oneOf(
            all("MAXLEN", opt(oneOf("~", "=")), mostly(10, number(0, 12), INTEGER), opt("LIMIT", number(-1, 9))),
            all("MINID", opt(oneOf("~", "=")), ID, opt("LIMIT", number(-1, 9))));

    private static final Part IDLE = anyText("0", "0", "10000000", "-5", "9223372036854775807", "x");

    /** Also so long ago that any idle time has passed. */
    private static final Part CLAIM_OPTIONS = anyOf(
            all("IDLE", anyText("0", "100000000000", "-1")),
            all("TIME", anyText("0", "1000", "-1", "9223372036854775807")),
            all("RETRYCOUNT", number(-2, 9)),
            "FORCE",
            "JUSTID",
            all("LASTID", ID));

    private static final Part READ_COUNT = opt("COUNT", mostly(8, number(0, 6), INTEGER));

    private static final Part READ_ID = mostly(4, oneOf("0", "$", "+", ID), ODD_ID);
    private static final Part GROUP_ID = mostly(8, oneOf(">", ">", ">", ">", "0", ID), ODD_ID);

    static final List<Shape> STREAMS = List.of(
            cmd("XADD", STREAM, anyOf(TRIMMING, "NOMKSTREAM"), NEW_ID, "a", VALUE, "b", VALUE)
                    .times(2),
            cmd("XADD", STREAM, NEW_ID, "a", VALUE, "b", VALUE).times(5),
            cmd("XADD", STREAM, NEW_ID, many(MEMBER, VALUE)).times(5),
            cmd("XLEN", STREAM),
            cmd("XRANGE", STREAM, BOUND, BOUND, opt("COUNT", COUNT)).times(2),
            cmd("XREVRANGE", STREAM, BOUND, BOUND, opt("COUNT", COUNT)).times(2),
            cmd("XDEL", STREAM, many(ID)).times(2),
            cmd("XTRIM", STREAM, TRIMMING).times(2),
            cmd(
                    "XSETID",
                    STREAM,
                    oneOf(ID, FUTURE + "-40"),
                    anyOf(all("ENTRIESADDED", INTEGER), all("MAXDELETEDID", ID))),
            cmd("XREAD", READ_COUNT, "STREAMS", STREAM, READ_ID).times(2),
            cmd("XREAD", READ_COUNT, "STREAMS", STREAM, STREAM, READ_ID, READ_ID),
            cmd("XREAD", READ_COUNT, "BLOCK", "1", "STREAMS", STREAM, STREAM, READ_ID, READ_ID),
            cmd(
                            "XGROUP CREATE",
                            STREAM,
                            GROUP,
                            oneOf("0", "$", ID),
                            oneOf("MKSTREAM", "MKSTREAM", all()),
                            anyOf("MKSTREAM", all("ENTRIESREAD", INTEGER)))
                    .times(7),
            cmd("XGROUP SETID", STREAM, GROUP, oneOf("0", "$", ID), anyOf(all("ENTRIESREAD", INTEGER))),
            cmd("XGROUP CREATECONSUMER", STREAM, GROUP, CONSUMER),
            cmd("XGROUP DELCONSUMER", STREAM, GROUP, CONSUMER),
            cmd("XGROUP DESTROY", STREAM, mostly(2, MEMBER, GROUP)),
            cmd("XREADGROUP", group(), READ_COUNT, anyOf("NOACK"), "STREAMS", STREAM, GROUP_ID)
                    .times(7),
            cmd("XREADGROUP", group(), READ_COUNT, "STREAMS", STREAM, STREAM, GROUP_ID, GROUP_ID),
            cmd("XREADGROUP", group(), READ_COUNT, "BLOCK", "1", "STREAMS", STREAM, GROUP_ID),
            cmd("XACK", STREAM, GROUP, many(ID)).times(2),
            cmd("XPENDING", STREAM, GROUP),
            cmd("XPENDING", STREAM, GROUP, opt("IDLE", IDLE), BOUND, BOUND, COUNT, opt(CONSUMER))
                    .times(2),
            cmd("XCLAIM", STREAM, GROUP, CONSUMER, IDLE, many(ID), CLAIM_OPTIONS)
                    .times(5),
            cmd("XAUTOCLAIM", STREAM, GROUP, CONSUMER, IDLE, oneOf("0", BOUND), anyOf(all("COUNT", COUNT), "JUSTID"))
                    .times(2),
            cmd("XINFO STREAM", STREAM, opt("FULL", opt("COUNT", COUNT))).times(2),
            cmd("XINFO GROUPS", STREAM),
            cmd("XINFO CONSUMERS", STREAM, GROUP),
            cmd("RENAME", mostly(4, KEY, STREAM), KEY),
            cmd("COPY", STREAM, KEY, opt("REPLACE")),
            cmd("SORT", STREAM),
            cmd("TYPE", STREAM));

    private static Part group() {
        return all("GROUP", GROUP, CONSUMER);
    }

    /** A time, that text, and below {@code sequences} a number. */
    private static Part id(String between, int sequences) {
        return (random, out) -> {
            String seq = sequences == 0 ? "" : Integer.toString(random.nextInt(sequences));
            out.add((1 + random.nextInt(12) + between + seq).getBytes(StandardCharsets.US_ASCII));
        };
    }

    /** One of those that {@code *} and {@code -*} have probably given. */
    private static Part futureId() {
        return (random, out) -> out.add((FUTURE + "-" + random.nextInt(20)).getBytes(StandardCharsets.US_ASCII));
    }

    private static Part parenthesis() {
        return (random, out) ->
                out.add(("(" + (1 + random.nextInt(12)) + "-" + random.nextInt(4)).getBytes(StandardCharsets.US_ASCII));
    }

    private StreamGrammars() {}
}
