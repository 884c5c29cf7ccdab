package dev.redstart.lua.lib;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the libraries do, errors included, is what real Redis does with the same snippet in the same run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LibrariesAgainstRedisTest {

    /** Shows all results of the snippet, or its error, as one string; one line, so that errors name line 1. */
    private static final String FRAME =
            """
            local function show(v) if v == cjson.null then return 'null' elseif type(v) == 'string' then return string.format('%q', v) \
            elseif type(v) == 'table' then local o = {} for k, x in pairs(v) do \
            o[#o + 1] = '[' .. show(k) .. ']=' .. show(x) end return '{' .. table.concat(o, ',') .. '}' \
            elseif type(v) == 'function' then return 'function' else return tostring(v) end end \
            local function all(...) local o = {} for i = 1, select('#', ...) do o[i] = show((select(i, ...))) end \
            return table.concat(o, ' ') end return all(pcall(function() SNIPPET end))
            """
                    .strip();

    private static final int ROUNDS = 1500;

    private RealLua real;
    private OwnLua own;

    @BeforeAll
    void open() throws IOException {
        real = new RealLua();
        own = new OwnLua();
    }

    @AfterAll
    void close() throws IOException {
        real.close();
    }

    private static String framed(String snippet) {
        return FRAME.replace("SNIPPET", snippet);
    }

    private void compare(SoftAssertions softly, String snippet) throws IOException {
        String script = framed(snippet);
        softly.assertThat(own.eval(script)).as(snippet).isEqualTo(real.eval(script));
    }

    @Test
    void snippets() throws IOException {
        List<String> snippets;
        try (InputStream in = LibrariesAgainstRedisTest.class.getResourceAsStream("snippets.lua")) {
            snippets = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("--"))
                    .toList();
        }
        assertThat(snippets).hasSizeGreaterThanOrEqualTo(150);
        SoftAssertions softly = new SoftAssertions();
        for (String snippet : snippets) compare(softly, snippet);
        softly.assertAll();
    }

    private void random(Function<Random, String> snippets) throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        SoftAssertions softly = new SoftAssertions();
        for (int i = 0; i < ROUNDS && softly.errorsCollected().size() < 5; i++)
            compare(softly, "--[[seed " + seed + "]] " + snippets.apply(random));
        softly.assertAll();
    }

    private static String pick(Random random, String... from) {
        return from[random.nextInt(from.length)];
    }

    /** A quarter each: any bits, a decimal of few digits, an integer, what lies at a limit. */
    private static String number(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> {
                double any = Double.longBitsToDouble(random.nextLong());
                yield Double.isFinite(any) ? "(" + any + ")" : "math.huge";
            }
            case 1 -> "(" + (random.nextInt(2_000_001) - 1_000_000) / Math.pow(10, random.nextInt(9)) + ")";
            case 2 -> "(" + (random.nextLong() >> random.nextInt(64)) + ")";
            default ->
                pick(
                        random,
                        "0",
                        "tonumber('-0')",
                        "math.huge",
                        "(-math.huge)",
                        "(2^53)",
                        "(-2^63)",
                        "(2^63)",
                        "(2^64)",
                        "0.5",
                        "1e15");
        };
    }

    private static String bytes(Random random, String alphabet, int most) {
        StringBuilder text = new StringBuilder("'");
        for (int i = random.nextInt(most + 1); i > 0; i--)
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        return text.append("'").toString();
    }

    @Test
    void numbersAsText() throws IOException {
        random(random -> "local x = " + number(random) + " return tostring(x), tonumber(tostring(x)), x");
    }

    @Test
    void textsAsNumbers() throws IOException {
        random(random -> "return tonumber(" + bytes(random, "0123456789.eExXpP+- infa", 12) + ")");
    }

    @Test
    void formats() throws IOException {
        random(random -> {
            StringBuilder directive = new StringBuilder("%");
            for (int i = random.nextInt(3); i > 0; i--) directive.append(pick(random, "-", "+", " ", "0", "#"));
            if (random.nextBoolean()) directive.append(random.nextInt(30));
            if (random.nextBoolean()) directive.append('.').append(pick(random, "", "0", "1", "3", "14", "17", "30"));
            directive.append(pick(random, "d", "i", "u", "o", "x", "X", "e", "E", "f", "g", "G", "s", "q", "c"));
            return "return string.format('[" + directive + "]', " + number(random) + ")";
        });
    }

    @Test
    void patterns() throws IOException {
        random(random -> {
            String subject = bytes(random, "aabbcc12 .-", 12);
            String pattern = bytes(random, "aabc1().%%[]^$*+-?dwsbf", 8);
            return pick(
                    random,
                    "return string.find(" + subject + ", " + pattern + ")",
                    "return string.match(" + subject + ", " + pattern + ", 2)",
                    "return string.gsub(" + subject + ", " + pattern + ", '<%0>')",
                    "local t = {} for a, b in string.gmatch(" + subject + ", " + pattern
                            + ") do t[#t + 1] = a t[#t + 1] = b end return t");
        });
    }

    private static String value(Random random, int depth) {
        int kind = random.nextInt(depth > 2 ? 4 : 6);
        return switch (kind) {
            case 0 -> number(random);
            case 1 -> bytes(random, "ab\u00e9/ \u007f1", 40);
            case 2 -> pick(random, "true", "false");
            case 3 -> pick(random, "1", "'x'");
            default -> {
                StringBuilder table = new StringBuilder("{");
                for (int i = random.nextInt(5); i > 0; i--) {
                    if (kind == 5) table.append(pick(random, "a=", "b=", "c=", "['1']=", "[1]=", "[2]=", "[1.5]="));
                    table.append(value(random, depth + 1)).append(',');
                }
                yield table.append('}').toString();
            }
        };
    }

    @Test
    void json() throws IOException {
        random(random -> "local j = cjson.encode(" + value(random, 0) + ") return j, cjson.decode(j)");
    }

    @Test
    void brokenJson() throws IOException {
        random(random -> "return cjson.decode("
                + bytes(random, "[[]]{}{}\"\"\"\":,:,aabctruefalsnu123.-+e0x ", 14)
                        .replace("\\'", "'") + ")");
    }

    @Test
    void messages() throws IOException {
        random(random -> "local m = cmsgpack.pack(" + value(random, 0) + ", " + value(random, 1)
                + ") return m, cmsgpack.unpack(m)");
    }

    @Test
    void brokenMessages() throws IOException {
        random(random -> {
            StringBuilder bytes = new StringBuilder("0xff");
            for (int i = random.nextInt(12); i > 0; i--)
                bytes.append(',').append(random.nextBoolean() ? 0x80 + random.nextInt(128) : random.nextInt(6));
            return "return cmsgpack.unpack(string.sub(string.char(" + bytes + "), 2))";
        });
    }

    @Test
    void structs() throws IOException {
        random(random -> {
            String order = pick(random, "", "<", ">", "!4", "!8", ">!2", "!");
            String first = pick(random, "b", "B", "h", "H", "i", "I", "l", "L", "i3", "I16", "f", "d", "T");
            String second = pick(random, "b", "h", "i2", "l", "d", "f", "xb", "I5");
            String format = "'" + order + first + second + "'";
            return "local s = struct.pack(" + format + ", " + number(random) + ", " + number(random)
                    + ") return s, struct.size(" + format + "), struct.unpack(" + format + ", s)";
        });
    }

    @Test
    void bits() throws IOException {
        random(random ->
                "return bit." + pick(random, "tobit", "bnot", "bswap", "tohex") + "(" + number(random) + "), bit."
                        + pick(random, "band", "bor", "bxor", "lshift", "rshift", "arshift", "rol", "ror") + "("
                        + number(random)
                        + ", " + number(random) + ")");
    }
}
