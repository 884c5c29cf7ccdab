package dev.redstart.contract.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** In a JVM of its own, as a shell runs it. */
class MainTest {
    @BeforeAll
    static void redisIsHere() {
        RedisBinaries.get();
    }

    @Test
    void printsWhereRedisIs() {
        String folder = RedisBinaries.get().directory().toString();
        assertThat(main("path").output().strip()).isEqualTo(folder);
        assertThat(main("install").output().strip()).isEqualTo(folder);
        RedisBinaries.get()
                .sourceTree()
                .ifPresent(tree -> assertThat(main("source").output().strip()).isEqualTo(tree.toString()));
    }

    @Test
    void explainsItself() {
        assertThat(main("--help").output()).startsWith("Usage: install");
        Command.Outcome wrong = main("instal");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.output()).startsWith("Usage: install");
    }

    /** The shutdown hook: nobody closes this server but the end of its JVM. */
    @Test
    void theServerEndsWithItsJvm() throws Exception {
        Process jvm = new ProcessBuilder(java(), "-cp", classPath(), Main.class.getName(), "start", "maxmemory 10mb")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
            int port = URI.create(out.readLine()).getPort();
            try (RespClient client = RespClient.connect(port, null, Duration.ofSeconds(10))) {
                assertThat(client.call("CONFIG", "GET", "maxmemory")).asString().contains("10485760");
            }
            jvm.destroy();
            assertThat(jvm.waitFor(20, TimeUnit.SECONDS)).isTrue();
            Await.until(
                    Duration.ofSeconds(10),
                    () -> Ports.isFree(port),
                    () -> new IllegalStateException("the server outlived its JVM"));
        } finally {
            jvm.destroyForcibly();
        }
    }

    private static Command.Outcome main(String... words) {
        return Command.of(java(), "-cp", classPath(), Main.class.getName())
                .with(List.of(words))
                .run();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }
}
