package dev.redstart.lua;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.servers.RedisServer;
import dev.redstart.contract.servers.RedisServers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Snippets of the language, run here and by {@code EVAL} of real Redis: results and error texts are the same.
 *
 * <p>What is hard to get right in Lua 5.1 as Redis has it, and where it is tested:
 *
 * <ol>
 *   <li>stack depth, 20,000 calls and 200 through C: {@link LimitsTest}; to the call {@code ScriptsAgainstRedisTest},
 *       where a command runs at depth 15,000, too
 *   <li>coroutines, their number, what is left of them, yielding across {@code pcall}: {@link LimitsTest}, and here
 *   <li>the end of scripts that have none: {@link LimitsTest}, {@code LongScriptsTest}
 *   <li>memory: {@link LimitsTest}, {@code LongScriptsTest}
 *   <li>the order of tables, {@code #} with holes: {@link RandomProgramTest}; of JSON {@code LibrariesAgainstRedisTest}
 *   <li>numbers as text and back: {@code LibrariesAgainstRedisTest}; as replies and arguments {@code
 *       ScriptsAgainstRedisTest}
 *   <li>limits of the parser: here; 200 levels, 200 variables, 60 upvalues {@code ScriptsAgainstRedisTest}
 *   <li>quirks of 5.1: here
 *   <li>names, lines and scripts in errors: here, and {@code ScriptsAgainstRedisTest}
 *   <li>what scripts find and may change: {@code ScriptsAgainstRedisTest}
 *   <li>cjson, cmsgpack, bit, struct: {@code LibrariesAgainstRedisTest}; redis.* {@code ScriptsAgainstRedisTest}
 * </ol>
 */
class LanguageTest {

    private static final RedisServer REDIS = RedisServers.shared();

    @Test
    void sameAsRedis() throws IOException {
        List<String> snippets = snippets();
        assertThat(snippets).hasSizeGreaterThan(250);
        List<String> differences = new ArrayList<>();
        for (String snippet : snippets) {
            String expected = Scripts.ofRedis(REDIS, snippet);
            String actual = Scripts.ofOurs(snippet);
            if (!actual.equals(expected)) {
                differences.add(snippet + "\n  redis: " + expected + "\n  ours:  " + actual);
            }
        }
        assertThat(differences).isEmpty();
    }

    private static List<String> snippets() throws IOException {
        try (InputStream file = LanguageTest.class.getResourceAsStream("language.lua")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(text.split("(?m)^---[^\\[\\n]*\\n"));
        }
    }
}
