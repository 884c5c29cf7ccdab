package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.Bytes;
import dev.redstart.Codec;
import dev.redstart.Message;
import dev.redstart.Redis;
import dev.redstart.Subscription;
import dev.redstart.TypedRedis;
import dev.redstart.spi.Feature;
import dev.redstart.spi.RedisException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Publishing and subscribing. */
@Needs(Feature.PUBSUB)
public abstract class PubSubContract extends ContractSuite {

    /** Where Sentinels talk to one another, on every server that they watch. */
    private static final Bytes SENTINELS = Bytes.utf8("__sentinel__:hello");

    protected PubSubContract(TestBackend backend) {
        super(backend);
    }

    /** A server learns that a subscriber has gone when it looks at its connection. */
    @BeforeEach
    void nobodyIsLeft() {
        eventually(
                "the subscriptions of the case before have gone",
                () -> binary().pubsubChannels().stream().allMatch(SENTINELS::equals) && redis.pubsubNumpat() == 0);
        if (redis.capabilities().has(Feature.SHARDED_PUBSUB))
            eventually("and those to shard channels", () -> redis.pubsubShardchannels()
                    .isEmpty());
    }

    @Test
    void aSubscriberHearsWhatIsPublishedFromTheMomentSubscribeReturned() {
        Inbox<String, String> inbox = new Inbox<>();
        try (Subscription s = redis.subscribe(List.of("news"), inbox)) {
            assertThat(s.isActive()).isTrue();
            assertThat(redis.publish("news", "hello")).isEqualTo(1);
            assertThat(inbox.next()).isEqualTo(new Message<>(null, "news", "hello"));
        }
    }

    @Test
    void aLambdaIsAListenerToo() throws InterruptedException {
        CountDownLatch heard = new CountDownLatch(1);
        try (Subscription s = redis.subscribe("news", m -> {
            if (m.body().equals("hello")) heard.countDown();
        })) {
            redis.publish("news", "hello");
            assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(s.isActive()).isTrue();
        }
    }

    @Test
    void messagesComeInTheOrderOfPublishing() {
        Inbox<String, String> inbox = new Inbox<>();
        List<String> all = IntStream.range(0, 1000).mapToObj(Integer::toString).toList();
        try (Subscription s = redis.subscribe(List.of("news"), inbox)) {
            all.forEach(n -> redis.publish("news", n));
            assertThat(inbox.nextBodies(1000)).isEqualTo(all);
            assertThat(s.isActive()).isTrue();
        }
    }

    @Test
    void oneSubscriptionMayHaveSeveralChannels() {
        Inbox<String, String> inbox = new Inbox<>();
        try (Subscription s = redis.subscribe(List.of("a", "b"), inbox)) {
            redis.publish("a", "1");
            redis.publish("b", "2");
            redis.publish("c", "nobody hears it");
            redis.publish("a", "3");
            assertThat(inbox.next()).isEqualTo(new Message<>(null, "a", "1"));
            assertThat(inbox.next()).isEqualTo(new Message<>(null, "b", "2"));
            assertThat(inbox.next()).isEqualTo(new Message<>(null, "a", "3"));
            assertThat(s.isActive()).isTrue();
        }
    }

    @Test
    void aPatternHearsEveryChannelThatMatches() {
        Inbox<String, String> inbox = new Inbox<>();
        try (Subscription s = redis.psubscribe(List.of("user:*:mail", "user:?:mail"), inbox)) {
            redis.publish("user:17:mail", "long");
            redis.publish("user:17:phone", "nobody hears it");
            redis.publish("user:1:mail", "short");
            assertThat(inbox.next()).isEqualTo(new Message<>("user:*:mail", "user:17:mail", "long"));
            // Both patterns match: it comes once for each.
            assertThat(Set.of(inbox.next(), inbox.next()))
                    .containsExactlyInAnyOrder(
                            new Message<>("user:*:mail", "user:1:mail", "short"),
                            new Message<>("user:?:mail", "user:1:mail", "short"));
            assertThat(s.isActive()).isTrue();
        }
    }

