package dev.redstart.contract.driver;

import static dev.redstart.contract.driver.Support.blpop;
import static dev.redstart.contract.driver.Support.command;
import static dev.redstart.contract.driver.Support.failure;
import static dev.redstart.contract.driver.Support.get;
import static dev.redstart.contract.driver.Support.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.servers.RedisServer;
import dev.redstart.contract.servers.TestCertificates;
import dev.redstart.spi.Driver;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Resources;
import dev.redstart.spi.Route;
import dev.redstart.spi.Session;
import dev.redstart.spi.Transport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords, users with few rights, TLS. */
public abstract class SecurityContract extends DriverCase {

    protected SecurityContract(Driver driver) {
        super(driver);
    }

    /** Sends a PING through the library's own client, which the transport unwraps to. */
    protected abstract void pingNatively(Transport transport);

    private static Resources with(@Nullable SSLContext context) {
        return new Resources(PLAIN.clock(), PLAIN.executor(), context, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resp2", "resp3"})
    void logsIn(String protocol) {
        try (RedisServer server = RedisServer.builder()
                .password("s3cret/@:")
                .acl("user alice on >wonder ~app:* +@read +@write +subscribe", "user mute on >mute ~* +get")
                .start()) {
            String rest = "@127.0.0.1:" + server.port() + "?protocol=" + protocol;
            try (Transport redis = open(server.uri() + "?protocol=" + protocol)) {
                assertThat(redis.call(command("ACL", "WHOAMI"))).isEqualTo(Reply.blob("default"));
                assertThat(redis.toString()).doesNotContain("s3cret");
                pingNatively(redis);
            }
            try (Transport redis = open("redis://alice:wonder" + rest)) {
                assertThat(text(redis.call(command("SET", "app:k", "v")))).isEqualTo("OK");
                assertThat(((Reply.Error) redis.call(command("SET", "k", "v"))).code())
                        .isEqualTo("NOPERM");
            }
            try (Transport redis = open("redis://mute:mute" + rest)) {
                assertThat(redis.call(command("GET", "k"))).isSameAs(Reply.NULL);
                assertThat(redis.capabilities().redisVersion()).as("from HELLO").isEqualTo(server.version());
                assertThat(redis.capabilities().has(Feature.SHARDED_PUBSUB)).isTrue();
                assertThat(redis.capabilities().supports("GET")).isTrue();
            }
            assertThat(failure(() -> open("redis://alice:wr0ng" + rest)))
                    .isInstanceOfSatisfying(
                            RedisReplyException.class, e -> assertThat(e.code()).isEqualTo("WRONGPASS"))
                    .hasMessageNotContaining("wr0ng");
            assertThat(failure(() -> open("redis://127.0.0.1:" + server.port() + "?protocol=" + protocol)))
                    .isInstanceOfSatisfying(
                            RedisReplyException.class, e -> assertThat(e.code()).isEqualTo("NOAUTH"));
        }
    }

    @Test
    void asksTheProviderForEachConnection() {
        try (RedisServer server = RedisServer.builder().password("first").start()) {
            AtomicInteger asked = new AtomicInteger();
            String[] current = {"first"};
            Resources resources = new Resources(PLAIN.clock(), PLAIN.executor(), null, () -> {
                asked.incrementAndGet();
                return new Resources.Credentials(null, current[0]);
            });
            try (Transport redis = open("redis://127.0.0.1:" + server.port(), resources);
                    Session first = redis.pin(Route.ANY)) {
                int before = asked.get();
                server.call("CONFIG", "SET", "requirepass", "second");
                current[0] = "second";
                try (Session second = redis.pin(Route.ANY)) {
                    assertThat(text(second.call(command("PING")))).isEqualTo("PONG");
                }
                assertThat(asked).hasValue(before + 1);
                assertThat(text(first.call(command("PING")))).isEqualTo("PONG");
            }
            Resources broken = new Resources(PLAIN.clock(), PLAIN.executor(), null, () -> {
                throw new IllegalStateException("vault sealed");
            });
            assertThat(failure(() -> open("redis://127.0.0.1:" + server.port(), broken)))
                    .isInstanceOf(RedisConnectionException.class)
                    .hasMessageContaining("credentials");
        }
    }

    @Test
    void speaksTls() {
        TestCertificates certificates = TestCertificates.shared();
        try (RedisServer server = RedisServer.builder().tls(certificates).start()) {
            Resources trusting = with(certificates.clientContext());
            String url = "rediss://127.0.0.1:" + server.port();
            try (Transport redis = open(url, trusting)) {
                assertThat(text(redis.call(command("PING")))).isEqualTo("PONG");
                assertThat(text(get(redis.send(command("PING"))))).isEqualTo("PONG");
                pingNatively(redis);
                assertThat(redis.call(blpop("q", Duration.ofMillis(10)))).isSameAs(Reply.NULL);
                interruptAndClose(redis, server);
            }
            assertThat(failure(() -> open(url, with(TestCertificates.create().clientContext()))))
                    .as("signed by somebody else")
                    .isInstanceOf(RedisConnectionException.class)
                    .hasMessageContaining("TLS")
                    .extracting(e -> ((RedisConnectionException) e).phase())
                    .isEqualTo(Phase.NOT_SENT);
            assertThat(failure(() -> open(url.replace("rediss:", "redis:"))))
                    .as("plain text to a TLS port")
                    .isInstanceOf(RedisConnectionException.class);
        }
    }

    private static void interruptAndClose(Transport redis, RedisServer server) {
        Support.Background<Reply> interrupted = new Support.Background<>(() -> redis.call(blpop("q", Duration.ZERO)));
        CompletableFuture<Reply> closed = redis.send(blpop("q", Duration.ZERO));
        Support.await(() -> blocked(redis) == 2);
        interrupted.thread.interrupt();
        assertThat(Support.failureOf(interrupted.result)).hasMessageContaining("interrupted");
        Support.await(() -> blocked(redis) == 1);
        redis.close();
        assertThat(Support.failureOf(closed)).hasMessageContaining("closed from this side");
        assertThat(server.isRunning()).isTrue();
    }

    private static int blocked(Transport redis) {
        String info = text(redis.call(command("INFO", "clients")));
        String key = "blocked_clients:";
        int start = info.indexOf(key) + key.length();
        return Integer.parseInt(info.substring(start, info.indexOf("\r\n", start)));
    }

    @Test
    void checksTheHostName() {
        TestCertificates certificates = TestCertificates.shared();
        try (RedisServer server = RedisServer.builder().tls(certificates).start()) {
            // 127.0.0.2 is this machine, too, but no name on the certificate.
            assertThat(failure(() -> open("rediss://127.0.0.2:" + server.port(), with(certificates.clientContext()))))
                    .isInstanceOf(RedisConnectionException.class);
        }
    }
}
