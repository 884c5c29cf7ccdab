package dev.redstart.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.servers.RedisServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise of the whole library in one test: another URL, the same results. */
class SwapTest {

    private static final Pattern DIGEST = Pattern.compile("digest ([0-9a-f]{64})");

    @TempDir
    Path folder;

    private record Played(String digest, List<String> transcript) {}

    @Test
    void engineAndRealRedisAnswerAlike() throws IOException {
        Played engine = play("redstart:engine:");
        for (String protocol : List.of("resp2", "resp3")) {
            Played jedis = play("redstart:jedis:" + RedisServers.shared().uri() + "?protocol=" + protocol);
            // Line by line first: it shows where they part.
            for (int i = 0; i < Math.min(engine.transcript.size(), jedis.transcript.size()); i++) {
                assertThat(engine.transcript.get(i)).as("engine, as real Redis over " + protocol)
                        .isEqualTo(jedis.transcript.get(i));
            }
            assertThat(engine.transcript).hasSameSizeAs(jedis.transcript);
            assertThat(engine.digest).isEqualTo(jedis.digest);
        }
    }

    @Test
    void theWorkloadIsFixedAndLarge() throws IOException {
        Played once = play("redstart:engine:");
        Played again = play("redstart:engine:");
        assertThat(again.digest).isEqualTo(once.digest);
        assertThat(once.transcript).hasSizeGreaterThan(5000);
        assertThat(once.transcript).filteredOn(line -> line.contains(": error WRONGTYPE")).hasSizeGreaterThan(100);
        assertThat(once.transcript).filteredOn(line -> line.contains(": error ERR ")).hasSizeGreaterThan(100);
    }

    private Played play(String url) throws IOException {
        Path file = folder.resolve("transcript");
        Told told = Told.run("swap", "--url", url, "--transcript", file.toString());
        assertThat(told.err()).isEmpty();
        assertThat(told.code()).isZero();
        Matcher digest = DIGEST.matcher(told.out());
        assertThat(digest.find()).as(told.out()).isTrue();
        return new Played(digest.group(1), Files.readAllLines(file));
    }
}
