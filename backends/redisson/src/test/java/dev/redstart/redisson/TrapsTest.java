package dev.redstart.redisson;

import static dev.redstart.contract.driver.Support.await;
import static dev.redstart.contract.driver.Support.blpop;
import static dev.redstart.contract.driver.Support.command;
import static dev.redstart.contract.driver.Support.failure;
import static dev.redstart.contract.driver.Support.failureOf;
import static dev.redstart.contract.driver.Support.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.driver.ScriptedServer;
import dev.redstart.contract.driver.Support;
import dev.redstart.contract.driver.TrapsContract;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import dev.redstart.spi.Session;
import dev.redstart.spi.Transport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every driver must not fall into, and what Redisson itself gets wrong. */
class TrapsTest extends TrapsContract {

    private static final Request GET = command("GET", "k");

    TrapsTest() {
        super(new RedissonDriver());
    }

    @Test
    void keepsTheTypesThatRedissonLoses() throws Exception {
        List<String> lines = List.of(
                "*11",
                "%1",
                "+a",
                ":1",
                "~1",
                "+a",
                "$2",
                "OK",
                "+OK",
                "=6",
                "txt:hi",
                "!5",
                "ERR x",
                "|1",
                "+a",
                "+b",
                "#t",
                ",inf",
                "(12345678901234567890",
                "*-1",
                "*1",
                "-ERR nested",
                "");
        String wire = String.join("\r\n", lines);
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
                    peer.read();
                    peer.send(wire);
                });
                Transport transport = open(server.address(""))) {
            assertThat(Reply.elements(transport.call(GET)))
                    .extracting(reply -> reply.getClass().getSimpleName())
                    .containsExactly(
                            "MapOf",
                            "SetOf",
                            "Blob",
                            "Text",
                            "Verbatim",
                            "Error",
                            "Bool",
                            "Double",
                            "BigNumber",
                            "Null",
                            "Array");
        }
    }

    @Test
    void afterARestartOneCommandFailsAtMost() throws Exception {
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
            int failed = 0;
            for (int i = 0; i < 4; i++) {
                try {
                    assertThat(transport.call(GET)).isEqualTo(new Reply.Text("new"));
                } catch (RedisConnectionException e) {
                    failed++;
                }
            }
            assertThat(failed).isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"call", "send", "sendAll", "blocking", "session"})
    void neverSendsACommandAgain(String way) throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
                    while (true) {
                        String name = peer.read().get(0);
                        seen.add(name);
                        if (!name.equals("GET")) return;
                        peer.send("+later\r\n");
                    }
                });
                Transport transport = open(server.address(""))) {
            Request request = way.equals("blocking") ? blpop("q", Duration.ZERO) : command("INCR", "k");
            Support.Heard heard = new Support.Heard();
            RedisException e =
                    switch (way) {
                        case "send" -> failureOf(transport.send(request));
                        case "sendAll" -> {
                            transport.sendAll(List.of(request), List.of(heard));
                            yield failureOf(heard);
                        }
                        case "session" -> {
                            try (Session session = transport.pin(Route.ANY)) {
                                yield failure(() -> session.call(request));
                            }
                        }
                        default -> failure(() -> transport.call(request));
                    };
            assertThat(e).isInstanceOf(RedisConnectionException.class);
            assertThat(e.phase()).isEqualTo(Phase.UNKNOWN);
            // Redisson would be back with the command after 100 ms; there is no event for what must not happen.
            TimeUnit.MILLISECONDS.sleep(300);
            assertThat(get(transport.send(GET))).isEqualTo(new Reply.Text("later"));
            assertThat(transport.call(GET)).isEqualTo(new Reply.Text("later"));
            await(() -> seen.size() >= 3);
            assertThat(seen).containsExactly(request.name(), "GET", "GET");
        }
    }

    @Test
    void aCallbackThatWouldWaitForEverIsRefused() throws Exception {
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
                    while (true) {
                        peer.read();
                        peer.send("+done\r\n");
                    }
                });
                Transport transport = open(server.address(""))) {
            CompletableFuture<List<RedisException>> refused = new CompletableFuture<>();
            transport.send(GET, new ReplyHandler() {
                @Override
                public void onReply(Reply reply) {
                    Support.Heard heard = new Support.Heard();
                    transport.sendAll(List.of(GET), List.of(heard));
                    refused.complete(List.of(
                            failure(() -> transport.call(GET)),
                            failureOf(heard),
                            failure(() -> transport.pin(Route.ANY))));
                }

                @Override
                public void onFailure(RedisException failure) {
                    refused.completeExceptionally(failure);
                }
            });
            assertThat(get(refused)).hasSize(3).allSatisfy(e -> {
                assertThat(e).hasMessageContaining("must not wait");
                assertThat(e.phase()).isEqualTo(Phase.NOT_SENT);
            });
            assertThat(transport.call(GET)).isEqualTo(new Reply.Text("done"));
        }
    }

    @Test
    void findsAHostByName() throws Exception {
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
                    peer.read();
                    peer.send("+here\r\n");
                });
                Transport transport = open(server.address("").replace("127.0.0.1", "localhost"))) {
            assertThat(transport.call(GET)).isEqualTo(new Reply.Text("here"));
        }
    }
}
