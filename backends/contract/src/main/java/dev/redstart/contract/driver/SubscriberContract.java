package dev.redstart.contract.driver;

import static dev.redstart.contract.driver.Support.await;
import static dev.redstart.contract.driver.Support.command;
import static dev.redstart.contract.driver.Support.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.servers.RedisServer;
import dev.redstart.contract.servers.RedisServers;
import dev.redstart.spi.Driver;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Subscriber;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.Subscriptions;
import dev.redstart.spi.Subscriptions.Kind;
import dev.redstart.spi.Transport;
import dev.redstart.spi.UnsupportedCommandException;
import dev.redstart.spi.server.ServerSettings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Subscriptions: that they deliver, come back, say what they missed, and end. */
public abstract class SubscriberContract extends DriverCase {

    protected SubscriberContract(Driver driver) {
        super(driver);
    }

    /** Writes down what it hears. */
    private static final class Diary implements SubscriptionListener {
        private final LinkedBlockingQueue<String> entries = new LinkedBlockingQueue<>();

        @Override
        public void onMessage(byte @Nullable [] pattern, byte[] channel, byte[] body) {
            entries.add((pattern == null ? "" : text(pattern) + " ") + text(channel) + ": " + text(body));
        }

        @Override
        public void onGap(Throwable cause) {
            entries.add("gap");
        }

        @Override
        public void onEnd(@Nullable Throwable cause) {
            entries.add("end " + cause);
        }

        String next() {
            try {
                String entry = entries.poll(15, TimeUnit.SECONDS);
                return entry == null ? "nothing" : entry;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        private static String text(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static Subscriptions to(Kind kind, String... names) {
        return new Subscriptions(
                kind,
                Arrays.stream(names)
                        .map(n -> n.getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    private final RedisServer server = RedisServers.shared();

    private Transport shared(String options) {
        return open(server.uri() + options);
    }

    /** Opens with another {@link ServerSettings#silence()}. */
    protected abstract Transport open(ServerSettings settings);

    private Transport open(String address, int silence) {
        return open(ServerSettings.of(endpoint(address)).withSilence(silence));
    }

    @ParameterizedTest
    @ValueSource(strings = {"resp2", "resp3"})
    void delivers(String protocol) {
        Diary channels = new Diary();
        Diary patterns = new Diary();
        Diary shards = new Diary();
        try (Transport redis = shared("?protocol=" + protocol)) {
            Subscriber one = redis.subscribe(to(Kind.CHANNEL, "a", "b", "a"), channels);
            redis.subscribe(to(Kind.PATTERN, "a*", "x*"), patterns);
            redis.subscribe(to(Kind.SHARD, "s"), shards);
            assertThat(one.isActive()).isTrue();
            redis.call(command("PUBLISH", "a", "1"));
            redis.call(command("PUBLISH", "b", "2"));
            redis.call(command("PUBLISH", "ab", "3"));
            redis.call(command("SPUBLISH", "s", "4"));
            assertThat(channels.next()).isEqualTo("a: 1");
            assertThat(channels.next()).isEqualTo("b: 2");
            assertThat(patterns.next()).isEqualTo("a* a: 1");
            assertThat(patterns.next()).isEqualTo("a* ab: 3");
            assertThat(shards.next()).isEqualTo("s: 4");
            one.close();
            assertThat(channels.next()).isEqualTo("end null");
            assertThat(one.isActive()).isFalse();
        }
        assertThat(patterns.next()).isEqualTo("end null");
        assertThat(shards.next()).isEqualTo("end null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resp2", "resp3"})
    void comesBackAfterALossAndReportsTheGap(String protocol) {
        try (RedisServer own = RedisServer.builder().start();
                Transport redis = open(own.uri() + "?protocol=" + protocol)) {
            Diary diary = new Diary();
            Subscriber subscriber = redis.subscribe(to(Kind.PATTERN, "news*"), diary);
            own.call("CLIENT", "KILL", "TYPE", "pubsub");
            assertThat(diary.next()).isEqualTo("gap");
            own.call("PUBLISH", "news", "after the kill");
            assertThat(diary.next()).isEqualTo("news* news: after the kill");
            own.stop();
            await(() -> !subscriber.isActive());
            own.start();
            assertThat(diary.next()).isEqualTo("gap");
            assertThat(subscriber.isActive()).isTrue();
            own.call("PUBLISH", "news", "after the restart");
            assertThat(diary.next()).isEqualTo("news* news: after the restart");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"resp2", "resp3"})
    void aSilentLineIsAsked(String protocol) {
        try (RedisServer own = RedisServer.builder().start()) {
            try (Transport redis = open(own.uri() + "?timeout=1s&protocol=" + protocol, 50)) {
                Diary diary = new Diary();
                redis.subscribe(to(Kind.CHANNEL, "c"), diary);
                await(() -> own.call("INFO", "commandstats").toString().contains("cmdstat_ping:calls=5"));
                redis.call(command("PUBLISH", "c", "still here"));
                assertThat(diary.next()).as("a PING is no gap").isEqualTo("c: still here");
            }
        }
    }

    @Test
    void aDeadLineIsLeft() throws Exception {
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
            peer.read();
            peer.send(">3\r\n+subscribe\r\n+c\r\n:1\r\n");
            if (peer.number() == 0) peer.awaitEnd();
            peer.send(">3\r\n+message\r\n+c\r\n+again\r\n");
            while (true) {
                peer.read();
                peer.send("$18\r\nredstart-heartbeat\r\n");
            }
        })) {
            try (Transport redis = open(server.address("?timeout=500ms"), 50)) {
                Diary diary = new Diary();
                redis.subscribe(to(Kind.CHANNEL, "c"), diary);
                assertThat(diary.next()).isEqualTo("gap");
                assertThat(diary.next()).isEqualTo("c: again");
                assertThat(server.connections()).isEqualTo(2);
            }
        }
    }

    @Test
    void monitors() {
        try (Transport redis = shared("")) {
            Diary diary = new Diary();
            redis.subscribe(new Subscriptions(Kind.MONITOR, List.of()), diary);
            redis.call(command("SET", "monitored", "v\"1"));
            assertThat(diary.next()).startsWith(": 1").endsWith("\"SET\" \"monitored\" \"v\\\"1\"");
        }
    }

    @Test
    void aMonitorDoesNotHearItsOwnHeartbeat() throws Exception {
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
            peer.read();
            peer.send("+OK\r\n");
            for (int i = 0; i < 3; i++) {
                String word = peer.read().get(1);
                peer.send("$" + word.length() + "\r\n" + word + "\r\n");
                peer.send("+179.3 [0 127.0.0.1:5] \"PING\" \"" + word + "\"\r\n");
            }
            peer.send("+179.4 [0 127.0.0.1:5] \"GET\" \"k\"\r\n");
            peer.awaitEnd();
        })) {
            try (Transport redis = open(server.address("?timeout=1s"), 20)) {
                Diary diary = new Diary();
                redis.subscribe(new Subscriptions(Kind.MONITOR, List.of()), diary);
                assertThat(diary.next()).isEqualTo(": 179.4 [0 127.0.0.1:5] \"GET\" \"k\"");
            }
        }
    }