    @Test
    void aPatternMayBeOneText() {
        Inbox<String, String> inbox = new Inbox<>();
        try (Subscription s = redis.psubscribe("n*", inbox::onMessage)) {
            redis.publish("news", "hello");
            assertThat(inbox.next()).isEqualTo(new Message<>("n*", "news", "hello"));
            assertThat(s.isActive()).isTrue();
        }
    }

    @Test
    @Needs(Feature.SHARDED_PUBSUB)
    void shardChannelsAreAWorldOfTheirOwn() {
        Inbox<String, String> sharded = new Inbox<>();
        Inbox<String, String> plain = new Inbox<>();
        try (Subscription s = redis.ssubscribe(List.of("news"), sharded);
                Subscription p = redis.subscribe(List.of("news"), plain)) {
            assertThat(redis.publish("news", "plain")).isEqualTo(1);
            assertThat(redis.spublish("news", "sharded")).isEqualTo(1);
            assertThat(sharded.next()).isEqualTo(new Message<>(null, "news", "sharded"));
            assertThat(plain.next()).isEqualTo(new Message<>(null, "news", "plain"));
            assertThat(redis.pubsubShardnumsub("news")).isEqualTo(Map.of("news", 1L));
            assertThat(redis.pubsubShardchannels()).containsExactly("news");
            assertThat(redis.pubsubShardchannels("n*")).containsExactly("news");
            assertThat(s.isActive() && p.isActive()).isTrue();
        }
        try (Subscription s = redis.ssubscribe("news", sharded::onMessage)) {
            redis.spublish("news", "again");
            assertThat(sharded.next().body()).isEqualTo("again");
            assertThat(s.isActive()).isTrue();
        }
    }

    @Test
    void theServerSaysWhoIsThere() {
        Inbox<String, String> inbox = new Inbox<>();
        assertThat(redis.publish("news", "nobody")).isZero();
        assertThat(redis.pubsubNumpat()).isZero();
        try (Subscription one = redis.subscribe(List.of("news", "sport"), inbox);
                Subscription two = redis.subscribe("news", m -> {});
                Subscription three = redis.psubscribe("x*", m -> {})) {
            assertThat(redis.publish("news", "both")).isEqualTo(2);
            assertThat(redis.pubsubChannels()).contains("news", "sport");
            assertThat(redis.pubsubChannels("s*")).containsExactly("sport");
            assertThat(redis.pubsubNumsub("news", "sport", "none"))
                    .isEqualTo(Map.of("news", 2L, "sport", 1L, "none", 0L));
            assertThat(redis.pubsubNumpat()).isEqualTo(1);
            assertThat(one.isActive() && two.isActive() && three.isActive()).isTrue();
        }
    }

    @Test
    void afterClosingNothingIsHeardAndTheEndIsTold() {
        Inbox<String, String> inbox = new Inbox<>();
        Subscription s = redis.subscribe(List.of("news"), inbox);
        redis.publish("news", "before");
        assertThat(inbox.next().body()).isEqualTo("before");
        s.close();
        s.close();

        assertThat(inbox.awaitEnd()).isNull();
        assertThat(s.isActive()).isFalse();
        eventually("nobody is subscribed", () -> redis.publish("news", "after") == 0);
        assertThat(inbox.isEmpty()).isTrue();
    }

    @Test
    void closingTheHandleEndsItsSubscriptions() {
        Redis other = another();
        Inbox<String, String> inbox = new Inbox<>();
        Subscription s = other.subscribe(List.of("news"), inbox);
        other.close();

        assertThat(inbox.awaitEnd()).isNull();
        assertThat(s.isActive()).isFalse();
        eventually("nobody is subscribed", () -> redis.publish("news", "after") == 0);
    }

