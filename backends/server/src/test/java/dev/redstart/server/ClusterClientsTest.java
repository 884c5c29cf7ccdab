package dev.redstart.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.Redis;
import dev.redstart.Redstart;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.exceptions.JedisDataException;

/** The cluster clients of three libraries against an engine that is a cluster of one node. */
class ClusterClientsTest {

    private Redis engine;
    private int port;

    @BeforeEach
    void open() {
        engine = Redstart.open("redstart:engine:?cluster-enabled=yes&listen=0");
        port = engine.unwrap(RespServer.class).port();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void jedis() {
        try (RedisClusterClient jedis = RedisClusterClient.create(new HostAndPort("127.0.0.1", port))) {
            for (int i = 0; i < 50; i++) jedis.set("key" + i, "value" + i);
            assertThat(jedis.mget("{key7}", "{key7}x")).containsOnlyNulls();
            assertThat(jedis.get("key7")).isEqualTo("value7");
            assertThat(jedis.eval("return redis.call('get', KEYS[1])", 1, "key8"))
                    .isEqualTo("value8");
            assertThat(jedis.getClusterNodes()).hasSize(1);
            assertThat(jedis.dbSize()).isEqualTo(50);
        }
        assertThat(engine.get("key7")).isEqualTo("value7");
        assertThatThrownBy(() -> engine.mget("a", "b")).hasMessageContaining("CROSSSLOT");
    }

    @Test
    void jedisSeesTheErrorOfKeysApart() {
        try (RedisClusterClient jedis = RedisClusterClient.create(new HostAndPort("127.0.0.1", port))) {
            assertThatThrownBy(() -> jedis.eval("return redis.call('mset', 'a', 1, 'b', 2)", 1, "a"))
                    .isInstanceOf(JedisDataException.class)
                    .hasMessageContaining("keys that don't hash to the same slot");
        }
    }

    @Test
    void lettuce() {
        var client = io.lettuce.core.cluster.RedisClusterClient.create(RedisURI.create("127.0.0.1", port));
        try (StatefulRedisClusterConnection<String, String> connection = client.connect()) {
            var commands = connection.sync();
            for (int i = 0; i < 50; i++) commands.set("key" + i, "value" + i);
            assertThat(commands.get("key9")).isEqualTo("value9");
            assertThat(commands.mget("key1", "key2", "key3")).hasSize(3);
            assertThat(commands.dbsize()).isEqualTo(50);
            assertThat(commands.clusterInfo()).contains("cluster_state:ok");
            assertThat(connection.getPartitions()).hasSize(1);
            assertThat(connection.getPartitions().getPartition(0).getSlots()).hasSize(16_384);
        } finally {
            client.shutdown();
        }
    }

    @Test
    void redisson() {
        Config config = new Config();
        config.setCodec(StringCodec.INSTANCE);
        config.useClusterServers().addNodeAddress("redis://127.0.0.1:" + port);
        RedissonClient client = Redisson.create(config);
        try {
            for (int i = 0; i < 50; i++) client.getBucket("key" + i).set("value" + i);
            assertThat(client.getBucket("key3").get()).isEqualTo("value3");
            assertThat(client.getKeys().count()).isEqualTo(50);
            assertThat(client.getLock("lock").tryLock()).isTrue();
        } finally {
            client.shutdown();
        }
    }
}
