package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redstart.spi.Feature;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisCodecException;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.UnsupportedCommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SessionTest {

    private final ScriptedTransport transport = new ScriptedTransport();
    private final Redis redis = Redstart.over(transport);

    @Test
    void itMayChangeItsConnection() {
        try (RedisSession<String, String> session = redis.session()) {
            session.select(3);
            session.call("CLIENT", "NO-EVICT", "on");
            session.call(Request.of("READONLY"));
        }
        assertThat(transport.sent).containsExactly("SELECT 3", "CLIENT NO-EVICT on", "READONLY");
        assertThat(transport.allSessionsClosed()).isTrue();
    }

    @Test
    void insideMultiOnlyRawCallsMakeSense() {
        try (RedisSession<String, String> session = redis.session()) {
            session.multi();
            assertThat(session.call("INCR", "n")).isEqualTo(Reply.QUEUED);
            assertThatThrownBy(() -> session.incr("n"))
                    .isInstanceOf(RedisCodecException.class)
                    .hasMessageContaining("QUEUED")
                    .hasMessageContaining("INCR on scripted at memory, replied");
        }
    }

    @Test
    void whatEndsTheDialogueIsRefusedInASessionToo() {
        try (RedisSession<String, String> session = redis.session()) {
            for (String[] call : new String[][] {{"SUBSCRIBE", "c"}, {"MONITOR"}, {"CLIENT", "REPLY", "OFF"}}) {
                String[] arguments = java.util.Arrays.copyOfRange(call, 1, call.length);
                assertThatThrownBy(() -> session.call(call[0], arguments))
                        .isInstanceOf(UnsupportedCommandException.class)
                        .hasMessageContaining(call[0] + " ends its connection's dialogue");
            }
        }
        assertThat(transport.sent).isEmpty();
    }

    @Test
    void anErrorReplyIsThrown() {
        transport.script = request -> new Reply.Error("ERR DB index is out of range");
        try (RedisSession<String, String> session = redis.session()) {
            assertThat(catchThrowableOfType(RedisReplyException.class, () -> session.select(99))
                            .command())
                    .isEqualTo("SELECT");
        }
    }

    @Test
    void aWriteIsNotRepeatedOnItEvenWhenItWasNotSent() {
        transport.script = request -> {
            throw transport.lost(request, Phase.NOT_SENT);
        };
        try (RedisSession<String, String> session = redis.session()) {
            assertThatThrownBy(() -> session.get("k"))
                    .as("another connection would not have its state")
                    .isInstanceOf(RedisConnectionException.class);
        }
        assertThat(transport.sent).containsExactly("GET k");
    }

    @Test
    void elsewhereConnectionStateIsRefusedByName() {
        assertThatThrownBy(() -> redis.call("SELECT", "1"))
                .isInstanceOf(UnsupportedCommandException.class)
                .hasMessageContaining("SELECT changes the state of its connection; use session()");
        assertThatThrownBy(() -> redis.async().call("CLIENT", "tracking", "ON"))
                .isInstanceOf(UnsupportedCommandException.class);
        Command<?> select = Wire.commands().session().select(1);
        assertThatThrownBy(() -> redis.call(select)).isInstanceOf(UnsupportedCommandException.class);
        assertThatThrownBy(() -> redis.async().send(select)).isInstanceOf(UnsupportedCommandException.class);
        redis.call("CLIENT", "GETNAME");
        assertThat(transport.sent).containsExactly("CLIENT GETNAME");
    }

    @Test
    void pushesComeInOrderOnTheExecutor() {
        ManualExecutor executor = new ManualExecutor();
        List<Object> heard = new ArrayList<>();
        RedisView<String, String> view = new RedisView<>(new Handle(transport, executor), Wire.commands());
        try (RedisSession<String, String> session = view.session()) {
            session.onPush(new PushListener() {
                @Override
                public void onPush(Reply.Push push) {
                    heard.add(push.kind());
                }

                @Override
                public void onGap(MessageListener.Gap gap) {
                    heard.add(gap.dropped());
                }
            });
            Consumer<Reply.Push> server = transport.sessions.get(0).pushes;
            server.accept(new Reply.Push("invalidate", List.of()));
            assertThat(heard).isEmpty();
            executor.runAll();
            for (int i = 0; i <= Deliveries.CAPACITY; i++) server.accept(new Reply.Push("more", List.of()));
            executor.runAll();
        }
        assertThat(heard)
                .as("one too many waited")
                .hasSize(1 + Deliveries.CAPACITY + 1)
                .startsWith("invalidate", "more")
                .endsWith("more", 1L);
    }

    @Test
    void withoutPushesTheyAreRefused() {
        transport.features.remove(Feature.PUSH);
        try (RedisSession<String, String> session = redis.session()) {
            assertThatThrownBy(() -> session.onPush(push -> {}))
                    .isInstanceOf(UnsupportedCommandException.class)
                    .hasMessageContaining("has no push");
        }
    }
}