    @Test
    void aRefusalIsTheCallersError() {
        try (RedisServer own = RedisServer.builder()
                        .acl("user poor on >poor ~* &only +subscribe +ping")
                        .start();
                Transport redis = open("redis://poor:poor@127.0.0.1:" + own.port())) {
            Diary diary = new Diary();
            assertThat(failure(() -> redis.subscribe(to(Kind.CHANNEL, "other"), diary)))
                    .isInstanceOf(RedisReplyException.class)
                    .hasMessageContaining("NOPERM");
            assertThat(failure(() -> redis.subscribe(to(Kind.PATTERN, "o*"), diary)))
                    .isInstanceOf(RedisReplyException.class);
            assertThat(diary.entries).isEmpty();
        }
    }

    @Test
    void anOldServerHasNoShardChannels() throws Exception {
        String info = "=31\r\ntxt:# S\r\nredis_version:6.2.14\r\n\r\n";
        try (ScriptedServer old = ScriptedServer.greeting(peer -> {
                    peer.read();
                    peer.send(info);
                    peer.awaitEnd();
                });
                Transport redis = open(old.address(""))) {
            assertThat(failure(() -> redis.subscribe(to(Kind.SHARD, "s"), new Diary())))
                    .isInstanceOf(UnsupportedCommandException.class)
                    .hasMessageContaining("6.2.14");
        }
    }

    @Test
    void messagesBetweenConfirmationsAreNotLost() throws Exception {
        try (ScriptedServer server = ScriptedServer.greeting(peer -> {
                    peer.read();
                    peer.send(">3\r\n+subscribe\r\n+a\r\n:1\r\n>3\r\n+message\r\n+a\r\n$2\r\nhi\r\n");
                    peer.send(">3\r\n+subscribe\r\n+b\r\n:2\r\n");
                    peer.awaitEnd();
                });
                Transport redis = open(server.address("?connect=lazy"))) {
            Diary diary = new Diary();
            redis.subscribe(to(Kind.CHANNEL, "a", "b"), diary);
            assertThat(diary.next()).isEqualTo("a: hi");
        }
    }
}
