package dev.redstart.contract.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.Message;
import dev.redstart.Outcome;
import dev.redstart.RedisSession;
import dev.redstart.Result;
import dev.redstart.Subscription;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.UnsupportedCommandException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What has state on a cluster: transactions, sessions, subscriptions. */
public abstract class ClusterStateContract extends ClusterCase {

    protected ClusterStateContract(String driver) {
        super(driver);
    }

    @Test
    void aTransactionRunsOnTheNodeOfItsKeys() {
        for (String key : ONE_KEY_OF_EACH) {
            Outcome<List<Long>> outcome = redis.transaction(tx -> {
                Result<Long> first = tx.incr(key);
                Result<Long> second = tx.incrby("{" + key + "}:2", 5);
                return () -> List.of(first.get(), second.get());
            });
            assertThat(outcome.get()).containsExactly(1L, 5L);
        }
    }

    @Test
    void aTransactionOverSlotsIsRefusedWithItsKeys() {
        assertThatThrownBy(() -> redis.transaction(tx -> {
                    tx.incr("a");
                    return tx.incr("b");
                }))
                .isInstanceOf(UnsupportedCommandException.class)
                .hasMessageContaining("'a' is in slot 15495")
                .hasMessageContaining("'b' in slot 3300")
                .extracting(e -> ((RedisException) e).phase())
                .isEqualTo(Phase.NOT_SENT);
        assertThat(redis.exists("a")).isZero();
    }

    @Test
    void aWatchedKeyThatChangesRunsTheBodyAgain() {
        redis.set("a", "1");
        int[] runs = {0};
        Outcome<Long> outcome = redis.watch("a").transact((seen, tx) -> {
            if (runs[0]++ == 0) redis.incr("a");
            return tx.incrby("a", Long.parseLong(seen.get("a")));
        });
        assertThat(outcome.attempts()).isEqualTo(2);
        assertThat(outcome.get()).isEqualTo(4);
    }

    @Test
    void aSessionGoesToTheNodeOfEachKeyUntilItHasState() {
        try (RedisSession<String, String> session = redis.session()) {
            for (String key : ONE_KEY_OF_EACH) session.set(key, "of " + key);
            session.multi();
            session.call("INCR", "n");
            assertThat(session.exec()).isEqualTo(Reply.array(Reply.integer(1)));
            for (String key : ONE_KEY_OF_EACH) assertThat(session.get(key)).isEqualTo("of " + key);
            session.watch("a");
            assertThatThrownBy(() -> session.get("b")).hasMessageContaining("MOVED 3300");
            session.unwatch();
            assertThat(session.get("b")).isEqualTo("of b");
            session.clientSetname("me");
            assertThat(session.clientGetname()).isEqualTo("me");
            assertThatThrownBy(() -> session.get("a")).hasMessageContaining("MOVED 15495");
        }
    }

    @Test
    void channelsAndPatternsAreHeardWhereverOnePublishes() throws InterruptedException {
        BlockingQueue<Message<String, String>> heard = new LinkedBlockingQueue<>();
        try (Subscription channel = redis.subscribe("news", heard::add);
                Subscription pattern = redis.psubscribe("n*", heard::add)) {
            assertThat(channel.isActive()).isTrue();
            assertThat(pattern.isActive()).isTrue();
            cluster.primaries().forEach(node -> node.call("PUBLISH", "news", "from " + node.port()));
            for (int i = 0; i < 6; i++)
                assertThat(heard.poll(10, TimeUnit.SECONDS)).isNotNull().satisfies(m -> assertThat(m.body())
                        .startsWith("from "));
        }
    }

    @Test
    void shardChannelsOfSeveralSlotsAreOneSubscription() throws InterruptedException {
        BlockingQueue<Message<String, String>> heard = new LinkedBlockingQueue<>();
        try (Subscription s = redis.ssubscribe(ONE_KEY_OF_EACH, heard::add)) {
            assertThat(s.isActive()).isTrue();
            for (String channel : ONE_KEY_OF_EACH) {
                assertThat(redis.spublish(channel, "to " + channel)).isEqualTo(1);
                assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(new Message<>(null, channel, "to " + channel));
            }
        }
    }

    @Test
    void aBlockingPopWaitsOnTheNodeOfItsKey() {
        var popped = redis.async().blpop(Duration.ofSeconds(10), "b");
        redis.rpush("b", "x");
        assertThat(popped.get().value()).isEqualTo("x");
    }
}
