package dev.redstart.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Who takes too much, too long, or comes from too far is turned away, with Redis' words where it has some. */
class LimitsTest {

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final ServerOptions options =
            ServerOptions.loopback(0).withLog((level, line) -> log.add(level + " " + line));

    @Test
    void tooManyClients() throws IOException {
        try (TestPort port = TestPort.open("maxclients", "2");
                Wire first = port.connect();
                Wire second = port.connect()) {
            first.command("PING").expect("+PONG\r\n");
            second.command("PING").expect("+PONG\r\n");
            try (Wire third = port.connect()) {
                third.expect("-ERR max number of clients reached\r\n").expectClosed();
            }
            assertThat(port.server().connectionsRejected()).isEqualTo(1);
            first.command("CONFIG", "SET", "maxclients", "3").expect("+OK\r\n");
            try (Wire third = port.connect()) {
                third.command("PING").expect("+PONG\r\n");
            }
        }
    }

    @Test
    void whoIsSilentIsClosed() throws IOException {
        try (TestPort port = TestPort.open(options, "timeout", "1");
                Wire silent = port.connect();
                Wire waiting = port.connect();
                Wire subscriber = port.connect()) {
            waiting.command("BLPOP", "none", "2");
            subscriber.command("SUBSCRIBE", "c").expect("*3\r\n$9\r\nsubscribe\r\n$1\r\nc\r\n:1\r\n");
            silent.expectClosed();
            waiting.expect("*-1\r\n");
            subscriber.command("PING").expect("*2\r\n$4\r\npong\r\n$0\r\n\r\n");
            assertThat(log).contains("VERBOSE Closing idle client");
        }
    }

    @Test
    void whoDoesNotReadItsMessagesIsClosed() throws IOException {
        try (TestPort port = TestPort.open(options, "client-output-buffer-limit", "pubsub 1mb 0 0");
                Wire slow = port.connect();
                Wire publisher = port.connect()) {
            slow.command("SUBSCRIBE", "c").expect("*3\r\n$9\r\nsubscribe\r\n$1\r\nc\r\n:1\r\n");
            String heard;
            int published = 0;
            do {
                publisher.command("PUBLISH", "c", "x".repeat(100_000));
                heard = publisher.line();
                assertThat(++published).isLessThan(10_000);
            } while (heard.equals(":1"));
            assertThat(published).isGreaterThan(10);
            slow.expectClosed();
            assertThat(log).anyMatch(line -> line.contains("overcoming of output buffer limits"));
        }
    }

    @Test
    void ofAReplyBeyondTheLimitNothingIsSent() throws IOException {
        try (TestPort port = TestPort.open(options, "client-output-buffer-limit", "normal 100kb 0 0");
                Wire other = port.connect();
                Wire once = port.connect();
                Wire endless = port.connect()) {
            other.command("SET", "big", "x".repeat(60_000)).expect("+OK\r\n");
            other.command("HSET", "h", "f", "v").expect(":1\r\n");
            other.command("SADD", "s", "m").expect(":1\r\n");
            once.command("MGET", "big", "big");
            assertThat(once.line()).as("what was sent before the end").isEmpty();
            endless.command("HRANDFIELD", "h", "-999999999");
            assertThat(endless.line()).isEmpty();
            try (Wire again = port.connect()) {
                again.command("SRANDMEMBER", "s", "-999999999");
                assertThat(again.line()).isEmpty();
            }
            other.command("PING").expect("+PONG\r\n");
        }
    }

    @Test
    void littleIsKeptForWhoOwesAPassword() throws IOException {
        try (TestPort port = TestPort.open(options, "requirepass", "secret");
                Wire stranger = port.connect();
                Wire guest = port.connect()) {
            stranger.send("PING\r\n".repeat(10_000));
            Eventually.holds(() -> log.stream().anyMatch(l -> l.contains("overcoming of output buffer limits")));
            stranger.expectClosed();
            guest.send("AUTH secret\r\n").expect("+OK\r\n");
            guest.send("PING\r\n".repeat(10_000)).expect("+PONG\r\n".repeat(10_000));
        }
    }

    @Test
    void whoLeavesMuchUnreadForLongIsClosed() throws IOException {
        try (TestPort port = TestPort.open(options, "client-output-buffer-limit", "normal 0 1mb 1");
                Wire slow = port.connect();
                Wire other = port.connect()) {
            other.command("SET", "big", "x".repeat(4_000_000)).expect("+OK\r\n");
            slow.send("GET big\r\n".repeat(5));
            Eventually.holds(() -> log.stream().anyMatch(l -> l.contains("overcoming of output buffer limits")));
            slow.expectClosed();
            other.command("PING").expect("+PONG\r\n");
        }
    }

    @Test
    void repliesThatNobodyReadsStopTheReading() throws IOException {
        try (TestPort port = TestPort.open(options);
                Wire slow = port.connect();
                Wire other = port.connect()) {
            other.command("SET", "big", "x".repeat(1_000_000)).expect("+OK\r\n");
            int commands = 600;
            slow.send("GET big\r\n".repeat(commands));
            other.command("PING").expect("+PONG\r\n");
            for (int i = 0; i < commands; i++) assertThat(slow.bulk()).hasSize(1_000_000);
            slow.command("PING").expect("+PONG\r\n");
        }
    }

    @Test
    void aCommandLongerThanTheQueryBuffer() throws IOException {
        try (TestPort port = TestPort.open(options, "client-query-buffer-limit", "1mb");
                Wire wire = port.connect()) {
            try {
                wire.send("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$2000000\r\n" + "x".repeat(2_000_000));
            } catch (IOException e) {
                // Closed while it was being sent.
            }
            wire.expectClosed();
            assertThat(log).anyMatch(line -> line.contains("reached max query buffer length"));
        }
    }

    /** From an address of this machine that is not the loopback one: the kernel has such connections come from there. */
    @Test
    void protectedModeKeepsOthersOut() throws IOException {
        InetAddress outer = outerAddress();
        try (TestPort port = TestPort.open(options.withHosts(List.of("*")));
                Wire near = port.connect()) {
            try (Wire far = new Wire(new Socket(outer, port.port()))) {
                far.expect(Admission.TOO_FAR).expectClosed();
            }
            near.command("CONFIG", "SET", "requirepass", "secret").expect("+OK\r\n");
            try (Wire far = new Wire(new Socket(outer, port.port()))) {
                far.command("PING").expect("-NOAUTH Authentication required.\r\n");
                far.command("AUTH", "secret").expect("+OK\r\n");
                far.command("PING").expect("+PONG\r\n");
            }
        }
    }

    private static InetAddress outerAddress() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(a -> !a.isLoopbackAddress() && a.getAddress().length == 4)
                .findFirst()
                .orElseThrow(() -> new IOException(
                        "This test needs an IPv4 address besides 127.0.0.1: ip addr add 192.0.2.1/32 dev lo"));
    }
}
