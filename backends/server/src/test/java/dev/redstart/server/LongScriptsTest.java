package dev.redstart.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A script runs on the event loop that read it, the only one here; the loop's other clients are served all the same. */
class LongScriptsTest {

    private static final String BUSY =
            "-BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.";
    private static final String KILLED = "-ERR Script killed by user with SCRIPT KILL...";

    private static TestPort open(boolean nativeTransport) {
        ServerOptions options = ServerOptions.loopback(0).withThreads(1).withNativeTransport(nativeTransport);
        return TestPort.open(options, "busy-reply-threshold", "20");
    }

    private static void awaitBusy(Wire client) throws IOException {
        String reply;
        do reply = client.command("PING").line();
        while (reply.equals("+PONG"));
        assertThat(reply).isEqualTo(BUSY);
    }

    /** On the loop's own thread, on the deep stack's, and in a coroutine. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    true  | while true do end
                    false | while true do end
                    true  | local function f(n) if n == 0 then while true do end end return 1 + f(n - 1) end f(1000)
                    true  | coroutine.wrap(function() while true do end end)()
                    true  | coroutine.wrap(function() local f f = function(n) if n > 0 then return 1 + f(n - 1) end while true do end end f(900) end)()
                    """)
    void othersAreToldAndMayEndIt(boolean nativeTransport, String script) throws IOException {
        try (TestPort port = open(nativeTransport);
                Wire runner = port.connect();
                Wire other = port.connect()) {
            other.command("PING").expect("+PONG\r\n");
            runner.send(Wire.encoded("SET", "k", "v") + Wire.encoded("EVAL", script, "0") + Wire.encoded("GET", "k"));
            runner.expect("+OK\r\n");
            awaitBusy(other);
            try (Wire late = port.connect()) {
                assertThat(late.command("EVAL", "return 1", "0").line()).isEqualTo(BUSY);
                late.command("SCRIPT", "KILL").expect("+OK\r\n");
            }
            assertThat(runner.line()).startsWith(KILLED);
            runner.expect("$1\r\nv\r\n");
            other.command("EVAL", "return 'next'", "0").expect("$4\r\nnext\r\n");
        }
    }

    @Test
    void itsClientMayGoMeanwhile() throws IOException {
        try (TestPort port = open(true);
                Wire other = port.connect()) {
            Wire runner = port.connect();
            runner.command("EVAL", "while true do end", "0");
            awaitBusy(other);
            runner.close();
            Eventually.holds(() -> port.server().clients() == 1);
            other.command("SCRIPT", "KILL").expect("+OK\r\n");
            other.command("PING").expect("+PONG\r\n");
        }
    }

    @Test
    void repliesOfAPipelineOfScriptsComeInOrder() throws IOException {
        try (TestPort port = open(true);
                Wire client = port.connect()) {
            StringBuilder requests = new StringBuilder();
            StringBuilder replies = new StringBuilder();
            for (int i = 1; i <= 500; i++) {
                requests.append(Wire.encoded("EVAL", "return redis.call('INCR', KEYS[1])", "1", "n"));
                requests.append(Wire.encoded("INCR", "n"));
                requests.append(Wire.encoded("MULTI"))
                        .append(Wire.encoded("EVAL", "return ARGV[1]", "0", "a" + i))
                        .append(Wire.encoded("EXEC"));
                replies.append(":" + (2 * i - 1) + "\r\n:" + 2 * i + "\r\n+OK\r\n+QUEUED\r\n*1\r\n$"
                        + ("a" + i).length() + "\r\na" + i + "\r\n");
            }
            client.send(requests.toString()).expect(replies.toString());
        }
    }
}
