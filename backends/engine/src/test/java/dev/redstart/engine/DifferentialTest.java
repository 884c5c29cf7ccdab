package dev.redstart.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.contract.differential.Differential;
import dev.redstart.contract.differential.Generator;
import dev.redstart.contract.differential.Generators;
import dev.redstart.contract.servers.RedisServer;
import dev.redstart.spi.Transport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine answers as real Redis does, whatever it is asked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DifferentialTest {

    private static final int SEQUENCES = 200;

    private RedisServer server;
    private Redis real;
    private Redis engine;

    @BeforeAll
    void open() {
        // Redis looks for timeouts of blocked clients so many times a second. Nodes are small, so that a short sequence
        // makes a stream of several.
        server = RedisServer.builder()
                .config("hz", "500")
                .config("stream-node-max-entries", "4")
                .config("stream-node-max-bytes", "600")
                .start();
        real = Redstart.open("redstart:jedis:" + server.uri() + "/0");
        engine = Redstart.open("redstart:engine:?stream-node-max-entries=4&stream-node-max-bytes=600");
    }

    @AfterAll
    void close() {
        engine.close();
        real.close();
        server.close();
    }

    static List<Generator> families() {
        return Generators.ofEveryFamily();
    }

    @ParameterizedTest
    @MethodSource("families")
    void answersAsRedisDoes(Generator family) {
        // The same sequences in every build, so that a red one is the fault of a change; the long run takes new ones.
        print(
                family.toString(),
                differential().run(List.of(family), SEQUENCES, Long.getLong("redstart.seed", 20261123)));
    }

    @Test
    @Tag("long")
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void answersAsRedisDoesForHalfAnHour() {
        print("all", differential().run(families(), Duration.ofMinutes(25), System.nanoTime()));
    }

    private Differential differential() {
        return Differential.between(engine.unwrap(Transport.class), real.unwrap(Transport.class));
    }

    private static void print(String family, Differential.Report report) {
        assertThat(report.commands()).isPositive();
        System.out.println("compared " + family + ": " + report);
    }
}
