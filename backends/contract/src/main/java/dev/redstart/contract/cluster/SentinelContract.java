package dev.redstart.contract.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.contract.servers.RedisSentinels;
import dev.redstart.contract.servers.RedisServer;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisReplyException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A primary with two replicas behind three Sentinels: found, followed, read from. Its own servers, since it kills some. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SentinelContract {

    private static final List<String> TAGS = List.of("a", "b");

    private final String driver;
    private final RedisSentinels sentinels = RedisSentinels.start(2, 3);

    protected SentinelContract(String driver) {
        this.driver = driver;
    }

    @AfterAll
    void stop() {
        sentinels.close();
    }

    private String url(String rest) {
        return "redstart:" + driver + ":" + sentinels.uri() + rest;
    }

    @Test
    void thePrimaryIsFoundAndHasAllFeaturesOfOneServer() {
        try (Redis redis = Redstart.open(url("/0"))) {
            redis.flushall();
            redis.mset(Map.of("a", "1", "b", "2"));
            assertThat(redis.mget("a", "b")).containsExactly("1", "2");
            assertThat(sentinels.primary().call("GET", "a")).isEqualTo("1");
            assertThat(redis.watch("a").transact((seen, tx) -> tx.incr("b")).get())
                    .isEqualTo(3);
            redis.database(1).set("a", "elsewhere");
            assertThat(redis.get("a")).isEqualTo("1");
            assertThat(redis.capabilities().features()).contains(Feature.DATABASES, Feature.MULTI_SLOT);
        }
        try (Redis redis = Redstart.open(url("/1"))) {
            assertThat(redis.get("a")).isEqualTo("elsewhere");
            assertThat(redis.database(0).get("a")).isEqualTo("1");
        }
    }

    @Test
    void whatCannotBeFoundIsSaid() {
        String unknown = url("").replace("/" + RedisSentinels.NAME, "/nobody");
        assertThatThrownBy(() -> Redstart.open(unknown))
                .isInstanceOf(RedisException.class)
                .hasMessageContaining("'nobody'")
                .extracting(e -> ((RedisException) e).phase())
                .isEqualTo(Phase.NOT_SENT);
        assertThatThrownBy(() -> Redstart.open("redstart:" + driver + ":redis-sentinel://127.0.0.1:1/mymaster"))
                .isInstanceOf(RedisException.class)
                .hasMessageContaining("no Sentinel leads to a primary");
        assertThatThrownBy(() -> Redstart.open(url("/99"))).isInstanceOf(RedisReplyException.class);
        RedisServer one = sentinels.primary();
        assertThatThrownBy(() -> Redstart.open(
                        "redstart:" + driver + ":redis://" + one.host() + ":" + one.port() + "?readFrom=replica"))
                .isInstanceOf(RedisConfigException.class)
                .hasMessageContaining("readFrom");
    }

    @Test
    void sentinelsMayHaveAPasswordOfTheirOwn() {
        RedisServer primary = sentinels.primary();
        try (RedisServer guarded = RedisServer.builder()
                .sentinel()
                .config("requirepass", "s3cret")
                .config("sentinel", "monitor", "guarded", primary.host(), Integer.toString(primary.port()), "1")
                .start()) {
            String url =
                    "redstart:" + driver + ":redis-sentinel://" + guarded.host() + ":" + guarded.port() + "/guarded";
            try (Redis redis = Redstart.open(url + "?sentinelPassword=s3cret")) {
                assertThat(redis.ping()).isEqualTo("PONG");
            }
            assertThatThrownBy(() -> Redstart.open(url))
                    .isInstanceOf(RedisReplyException.class)
                    .hasMessageContaining("NOAUTH");
            assertThatThrownBy(() -> Redstart.open(url + "?sentinelPassword=wr0ng"))
                    .isInstanceOf(RedisReplyException.class)
                    .hasMessageNotContaining("wr0ng");
        }
    }

    @Test
    void readsMayComeFromReplicas() {
        try (Redis redis = Redstart.open(url("?readFrom=replica"))) {
            redis.set("r", "v");
            RedisServer primary = sentinels.primary();
            ClusterCase.eventually("a replica has it", () -> "v".equals(redis.get("r")));
            long before = gets(primary);
            for (int i = 0; i < 5; i++) redis.get("r");
            assertThat(gets(primary)).isEqualTo(before);
        }
    }

    private static long gets(RedisServer server) {
        for (String line : String.valueOf(server.call("INFO", "commandstats")).split("\r\n")) {
            if (line.startsWith("cmdstat_get:calls="))
                return Long.parseLong(line.substring("cmdstat_get:calls=".length(), line.indexOf(',')));
        }
        return 0;
    }

    /** The old primary is alive, and answers writes with READONLY: they go to the new one. */
    @Test
    void aSwitchByHandIsFollowed() {
        try (Redis redis = Redstart.open(url(""))) {
            BlockingQueue<String> heard = new LinkedBlockingQueue<>();
            redis.subscribe("news", message -> heard.add(message.body()));
            RedisServer before = sentinels.primary();
            sentinels.sentinels().get(0).call("SENTINEL", "FAILOVER", RedisSentinels.NAME);
            ClusterCase.eventually("the Sentinels have switched", () -> sentinels.primary() != before);
            ClusterCase.eventually("writes arrive at the new one", () -> {
                try {
                    redis.set("switched", "yes");
                } catch (RedisConnectionException e) {
                    // It was on its way to the old one, whose connections are closed once it is known to be that.
                    return false;
                }
                return "yes".equals(sentinels.primary().call("GET", "switched"));
            });
            ClusterCase.eventually("the subscription has followed", () -> {
                redis.publish("news", "hello");
                return !heard.isEmpty();
            });
            awaitReplicas();
        }
    }

    @Test
    void aPrimaryThatIsKilledUnderLoadIsReplacedWithoutARestart() {
        awaitReplicas();
        try (Redis redis = Redstart.open(url(""))) {
            redis.flushall();
            RedisServer victim = sentinels.primary();
            Writers writers = new Writers(redis, TAGS);
            try (writers) {
                writers.awaitMore("a", 200);
                long start = System.nanoTime();
                victim.kill();
                writers.awaitMore("a", 1_000);
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                Map<Phase, Integer> phases = new TreeMap<>();
                for (RedisException e : writers.failures()) phases.merge(e.phase(), 1, Integer::sum);
                System.out.println(driver + " behind Sentinels: the primary was killed, writes went on within " + millis
                        + " ms; failed: " + phases);
            } finally {
                victim.start();
            }
            writers.checkReplies();
            assertThat(writers.failures()).allSatisfy(e -> assertThat(
                            e.phase() != Phase.REPLIED || e.getMessage().startsWith("READONLY"))
                    .as(e.getMessage())
                    .isTrue());
            writers.checkNothingIsDoneTwice();
            awaitReplicas();
        }
    }

    /** So that the next failover finds somebody to promote. */
    private void awaitReplicas() {
        ClusterCase.eventually("both replicas follow the primary", () -> String.valueOf(
                        sentinels.primary().call("INFO", "replication"))
                .contains("connected_slaves:2"));
    }
}
