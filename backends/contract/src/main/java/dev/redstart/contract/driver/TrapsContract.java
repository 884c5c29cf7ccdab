package dev.redstart.contract.driver;

import static dev.redstart.contract.driver.Support.await;
import static dev.redstart.contract.driver.Support.blpop;
import static dev.redstart.contract.driver.Support.command;
import static dev.redstart.contract.driver.Support.failure;
import static dev.redstart.contract.driver.Support.failureOf;
import static dev.redstart.contract.driver.Support.get;
import static dev.redstart.contract.driver.Support.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.spi.Driver;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a naive driver gets wrong; each against a peer that does just that. */
public abstract class TrapsContract extends DriverCase {

    protected TrapsContract(Driver driver) {
        super(driver);
    }

    private static final Request GET = command("GET", "k");

    @Test
    void takesAPushBetweenRepliesForNoReply() throws Exception {
        String push = ">2\r\n+invalidate\r\n*1\r\n$1\r\nk\r\n";
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
                    while (true) {
                        peer.read();
                        peer.send(push + ":" + asked.incrementAndGet() + "\r\n");
                    }
                });
                Transport transport = open(server.address(""))) {
            assertThat(transport.call(GET)).isEqualTo(Reply.integer(1));
            List<Reply.Push> heard = new CopyOnWriteArrayList<>();
            try (Session session = transport.pin(Route.ANY)) {
                session.onPush(heard::add);
                assertThat(session.call(GET)).isEqualTo(Reply.integer(2));
            }
            assertThat(heard).containsExactly(new Reply.Push("invalidate", List.of(Reply.array(Reply.blob("k")))));
            assertThat(transport.call(GET)).isEqualTo(Reply.integer(3));
            assertThat(heard).hasSize(1);
        }
    }

    @Test
    void aLateReplyNeverReachesTheNextCaller() throws Exception {
        CountDownLatch timedOut = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
                    peer.read();
                    if (peer.number() == 0) {
                        timedOut.await();
                        peer.send("+late\r\n");
                        peer.awaitEnd();
                    }
                    peer.send("+mine\r\n");
                });
                Transport transport = open(server.address("?timeout=500ms&poolSize=1"))) {
            RedisException e = failure(() -> transport.call(GET));
            assertThat(e).isInstanceOf(RedisTimeoutException.class).hasMessageContaining("within 500ms");
            assertThat(e.phase()).isEqualTo(Phase.UNKNOWN);
            assertThat(e.command()).isEqualTo("GET");
            timedOut.countDown();
            assertThat(text(transport.call(GET))).isEqualTo("mine");
        }
    }

    @Test
    void aLateReplyNeverReachesTheNextAsynchronousCaller() throws Exception {
        AtomicBoolean first = new AtomicBoolean(true);
        CountDownLatch timedOut = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
                    peer.read();
                    if (first.getAndSet(false)) {
                        timedOut.await();
                        peer.send("+late\r\n");
                        peer.awaitEnd();
                    }
                    peer.send("+mine\r\n");
                    peer.awaitEnd();
                });
                Transport transport = open(server.address("?timeout=500ms"))) {
            RedisException e = failureOf(transport.send(GET));
            assertThat(e).isInstanceOf(RedisTimeoutException.class);
            assertThat(e.phase()).isEqualTo(Phase.UNKNOWN);
            timedOut.countDown();
            assertThat(text(get(transport.send(GET)))).isEqualTo("mine");
        }
    }

    @Test
    void aPipelineThatDiesInTheMiddleKeepsWhatWasAnswered() throws Exception {
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
                    peer.read();
                    peer.read();
                    peer.read();
                    peer.send(":1\r\n:2\r\n");
                });
                Transport transport = open(server.address(""))) {
            List<Support.Heard> heard =
                    List.of(new Support.Heard(), new Support.Heard(), new Support.Heard(), new Support.Heard());
            transport.sendAll(List.of(GET, GET, GET, command("INCR", "k")), heard);
            assertThat(get(heard.get(0))).isEqualTo(Reply.integer(1));
            assertThat(get(heard.get(1))).isEqualTo(Reply.integer(2));
            assertThat(failureOf(heard.get(2)).phase()).isEqualTo(Phase.UNKNOWN);
            RedisException last = failureOf(heard.get(3));
            assertThat(last).isInstanceOf(RedisConnectionException.class);
            assertThat(last.phase()).isEqualTo(Phase.UNKNOWN);
            assertThat(last.command()).isEqualTo("INCR");
        }
    }

    @Test
    void whatAPipelineNeverWroteIsNotSent() throws Exception {
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
                    peer.read();
                    peer.send(":1\r\n");
                });
                Transport transport = open(server.address(""))) {
            List<Request> requests = new ArrayList<>();
            List<Support.Heard> heard = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                requests.add(command("SET", "k", "x".repeat(10_000)));
                heard.add(new Support.Heard());
            }
            transport.sendAll(requests, heard);
            assertThat(get(heard.get(0))).isEqualTo(Reply.integer(1));
            assertThat(failureOf(heard.get(1)).phase()).isEqualTo(Phase.UNKNOWN);
            assertThat(failureOf(heard.get(99)).phase()).isEqualTo(Phase.NOT_SENT);
        }
    }

    /** Reads only as fast as its answers are read, as a server with bounded buffers does. */
    @Test
    void aHugePipelineDoesNotStop() throws Exception {
        String answer = "$4096\r\n" + "y".repeat(4096) + "\r\n";
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
                    while (true) {
                        peer.read();
                        peer.send(answer);
                    }
                });
                Transport transport = open(server.address(""))) {
            List<Request> requests = new ArrayList<>();
            List<Support.Heard> heard = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                requests.add(command("SET", "k" + i, "x".repeat(i % 1000 == 0 ? 300_000 : 4_000)));
                heard.add(new Support.Heard());
            }
            transport.sendAll(requests, heard);
            assertThat(heard)
                    .allMatch(CompletableFuture::isDone)
                    .noneMatch(CompletableFuture::isCompletedExceptionally);
            List<CompletableFuture<Reply>> async = new ArrayList<>();
            for (Request request : requests) async.add(transport.send(request));
            for (CompletableFuture<Reply> reply : async) assertThat(get(reply)).isInstanceOf(Reply.Blob.class);
        }
    }

    @Test
    void neverReconnectsASessionInSilence() throws Exception {
        try (ScriptedServer server = ScriptedServer.greeting(peer -> peer.read());
                Transport transport = open(server.address(""));
                Session session = transport.pin(Route.ANY)) {
            int before = server.connections();
            assertThat(failure(() -> session.call(command("WATCH", "k"))).phase())
                    .isEqualTo(Phase.UNKNOWN);
            assertThat(failure(() -> session.call(command("MULTI"))))
                    .isInstanceOf(RedisConnectionException.class)
                    .extracting(RedisException::phase)
                    .isEqualTo(Phase.NOT_SENT);
            assertThat(server.connections()).isEqualTo(before);
        }
    }

    @Test
    void anAbortedExecIsNullAndItsErrorsStayElements() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    peer.read();
                    peer.send("+PONG\r\n");
                    peer.read();
                    peer.send("*-1\r\n");
                    peer.read();
                    peer.send("*2\r\n:1\r\n-WRONGTYPE x\r\n");
                });
                Transport transport = open(server.address("?protocol=resp2"));
                Session session = transport.pin(Route.ANY)) {
            assertThat(session.call(command("EXEC"))).isSameAs(Reply.NULL);
            assertThat(session.call(command("EXEC")))
                    .isEqualTo(Reply.array(Reply.integer(1), new Reply.Error("WRONGTYPE x")));
        }
    }

    @Test
    void aHostileReplyEndsTheConnectionOnly() throws Exception {
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
                    peer.read();
                    peer.send(peer.number() == 0 ? "*1\r\n".repeat(100_000) : "+fine\r\n");
                    peer.awaitEnd();
                });
                Transport transport = open(server.address(""))) {
            assertThat(failure(() -> transport.call(GET)))
                    .isInstanceOf(RedisConnectionException.class)
                    .hasMessageContaining("the server sent")
                    .extracting(RedisException::phase)
                    .isEqualTo(Phase.UNKNOWN);
            assertThat(text(transport.call(GET))).isEqualTo("fine");
        }
    }

    @Test
    void aBlockingCallPastItsDeadlineIsUnknownAndItsConnectionGone() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
                    if (peer.number() == 0) peer.awaitEnd();
                    peer.read();
                    peer.awaitEnd();
                    ended.countDown();
                });
                Transport transport = open(server.address("?timeout=500ms"))) {
            long start = System.nanoTime();
            RedisException e = failure(() -> transport.call(blpop("k", Duration.ofMillis(200))));
            assertThat(e).isInstanceOf(RedisTimeoutException.class);
            assertThat(e.phase()).isEqualTo(Phase.UNKNOWN);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(700));
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aQueuedCommandCanBeTakenBack() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<String> seen = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    go.await();
                    peer.greet();
                    while (true) {
                        seen.add(peer.read().get(0));
                        peer.send("+done\r\n");
                    }
                });
                Transport transport = open(server.address("?connect=lazy"))) {
            CompletableFuture<Reply> first = transport.send(command("A"));
            CompletableFuture<Reply> second = transport.send(command("B"));
            CompletableFuture<Reply> third = transport.send(command("C"));
            await(() -> server.connections() == 1);
            second.cancel(true);
            go.countDown();
            assertThat(text(get(first))).isEqualTo("done");
            assertThat(text(get(third))).isEqualTo("done");
            assertThat(second).isCancelled();
            assertThat(seen).containsExactly("A", "C");
        }
    }

    @Test
    void aHandlerThatThrowsIsReportedAndHarmsNobodyElse() throws Exception {
        CompletableFuture<Throwable> reported = new CompletableFuture<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> reported.complete(e));
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
                    while (true) {
                        peer.read();
                        peer.send("+done\r\n");
                    }
                });
                Transport transport = open(server.address(""))) {
            transport.send(GET, new ReplyHandler() {
                @Override
                public void onReply(Reply reply) {
                    throw new IllegalStateException("on purpose");
                }

                @Override
                public void onFailure(RedisException failure) {
                    throw failure;
                }
            });
            assertThat(text(get(transport.send(GET)))).isEqualTo("done");
            assertThat(get(reported)).hasMessage("on purpose");
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}
