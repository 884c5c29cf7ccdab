package dev.redstart.contract.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisServerTest {
    @BeforeAll
    static void redisIsHere() {
        RedisBinaries.get();
    }

    @Test
    void startsAnswersAndLeavesNothingBehind() {
        RedisServer server = RedisServer.builder().start();
        long pid = server.pid();

        assertThat(server.call("SET", "key", "välue")).isEqualTo("OK");
        assertThat(server.call("GET", "key")).isEqualTo("välue");
        assertThat(server.call("GET", "none")).isNull();
        assertThat(server.call("RPUSH", "list", "a", "b")).isEqualTo(2L);
        assertThat(server.call("LRANGE", "list", "0", "-1")).isEqualTo(List.of("a", "b"));
        assertThatThrownBy(() -> server.call("INCR", "list")).hasMessageStartingWith("WRONGTYPE");
        assertThat(server.uri()).isEqualTo("redis://127.0.0.1:" + server.port());
        assertThat((String) server.call("INFO", "server")).contains("redis_version:" + server.version());
        assertThat(server.logTail()).contains("Ready to accept connections");

        server.close();
        server.close();
        assertThat(server.isRunning()).isFalse();
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(server.folder()).doesNotExist();
        assertThat(Ports.isFree(server.port())).isTrue();
        assertThatThrownBy(server::start).hasMessageContaining("closed");
    }

    @Test
    void restartsOnTheSamePortWithoutItsData() {
        try (RedisServer server = RedisServer.builder().start()) {
            int port = server.port();
            long pid = server.pid();
            server.call("SET", "key", "value");
            server.restart();
            assertThat(server.port()).isEqualTo(port);
            assertThat(server.pid()).isNotEqualTo(pid);
            assertThat(server.call("GET", "key")).isNull();
        }
    }

    @Test
    void keepsDataOverStopAndKillWhereAnAofIsAskedFor() {
        try (RedisServer server = RedisServer.builder()
                .config("appendonly", "yes")
                .config("appendfsync", "always")
                .start()) {
            server.call("SET", "key", "value");
            server.stop();
            assertThat(server.isRunning()).isFalse();
            assertThatThrownBy(() -> server.call("PING")).hasMessageContaining("does not answer");
            server.start();
            assertThat(server.call("GET", "key")).isEqualTo("value");
            server.kill();
            assertThat(server.isRunning()).isFalse();
            server.start();
            assertThat(server.call("GET", "key")).isEqualTo("value");
        }
    }

    @Test
    void pausesAndResumes() throws Exception {
        try (RedisServer server = RedisServer.builder().start();
                Socket socket = new Socket(server.host(), server.port())) {
            socket.setSoTimeout(200);
            server.pause();
            ping(socket);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            server.resume();
            socket.setSoTimeout(10_000);
            assertThat(pong(socket)).isEqualTo("+PONG\r\n");
        }
    }

    @Test
    void closesAPausedServer() {
        RedisServer server = RedisServer.builder().start();
        server.pause();
        server.close();
        assertThat(server.isRunning()).isFalse();
        assertThatThrownBy(server::pause).hasMessageContaining("not running");
    }

    @Test
    void asksForAPassword() throws Exception {
        try (RedisServer server = RedisServer.builder().password("p@ss w\"rd").start();
                RespClient stranger = RespClient.connect(server.port(), null, Duration.ofSeconds(10))) {
            assertThat(stranger.call("PING")).isEqualTo(new RespClient.Failure("NOAUTH Authentication required."));
            assertThat(server.call("PING")).isEqualTo("PONG");
            assertThat(server.uri()).startsWith("redis://:p%40ss%20w%22rd@127.0.0.1:");
            assertThat(server).hasToString("Redis " + server.version() + " on 127.0.0.1:" + server.port());
        }
    }

    @Test
    void readsAclLinesBesideAPassword() throws Exception {
        try (RedisServer server = RedisServer.builder()
                        .password("secret")
                        .acl("user alice on >wonder ~app:* +@read +ping")
                        .start();
                RespClient alice = RespClient.connect(server.port(), null, Duration.ofSeconds(10))) {
            assertThat(alice.call("GET", "app:x")).isInstanceOf(RespClient.Failure.class);
            assertThat(alice.call("AUTH", "alice", "wonder")).isEqualTo("OK");
            assertThat(alice.call("GET", "app:x")).isNull();
            assertThat(alice.call("SET", "app:x", "1").toString()).contains("NOPERM");
            assertThat(server.call("ACL", "WHOAMI")).isEqualTo("default");
        }
    }

    @Test
    void startsWhereNobodyMayPing() {
        try (RedisServer server = RedisServer.builder().acl("user default off").start()) {
            assertThatThrownBy(() -> server.call("PING")).hasMessageStartingWith("NOAUTH");
        }
    }

    @Test
    void laterConfigurationWins() {
        try (RedisServer server = RedisServer.builder()
                .config("save", "900", "1")
                .config("maxmemory", "10mb")
                .config("enable-debug-command", "no")
                .start()) {
            assertThat(server.call("CONFIG", "GET", "save")).isEqualTo(List.of("save", "900 1"));
            assertThat(server.call("CONFIG", "GET", "maxmemory")).isEqualTo(List.of("maxmemory", "10485760"));
            assertThatThrownBy(() -> server.call("DEBUG", "JMAP")).hasMessageContaining("DEBUG command not allowed");
            assertThat(server.call("CONFIG", "REWRITE")).isEqualTo("OK");
        }
    }

    @Test
    void showsItsLogWhenItDoesNotStart() {
        assertThatThrownBy(
                        () -> RedisServer.builder().config("maxmemory", "lots").start())
                .isInstanceOf(RedisStartException.class)
                .hasMessageContaining("ended before it answered")
                .hasMessageContaining("maxmemory \"lots\"");
    }

    @Test
    void refusesAFixedPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThatThrownBy(() ->
                            RedisServer.builder().port(taken.getLocalPort()).start())
                    .isInstanceOf(RedisStartException.class)
                    .hasMessageContaining("Address already in use");
        }
    }

    @Test
    void isNotFooledByAnotherServerOnItsPort() {
        try (RedisServer first = RedisServer.builder().start()) {
            assertThatThrownBy(() -> RedisServer.builder().port(first.port()).start())
                    .isInstanceOf(RedisStartException.class)
                    .hasMessageContaining("Address already in use");
            assertThat(first.call("PING")).isEqualTo("PONG");
        }
    }

    @Test
    void onePlainServerIsShared() {
        assertThat(RedisServers.shared()).isSameAs(RedisServers.shared());
        assertThat(RedisServers.shared().call("PING")).isEqualTo("PONG");
    }

    private static void ping(Socket socket) throws Exception {
        OutputStream out = socket.getOutputStream();
        out.write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String pong(Socket socket) throws Exception {
        InputStream in = socket.getInputStream();
        return new String(in.readNBytes("+PONG\r\n".length()), StandardCharsets.US_ASCII);
    }
}
