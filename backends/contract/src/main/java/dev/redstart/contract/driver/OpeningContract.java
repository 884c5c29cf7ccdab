package dev.redstart.contract.driver;

import static dev.redstart.contract.driver.Support.command;
import static dev.redstart.contract.driver.Support.failure;
import static dev.redstart.contract.driver.Support.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.spi.Driver;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.RedisTimeoutException;
import dev.redstart.spi.Request;
import dev.redstart.spi.Transport;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Servers that cannot be opened, and what the user reads then. */
public abstract class OpeningContract extends DriverCase {

    protected OpeningContract(Driver driver) {
        super(driver);
    }

    private static final Request GET = command("GET", "k");

    @Test
    void anOldServerGetsAnHonestWordAndNoSecretLeaks() throws Exception {
        String echo = "-ERR unknown command `HELLO`, with args beginning with: `3`, `AUTH`, `default`, `s3cret`, \r\n";
        try (ScriptedServer server = ScriptedServer.of(peer -> {
            List<String> words = peer.read();
            peer.send(words.get(0).equals("HELLO") ? echo : "-ERR unknown command `AUTH`: `s3cret`\r\n");
            peer.awaitEnd();
        })) {
            String base = "redis://:s3cret@127.0.0.1:" + server.port();
            assertThat(failure(() -> open(base)))
                    .isInstanceOf(RedisConfigException.class)
                    .hasMessageContaining("protocol=resp2")
                    .hasMessageNotContaining("s3cret");
            assertThat(failure(() -> open(base + "?protocol=resp2")))
                    .isInstanceOf(RedisReplyException.class)
                    .hasMessageContaining("***")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void aServerThatSaysNothingTimesOutAtOpen() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(ScriptedServer.Peer::awaitEnd)) {
            assertThat(failure(() -> open(server.address("?timeout=100ms"))))
                    .isInstanceOf(RedisTimeoutException.class)
                    .hasMessageContaining("did not greet")
                    .extracting(RedisException::phase)
                    .isEqualTo(Phase.NOT_SENT);
            // Speaks no TLS either.
            assertThat(failure(
                            () -> open(server.address("?connectTimeout=200ms").replace("redis:", "rediss:"))))
                    .extracting(RedisException::phase)
                    .isEqualTo(Phase.NOT_SENT);
        }
    }

    @Test
    void aServerThatHangsUpIsSuspectedOfTls() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> {})) {
            assertThat(failure(() -> open(server.address(""))))
                    .isInstanceOf(RedisConnectionException.class)
                    .hasMessageContaining("rediss://");
        }
    }

    @Test
    void nobodyThereIsSaidWithAddressAndHint() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        String url = "redis://127.0.0.1:" + port;
        RedisException e = failure(() -> open(url));
        assertThat(e).isInstanceOf(RedisConnectionException.class).hasMessageContaining("does Redis run there?");
        assertThat(e.phase()).isEqualTo(Phase.NOT_SENT);
        assertThat(e.node()).isEqualTo("127.0.0.1:" + port);
        try (Transport lazy = open(url + "?connect=lazy")) {
            assertThat(failure(() -> lazy.call(GET)).phase()).isEqualTo(Phase.NOT_SENT);
            assertThat(failureOf(lazy.send(GET)).phase()).isEqualTo(Phase.NOT_SENT);
            Support.Heard heard = new Support.Heard();
            lazy.sendAll(List.of(GET), List.of(heard));
            assertThat(failureOf(heard).phase()).isEqualTo(Phase.NOT_SENT);
        }
        assertThat(failure(() -> open("redis://no-such-host.invalid")))
                .isInstanceOf(RedisConnectionException.class)
                .hasMessageContaining("no-such-host.invalid");
    }
}
