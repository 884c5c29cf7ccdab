package dev.redstart.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.contract.servers.RedisServers;
import dev.redstart.spi.RedisConfigException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look into a running service: {@code ?listen} on the URL of its engine. */
class ListenTest {

    @Test
    void thePortOpensAndClosesWithTheHandle() throws IOException {
        int port;
        try (Redis redis = Redstart.open("redstart:engine:?listen=127.0.0.1:0")) {
            RespServer server = redis.unwrap(RespServer.class);
            port = server.port();
            redis.set("from", "inside");
            try (Wire wire = Wire.connect(port)) {
                wire.command("GET", "from").expect("$6\r\ninside\r\n");
                wire.command("SET", "from", "outside").expect("+OK\r\n");
            }
            assertThat(redis.get("from")).isEqualTo("outside");
        }
        assertThatThrownBy(() -> Wire.connect(port)).isInstanceOf(ConnectException.class);
    }

    @Test
    void aUnixSocket(@TempDir Path folder) throws IOException {
        Path socket = folder.resolve("redis.sock");
        try (Redis redis = Redstart.open("redstart:engine:mem:listen?listen=" + socket)) {
            assertThat(redis.unwrap(RespServer.class).port()).isEqualTo(ServerOptions.NONE);
            assertThat(socket).exists();
        }
        assertThat(Files.exists(socket)).isFalse();
    }

    @Test
    void whatIsNoPlace() {
        assertThatThrownBy(() -> Redstart.open("redstart:engine:?listen=here"))
                .isInstanceOf(RedisConfigException.class)
                .hasMessageContaining("option listen=here is not a place to listen at");
        assertThatThrownBy(() -> Redstart.open("redstart:engine:?listen=70000"))
                .isInstanceOf(RedisConfigException.class);
    }

    @Test
    void aPortThatIsTaken() {
        try (TestPort taken = TestPort.open()) {
            assertThatThrownBy(() -> Redstart.open("redstart:engine:?listen=" + taken.port()))
                    .isInstanceOf(RedisConfigException.class)
                    .hasMessageContaining("cannot listen at 127.0.0.1:" + taken.port());
        }
    }

    @Test
    void whatIsNoEngine() {
        String url = "redstart:jedis:" + RedisServers.shared().uri() + "/0?listen=0";
        assertThatThrownBy(() -> Redstart.open(url))
                .isInstanceOf(RedisConfigException.class)
                .hasMessageContaining("there is no engine here");
    }
}
