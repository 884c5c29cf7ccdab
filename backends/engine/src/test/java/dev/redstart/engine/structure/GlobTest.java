package dev.redstart.engine.structure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    private static boolean matches(String pattern, String text) {
        return Glob.matches(Seeded.bytes(pattern), Seeded.bytes(text));
    }

    /** Answers of Redis 8.0 to KEYS. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '"',
            value = {
                "h?llo hello true",
                "h?llo hllo false",
                "h*llo hllo true",
                "h*llo heeello true",
                "h[ae]llo hallo true",
                "h[ae]llo hillo false",
                "h[^e]llo hallo true",
                "h[^e]llo hello false",
                "h[a-b]llo hbllo true",
                "h[b-a]llo hbllo true",
                "h\\*llo h*llo true",
                "h\\*llo hallo false",
                "*a*b*c xxaxxbxxc true",
                "*a*b*c xxaxxcxxb false",
                "a** a true",
                "[ab a true",
                "[^ab c true",
                "[\\]] ] true",
                "[a-] - false",
                "[a-] ^ true",
                "a\\ a\\ true",
                "[] a false",
                "[^] a true",
                "*?* a true",
                "a*? a false",
            })
    void matchesAsRedisDoes(String pattern, String text, boolean expected) {
        assertThat(matches(pattern, text)).isEqualTo(expected);
    }

    @Test
    void emptyTextMatchesTheEmptyPatternOnly() {
        assertThat(matches("", "")).isTrue();
        assertThat(matches("*", "")).isFalse();
        assertThat(matches("", "a")).isFalse();
    }

    @Test
    void nocaseFoldsAscii() {
        assertThat(Glob.matches(Seeded.bytes("MAX[A-M]*Y"), Seeded.bytes("maxmemory"), true))
                .isTrue();
        assertThat(Glob.matches(Seeded.bytes("MAX*"), Seeded.bytes("maxmemory"), false))
                .isFalse();
        assertThat(Glob.matches(Seeded.bytes("[\\A]"), Seeded.bytes("a"), true))
                .as("escaped in a class")
                .isFalse();
        assertThat(Glob.matches(Seeded.bytes("\u00c4"), Seeded.bytes("\u00e4"), true))
                .isFalse();
    }

    @Test
    @Timeout(10)
    void hostilePatternsEndSoon() {
        String many = "a*".repeat(900) + "b";
        assertThat(matches(many, "a".repeat(20_000))).isFalse();
        assertThat(matches("*" + "a".repeat(500) + "b", "a".repeat(50_000))).isFalse();
        assertThat(matches("*a".repeat(1000) + "*", "a".repeat(1000))).isTrue();
        assertThat(matches("*a".repeat(1001), "a".repeat(1001)))
                .as("more than 1000 stars")
                .isFalse();
    }

    /** Beside the plainest recursive matcher, for patterns of stars, question marks and letters. */
    @Test
    void agreesWithARecursiveMatcher() {
        Seeded.run(30_000, random -> {
            StringBuilder pattern = new StringBuilder();
            StringBuilder text = new StringBuilder("a");
            for (int i = random.nextInt(8); i > 0; i--) {
                pattern.append("ab*?".charAt(random.nextInt(4)));
            }
            for (int i = random.nextInt(8); i > 0; i--) {
                text.append("ab".charAt(random.nextInt(2)));
            }
            assertThat(matches(pattern.toString(), text.toString()))
                    .as("%s %s", pattern, text)
                    .isEqualTo(simple(pattern.toString(), text.toString()));
        });
    }

    private static boolean simple(String pattern, String text) {
        if (pattern.isEmpty()) {
            return text.isEmpty();
        }
        char c = pattern.charAt(0);
        if (c == '*') {
            return simple(pattern.substring(1), text) || (!text.isEmpty() && simple(pattern, text.substring(1)));
        }
        return !text.isEmpty() && (c == '?' || c == text.charAt(0)) && simple(pattern.substring(1), text.substring(1));
    }
}
