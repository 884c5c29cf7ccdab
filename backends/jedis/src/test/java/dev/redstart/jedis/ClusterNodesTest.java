package dev.redstart.jedis;

import static dev.redstart.contract.driver.Support.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.ClusterInfo;
import dev.redstart.ClusterLink;
import dev.redstart.ClusterNode;
import dev.redstart.ClusterResetMode;
import dev.redstart.ClusterShard;
import dev.redstart.ClusterSlots;
import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.Role;
import dev.redstart.SlotRange;
import dev.redstart.contract.servers.RedisServer;
import dev.redstart.spi.RedisReplyException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands about a cluster on nodes that begin without one, each spoken to by a handle of its own. */
class ClusterNodesTest {

    private RedisServer firstServer;
    private RedisServer secondServer;

    @BeforeEach
    void start() {
        firstServer = node();
        secondServer = node();
    }

    private static RedisServer node() {
        return RedisServer.builder()
                .config("cluster-enabled", "yes")
                .config("cluster-node-timeout", "2000")
                .config("repl-diskless-sync-delay", "0")
                .start();
    }

    @AfterEach
    void stop() {
        firstServer.close();
        secondServer.close();
    }

    private static Redis open(RedisServer server, String protocol) {
        return Redstart.open("redstart:jedis:" + server.uri() + "?protocol=" + protocol);
    }

