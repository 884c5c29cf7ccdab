package dev.redstart.jedis;

import static dev.redstart.contract.driver.Support.command;
import static dev.redstart.contract.driver.Support.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.driver.ScriptedServer;
import dev.redstart.contract.driver.TrapsContract;
import dev.redstart.spi.Phase;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import dev.redstart.spi.Session;
import dev.redstart.spi.Transport;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every driver must not fall into, and what Jedis itself gets wrong. */
class TrapsTest extends TrapsContract {

    private static final Request GET = command("GET", "k");

    TrapsTest() {
        super(new JedisDriver());
    }

    @Test
    void keepsTheTypesThatJedisLoses() throws Exception {
        String wire = "*7\r\n"
                + "%1\r\n"
                + "+a\r\n"
                + ":1\r\n"
                + "~1\r\n"
                + "+a\r\n"
                + "$2\r\n"
                + "OK\r\n"
                + "+OK\r\n"
                + "=6\r\n"
                + "txt:hi\r\n"
                + "!5\r\n"
                + "ERR x\r\n"
                + "|1\r\n"
                + "+a\r\n"
                + "+b\r\n"
                + "#t\r\n";
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
                    peer.read();
                    peer.send(wire);
                });
                Transport transport = open(server.address(""))) {
            assertThat(Reply.elements(transport.call(GET)))
                    .extracting(reply -> reply.getClass().getSimpleName())
                    .containsExactly("MapOf", "SetOf", "Blob", "Text", "Verbatim", "Error", "Bool");
        }
    }

    @Test
    void afterARestartEveryRestingConnectionIsAskedFirst() throws Exception {
        CountDownLatch restarted = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(3);
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
                    if (peer.number() < 3) {
                        peer.read();
                        peer.send("+old\r\n");
                        restarted.await();
                        gone.countDown();
                        return;
                    }
                    while (true) {
                        List<String> words = peer.read();
                        peer.send(words.get(0).equals("PING") ? "+PONG\r\n" : "+new\r\n");
                    }
                });
                Transport transport = open(server.address(""))) {
            List<Session> sessions =
                    List.of(transport.pin(Route.ANY), transport.pin(Route.ANY), transport.pin(Route.ANY));
            for (Session session : sessions) assertThat(session.call(GET)).isEqualTo(new Reply.Text("old"));
            sessions.forEach(Session::close);
            restarted.countDown();
            assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(failure(() -> transport.call(GET)).phase()).isEqualTo(Phase.UNKNOWN);
            for (int i = 0; i < 3; i++) assertThat(transport.call(GET)).isEqualTo(new Reply.Text("new"));
        }
    }
}
