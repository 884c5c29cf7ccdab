package dev.redstart.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 10,000 idle clients and 1,000 busy ones, which are another process: each end needs a file descriptor for each. */
@Tag("long")
class ManyConnectionsTest {

    private static final int IDLE = 10_000;
    private static final int BUSY = 1_000;
    private static final int ROUNDS = 20;
    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void tenThousandIdleAndAThousandBusy() throws Exception {
        String java = ProcessHandle.current().info().command().orElse("java");
        try (TestPort port = TestPort.open("maxclients", Integer.toString(IDLE + BUSY + 10));
                Tool clients = Tool.start(
                        Map.of(),
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Clients.class.getName(),
                        Integer.toString(port.port()))) {
            Eventually.holds(() -> port.server().clients() == IDLE + BUSY || !clients.isAlive());
            assertThat(port.server().clients())
                    .as(
                            "clients connected (raise the limit of file descriptors, ulimit -n, to %d): %s",
                            2 * IDLE, clients.output())
                    .isEqualTo(IDLE + BUSY);
            clients.input("go\n");
            assertThat(clients.exitCode()).as("%s", clients.output()).isZero();
            assertThat(clients.output()).contains("answered " + BUSY * ROUNDS);
        }
    }

    /** The other process: connects, waits for a line, has the busy ones ask and be answered in turn. */
    static final class Clients {

        private Clients() {}

        public static void main(String[] args) throws IOException {
            InetSocketAddress server =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
            List<SocketChannel> idle = new ArrayList<>();
            for (int i = 0; i < IDLE; i++) idle.add(SocketChannel.open(server));
            Selector selector = Selector.open();
            List<SocketChannel> busy = new ArrayList<>();
            for (int i = 0; i < BUSY; i++) {
                SocketChannel channel = SocketChannel.open(server);
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(64));
                busy.add(channel);
            }
            if (System.in.read() != 'g') return;
            int answered = 0;
            for (int round = 0; round < ROUNDS; round++) {
                for (SocketChannel channel : busy) channel.write(ByteBuffer.wrap(PING));
                answered += answers(selector);
            }
            System.out.println("answered " + answered + " with " + idle.size() + " idle");
            System.exit(0);
        }

        private static int answers(Selector selector) throws IOException {
            int answered = 0;
            while (answered < BUSY) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    ByteBuffer into = (ByteBuffer) key.attachment();
                    ((SocketChannel) key.channel()).read(into);
                    if (into.position() < "+PONG\r\n".length()) continue;
                    into.clear();
                    answered++;
                }
                selector.selectedKeys().clear();
            }
            return answered;
        }
    }
}
