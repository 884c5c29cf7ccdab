package dev.redstart.contract.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RedisClusterTest {
    @BeforeAll
    static void redisIsHere() {
        RedisBinaries.get();
    }

    /** Every module whose tests need a cluster starts such a one. */
    @Test
    @Tag("long")
    void threePrimariesWithAReplicaEach() {
        List<RedisServer> nodes;
        try (RedisCluster cluster = RedisCluster.start(3, 1)) {
            nodes = cluster.nodes();
            assertThat(nodes).hasSize(6);
            assertThat(cluster.uri())
                    .startsWith("redis-cluster://127.0.0.1:" + nodes.get(0).port() + ",127.0.0.1:");

            // The slot of "foo" is 12182; only its primary takes the write.
            RedisServer primary = cluster.primaryOf(12182);
            assertThat(primary.call("SET", "foo", "bar")).isEqualTo("OK");
            assertThatThrownBy(() -> cluster.primaryOf(0).call("GET", "foo"))
                    .hasMessage("MOVED 12182 127.0.0.1:" + primary.port());
            assertThat(nodes)
                    .filteredOn(node -> ((String) RedisCluster.reply(node.call("INFO", "replication")))
                            .contains("master_link_status:up"))
                    .hasSize(3);
        }
        assertThat(nodes).noneMatch(RedisServer::isRunning);
    }

    @Test
    void withPasswordAndTls() {
        try (RedisCluster cluster =
                RedisCluster.start(3, 0, node -> node.password("secret").tls())) {
            assertThat(cluster.nodes()).hasSize(3);
            assertThat(cluster.uri()).startsWith("redis-cluster://:secret@127.0.0.1:");
            assertThat(cluster.primaryOf(12182).call("SET", "foo", "bar")).isEqualTo("OK");
        }
    }
}
