package dev.redstart.contract.differential;

import static dev.redstart.contract.differential.Grammar.all;
import static dev.redstart.contract.differential.Grammar.anyOf;
import static dev.redstart.contract.differential.Grammar.anyText;
import static dev.redstart.contract.differential.Grammar.bytes;
import static dev.redstart.contract.differential.Grammar.mostly;
import static dev.redstart.contract.differential.Grammar.number;
import static dev.redstart.contract.differential.Grammar.oneOf;

import dev.redstart.contract.differential.Grammar.Part;

/** What stands for keys, values and numbers: few of each, so that commands meet, and among them what is at an edge. */
final class Words {

    private static final Part BINARY = bytes(0, 255, 13, 10, 34, 128);
    /** The longest that an embstr has, and the longest that stays in a listpack. */
    private static final String TEXT_44 = "t".repeat(44);

    private static final String TEXT_64 = "x".repeat(64);

    static final Part KEY = mostly(10, anyText("k1", "k2", "k3", "k4"), oneOf("", BINARY, "none", "k5"));

    /** A key whose members all have the same score, without which ranges by text have no defined result. */
    static final Part LEX_KEY = anyText("lex1", "lex2");

    static final Part INTEGER = mostly(
            8,
            number(-5, 20),
            anyText("9223372036854775807", "-9223372036854775808", "9223372036854775806", "4294967296", "-2147483649"));

    private static final Part ODD_VALUE = oneOf(
            "",
            TEXT_44,
            TEXT_44 + "u",
            TEXT_64,
            TEXT_64 + "y",
            "z".repeat(5000),
            BINARY,
            "3.5",
            " 1",
            "01",
            "-0",
            "+1",
            "1e3",
            "nan",
            "9223372036854775808");

    static final Part VALUE = mostly(5, oneOf("a", "b", "abc", "hello world", INTEGER), ODD_VALUE);

    static final Part MEMBER = mostly(
            8,
            oneOf(anyText("a", "b", "c", "d", "e"), number(-3, 5)),
            oneOf("", TEXT_64, TEXT_64 + "y", BINARY, "300", "-40000", "5000000000", "01", "1.5"));

    /** Many different ones, for values that are to grow. */
    static final Part CROWD_MEMBER = mostly(40, number(0, 700), oneOf("m" + "x".repeat(64), "a"));

    static final Part INDEX = mostly(8, number(-4, 6), anyText("-100", "100", "2147483648", "-2147483649", "-0"));

    static final Part COUNT = mostly(8, number(0, 5), anyText("-1", "-3", "1000", "-9223372036854775808"));

    static final Part FLOAT = anyText(
            "0",
            "1",
            "0.1",
            "-2.5",
            "3.0",
            "1e2",
            "1e-7",
            "12345678.9",
            "1e17",
            "inf",
            "-inf",
            "nan",
            "1e400",
            "0x10",
            "1.",
            ".5",
            "abc");

    static final Part SCORE = mostly(
            6,
            oneOf(number(-3, 6), "0.5", "1.5", "-2.25"),
            anyText("inf", "-inf", "1e17", "-0", "1e-10", "nan", "0x1"));

    static final Part SCORE_BOUND = mostly(
            10,
            oneOf(number(-3, 6), "(1", "(3", "-inf", "+inf", "(1.5", "(-inf"),
            anyText("(", "((1", "nan", "(nan", "a"));

    static final Part LEX_BOUND =
            mostly(12, anyText("-", "+", "[a", "(a", "[c", "(c", "[", "(", "[m", "(5"), anyText("a", "", "--", "+x"));

    /**
     * Far away, so that nothing ends during a run, and seldom the same twice: whether a new time is later than the old one
     * ({@code GT}) must not hang on the millisecond in which a command arrived.
     */
    static final Part SECONDS = mostly(10, number(10_000, 100_000_000), anyText("0", "-1", "9223372036854775807", "x"));

    static final Part MILLIS =
            mostly(10, number(10_000_000, 2_000_000_000), anyText("0", "-1", "9223372036854775807", "1.5"));

    static final Part AT_SECONDS = mostly(
            4, anyText("33177117420", "33177117421", "33177117500"), anyText("1", "0", "-1", "9223372036854775807"));

    /** Without the last millisecond of all, which a backend may take for never. */
    static final Part AT_MILLIS = mostly(
            4,
            anyText("33177117420000", "33177117420001", "33177117500999"),
            anyText("1", "0", "-1", "9223372036854775806"));

    static final Part PATTERN = anyText("*", "k*", "?", "[a-c]", "[^a]*", "k[12]", "a\\*", "", "*[", "m1*", "none");

    static final Part EXPIRY =
            oneOf(all("EX", SECONDS), all("PX", MILLIS), all("EXAT", AT_SECONDS), all("PXAT", AT_MILLIS));

    static final Part CONDITION = anyOf("NX", "XX", "GT", "LT");

    static final Part LIMIT = all("LIMIT", INDEX, COUNT);

    static final Part WHOLE_SCAN = all("0", anyOf(all("MATCH", PATTERN)), "COUNT", "1000");

    static final Part END = oneOf("LEFT", "RIGHT");

    private Words() {}
}
