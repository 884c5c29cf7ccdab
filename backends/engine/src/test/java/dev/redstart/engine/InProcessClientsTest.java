package dev.redstart.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Session;
import dev.redstart.spi.Subscriber;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.Subscriptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients inside this JVM are clients, too. */
class InProcessClientsTest {

    private final TestEngine engine = TestEngine.open();

    @AfterEach
    void close() {
        engine.close();
    }

    private static String run(Session session, String line) {
        return TestEngine.text(session.call(TestEngine.request(line)));
    }

    @Test
    void sessionsAreListedAndKilled() {
        Session session = engine.session();
        run(session, "CLIENT SETNAME worker");
        assertThat(engine.text("CLIENT LIST"))
                .contains(" addr=in-process:0 laddr=in-process:0 fd=-1 name=worker age=0 ")
                .contains(" cmd=client|setname user=default ");
        String id = run(session, "CLIENT ID");
        assertThat(engine.text("CLIENT KILL ID " + id)).isEqualTo("1");
        assertThatThrownBy(() -> run(session, "PING")).isInstanceOf(RedisConnectionException.class);
        assertThat(engine.text("CLIENT LIST")).isEmpty();
        session.close();
    }

    @Test
    void closedSessionsAreNotListed() {
        engine.session().close();
        assertThat(engine.text("CLIENT LIST")).isEmpty();
        assertThat(engine.text("INFO clients")).as("who asks is one").contains("connected_clients:1\r\n");
    }

    @Test
    void pauseKeepsCallsWaiting() {
        List<String> heard = new ArrayList<>();
        ReplyHandler handler = new ReplyHandler() {
            @Override
            public void onReply(Reply reply) {
                heard.add(TestEngine.text(reply));
            }

            @Override
            public void onFailure(RedisException failure) {
                heard.add(failure.toString());
            }
        };
        engine.run("CLIENT PAUSE 1000 WRITE");
        engine.transport.send(TestEngine.request("SET k v"), handler);
        engine.transport.send(TestEngine.request("GET k"), handler);
        assertThat(heard).containsExactly("(nil)");
        engine.advance(Duration.ofSeconds(1));
        assertThat(heard).containsExactly("(nil)", "OK");
        assertThat(engine.text("GET k")).isEqualTo("v");
    }

    @Test
    void monitorIsASubscription() {
        List<String> heard = new ArrayList<>();
        Subscriber subscriber = engine.transport.subscribe(
                new Subscriptions(Subscriptions.Kind.MONITOR, List.of()), new SubscriptionListener() {
                    @Override
                    public void onMessage(byte @Nullable [] pattern, byte[] channel, byte[] body) {
                        heard.add(new String(body, StandardCharsets.UTF_8));
                    }

                    @Override
                    public void onGap(Throwable cause) {
                        heard.add("gap");
                    }

                    @Override
                    public void onEnd(@Nullable Throwable cause) {
                        heard.add("end");
                    }
                });
        engine.run("SET k v");
        Session session = engine.session();
        run(session, "MULTI");
        run(session, "INCR n");
        run(session, "EXEC");
        session.close();
        subscriber.close();
        engine.run("SET k v2");
        assertThat(heard)
                .containsExactly(
                        "1767225600.000000 [0 in-process:0] \"SET\" \"k\" \"v\"",
                        "1767225600.000000 [0 in-process:0] \"MULTI\"",
                        "1767225600.000000 [0 in-process:0] \"INCR\" \"n\"",
                        "1767225600.000000 [0 in-process:0] \"EXEC\"",
                        "end");
    }
}