    @Test
    void aSlowListenerHoldsUpNobodyElse() throws InterruptedException {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        Inbox<String, String> slow = new Inbox<>();
        Inbox<String, String> fast = new Inbox<>();
        try (Subscription s = redis.subscribe("news", m -> {
                    awaitUninterruptibly(mayGoOn);
                    slow.onMessage(m);
                });
                Subscription f = redis.subscribe(List.of("news"), fast)) {
            for (int i = 0; i < 100; i++) redis.publish("news", Integer.toString(i));
            assertThat(fast.nextBodies(100)).endsWith("99");
            assertThat(slow.isEmpty()).isTrue();
            assertThat(redis.ping()).isEqualTo("PONG");

            mayGoOn.countDown();
            assertThat(slow.nextBodies(100)).endsWith("99");
            assertThat(s.isActive() && f.isActive()).isTrue();
        } finally {
            mayGoOn.countDown();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aListenerThatThrowsGoesOnHearing() {
        AtomicInteger thrown = new AtomicInteger();
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "listeners");
            thread.setUncaughtExceptionHandler((t, e) -> thrown.incrementAndGet());
            return thread;
        });
        Inbox<String, String> inbox = new Inbox<>();
        try (Subscription s = another(executor).subscribe("news", m -> {
            if (m.body().equals("bad")) throw new IllegalStateException("cannot bear it");
            inbox.onMessage(m);
        })) {
            redis.publish("news", "bad");
            redis.publish("news", "good");
            assertThat(inbox.next().body()).isEqualTo("good");
            assertThat(thrown).hasValue(1);
            assertThat(s.isActive()).isTrue();
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void messagesHaveTheTypesOfTheView() {
        TypedRedis<String, Long> numbers = redis.with(Codec.int64());
        Inbox<String, Long> inbox = new Inbox<>();
        try (Subscription s = numbers.subscribe(List.of("numbers"), inbox)) {
            numbers.publish("numbers", 42L);
            assertThat(inbox.next()).isEqualTo(new Message<>(null, "numbers", 42L));
            assertThat(s.isActive()).isTrue();
        }
    }

    @Test
    void channelsAndMessagesAreBytes() {
        Bytes channel = Bytes.of((byte) 0, (byte) 0xFF, (byte) '\r', (byte) '\n');
        Bytes body = Bytes.of((byte) 0xFE, (byte) 0);
        Inbox<Bytes, Bytes> inbox = new Inbox<>();
        try (Subscription s = binary().subscribe(List.of(channel), inbox)) {
            binary().publish(channel, body);
            assertThat(inbox.next()).isEqualTo(new Message<>(null, channel, body));
            assertThat(s.isActive()).isTrue();
        }
    }

    @Test
    void aListenerMayUseTheHandle() {
        Inbox<String, String> replies = new Inbox<>();
        try (Subscription answers = redis.subscribe(List.of("answers"), replies);
                Subscription questions =
                        redis.subscribe("questions", m -> redis.publish("answers", redis.echo(m.body()) + "!"))) {
            redis.publish("questions", "why");
            assertThat(replies.next().body()).isEqualTo("why!");
            assertThat(answers.isActive() && questions.isActive()).isTrue();
        }
    }

    @Test
    void aTransactionPublishesWhenItIsExecuted() {
        Inbox<String, String> inbox = new Inbox<>();
        try (Subscription s = redis.subscribe(List.of("news"), inbox)) {
            redis.transaction(tx -> {
                tx.publish("news", "1");
                tx.publish("news", "2");
                return tx.discard();
            });
            redis.transaction(tx -> {
                tx.publish("news", "3");
                return tx.publish("news", "4");
            });
            assertThat(inbox.nextBodies(2)).containsExactly("3", "4");
            assertThat(s.isActive()).isTrue();
        }
    }

    @Test
    void subscribingToNothingIsAMistake() {
        Inbox<String, String> inbox = new Inbox<>();
        assertThatThrownBy(() -> redis.subscribe(List.of(), inbox)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> redis.psubscribe(List.of(), inbox)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> redis.call("SUBSCRIBE", "news"))
                .isInstanceOf(RedisException.class)
                .hasMessageContaining("subscribe");
    }
}
