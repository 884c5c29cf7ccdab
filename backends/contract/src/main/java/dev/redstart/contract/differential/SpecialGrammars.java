package dev.redstart.contract.differential;

import static dev.redstart.contract.differential.Grammar.all;
import static dev.redstart.contract.differential.Grammar.anyOf;
import static dev.redstart.contract.differential.Grammar.anyText;
import static dev.redstart.contract.differential.Grammar.cmd;
import static dev.redstart.contract.differential.Grammar.crowd;
import static dev.redstart.contract.differential.Grammar.many;
import static dev.redstart.contract.differential.Grammar.mostly;
import static dev.redstart.contract.differential.Grammar.number;
import static dev.redstart.contract.differential.Grammar.oneOf;
import static dev.redstart.contract.differential.Grammar.opt;
import static dev.redstart.contract.differential.Words.COUNT;
import static dev.redstart.contract.differential.Words.INDEX;
import static dev.redstart.contract.differential.Words.INTEGER;
import static dev.redstart.contract.differential.Words.KEY;
import static dev.redstart.contract.differential.Words.MEMBER;
import static dev.redstart.contract.differential.Words.VALUE;

import dev.redstart.contract.differential.Grammar.Part;
import dev.redstart.contract.differential.Grammar.Shape;
import java.util.List;

/** Commands that read a string or a sorted set as something else: bits, numbers of any width, counters, positions. */
final class SpecialGrammars {

    private static final Part BIT = mostly(12, number(0, 200), anyText("-1", "4294967296", "80000", "x", "1.5"));

    private static final Part RANGE = opt(all(INDEX, INDEX, opt(oneOf("BYTE", "BIT", "x"))));

    private static final Part FIELD_TYPE = mostly(
            12,
            anyText("u1", "u2", "i3", "u8", "i8", "i16", "u31", "u63", "i64"),
            anyText("u64", "i65", "u0", "x", "i"));

    private static final Part FIELD_OFFSET =
            mostly(12, oneOf(number(0, 70), "#0", "#1", "#3"), anyText("-1", "#", "#-1"));

    private static final Part FIELD_OPERATION = oneOf(
            all("GET", FIELD_TYPE, FIELD_OFFSET),
            all("SET", FIELD_TYPE, FIELD_OFFSET, INTEGER),
            all("INCRBY", FIELD_TYPE, FIELD_OFFSET, INTEGER),
            all("INCRBY", FIELD_TYPE, FIELD_OFFSET, INTEGER),
            all("OVERFLOW", mostly(12, anyText("WRAP", "SAT", "FAIL"), "x")));

    static final List<Shape> BITMAPS = List.of(
            cmd("SETBIT", KEY, BIT, mostly(15, number(0, 1), "2")).times(4),
            cmd("GETBIT", KEY, BIT),
            cmd("BITCOUNT", KEY, RANGE).times(2),
            cmd("BITPOS", KEY, mostly(15, number(0, 1), "2"), opt(oneOf(INDEX, RANGE)))
                    .times(2),
            cmd("BITOP", oneOf("AND", "OR", "XOR", "x"), KEY, many(KEY)).times(3),
            cmd("BITOP", "NOT", KEY, KEY),
            cmd("BITFIELD", KEY, many(FIELD_OPERATION)).times(4),
            cmd("BITFIELD_RO", KEY, "GET", FIELD_TYPE, FIELD_OFFSET),
            cmd("BITFIELD_RO", KEY, FIELD_OPERATION),
            cmd("APPEND", KEY, VALUE),
            cmd("SETRANGE", KEY, number(0, 40), VALUE),
            cmd("GET", KEY).times(2));

    /** The bytes of the counters themselves are compared, hence GET. */
    static final List<Shape> HYPERLOGLOGS = List.of(
            cmd("PFADD", KEY, many(MEMBER)).times(3),
            cmd("PFADD", KEY, crowd(number(0, 100_000))).times(4),
            cmd("PFADD", KEY),
            cmd("PFCOUNT", KEY).times(2),
            cmd("PFCOUNT", many(KEY)),
            cmd("PFMERGE", KEY, many(KEY)),
            cmd("PFMERGE", KEY),
            cmd("PFDEBUG", oneOf("ENCODING", "GETREG"), KEY),
            cmd("PFDEBUG", oneOf("TODENSE", "x"), KEY),
            cmd("STRLEN", KEY),
            cmd("APPEND", KEY, "x"),
            cmd("SETRANGE", KEY, number(0, 11), "HYLL"),
            cmd("GET", KEY).times(2));

    private static final Part LONGITUDE = mostly(
            12,
            oneOf(anyText("13.361389", "15.087269", "-179.9", "179.9", "0"), number(-180, 180)),
            anyText("181", "-200", "x", "nan", "inf"));

    private static final Part LATITUDE = mostly(
            12,
            oneOf(anyText("38.115556", "37.502669", "85.05", "-85.05", "0"), number(-85, 85)),
            anyText("86", "-90", "x", "inf"));

    private static final Part PLACE = oneOf("Palermo", "Catania", "m1", "m2", "m3", "m4", "m5", "");

    private static final Part UNIT = mostly(15, anyText("m", "km", "ft", "mi", "KM"), "x");

    private static final Part DISTANCE = mostly(
            12, oneOf(number(0, 20_000), anyText("0", "100.5", "5000000", "1e7", "0.001")), anyText("-1", "x", "inf"));

    private static final Part FROM =
            mostly(20, oneOf(all("FROMLONLAT", LONGITUDE, LATITUDE), all("FROMMEMBER", PLACE)), all());

    private static final Part BY =
            mostly(20, oneOf(all("BYRADIUS", DISTANCE, UNIT), all("BYBOX", DISTANCE, DISTANCE, UNIT)), all());

    private static final Part HOW = anyOf(
            "ASC",
            "DESC",
            "WITHCOORD",
            "WITHDIST",
            "WITHHASH",
            all("COUNT", mostly(10, number(1, 5), COUNT)),
            all("COUNT", number(1, 5), "ANY"));

    /** Without STOREDIST: the last digit of a distance is up to the machine's sine and cosine. */
    private static final Part STORE = opt(all("STORE", KEY));

    static final List<Shape> GEO = List.of(
            cmd("GEOADD", KEY, anyOf("NX", "XX", "CH"), many(LONGITUDE, LATITUDE, PLACE))
                    .times(4),
            cmd("GEOADD", KEY, crowd(number(-170, 170), number(-80, 80), number(0, 500))),
            cmd("GEODIST", KEY, PLACE, PLACE, opt(UNIT)).times(2),
            cmd("GEOHASH", KEY, many(PLACE)),
            cmd("GEOPOS", KEY, many(PLACE)),
            cmd("GEOSEARCH", KEY, FROM, BY, HOW).times(6),
            cmd("GEOSEARCHSTORE", KEY, KEY, FROM, BY, HOW).times(2),
            cmd("GEORADIUS", KEY, LONGITUDE, LATITUDE, DISTANCE, UNIT, HOW, STORE),
            cmd("GEORADIUS_RO", KEY, LONGITUDE, LATITUDE, DISTANCE, UNIT, HOW, STORE),
            cmd("GEORADIUSBYMEMBER", KEY, PLACE, DISTANCE, UNIT, HOW, STORE),
            cmd("GEORADIUSBYMEMBER_RO", KEY, PLACE, DISTANCE, UNIT, HOW, STORE),
            cmd("ZRANGE", KEY, "0", "-1", "WITHSCORES"),
            cmd("ZREM", KEY, many(PLACE)));

    private SpecialGrammars() {}
}
