package dev.redstart.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Lane;
import dev.redstart.spi.MovableClock;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import dev.redstart.spi.Resources;
import dev.redstart.spi.Session;
import dev.redstart.spi.Subscriber;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.Subscriptions;
import dev.redstart.spi.Transport;
import dev.redstart.spi.UnsupportedCommandException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineTransportTest {

    private static final Clock CLOCK = Clock.systemUTC();

    private final TestEngine engine = TestEngine.open("notify-keyspace-events=KEA");

    @AfterEach
    void close() {
        engine.close();
    }

    private static Transport open(String url, Clock clock) {
        return new EngineDriver().open(Endpoint.parse(url, new Resources(clock, Runnable::run, null, null)));
    }

    private static String run(Session session, String line) {
        return TestEngine.text(session.call(TestEngine.request(line)));
    }

    /** Writes down what it hears. */
    private static final class Ear implements SubscriptionListener {
        final List<String> heard = new ArrayList<>();

        @Override
        public void onMessage(byte @Nullable [] pattern, byte[] channel, byte[] body) {
            heard.add((pattern == null ? "" : text(pattern) + " ") + text(channel) + " " + text(body));
        }

        @Override
        public void onGap(Throwable cause) {
            heard.add("gap");
        }

        @Override
        public void onEnd(@Nullable Throwable cause) {
            heard.add("end " + cause);
        }

        private static String text(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static Subscriptions to(Subscriptions.Kind kind, String... names) {
        List<byte[]> bytes = new ArrayList<>();
        for (String name : names) bytes.add(name.getBytes(StandardCharsets.UTF_8));
        return new Subscriptions(kind, bytes);
    }

    @Test
    void namedEnginesAreSharedUntilTheLastHandleCloses() {
        Transport one = open("redstart:engine:mem:shared-test", CLOCK);
        Transport two = open("redstart:engine:mem:shared-test?timeout=1s", CLOCK);
        one.call(TestEngine.request("SET k v"));
        one.close();
        assertThat(TestEngine.text(two.call(TestEngine.request("GET k")))).isEqualTo("v");
        assertThatThrownBy(() -> open("redstart:engine:mem:shared-test?databases=2", CLOCK))
                .isInstanceOf(RedisConfigException.class)
                .hasMessageContaining("default options")
                .hasMessageContaining("databases=2");
        assertThatThrownBy(() -> open("redstart:engine:mem:shared-test", MovableClock.atPresent()))
                .isInstanceOf(RedisConfigException.class)
                .hasMessageContaining("SystemClock")
                .hasMessageContaining("MovableClock");
        two.close();
        try (Transport three = open("redstart:engine:mem:shared-test", CLOCK)) {
            assertThat(three.call(TestEngine.request("GET k"))).isEqualTo(Reply.NULL);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redstart:engine:file:",
                "redstart:engine:mem:",
                "redstart:engine:disk:x",
                "redstart:engine:redis://localhost:6379/0",
                "redstart:engine:?databases=0",
                "redstart:engine:?databases=x",
                "redstart:engine:?notify-keyspace-events=KQ",
                "redstart:engine:?list-max-listpack-size=0",
                "redstart:engine:?protocol=resp4",
                "redstart:engine:?timeout=3"
            })
    void whatCannotWorkFailsAtOpen(String url) {
        assertThatThrownBy(() -> open(url, CLOCK)).isInstanceOf(RedisConfigException.class);
    }

    @Test
    void afterCloseNothingIsSent() {
        Session session = engine.session();
        Transport other = engine.transport.database(1);
        engine.close();
        engine.close();
        for (Runnable call : List.<Runnable>of(
                () -> engine.run("PING"),
                () -> other.call(Request.of("PING")),
                () -> session.call(Request.of("PING")),
                engine::session,
                () -> engine.run("BLPOP k 0"))) {
            assertThatThrownBy(call::run)
                    .isInstanceOfSatisfying(RedisConnectionException.class, e -> assertThat(e.phase())
                            .isEqualTo(Phase.NOT_SENT));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1", "MULTI", "WATCH k", "CLIENT SETNAME x", "SUBSCRIBE c", "HELLO 3", "MONITOR"})
    void stateNeedsASession(String line) {
        assertThatThrownBy(() -> engine.run(line)).isInstanceOf(UnsupportedCommandException.class);
        assertThatThrownBy(
                        () -> engine.transport.call(Request.of("GET").key("k").on(Lane.PINNED)))
                .isInstanceOf(UnsupportedCommandException.class);
        assertThat(engine.text("CLIENT ID")).matches("\\d+");
    }

    @Test
    void databases() {
        Transport one = engine.transport.database(1);
        one.call(TestEngine.request("SET k v"));
        assertThat(engine.text("GET k")).isEqualTo("(nil)");
        engine.run("SWAPDB 0 1");
        assertThat(engine.text("GET k")).isEqualTo("v");
        assertThatThrownBy(() -> engine.transport.database(16)).isInstanceOf(RedisReplyException.class);
        try (TestEngine single = TestEngine.open("databases=1")) {
            assertThatThrownBy(() -> single.transport.database(1)).isInstanceOf(UnsupportedCommandException.class);
        }
    }

    @Test
    void aTransactionAndItsErrors() {
        try (Session s = engine.session()) {
            run(s, "MULTI");
            assertThat(run(s, "SET k x")).isEqualTo("QUEUED");
            run(s, "INCR k");
            run(s, "GET k");
            assertThat(run(s, "EXEC")).isEqualTo("[OK, (error) ERR value is not an integer or out of range, x]");
            run(s, "MULTI");
            assertThat(run(s, "NOSUCH")).startsWith("(error) ERR unknown command");
            assertThat(run(s, "EXEC")).isEqualTo("(error) EXECABORT Transaction discarded because of previous errors.");
            assertThat(run(s, "EXEC")).isEqualTo("(error) ERR EXEC without MULTI");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SET w 2", "DEL w", "FLUSHALL", "SWAPDB 0 1", "PEXPIRE w 5", "RENAME other w", "EXPIRE w -1"})
    void whatSpoilsAWatch(String change) {
        engine.run("MSET w 1 other 1");
        try (Session s = engine.session()) {
            run(s, "WATCH w");
            run(s, "MULTI");
            run(s, "SET done 1");
            engine.run(change);
            assertThat(run(s, "EXEC")).isEqualTo("(nil)");
            assertThat(engine.text("EXISTS done")).isEqualTo("0");
        }
    }

    @Test
    void expirySpoilsAWatchUnlessItHadHappenedBefore() {
        try (Session s = engine.session()) {
            engine.run("SET w 1 EX 5");
            run(s, "WATCH w");
            run(s, "MULTI");
            engine.advance(Duration.ofSeconds(5));
            assertThat(run(s, "EXEC")).isEqualTo("(nil)");
            run(s, "WATCH w");
            run(s, "MULTI");
            assertThat(run(s, "EXEC")).isEqualTo("[]");
        }
    }

    @Test
    void messagesAndEvents() {
        Ear ear = new Ear();
        Subscriber channels = engine.transport.subscribe(to(Subscriptions.Kind.CHANNEL, "news"), ear);
        Subscriber patterns = engine.transport.subscribe(to(Subscriptions.Kind.PATTERN, "n*", "__key*__:*"), ear);
        assertThat(engine.text("PUBLISH news hi")).isEqualTo("2");
        assertThat(engine.text("PUBSUB NUMSUB news none")).isEqualTo("[news, 1, none, 0]");
        engine.run("SET k 1 PX 5");
        engine.advance(Duration.ofMillis(5));
        channels.close();
        assertThat(engine.text("PUBLISH news hi")).isEqualTo("1");
        patterns.close();
        assertThat(channels.isActive()).isFalse();
        assertThat(engine.text("PUBLISH news hi")).isEqualTo("0");
        assertThat(ear.heard)
                .containsExactly(
                        "news hi",
                        "n* news hi",
                        "__key*__:* __keyspace@0__:k set",
                        "__key*__:* __keyevent@0__:set k",
                        "__key*__:* __keyspace@0__:k expire",
                        "__key*__:* __keyevent@0__:expire k",
                        "__key*__:* __keyspace@0__:k expired",
                        "__key*__:* __keyevent@0__:expired k",
                        "end null",
                        "n* news hi",
                        "end null");
    }

    @Test
    void aListenerMayCallTheEngine() {
        List<String> replies = new ArrayList<>();
        engine.transport.subscribe(to(Subscriptions.Kind.CHANNEL, "c"), new SubscriptionListener() {
            @Override
            public void onMessage(byte @Nullable [] pattern, byte[] channel, byte[] body) {
                replies.add(engine.text("INCR n"));
                if (replies.size() < 3) engine.run("PUBLISH c again");
            }

            @Override
            public void onGap(Throwable cause) {}

            @Override
            public void onEnd(@Nullable Throwable cause) {}
        });
        engine.run("PUBLISH c x");
        assertThat(replies).containsExactly("1", "2", "3");
    }

    @Test
    void manyAtOnceKeepTheirOrderAndTheirErrors() {
        List<String> outcomes = new ArrayList<>();
        List<Request> requests = new ArrayList<>();
        List<ReplyHandler> handlers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            requests.add(TestEngine.request(i == 50 ? "GET" : i == 70 ? "SELECT 1" : "INCR n"));
            handlers.add(new ReplyHandler() {
                @Override
                public void onReply(Reply reply) {
                    outcomes.add(TestEngine.text(reply));
                }

                @Override
                public void onFailure(RedisException failure) {
                    outcomes.add(failure.phase().name());
                }
            });
        }
        engine.transport.sendAll(requests, handlers);
        assertThat(outcomes).hasSize(100);
        assertThat(outcomes.get(49)).isEqualTo("50");
        assertThat(outcomes.get(50)).isEqualTo("(error) ERR wrong number of arguments for 'get' command");
        assertThat(outcomes.get(70)).isEqualTo("NOT_SENT");
        assertThat(outcomes.get(99)).isEqualTo("98");
    }

    @Test
    void aSessionHearsOfTheKeysThatItHasRead() {
        try (TestEngine engine = TestEngine.open();
                Session session = engine.session()) {
            List<Reply.Push> pushes = new CopyOnWriteArrayList<>();
            session.onPush(pushes::add);
            session.call(TestEngine.request("CLIENT TRACKING ON"));
            session.call(TestEngine.request("GET k"));
            engine.run("SET k 1");
            engine.run("FLUSHALL");
            assertThat(pushes)
                    .containsExactly(
                            new Reply.Push("invalidate", List.of(Reply.array(Reply.blob("k")))),
                            new Reply.Push("invalidate", List.of(Reply.NULL)));
        }
    }

    @Test
    void aSessionHasAStateOfItsOwn() {
        Session s = engine.session();
        run(s, "SELECT 3");
        run(s, "CLIENT SETNAME me");
        run(s, "SET k v");
        assertThat(engine.text("EXISTS k")).isEqualTo("0");
        assertThat(run(s, "CLIENT GETNAME")).isEqualTo("me");
        assertThat(run(s, "RESET")).isEqualTo("RESET");
        assertThat(run(s, "EXISTS k")).isEqualTo("0");
        assertThat(run(s, "QUIT")).isEqualTo("OK");
        assertThatThrownBy(() -> run(s, "PING")).isInstanceOf(RedisConnectionException.class);
        s.close();
        assertThatThrownBy(() -> run(s, "PING")).isInstanceOf(RedisConnectionException.class);
    }
}
