package dev.redstart.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ways to the system's sockets, TCP and Unix. */
class TransportsTest {

    @Test
    void epollIsUsedWhereThereIsOne() {
        String os = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        assertThat(Transports.choose(true)).isEqualTo(os.equals("Linux amd64") ? Transports.EPOLL : Transports.NIO);
        assertThat(Transports.choose(false)).isEqualTo(Transports.NIO);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tcp(boolean nativeTransport) throws IOException {
        try (TestPort port = TestPort.open(ServerOptions.loopback(0).withNativeTransport(nativeTransport));
                Wire wire = port.connect()) {
            wire.command("CLIENT", "LIST");
            String list = wire.bulk();
            assertThat(list).containsPattern(" addr=127.0.0.1:\\d+ laddr=127.0.0.1:" + port.port() + " fd=\\d+ ");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void unix(boolean nativeTransport, @TempDir Path folder) throws IOException {
        Path path = folder.resolve("redis.sock");
        ServerOptions options = ServerOptions.none().withUnixSocket(path, 0700).withNativeTransport(nativeTransport);
        try (TestPort port = TestPort.open(options);
                SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            assertThat(port.port()).isEqualTo(ServerOptions.NONE);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
            client.write(ByteBuffer.wrap("CLIENT INFO\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII)));
            String replies = new String(Channels.newInputStream(client).readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(replies)
                    .contains(" addr=" + path + ":0 laddr=" + path + ":0 ")
                    .endsWith("+OK\r\n");
        }
        assertThat(path).doesNotExist();
    }
}
