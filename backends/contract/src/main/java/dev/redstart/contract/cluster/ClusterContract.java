package dev.redstart.contract.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.Pipeline;
import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.Result;
import dev.redstart.ScanOptions;
import dev.redstart.contract.servers.RedisServer;
import dev.redstart.contract.servers.RedisServers;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import dev.redstart.spi.UnsupportedCommandException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Commands on a cluster that stays as it is: which node gets them, and what becomes of several replies. */
public abstract class ClusterContract extends ClusterCase {

    protected ClusterContract(String driver) {
        super(driver);
    }

    @Test
    void keysGoToTheirNodes() {
        for (String key : ONE_KEY_OF_EACH) redis.set(key, "value of " + key);
        for (String key : ONE_KEY_OF_EACH) assertThat(redis.get(key)).isEqualTo("value of " + key);
        Set<RedisServer> used = new HashSet<>();
        for (String key : ONE_KEY_OF_EACH) used.add(cluster.primaryOf((int) redis.clusterKeyslot(key)));
        assertThat(used).hasSize(3);
        for (RedisServer primary : cluster.primaries())
            assertThat(primary.call("DBSIZE")).isEqualTo(1L);
    }

    @Test
    void asynchronousCommandsGoToTheirNodesAndErrorsAreTheirs() {
        List<Result<Long>> counts = IntStream.range(0, 300)
                .mapToObj(i -> redis.async().incrby("n" + i, i))
                .toList();
        for (int i = 0; i < counts.size(); i++) assertThat(counts.get(i).get()).isEqualTo(i);
        redis.set("text", "x");
        assertThatThrownBy(() -> redis.async().incr("text").get()).isInstanceOf(RedisReplyException.class);
    }

