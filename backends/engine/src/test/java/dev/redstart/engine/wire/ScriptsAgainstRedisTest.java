package dev.redstart.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.servers.RedisServer;
import dev.redstart.engine.Engine;
import dev.redstart.engine.config.ServerConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripts and functions answer byte for byte as real Redis does, error texts included. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScriptsAgainstRedisTest {

    private RedisServer server;
    private WireServer redis;
    private Engine engine;
    private WireClient client;

    @BeforeAll
    void open() throws IOException {
        server = RedisServer.builder().start();
        redis = new WireServer(server.port());
        engine = Engine.open(new ServerConfig(), Clock.systemUTC());
        client = new WireClient(engine);
    }

    @AfterAll
    void close() throws IOException {
        engine.close();
        redis.close();
        server.close();
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(ScriptsAgainstRedisTest.class.getResourceAsStream(resource))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"scripts.txt, 2, 240", "scripts.txt, 3, 240", "functions.txt, 2, 90", "functions.txt, 3, 90"})
    void answersAsRedisDoes(String resource, String protocol, int atLeast) throws IOException {
        List<String> lines = lines(resource);
        assertThat(lines).hasSizeGreaterThan(atLeast);
        for (String line : List.of("HELLO " + protocol, "FLUSHALL", "SCRIPT FLUSH", "FUNCTION FLUSH")) {
            redis.send(line);
            client.send(line);
        }
        SoftAssertions softly = new SoftAssertions();
        for (String line : lines) softly.assertThat(client.send(line)).as(line).isEqualTo(redis.send(line));
        softly.assertAll();
    }
}
