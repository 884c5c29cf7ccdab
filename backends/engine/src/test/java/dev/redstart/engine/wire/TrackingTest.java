package dev.redstart.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.engine.Engine;
import dev.redstart.engine.config.ServerConfig;
import dev.redstart.spi.MovableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients hear of the keys that they have read. */
class TrackingTest {

    private static final String INVALIDATE_K = ">2\r\n$10\r\ninvalidate\r\n*1\r\n$1\r\nk\r\n";

    private final MovableClock clock = MovableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final Engine engine = Engine.open(new ServerConfig(), clock);
    private final WireClient reader = new WireClient(engine);
    private final WireClient writer = new WireClient(engine);

    TrackingTest() {
        reader.send("HELLO 3");
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private static String invalidate(String... keys) {
        StringBuilder push = new StringBuilder(">2\r\n$10\r\ninvalidate\r\n*" + keys.length + "\r\n");
        for (String key : keys)
            push.append('$').append(key.length()).append("\r\n").append(key).append("\r\n");
        return push.toString();
    }

    @Test
    void onceForEachRead() {
        reader.send("CLIENT TRACKING ON");
        reader.send("MGET k other");
        writer.send("SET unread 1");
        assertThat(reader.received()).isEmpty();
        writer.send("SET k 1");
        writer.send("SET k 2");
        assertThat(reader.received()).isEqualTo(INVALIDATE_K);
        reader.send("GET k");
        writer.send("DEL k");
        assertThat(reader.received()).isEqualTo(INVALIDATE_K);
        reader.send("CLIENT TRACKING OFF");
        writer.send("SET other 1");
        assertThat(reader.received()).isEmpty();
    }

    @Test
    void ofItsOwnChangesAfterTheReplyOrNotAtAll() {
        reader.send("CLIENT TRACKING ON");
        reader.send("GET k");
        assertThat(reader.send("INCR k")).isEqualTo(":1\r\n" + INVALIDATE_K);
        reader.send("GET k");
        reader.send("MULTI");
        reader.send("INCR k");
        assertThat(reader.send("EXEC")).isEqualTo("*1\r\n:2\r\n" + INVALIDATE_K);
        reader.send("CLIENT TRACKING ON NOLOOP");
        reader.send("GET k");
        assertThat(reader.send("INCR k")).isEqualTo(":3\r\n");
        reader.send("GET k");
        assertThat(reader.send("EVAL \"return redis.call('incr', 'k')\" 1 k")).isEqualTo(":4\r\n");
    }

    @Test
    void whatScriptsReadIsRead() {
        reader.send("CLIENT TRACKING ON");
        reader.send("EVAL \"return redis.call('get', 'k')\" 1 declared");
        writer.send("SET declared 1");
        assertThat(reader.received()).isEmpty();
        writer.send("EVAL \"return redis.call('set', 'k', '1')\" 0");
        assertThat(reader.received()).isEqualTo(INVALIDATE_K);
    }

    @Test
    void keysThatExpireOrAreEvictedChange() {
        reader.send("CLIENT TRACKING ON");
        writer.send("SET k 1 PX 10");
        reader.send("GET k");
        clock.advance(Duration.ofMillis(10));
        assertThat(reader.received()).isEqualTo(INVALIDATE_K);
        writer.send("SET k 1");
        reader.send("GET k");
        writer.send("CONFIG SET maxmemory-policy allkeys-lru maxmemory 1");
        assertThat(reader.send("PING")).isEqualTo(INVALIDATE_K + "+PONG\r\n");
    }

    @Test
    void allKeysAreGoneAtOnce() {
        reader.send("CLIENT TRACKING ON");
        writer.send("FLUSHALL");
        assertThat(reader.received()).isEqualTo(">2\r\n$10\r\ninvalidate\r\n_\r\n");
        assertThat(reader.send("FLUSHDB")).isEqualTo("+OK\r\n>2\r\n$10\r\ninvalidate\r\n_\r\n");
    }

    @Test
    void optInAndOptOut() {
        reader.send("CLIENT TRACKING ON OPTIN");
        reader.send("GET k");
        reader.send("CLIENT CACHING YES");
        assertThat(reader.send("CLIENT TRACKINGINFO")).contains("caching-yes");
        reader.send("GET cached");
        reader.send("GET later");
        writer.send("MSET k 1 cached 1 later 1");
        assertThat(reader.received()).isEqualTo(invalidate("cached"));
        reader.send("CLIENT TRACKING OFF");
        reader.send("CLIENT TRACKING ON OPTOUT");
        reader.send("CLIENT CACHING NO");
        reader.send("GET k");
        reader.send("GET cached");
        writer.send("MSET k 1 cached 1");
        assertThat(reader.received()).isEqualTo(invalidate("cached"));
    }

    @Test
    void prefixesHearOfEverything() {
        reader.send("CLIENT TRACKING ON BCAST PREFIX user: PREFIX item:");
        writer.send("MSET user:2 x user:1 x item:1 x other x");
        assertThat(reader.received()).isEqualTo(invalidate("item:1") + invalidate("user:1", "user:2"));
        assertThat(reader.send("SET user:1 y")).isEqualTo("+OK\r\n" + invalidate("user:1"));
        reader.send("CLIENT TRACKING OFF");
        reader.send("CLIENT TRACKING ON BCAST NOLOOP");
        assertThat(reader.send("SET user:1 y")).isEqualTo("+OK\r\n");
        writer.send("SET anything y");
        assertThat(reader.received()).isEqualTo(invalidate("anything"));
    }

    @Test
    void anotherClientHearsInItsPlace() {
        WireClient old = new WireClient(engine);
        WireClient listener = new WireClient(engine);
        listener.send("SUBSCRIBE __redis__:invalidate");
        long id = listener.session().id();
        assertThat(old.send("CLIENT TRACKING ON REDIRECT 99999"))
                .isEqualTo("-ERR The client ID you want redirect to does not exist\r\n");
        old.send("CLIENT TRACKING ON REDIRECT " + id);
        assertThat(old.send("CLIENT GETREDIR")).isEqualTo(":" + id + "\r\n");
        assertThat(writer.send("CLIENT LIST")).contains(" redir=" + id + " ").contains(" flags=t ");
        old.send("GET k");
        writer.send("SET k 1");
        assertThat(listener.received())
                .isEqualTo("*3\r\n$7\r\nmessage\r\n$20\r\n__redis__:invalidate\r\n*1\r\n$1\r\nk\r\n");
        reader.send("CLIENT TRACKING ON REDIRECT " + id);
        reader.send("GET k");
        writer.send("CLIENT KILL ID " + id);
        writer.send("SET k 2");
        assertThat(reader.received()).isEqualTo(">2\r\n$21\r\ntracking-redir-broken\r\n:" + id + "\r\n");
        assertThat(reader.send("CLIENT TRACKINGINFO")).contains("broken_redirect");
    }

    @Test
    void theTableKeepsToItsLimit() {
        reader.send("CLIENT TRACKING ON");
        for (int i = 0; i < 50; i++) reader.send("GET k" + i);
        assertThat(writer.send("INFO stats")).contains("tracking_total_keys:50").contains("tracking_total_items:50");
        writer.send("CONFIG SET tracking-table-max-keys 20");
        writer.send("PING");
        assertThat(reader.received().split("invalidate", -1)).hasSize(31);
        assertThat(writer.send("INFO stats")).contains("tracking_total_keys:20");
    }

    @Test
    void aClientThatGoesIsForgotten() {
        reader.send("CLIENT TRACKING ON BCAST PREFIX a");
        assertThat(writer.send("INFO clients")).contains("tracking_clients:1");
        writer.send("CLIENT KILL ID " + reader.session().id());
        assertThat(writer.send("INFO")).contains("tracking_clients:0").contains("tracking_total_prefixes:0");
    }
}