    @Test
    void aPipelineIsSplitByNodeAndEachResultIsThatOfItsCommand() {
        try (Pipeline p = redis.pipeline()) {
            List<Result<Long>> lengths = new ArrayList<>();
            List<Result<String>> values = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                lengths.add(p.append("key:" + i, "v" + i));
                values.add(p.get("key:" + i));
            }
            Result<Long> wrong = p.incr("key:7");
            Result<Long> size = p.dbsize();
            p.flush();
            for (int i = 0; i < 500; i++) {
                assertThat(lengths.get(i).get()).isEqualTo(("v" + i).length());
                assertThat(values.get(i).get()).isEqualTo("v" + i);
            }
            assertThatThrownBy(wrong::get).isInstanceOf(RedisReplyException.class);
            assertThat(size.get()).isEqualTo(500);
        }
    }

    @Test
    void keysOfOneSlotGoTogetherAndOthersAreRefusedByName() {
        redis.mset(Map.of("{user:1}:name", "Ada", "{user:1}:age", "36"));
        assertThat(redis.mget("{user:1}:name", "{user:1}:age")).containsExactly("Ada", "36");
        assertThatThrownBy(() -> redis.mget("a", "b"))
                .isInstanceOf(UnsupportedCommandException.class)
                .hasMessageContaining("'a' is in slot 15495")
                .hasMessageContaining("'b' in slot 3300")
                .hasMessageContaining("hash tag")
                .extracting(e -> ((RedisException) e).phase())
                .isEqualTo(Phase.NOT_SENT);
        try (Pipeline p = redis.pipeline()) {
            Result<Long> good = p.incr("a");
            Result<Long> apart = p.del("a", "b");
            assertThatThrownBy(p::flush).isInstanceOf(UnsupportedCommandException.class);
            assertThat(good.get()).isEqualTo(1);
            assertThatThrownBy(apart::get).isInstanceOf(UnsupportedCommandException.class);
        }
    }

    @Test
    void commandsOverManyKeysAreSplitWhenAsked() {
        try (Redis splitting = open("?splitMultiKey=true")) {
            Map<String, String> pairs = new HashMap<>();
            for (int i = 0; i < 50; i++) pairs.put("k" + i, "v" + i);
            splitting.mset(pairs);
            List<String> keys = List.copyOf(pairs.keySet());
            assertThat(splitting.mget(keys))
                    .containsExactlyElementsOf(keys.stream().map(pairs::get).toList());
            assertThat(splitting.mget("k1", "none", "k2", "k1")).containsExactly("v1", null, "v2", "v1");
            assertThat(splitting.exists(keys)).isEqualTo(50);
            assertThat(splitting.touch(keys)).isEqualTo(50);
            assertThat(splitting.unlink("k1", "k2", "k3")).isEqualTo(3);
            assertThat(splitting.del(keys)).isEqualTo(47);
            assertThat(splitting.async().exists(keys).get()).isZero();
            assertThatThrownBy(() -> splitting.sinter("a", "b")).isInstanceOf(UnsupportedCommandException.class);
        }
    }

    @Test
    void whatConcernsAllPrimariesGoesToAll() {
        for (int i = 0; i < 100; i++) redis.set("k" + i, "v");
        assertThat(redis.dbsize()).isEqualTo(100);
        assertThat(redis.call("DBSIZE")).isEqualTo(Reply.integer(100));
        assertThat(redis.keys("k*")).hasSize(100);
        assertThat(redis.randomkey()).startsWith("k");
        String sha = redis.scriptLoad("return 'hello'");
        assertThat(redis.scriptExists(sha)).containsExactly(true);
        for (RedisServer primary : cluster.primaries())
            assertThat(primary.call("SCRIPT", "EXISTS", sha)).isEqualTo(List.of(1L));
        redis.scriptFlush();
        assertThat(redis.scriptExists(sha)).containsExactly(false);
        assertThat(redis.async().dbsize().get()).isEqualTo(100);
        redis.call("FLUSHALL");
        assertThat(redis.dbsize()).isZero();
        assertThat(redis.randomkey()).isNull();
    }

    @Test
    void aCallerMayNameTheNode() {
        for (String key : ONE_KEY_OF_EACH) redis.set(key, "v");
        for (RedisServer node : cluster.primaries()) {
            Route route = Route.node(node.host() + ":" + node.port());
            assertThat(redis.call(Request.of("DBSIZE").to(route))).isEqualTo(Reply.integer(1));
        }
        RedisServer wrong = otherPrimary(15495);
        assertThatThrownBy(
                        () -> redis.call(Request.of("GET").key("a").to(Route.node(wrong.host() + ":" + wrong.port()))))
                .hasMessageContaining("MOVED 15495");
    }

    @Test
    void aScanSeesEveryKeyOfEveryNodeOnce() {
        Set<String> keys = new HashSet<>();
        try (Pipeline p = redis.pipeline()) {
            for (int i = 0; i < 2_000; i++) {
                keys.add("k" + i);
                p.set("k" + i, "v");
            }
            p.flush();
        }
        List<String> seen = redis.scan(ScanOptions.count(100)).stream().toList();
        assertThat(seen).hasSameElementsAs(keys);
        assertThat(redis.scan(ScanOptions.match("none*")).stream()).isEmpty();
        assertThatThrownBy(() -> redis.call("SCAN", "17@127.0.0.1:1")).hasMessageContaining("begin the scan again");
    }

    @Test
    void scriptsGoToTheNodeOfTheirKeys() {
        for (String key : ONE_KEY_OF_EACH) {
            assertThat(redis.call("EVAL", "return redis.call('INCRBY', KEYS[1], ARGV[1])", "1", key, "5"))
                    .isEqualTo(Reply.integer(5));
            assertThat(redis.get(key)).isEqualTo("5");
        }
        assertThatThrownBy(() -> redis.call("EVAL", "return 1", "2", "a", "b"))
                .isInstanceOf(UnsupportedCommandException.class);
    }

    @Test
    void readsMayComeFromReplicas() {
        for (String from : List.of("replica", "nearest")) {
            try (Redis reading = open("?readFrom=" + from)) {
                for (String key : ONE_KEY_OF_EACH) {
                    reading.set(key, from);
                    eventually("the replica has it", () -> from.equals(reading.get(key)));
                }
                try (Pipeline p = reading.pipeline()) {
                    List<Result<String>> values =
                            ONE_KEY_OF_EACH.stream().map(p::get).toList();
                    p.flush();
                    values.forEach(value -> assertThat(value.get()).isEqualTo(from));
                }
            }
        }
        long before = readsOfReplicas();
        redis.get("a");
        assertThat(readsOfReplicas()).isEqualTo(before);
        try (Redis reading = open("?readFrom=replica")) {
            reading.get("a");
        }
        assertThat(readsOfReplicas()).isEqualTo(before + 1);
    }

    /** How many GETs the replicas have answered so far. */
    private long readsOfReplicas() {
        List<RedisServer> primaries = cluster.primaries();
        long calls = 0;
        for (RedisServer node : cluster.nodes()) {
            if (primaries.contains(node)) continue;
            for (String line : String.valueOf(node.call("INFO", "commandstats")).split("\r\n")) {
                if (line.startsWith("cmdstat_get:calls="))
                    calls += Long.parseLong(line.substring("cmdstat_get:calls=".length(), line.indexOf(',')));
            }
        }
        return calls;
    }

    @Test
    void saysWhatItIs() {
        assertThat(redis.capabilities().features()).doesNotContain(Feature.DATABASES, Feature.MULTI_SLOT);
        assertThat(redis.capabilities().has(Feature.TRANSACTIONS)).isTrue();
        assertThat(redis.capabilities().node())
                .contains(":" + cluster.nodes().get(5).port());
        assertThat(redis.capabilities().supports("SSUBSCRIBE")).isTrue();
        assertThatThrownBy(() -> redis.database(1)).isInstanceOf(UnsupportedCommandException.class);
        assertThat(redis.clusterInfo().state()).isEqualTo("ok");
        redis.close();
        assertThatThrownBy(() -> redis.get("a"))
                .isInstanceOf(RedisException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void opensByAnyNodeThatAnswersAndRefusesWhatIsNoCluster() {
        String driver = redis.capabilities().backend();
        RedisServer last = cluster.nodes().get(5);
        String seeds = "127.0.0.1:1," + last.host() + ":" + last.port();
        try (Redis other = Redstart.open("redstart:" + driver + ":redis-cluster://" + seeds)) {
            other.set("a", "1");
            assertThat(redis.get("a")).isEqualTo("1");
        }
        assertThatThrownBy(() -> Redstart.open("redstart:" + driver + ":redis-cluster://127.0.0.1:1"))
                .isInstanceOf(RedisException.class)
                .hasMessageContaining("no node of the cluster answers");
        RedisServer single = RedisServers.shared();
        assertThatThrownBy(() ->
                        Redstart.open("redstart:" + driver + ":redis-cluster://" + single.host() + ":" + single.port()))
                .isInstanceOf(RedisConfigException.class)
                .hasMessageContaining("redis://");
        assertThatThrownBy(() -> open("?readFrom=anybody")).isInstanceOf(RedisConfigException.class);
    }
}
