package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.redstart.spi.Reply;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the commands about a cluster send, and the shapes of reply that they take. */
class ClusterWireTest {

    private static final ClusterFamily<String, String> cluster = Wire.commands().cluster();
    private static final ClusterAdministrationFamily<String, String> admin =
            Wire.commands().clusterAdministration();

    private static final String A = "d2f77744db1fd4a01f0c4a0cf7fcb89846f9d3ac";
    private static final String B = "e42ebc9045769c4f3579f2ef58c2b86814b791f1";

    static Stream<Arguments> commands() {
        return Stream.of(
                arguments("CLUSTER INFO", cluster.clusterInfo()),
                arguments("CLUSTER NODES", cluster.clusterNodes()),
                arguments("CLUSTER SHARDS", cluster.clusterShards()),
                arguments("CLUSTER SLOTS", cluster.clusterSlots()),
                arguments("CLUSTER LINKS", cluster.clusterLinks()),
                arguments("CLUSTER MYID", cluster.clusterMyid()),
                arguments("CLUSTER MYSHARDID", cluster.clusterMyshardid()),
                arguments("CLUSTER REPLICAS n", cluster.clusterReplicas("n")),
                arguments("CLUSTER COUNT-FAILURE-REPORTS n", cluster.clusterCountFailureReports("n")),
                arguments("CLUSTER KEYSLOT k", cluster.clusterKeyslot("k")),
                arguments("CLUSTER COUNTKEYSINSLOT 5", cluster.clusterCountkeysinslot(5)),
                arguments("CLUSTER GETKEYSINSLOT 5 10", cluster.clusterGetkeysinslot(5, 10)),
                arguments("CLUSTER ADDSLOTS 1 2", admin.clusterAddslots(1, 2)),
                arguments(
                        "CLUSTER ADDSLOTSRANGE 0 16383 5 5",
                        admin.clusterAddslotsrange(SlotRange.all(), new SlotRange(5, 5))),
                arguments("CLUSTER DELSLOTS 1", admin.clusterDelslots(1)),
                arguments("CLUSTER DELSLOTSRANGE 1 2", admin.clusterDelslotsrange(new SlotRange(1, 2))),
                arguments("CLUSTER FLUSHSLOTS", admin.clusterFlushslots()),
                arguments("CLUSTER SETSLOT 5 MIGRATING n", admin.clusterSetslotMigrating(5, "n")),
                arguments("CLUSTER SETSLOT 5 IMPORTING n", admin.clusterSetslotImporting(5, "n")),
                arguments("CLUSTER SETSLOT 5 NODE n", admin.clusterSetslotNode(5, "n")),
                arguments("CLUSTER SETSLOT 5 STABLE", admin.clusterSetslotStable(5)),
                arguments("CLUSTER MEET h 7000", admin.clusterMeet("h", 7000)),
                arguments("CLUSTER MEET h 7000 17000", admin.clusterMeet("h", 7000, 17000)),
                arguments("CLUSTER FORGET n", admin.clusterForget("n")),
                arguments("CLUSTER REPLICATE n", admin.clusterReplicate("n")),
                arguments("CLUSTER FAILOVER", admin.clusterFailover()),
                arguments("CLUSTER FAILOVER TAKEOVER", admin.clusterFailover(ClusterFailoverMode.TAKEOVER)),
                arguments("CLUSTER RESET", admin.clusterReset()),
                arguments("CLUSTER RESET HARD", admin.clusterReset(ClusterResetMode.HARD)),
                arguments("CLUSTER SAVECONFIG", admin.clusterSaveconfig()),
                arguments("CLUSTER SET-CONFIG-EPOCH 3", admin.clusterSetConfigEpoch(3)),
                arguments("CLUSTER BUMPEPOCH", admin.clusterBumpepoch()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void sends(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(Wire.keysOf(command)).as("no key decides where it goes").isEmpty();
    }

    @Test
    void refusesNothingToDo() {
        assertThatIllegalArgumentException().isThrownBy(admin::clusterAddslots);
        assertThatIllegalArgumentException().isThrownBy(admin::clusterDelslotsrange);
    }

    @Test
    void slotsHaveBounds() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SlotRange(-1, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> new SlotRange(0, 16384));
        assertThatIllegalArgumentException().isThrownBy(() -> new SlotRange(6, 5));
        assertThat(SlotRange.all().contains(16383)).isTrue();
        assertThat(new SlotRange(3, 4).contains(5)).isFalse();
    }

    @Test
    void infoIsLines() {
        String text = "cluster_state:ok\r\ncluster_slots_assigned:16384\r\ncluster_slots_ok:16383\r\n"
                + "cluster_known_nodes:6\r\ncluster_size:3\r\ncluster_current_epoch:9\r\nweather:fine\r\n";
        for (Reply reply : Wire.texts(text)) {
            ClusterInfo info = cluster.clusterInfo().decoder().decode(reply);
            assertThat(info.isOk()).isTrue();
            assertThat(info.slotsAssigned()).isEqualTo(16384);
            assertThat(info.slotsOk()).isEqualTo(16383);
            assertThat(info.knownNodes()).isEqualTo(6);
            assertThat(info.size()).isEqualTo(3);
            assertThat(info.currentEpoch()).isEqualTo(9);
            assertThat(info.fields()).containsEntry("weather", "fine");
        }
        assertThatThrownBy(() -> cluster.clusterInfo().decoder().decode(Reply.blob("weather:fine")))
                .isInstanceOf(UnexpectedReply.class);
    }

    @Test
    void nodesAreLines() {
        String text = A + " 127.0.0.1:17913@27913,node-a,shard-id=1 master,fail? - 1795529649700 1795529649742 1"
                + " connected 7629\n"
                + B + " 127.0.0.1:17912@27912 myself,master - 0 0 0 connected 0-7628 7630-16383 [5->-" + A + "] [6-<-"
                + A
                + "]\n"
                + "c ::1:7000@17000 slave " + B + " 0 0 3 disconnected\n"
                + "f :0@0,,tls-port=0 noflags - 0 0 0 disconnected\n";
        for (Reply reply : Wire.texts(text)) {
            List<ClusterNode> nodes = cluster.clusterNodes().decoder().decode(reply);
            assertThat(nodes)
                    .first()
                    .isEqualTo(new ClusterNode(
                            A,
                            "127.0.0.1",
                            17913,
                            27913,
                            "node-a",
                            Set.of("master", "fail?"),
                            null,
                            Instant.ofEpochMilli(1795529649700L),
                            Instant.ofEpochMilli(1795529649742L),
                            1,
                            true,
                            List.of(new SlotRange(7629, 7629)),
                            Map.of(),
                            Map.of()));
            ClusterNode myself = nodes.get(1);
            assertThat(myself.isMyself()).isTrue();
            assertThat(myself.isPrimary()).isTrue();
            assertThat(myself.pongReceived()).isNull();
            assertThat(myself.slots()).containsExactly(new SlotRange(0, 7628), new SlotRange(7630, 16383));
            assertThat(myself.migrating()).isEqualTo(Map.of(5, A));
            assertThat(myself.importing()).isEqualTo(Map.of(6, A));
            ClusterNode replica = nodes.get(2);
            assertThat(replica.host()).isEqualTo("::1");
            assertThat(replica.port()).isEqualTo(7000);
            assertThat(replica.primaryId()).isEqualTo(B);
            assertThat(replica.connected()).isFalse();
            ClusterNode unknown = nodes.get(3);
            assertThat(unknown.host()).isEmpty();
            assertThat(unknown.hostname()).isNull();
            assertThat(unknown.flags()).isEmpty();
        }
        Reply replicas = Reply.array(Reply.blob("c 127.0.0.1:7000@17000 slave " + B + " 0 0 3 connected"));
        assertThat(cluster.clusterReplicas(B).decoder().decode(replicas))
                .extracting(ClusterNode::primaryId)
                .containsExactly(B);
        assertThatThrownBy(() -> cluster.clusterNodes().decoder().decode(Reply.blob("nonsense")))
                .isInstanceOf(UnexpectedReply.class);
    }

    @Test
    void shardsHaveSlotsAndNodes() {
        Map<Object, Object> node = Wire.map(
                "id",
                A,
                "port",
                17913,
                "ip",
                "127.0.0.1",
                "endpoint",
                "127.0.0.1",
                "role",
                "master",
                "replication-offset",
                72,
                "health",
                "online");
        Map<Object, Object> secure = Wire.map(
                "id",
                B,
                "tls-port",
                17999,
                "ip",
                "",
                "endpoint",
                null,
                "hostname",
                "b.local",
                "role",
                "replica",
                "replication-offset",
                0,
                "health",
                "loading");
        Map<Object, Object> shard = Wire.map("slots", List.of(0, 7628, 7630, 16383), "nodes", List.of(node, secure));
        for (Reply reply : Wire.shapes(List.of(shard, Wire.map("slots", List.of(), "nodes", List.of())))) {
            List<ClusterShard> shards = cluster.clusterShards().decoder().decode(reply);
            assertThat(shards.get(0).slots()).containsExactly(new SlotRange(0, 7628), new SlotRange(7630, 16383));
            ClusterShard.Node first = shards.get(0).nodes().get(0);
            assertThat(first.id()).isEqualTo(A);
            assertThat(first.endpoint()).isEqualTo("127.0.0.1");
            assertThat(first.port()).isEqualTo(17913);
            assertThat(first.tlsPort()).isZero();
            assertThat(first.hostname()).isNull();
            assertThat(first.role()).isEqualTo("master");
            assertThat(first.replicationOffset()).isEqualTo(72);
            assertThat(first.health()).isEqualTo("online");
            assertThat(first.fields()).hasSize(7);
            ClusterShard.Node second = shards.get(0).nodes().get(1);
            assertThat(second.endpoint()).isEmpty();
            assertThat(second.port()).isZero();
            assertThat(second.tlsPort()).isEqualTo(17999);
            assertThat(second.hostname()).isEqualTo("b.local");
            assertThat(shards.get(1).slots()).isEmpty();
        }
    }

    @Test
    void slotsHaveAPrimaryAndReplicas() {
        List<Object> row = List.of(
                0,
                100,
                List.of("127.0.0.1", 17912, A, Wire.map("hostname", "a.local")),
                Arrays.asList(null, 17913, B, Wire.map()));
        for (Reply reply : Wire.shapes(List.of(row))) {
            assertThat(cluster.clusterSlots().decoder().decode(reply))
                    .containsExactly(new ClusterSlots(
                            new SlotRange(0, 100),
                            new ClusterSlots.Node("127.0.0.1", 17912, A, Map.of("hostname", "a.local")),
                            List.of(new ClusterSlots.Node(null, 17913, B, Map.of()))));
        }
        assertThatThrownBy(() -> cluster.clusterSlots().decoder().decode(Reply.array(Reply.array(Reply.integer(1)))))
                .isInstanceOf(UnexpectedReply.class);
    }

    @Test
    void linksAreMaps() {
        Map<Object, Object> sent = Wire.map(
                "direction",
                "to",
                "node",
                A,
                "create-time",
                1795529645419L,
                "events",
                "rw",
                "send-buffer-allocated",
                48,
                "send-buffer-used",
                47);
        for (Reply reply : Wire.shapes(List.of(sent))) {
            ClusterLink link = cluster.clusterLinks().decoder().decode(reply).get(0);
            assertThat(link.direction()).isEqualTo("to");
            assertThat(link.node()).isEqualTo(A);
            assertThat(link.created()).isEqualTo(Instant.ofEpochMilli(1795529645419L));
            assertThat(link.events()).isEqualTo("rw");
            assertThat(link.sendBufferAllocated()).isEqualTo(48);
            assertThat(link.sendBufferUsed()).isEqualTo(47);
            assertThat(link.fields()).hasSize(6);
        }
    }
}
