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

/** Snippets of the language, run here and by {@code EVAL} of real Redis: results and error texts are the same. */
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
