package dev.redstart.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.servers.RedisServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise of the whole library in one test: another URL, the same results. */
class SwapTest {

    private static final Pattern DIGEST = Pattern.compile("digest ([0-9a-f]{64})");

    @TempDir
    static Path folder;

    private record Played(String digest, List<String> transcript) {}

    private static Played engine;

    @BeforeAll
    static void playOnTheEngine() throws IOException {
        engine = play("redstart:engine:");
    }

    @ParameterizedTest
    @CsvSource({"jedis, resp2", "jedis, resp3", "lettuce, resp2", "lettuce, resp3", "redisson, resp2", "redisson, resp3"
    })
    void realRedisAnswersAsTheEngineDoes(String driver, String protocol) throws IOException {
        assertSame("redstart:" + driver + ":" + RedisServers.shared().uri() + "?protocol=" + protocol);
    }

    @Test
    void serversBehindSentinelsAnswerAsTheEngineDoes() throws IOException {
        assertSame("redstart:lettuce:" + RedisServers.sharedSentinels().uri());
    }

    @ParameterizedTest
    @Tag("long")
    @ValueSource(strings = {"jedis", "lettuce", "redisson"})
    void everyDriverDoesSoOnEveryTopology(String driver) throws IOException {
        assertSame("redstart:" + driver + ":" + RedisServers.sharedCluster().uri());
        assertSame("redstart:" + driver + ":" + RedisServers.sharedSentinels().uri());
    }

    private static void assertSame(String url) throws IOException {
        Played redis = play(url);
        // Line by line first: it shows where they part.
        for (int i = 0; i < Math.min(engine.transcript.size(), redis.transcript.size()); i++) {
            assertThat(engine.transcript.get(i)).as("engine, as real Redis").isEqualTo(redis.transcript.get(i));
        }
        assertThat(engine.transcript).hasSameSizeAs(redis.transcript);
        assertThat(engine.digest).isEqualTo(redis.digest);
    }

    @Test
    void everyRunPlaysTheSame() throws IOException {
        assertThat(play("redstart:engine:").digest).isEqualTo(engine.digest);
    }

    @Test
    void theWorkloadIsLargeAndMeetsErrors() {
        assertThat(engine.transcript).hasSizeGreaterThan(5000);
        assertThat(engine.transcript)
                .filteredOn(line -> line.contains(": error WRONGTYPE"))
                .hasSizeGreaterThan(100);
        assertThat(engine.transcript)
                .filteredOn(line -> line.contains(": error ERR "))
                .hasSizeGreaterThan(100);
    }

    private static Played play(String url) throws IOException {
        Path file = folder.resolve("transcript");
        Told told = Told.run("swap", "--url", url, "--transcript", file.toString());
        assertThat(told.err()).isEmpty();
        assertThat(told.code()).isZero();
        Matcher digest = DIGEST.matcher(told.out());
        assertThat(digest.find()).as(told.out()).isTrue();
        return new Played(digest.group(1), Files.readAllLines(file));
    }
}
