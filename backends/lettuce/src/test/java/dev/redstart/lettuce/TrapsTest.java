package dev.redstart.lettuce;

import static dev.redstart.contract.driver.Support.await;
import static dev.redstart.contract.driver.Support.command;
import static dev.redstart.contract.driver.Support.failure;
import static dev.redstart.contract.driver.Support.failureOf;
import static dev.redstart.contract.driver.Support.get;
import static dev.redstart.contract.driver.Support.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.driver.ScriptedServer;
import dev.redstart.contract.driver.Support.Heard;
import dev.redstart.contract.driver.TrapsContract;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisTimeoutException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import dev.redstart.spi.Session;
import dev.redstart.spi.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What every driver must not fall into, and what Lettuce itself gets wrong. */
class TrapsTest extends TrapsContract {

    private static final Request GET = command("GET", "k");

    TrapsTest() {
        super(new LettuceDriver());
    }

    @Test
    void keepsTheTypesThatLettucesOutputsLoseOrFailOn() throws Exception {
        String wire = "*12\r\n%1\r\n+a\r\n:1\r\n~1\r\n+a\r\n$2\r\nOK\r\n+OK\r\n#t\r\n,1.5\r\n,inf\r\n"
                + "(3492890328409238509324850943850943825024385\r\n_\r\n*-1\r\n-ERR x\r\n*2\r\n*0\r\n%0\r\n";
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
                    peer.read();
                    peer.send(wire);
                    peer.awaitEnd();
                });
                Transport transport = open(server.address(""))) {
            List<Reply> replies = Reply.elements(transport.call(GET));
            assertThat(replies)
                    .extracting(reply -> reply.getClass().getSimpleName())
                    .containsExactly(
                            "MapOf",
                            "SetOf",
                            "Blob",
                            "Blob",
                            "Bool",
                            "Double",
                            "Double",
                            "BigNumber",
                            "Null",
                            "Null",
                            "Error",
                            "Array");
            assertThat(replies.get(6)).isEqualTo(new Reply.Double(Double.POSITIVE_INFINITY));
            assertThat(replies.get(11)).isEqualTo(Reply.array(new Reply.Array(List.of()), new Reply.MapOf(List.of())));
        }
    }

    @Test
    void findsTheQueuedThatLettuceSwallows() throws Exception {
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
                    peer.read();
                    peer.send("+QUEUED\r\n");
                    peer.read();
                    peer.send("*2\r\n+QUEUED\r\n:1\r\n");
                    peer.awaitEnd();
                });
                Transport transport = open(server.address("?connect=lazy"));
                Session session = transport.pin(Route.ANY)) {
            assertThat(session.call(GET)).isSameAs(Reply.QUEUED);
            assertThat(session.call(GET)).isEqualTo(Reply.array(Reply.QUEUED, Reply.integer(1)));
        }
    }

    /** Lettuce would connect again by itself, and send the command a second time. */
    @Test
    void sendsNothingASecondTime() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
                    seen.add(peer.read().get(0));
                    if (peer.number() > 0) peer.send("+fine\r\n");
                });
                Transport transport = open(server.address(""))) {
            assertThat(failure(() -> transport.call(command("INCR", "k"))).phase())
                    .isEqualTo(Phase.UNKNOWN);
            await(() -> server.connections() == 1);
            assertThat(text(transport.call(GET))).isEqualTo("fine");
            assertThat(seen).containsExactly("INCR", "GET");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void greetsWithOneCommandAndNothingOfItsOwn() throws Exception {
        List<List<String>> seen = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    seen.add(peer.read());
                    peer.send("%1\r\n+proto\r\n:3\r\n");
                    seen.add(peer.read());
                    peer.send("+OK\r\n");
                    seen.add(peer.read());
                    peer.send("+fine\r\n");
                    peer.awaitEnd();
                });
                Transport transport = open(server.address("/3?clientName=me"))) {
            assertThat(text(transport.call(GET))).isEqualTo("fine");
            assertThat(seen)
                    .containsExactly(
                            List.of("HELLO", "3", "SETNAME", "me"), List.of("SELECT", "3"), List.of("GET", "k"));
        }
    }

    /** The reply of the impatient one is dropped, and the next one gets his own. */
    @Test
    void whoGivesUpEarlyDoesNotCloseTheConnectionOfAll() throws Exception {
        CountDownLatch late = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
                    peer.read();
                    late.await();
                    peer.send("+late\r\n");
                    peer.read();
                    peer.send("+mine\r\n");
                    peer.awaitEnd();
                });
                Transport transport = open(server.address(""))) {
            RedisException e = failure(() -> transport.call(GET.within(Duration.ofMillis(50))));
            assertThat(e).isInstanceOf(RedisTimeoutException.class).hasMessageContaining("within 50ms");
            assertThat(e.phase()).isEqualTo(Phase.UNKNOWN);
            CompletableFuture<Reply> next = transport.send(GET);
            late.countDown();
            assertThat(text(get(next))).isEqualTo("mine");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void oneThatHangsFailsAllBehindItAndTheNextGoesOn() throws Exception {
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
                    if (peer.number() == 0) peer.awaitEnd();
                    peer.read();
                    peer.send("+fine\r\n");
                    peer.awaitEnd();
                });
                Transport transport = open(server.address("?timeout=500ms"))) {
            List<CompletableFuture<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 5; i++) replies.add(transport.send(GET));
            assertThat(failureOf(replies.get(0))).isInstanceOf(RedisTimeoutException.class);
            for (CompletableFuture<Reply> reply : replies.subList(1, 5)) {
                RedisException e = failureOf(reply);
                assertThat(e).isInstanceOf(RedisConnectionException.class).hasMessageContaining("earlier command");
                assertThat(e.phase()).isEqualTo(Phase.UNKNOWN);
            }
            assertThat(text(transport.call(GET))).isEqualTo("fine");
        }
    }

    /** A large reply that takes longer than the timeout is no silence. */
    @Test
    void aReplyThatKeepsComingIsWaitedFor() throws Exception {
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
                    peer.read();
                    peer.send("$30\r\n");
                    for (int i = 0; i < 30; i++) {
                        // Nothing to wait for: the slow pace is what the case is about.
                        Thread.sleep(20);
                        peer.send("x");
                    }
                    peer.send("\r\n");
                    peer.awaitEnd();
                });
                Transport transport = open(server.address("?timeout=300ms"))) {
            assertThat(transport.call(GET)).isEqualTo(Reply.blob("x".repeat(30)));
        }
    }

    @Test
    void theQueueIsBounded() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
                    go.await();
                    while (true) {
                        peer.read();
                        peer.send("+done\r\n");
                    }
                });
                Transport transport = open(server.address("?timeout=1m"))) {
            List<CompletableFuture<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < SharedLane.LIMIT; i++) replies.add(transport.send(GET));
            RedisException e = failureOf(transport.send(GET));
            assertThat(e).isInstanceOf(RedisConnectionException.class).hasMessageContaining("queued already");
            assertThat(e.phase()).isEqualTo(Phase.NOT_SENT);
            go.countDown();
            for (CompletableFuture<Reply> reply : replies)
                assertThat(text(get(reply))).isEqualTo("done");
            assertThat(text(get(transport.send(GET)))).isEqualTo("done");
        }
    }

    /** It would wait for a reply that only its own thread can bring. */
    @Test
    void aHandlerThatWaitsIsRefusedInsteadOfHanging() throws Exception {
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
                    while (true) {
                        peer.read();
                        peer.send("+done\r\n");
                    }
                });
                Transport transport = open(server.address(""))) {
            CompletableFuture<RedisException> refused = new CompletableFuture<>();
            transport.send(GET, new ReplyHandler() {
                @Override
                public void onReply(Reply reply) {
                    refused.complete(failure(() -> transport.call(GET)));
                }

                @Override
                public void onFailure(RedisException failure) {
                    refused.completeExceptionally(failure);
                }
            });
            assertThat(get(refused)).hasMessageContaining("must not wait");
            assertThat(get(refused).phase()).isEqualTo(Phase.NOT_SENT);
            Heard heard = new Heard();
            transport.sendAll(List.of(GET), List.of(heard));
            assertThat(text(get(heard))).isEqualTo("done");
        }
    }
}
