package dev.redstart.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bytes that good and bad clients send, and what they get for it. */
class ProtocolTest {

    private static TestPort port;

    @BeforeAll
    static void open() {
        port = TestPort.open();
    }

    @AfterAll
    static void close() {
        port.close();
    }

    private static void refused(String bytes, String error) throws IOException {
        try (Wire wire = port.connect()) {
            wire.send(bytes).expect("-ERR Protocol error: " + error + "\r\n").expectClosed();
        }
        try (Wire next = port.connect()) {
            next.send("PING\r\n").expect("+PONG\r\n");
        }
    }

    @Test
    void whatIsNoRequestEndsTheConnection() throws IOException {
        refused("*1\r\n$1000000000\r\n", "invalid bulk length");
        refused("*1\r\n*1\r\n".repeat(1000), "expected '$', got '*'");
        refused("*3000000000\r\n", "invalid multibulk length");
        refused("SET \"k\r\n", "unbalanced quotes in request");
        refused("x".repeat(100_000), "too big inline request");
    }

    @Test
    void aMillionNestedArrays() throws IOException {
        try (Wire wire = port.connect()) {
            try {
                wire.send("*1\r\n".repeat(1_000_000));
            } catch (IOException e) {
                // Closed at the second already.
            }
            wire.expectClosed();
        }
        try (Wire next = port.connect()) {
            next.send("PING\r\n").expect("+PONG\r\n");
        }
    }

    @Test
    void whatCameBeforeTheErrorIsAnswered() throws IOException {
        try (Wire wire = port.connect()) {
            wire.send("PING\r\nECHO a\r\n*1\r\nx\r\n")
                    .expect("+PONG\r\n$1\r\na\r\n-ERR Protocol error: expected '$', got 'x'\r\n")
                    .expectClosed();
        }
    }

    @Test
    void garbageEndsOneConnectionAndNoOther() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            StringBuilder garbage = new StringBuilder();
            int length = random.nextInt(2000);
            for (int n = 0; n < length; n++) garbage.append((char) random.nextInt(256));
            try (Wire wire = port.connect()) {
                wire.send(garbage + "\n").send("*1\r\n!\r\n").expectClosed();
            }
        }
        try (Wire next = port.connect()) {
            next.send("PING\r\n").expect("+PONG\r\n");
        }
        assertThat(seed).isNotZero();
    }

    @Test
    void halfACommandAndSilence() throws IOException {
        try (Wire slow = port.connect();
                Wire other = port.connect()) {
            slow.send("*2\r\n$4\r\nECHO\r\n$5\r\nhe");
            other.command("ECHO", "me").expect("$2\r\nme\r\n");
            slow.send("llo\r");
            other.command("PING").expect("+PONG\r\n");
            slow.send("\n").expect("$5\r\nhello\r\n");
        }
    }

    @Test
    void aLongPipeline() throws IOException {
        try (Wire wire = port.connect()) {
            wire.send(Wire.encoded("INCR", "pipelined").repeat(10_000));
            StringBuilder replies = new StringBuilder();
            for (int i = 1; i <= 10_000; i++) replies.append(':').append(i).append("\r\n");
            wire.expect(replies.toString());
        }
    }

    @Test
    void aLongPipelineKeepsNobodyElse() throws IOException {
        try (Wire flood = port.connect();
                Wire other = port.connect()) {
            Thread reader = new Thread(() -> drain(flood));
            reader.setDaemon(true);
            reader.start();
            String many = Wire.encoded("SET", "k", "v".repeat(100)).repeat(10_000);
            Thread writer = new Thread(() -> flood(flood, many));
            writer.setDaemon(true);
            writer.start();
            for (int i = 0; i < 100; i++) other.command("PING").expect("+PONG\r\n");
        }
    }

    private static void drain(Wire wire) {
        try {
            while (!wire.line().isEmpty()) {
                // Each reply is a line.
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static void flood(Wire wire, String text) {
        try {
            while (true) wire.send(text);
        } catch (IOException e) {
            // The test is over.
        }
    }

    @Test
    void bigValuesThereAndBack() throws IOException {
        String big = "0123456789abcdef".repeat(1_000_000);
        try (Wire wire = port.connect()) {
            wire.command("SET", "big", big).expect("+OK\r\n");
            wire.command("GET", "big");
            assertThat(wire.bulk()).isEqualTo(big);
        }
    }

    @Test
    void bothProtocolsOnOneConnection() throws IOException {
        try (Wire wire = port.connect()) {
            wire.command("HSET", "h", "f", "v").expect(":1\r\n");
            wire.command("HGETALL", "h").expect("*2\r\n$1\r\nf\r\n$1\r\nv\r\n");
            wire.command("GET", "none").expect("$-1\r\n");
            wire.command("HELLO", "3");
            assertThat(wire.line()).isEqualTo("%7");
            for (String last = ""; !last.equals("modules"); ) last = wire.line();
            wire.expect("*0\r\n");
            wire.command("HGETALL", "h").expect("%1\r\n$1\r\nf\r\n$1\r\nv\r\n");
            wire.command("GET", "none").expect("_\r\n");
        }
    }

    @Test
    void aCommandThatWaitsHoldsBackWhatComesAfterIt() throws IOException {
        try (Wire waiting = port.connect();
                Wire other = port.connect()) {
            waiting.send(Wire.encoded("BLPOP", "queue", "0") + Wire.encoded("ECHO", "after"));
            other.command("ECHO", "me").expect("$2\r\nme\r\n");
            awaitBlocked(other, 1);
            other.command("RPUSH", "queue", "x").expect(":1\r\n");
            waiting.expect("*2\r\n$5\r\nqueue\r\n$1\r\nx\r\n$5\r\nafter\r\n");
            waiting.command("BLPOP", "queue", "0.05").expect("*-1\r\n");
        }
    }

    @Test
    void whoLeavesWaitsNoLonger() throws IOException {
        try (Wire other = port.connect()) {
            try (Wire waiting = port.connect()) {
                waiting.command("BLPOP", "left", "0");
                awaitBlocked(other, 1);
            }
            awaitBlocked(other, 0);
            other.command("RPUSH", "left", "x").expect(":1\r\n");
            other.command("LLEN", "left").expect(":1\r\n");
        }
    }

    private static void awaitBlocked(Wire wire, int clients) throws IOException {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (true) {
            wire.command("INFO", "clients");
            if (wire.bulk().contains("blocked_clients:" + clients + "\r\n")) return;
            assertThat(System.nanoTime()).as("blocked clients: %d", clients).isLessThan(deadline);
        }
    }

    @Test
    void messagesStandBehindTheRepliesBeforeThem() throws IOException {
        try (Wire subscriber = port.connect();
                Wire publisher = port.connect()) {
            subscriber.command("SUBSCRIBE", "news").expect("*3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n");
            publisher.send(Wire.encoded("PUBLISH", "news", "hi").repeat(1000)).expect(":1\r\n".repeat(1000));
            subscriber.expect("*3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$2\r\nhi\r\n".repeat(1000));
        }
    }

    @Test
    void quitClosesAfterItsReply() throws IOException {
        try (Wire wire = port.connect()) {
            wire.send("PING\r\nQUIT\r\nPING\r\n").expect("+PONG\r\n+OK\r\n").expectClosed();
        }
    }

    @Test
    void aRequestOfABrowserIsCutOff() throws IOException {
        try (Wire wire = port.connect()) {
            wire.send("POST / HTTP/1.1\r\nHost: redis\r\n\r\nFLUSHALL\r\n").expectClosed();
        }
    }
}
