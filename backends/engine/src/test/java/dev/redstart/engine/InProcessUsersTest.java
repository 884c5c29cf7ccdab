package dev.redstart.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.spi.Endpoint;
import dev.redstart.spi.MovableClock;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Resources;
import dev.redstart.spi.Route;
import dev.redstart.spi.Session;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.Subscriptions;
import dev.redstart.spi.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callers inside this JVM are held to their users' rules, too. */
class InProcessUsersTest {

    private static final String URL = "redstart:engine:mem:users";

    private final MovableClock clock = MovableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final Transport owner = open(URL);

    private Transport open(String url) {
        return new EngineDriver().open(endpoint(url));
    }

    private Endpoint endpoint(String url) {
        return Endpoint.parse(url, new Resources(clock, Runnable::run, null, null));
    }

    private static String run(Transport on, String line) {
        return TestEngine.text(on.call(TestEngine.request(line)));
    }

    @BeforeEach
    void makeAUser() {
        run(owner, "ACL SETUSER ada on >p%t ~a:* resetchannels &news:* +@all -keys");
        run(owner, "SET a:1 x");
        run(owner, "SET b:1 x");
    }

    @AfterEach
    void close() {
        owner.close();
    }

    @Test
    void aHandleLogsIn() {
        try (Transport ada = open(URL + "?user=ada&password=p%25t")) {
            assertThat(run(ada, "ACL WHOAMI")).isEqualTo("ada");
            assertThat(run(ada, "GET a:1")).isEqualTo("x");
            assertThat(run(ada, "GET b:1")).isEqualTo("(error) NOPERM No permissions to access a key");
            assertThat(run(ada, "BLPOP b:1 0")).startsWith("(error) NOPERM");
            assertThat(run(ada, "KEYS *"))
                    .isEqualTo("(error) NOPERM User ada has no permissions to run the 'keys' command");
            try (Session session = ada.pin(Route.ANY)) {
                assertThat(TestEngine.text(session.call(TestEngine.request("ACL WHOAMI"))))
                        .isEqualTo("ada");
                assertThat(TestEngine.text(session.call(TestEngine.request("GET b:1"))))
                        .startsWith("(error) NOPERM");
            }
        }
        assertThat(run(owner, "ACL WHOAMI")).isEqualTo("default");
    }

    @Test
    void whoCannotLogInDoesNotGetIn() {
        assertThatThrownBy(() -> open(URL + "?user=ada&password=wrong"))
                .isInstanceOf(RedisReplyException.class)
                .hasMessageContaining("WRONGPASS")
                .hasMessageNotContaining("wrong&");
        assertThatThrownBy(() -> open(URL + "?user=ada"))
                .isInstanceOf(RedisConfigException.class)
                .hasMessageContaining("password");
        assertThat(endpoint(URL + "?user=ada&password=secret").toString()).doesNotContain("secret");
        Resources resources = new Resources(clock, Runnable::run, null, () -> new Resources.Credentials("ada", "p%t"));
        try (Transport ada = new EngineDriver().open(Endpoint.parse(URL, resources))) {
            assertThat(run(ada, "ACL WHOAMI")).isEqualTo("ada");
        }
    }

    @Test
    void whoLoggedInWrongLeavesNoHandle() {
        assertThatThrownBy(() -> open("redstart:engine:mem:other?user=ada&password=x"))
                .isInstanceOf(RedisReplyException.class);
        try (Transport other = open("redstart:engine:mem:other?databases=3")) {
            assertThat(run(other, "PING")).as("opened anew, with other options").isEqualTo("PONG");
        }
    }

    @Test
    void rulesThatChangeHoldAtOnce() {
        try (Transport ada = open(URL + "?user=ada&password=p%25t")) {
            run(owner, "ACL SETUSER ada resetkeys ~b:*");
            assertThat(run(ada, "GET a:1")).startsWith("(error) NOPERM");
            assertThat(run(ada, "GET b:1")).isEqualTo("x");
            run(owner, "ACL DELUSER ada");
            assertThat(run(ada, "GET b:1")).startsWith("(error) NOPERM");
            run(owner, "ACL SETUSER ada on nopass ~* +@all");
            assertThat(run(ada, "GET b:1")).as("is not that user").startsWith("(error) NOPERM");
        }
        run(owner, "ACL SETUSER default -get");
        assertThat(run(owner, "GET b:1")).startsWith("(error) NOPERM");
        run(owner, "ACL SETUSER default +get off >x");
        assertThat(run(owner, "GET b:1"))
                .as("inside this JVM nobody has to log in")
                .isEqualTo("x");
    }

    @Test
    void sessionsOfADeletedUserEnd() {
        try (Transport ada = open(URL + "?user=ada&password=p%25t");
                Session session = ada.pin(Route.ANY)) {
            session.call(TestEngine.request("PING"));
            run(owner, "ACL DELUSER ada");
            assertThatThrownBy(() -> session.call(TestEngine.request("PING")))
                    .isInstanceOf(RedisConnectionException.class);
        }
    }

    @Test
    void listenersHearNoMoreThanTheyMay() {
        List<String> heard = new ArrayList<>();
        SubscriptionListener listener = new SubscriptionListener() {
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
                heard.add(String.valueOf(cause == null ? null : cause.getClass().getSimpleName()));
            }
        };
        try (Transport ada = open(URL + "?user=ada&password=p%25t")) {
            assertThatThrownBy(() -> ada.subscribe(channel(Subscriptions.Kind.CHANNEL, "other"), listener))
                    .isInstanceOf(RedisReplyException.class)
                    .hasMessageContaining("NOPERM");
            assertThatThrownBy(() -> ada.subscribe(channel(Subscriptions.Kind.PATTERN, "news:a*"), listener))
                    .isInstanceOf(RedisReplyException.class);
            ada.subscribe(channel(Subscriptions.Kind.CHANNEL, "news:1"), listener);
            run(owner, "PUBLISH news:1 a");
            run(owner, "ACL SETUSER ada &more");
            run(owner, "PUBLISH news:1 b");
            run(owner, "ACL SETUSER ada resetchannels &more");
            run(owner, "PUBLISH news:1 c");
        }
        assertThat(heard).containsExactly("a", "b", "RedisConnectionException");
    }

    private static Subscriptions channel(Subscriptions.Kind kind, String name) {
        return new Subscriptions(kind, List.of(name.getBytes(StandardCharsets.UTF_8)));
    }
}
