package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.redstart.Bytes;
import dev.redstart.Message;
import dev.redstart.Subscription;
import dev.redstart.spi.Feature;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Publishing, and what the server tells about channels. */
@Needs(Feature.PUBSUB)
public abstract class PubSubCommandContract extends ContractSuite {

    protected PubSubCommandContract(TestBackend backend) {
        super(backend);
    }

    @Test
    void whereNobodyListensNobodyGetsIt() {
        assertThat(redis.publish("quiet", "hello")).isZero();
        assertThat(redis.pubsubNumsub("quiet", "silent")).containsExactly(entry("quiet", 0L), entry("silent", 0L));
        assertThat(redis.pubsubChannels("quiet*")).isEmpty();
    }

    @Test
    void publishingCountsSubscriptionsByNameAndByPattern() {
        Inbox<String, String> heard = new Inbox<>();
        try (Subscription byName = redis.subscribe("news", heard::onMessage)) {
            assertThat(redis.publish("news", "one")).isEqualTo(1);
            assertThat(heard.next()).isEqualTo(new Message<>(null, "news", "one"));
            try (Subscription byPattern = redis.psubscribe("n?ws", heard::onMessage)) {
                assertThat(redis.publish("news", "two")).isEqualTo(2);
                assertThat(List.of(heard.next(), heard.next()))
                        .containsExactlyInAnyOrder(
                                new Message<>(null, "news", "two"), new Message<>("n?ws", "news", "two"));
                assertThat(redis.pubsubNumpat()).isPositive();
                assertThat(byPattern).isNotSameAs(byName);
            }
        }
    }

    @Test
    void channelsWithSubscribersAreKnown() {
        try (Subscription subscription = redis.subscribe(List.of("news", "sport", "weather"), m -> {})) {
            assertThat(subscription).isNotNull();
            assertThat(redis.pubsubChannels()).contains("news", "sport", "weather");
            assertThat(redis.pubsubChannels("*t*")).contains("sport", "weather").doesNotContain("news");
            assertThat(redis.pubsubNumsub("news", "quiet")).containsExactly(entry("news", 1L), entry("quiet", 0L));
            assertThat(redis.pubsubNumsub(List.of("sport"))).containsExactly(entry("sport", 1L));
        }
    }

    @Test
    void messagesAndChannelsMayBeAnyBytes() {
        Bytes channel = Bytes.of((byte) 0xFF, (byte) 0, (byte) '\n');
        Bytes body = Bytes.of((byte) '\r', (byte) '\n', (byte) 0x80);
        Inbox<Bytes, Bytes> heard = new Inbox<>();
        try (Subscription subscription = binary().subscribe(channel, heard::onMessage)) {
            assertThat(subscription).isNotNull();
            assertThat(binary().publish(channel, body)).isEqualTo(1);
            assertThat(heard.next()).isEqualTo(new Message<>(null, channel, body));
            assertThat(binary().pubsubNumsub(channel)).containsExactly(entry(channel, 1L));
        }
    }

    @Test
    @Needs({Feature.SHARDED_PUBSUB, Feature.MULTI_SLOT})
    void shardChannelsAreApartFromTheOthers() {
        assertThat(redis.spublish("shard:1", "nobody")).isZero();
        Inbox<String, String> heard = new Inbox<>();
        try (Subscription subscription = redis.ssubscribe("shard:1", heard::onMessage)) {
            assertThat(subscription).isNotNull();
            assertThat(redis.publish("shard:1", "to nobody")).isZero();
            assertThat(redis.spublish("shard:1", "hello")).isEqualTo(1);
            assertThat(heard.next()).isEqualTo(new Message<>(null, "shard:1", "hello"));
            assertThat(redis.pubsubShardchannels()).contains("shard:1");
            assertThat(redis.pubsubShardchannels("none*")).isEmpty();
            assertThat(redis.pubsubShardchannels("shard:*")).containsExactly("shard:1");
            assertThat(redis.pubsubShardnumsub("shard:1")).containsExactly(entry("shard:1", 1L));
            assertThat(redis.pubsubShardnumsub(List.of("shard:1"))).containsExactly(entry("shard:1", 1L));
            assertThat(redis.pubsubChannels()).doesNotContain("shard:1");
        }
    }

    @Test
    void wrongArgumentsAreRefused() {
        Refused.with("ERR wrong number of arguments for 'publish' command", () -> redis.call("PUBLISH", "news"));
        Refused.with(
                "ERR wrong number of arguments for 'pubsub|numpat' command",
                () -> redis.call("PUBSUB", "NUMPAT", "news"));
    }
}