    private static ClusterNode myself(Redis redis) {
        return redis.clusterNodes().stream()
                .filter(ClusterNode::isMyself)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"resp2", "resp3"})
    void oneNodeIsACluster(String protocol) {
        try (Redis redis = open(firstServer, protocol)) {
            assertThat(redis.clusterInfo().isOk()).isFalse();
            assertThat(redis.clusterSlots()).isEmpty();
            redis.clusterSetConfigEpoch(5);
            redis.clusterAddslotsrange(new SlotRange(0, 100), new SlotRange(103, 16383));
            redis.clusterAddslots(101, 102);
            redis.clusterDelslotsrange(new SlotRange(10, 20));
            redis.clusterDelslots(21, 22);
            assertThat(myself(redis).slots()).containsExactly(new SlotRange(0, 9), new SlotRange(23, 16383));
            assertThat(redis.clusterSlots())
                    .extracting(ClusterSlots::range)
                    .containsExactly(new SlotRange(0, 9), new SlotRange(23, 16383));
            redis.clusterAddslotsrange(new SlotRange(10, 22));
            await(() -> redis.clusterInfo().isOk());
            ClusterInfo info = redis.clusterInfo();
            assertThat(info.slotsAssigned()).isEqualTo(SlotRange.SLOTS);
            assertThat(info.slotsOk()).isEqualTo(SlotRange.SLOTS);
            assertThat(info.knownNodes()).isEqualTo(1);
            assertThat(info.size()).isEqualTo(1);
            assertThat(info.currentEpoch()).isEqualTo(5);

            String id = redis.clusterMyid();
            ClusterNode myself = myself(redis);
            assertThat(myself.id()).isEqualTo(id).hasSize(40);
            assertThat(myself.port()).isEqualTo(firstServer.port());
            assertThat(myself.isPrimary()).isTrue();
            assertThat(myself.configEpoch()).isEqualTo(5);
            assertThat(redis.clusterSlots().get(0).primary().id()).isEqualTo(id);
            ClusterShard shard = redis.clusterShards().get(0);
            assertThat(shard.slots()).containsExactly(SlotRange.all());
            assertThat(shard.nodes()).singleElement().satisfies(node -> {
                assertThat(node.id()).isEqualTo(id);
                assertThat(node.port()).isEqualTo(firstServer.port());
                assertThat(node.role()).isEqualTo("master");
                assertThat(node.health()).isEqualTo("online");
            });
            assertThat(redis.clusterMyshardid()).hasSize(40).isNotEqualTo(id);
            assertThat(redis.clusterLinks()).isEmpty();
            assertThat(redis.clusterReplicas(id)).isEmpty();
            assertThat(redis.clusterCountFailureReports(id)).isZero();
            assertThat(redis.clusterBumpepoch()).isEqualTo("STILL 5");
            redis.clusterSaveconfig();

            assertThat(redis.clusterKeyslot("foo")).isEqualTo(12182);
            redis.set("foo", "bar");
            assertThat(redis.clusterCountkeysinslot(12182)).isEqualTo(1);
            assertThat(redis.clusterGetkeysinslot(12182, 10)).containsExactly("foo");
            assertThat(redis.clusterGetkeysinslot(5, 10)).isEmpty();
            assertThatThrownBy(redis::clusterFlushslots)
                    .isInstanceOfSatisfying(RedisReplyException.class, e -> assertThat(e.reply())
                            .isEqualTo("ERR DB must be empty to perform CLUSTER FLUSHSLOTS."));
            redis.flushall();
            redis.clusterFlushslots();
            assertThat(redis.clusterInfo().slotsAssigned()).isZero();
            redis.clusterReset(ClusterResetMode.HARD);
            assertThat(redis.clusterMyid()).isNotEqualTo(id);
        }
    }

    @Test
    void twoNodesMeetAndOneReplicatesTheOther() {
        meetAndReplicate("resp3");
    }

    @Test
    @Tag("long")
    void twoNodesDoSoByTheOlderProtocol() {
        meetAndReplicate("resp2");
    }

    private void meetAndReplicate(String protocol) {
        try (Redis first = open(firstServer, protocol);
                Redis second = open(secondServer, protocol)) {
            first.clusterSetConfigEpoch(1);
            second.clusterSetConfigEpoch(2);
            first.clusterAddslotsrange(SlotRange.all());
            first.clusterMeet(secondServer.host(), secondServer.port());
            String one = first.clusterMyid();
            String two = second.clusterMyid();
            await(() -> knows(first, two) && knows(second, one));
            assertThat(first.clusterLinks()).extracting(ClusterLink::node).containsOnly(two);

            first.clusterSetslotMigrating(5, two);
            second.clusterSetslotImporting(5, one);
            assertThat(myself(first).migrating()).isEqualTo(Map.of(5, two));
            assertThat(myself(second).importing()).isEqualTo(Map.of(5, one));
            first.clusterSetslotNode(5, one);
            second.clusterSetslotStable(5);
            assertThat(myself(first).migrating()).isEmpty();
            assertThat(myself(second).importing()).isEmpty();

            second.clusterReplicate(one);
            await(() ->
                    second.role() instanceof Role.Replica role && role.state().equals("connected"));
            await(() -> first.clusterReplicas(one).size() == 1);
            ClusterNode replica = first.clusterReplicas(one).get(0);
            assertThat(replica.id()).isEqualTo(two);
            assertThat(replica.primaryId()).isEqualTo(one);
            assertThat(replica.isPrimary()).isFalse();
            await(() -> second.clusterMyshardid().equals(first.clusterMyshardid()));
            await(() -> !first.clusterSlots().get(0).replicas().isEmpty());
            assertThat(first.clusterSlots().get(0).replicas())
                    .extracting(ClusterSlots.Node::port)
                    .containsExactly(secondServer.port());
            assertThat(first.clusterShards()).singleElement().satisfies(shard -> assertThat(shard.nodes())
                    .extracting(ClusterShard.Node::role)
                    .containsExactlyInAnyOrder("master", "replica"));

            second.clusterFailover();
            await(() -> second.role() instanceof Role.Primary && first.role() instanceof Role.Replica);
            first.clusterReset();
            second.clusterForget(one);
            await(() ->
                    first.clusterNodes().size() == 1 && second.clusterNodes().size() == 1);
            assertThat(myself(second).slots()).containsExactly(SlotRange.all());
        }
    }

    /** By its own id, which it tells at the end of the handshake. */
    private static boolean knows(Redis redis, String id) {
        return redis.clusterNodes().stream()
                .anyMatch(node -> node.id().equals(id)
                        && node.connected()
                        && !node.flags().contains("handshake"));
    }
}
