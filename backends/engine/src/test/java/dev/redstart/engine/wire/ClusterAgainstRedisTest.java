package dev.redstart.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.servers.RedisServer;
import dev.redstart.engine.Engine;
import dev.redstart.engine.config.ServerConfig;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A cluster of one node answers byte for byte as real Redis' does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterAgainstRedisTest {

    private RedisServer server;
    private WireServer redis;
    private Engine engine;
    private WireClient client;

    @BeforeAll
    void open() throws IOException {
        server = RedisServer.builder()
                .config("cluster-enabled", "yes")
                .config("cluster-announce-ip", "127.0.0.1")
                .config("cluster-announce-port", "7000")
                .config("cluster-announce-bus-port", "17000")
                .start();
        redis = new WireServer(server.port());
        ServerConfig config = new ServerConfig();
        config.load("cluster-enabled", List.of("yes"));
        config.load("cluster-announce-ip", List.of("127.0.0.1"));
        config.load("cluster-announce-port", List.of("7000"));
        config.load("cluster-announce-bus-port", List.of("17000"));
        engine = Engine.open(config, Clock.systemUTC());
        client = new WireClient(engine);
    }

    @AfterAll
    void close() throws IOException {
        engine.close();
        redis.close();
        server.close();
    }

    /** An id is another one on each node: both know their own. */
    private void compare(String lines) {
        String redisId = id(redis.send("CLUSTER MYID"));
        String id = id(client.send("CLUSTER MYID"));
        SoftAssertions softly = new SoftAssertions();
        for (String line :
                lines.lines().filter(l -> !l.isBlank()).map(String::strip).toList()) {
            String expected = redis.send(line.replace("MYSELF", redisId)).replace(redisId, id);
            softly.assertThat(client.send(line.replace("MYSELF", id))).as(line).isEqualTo(expected);
        }
        softly.assertAll();
    }

    private static String id(String bulk) {
        return bulk.split("\r\n")[1];
    }

    /** A real node waits for some seconds before it believes that it is a cluster. */
    private void awaitState() {
        long start = System.nanoTime();
        while (!redis.send("CLUSTER INFO").contains("cluster_state:ok")) {
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(20));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private void both(String line) {
        redis.send(line);
        client.send(line);
    }

    @Test
    void answersAsANodeThatIsAlone() {
        compare(
                """
                CLUSTER INFO
                CLUSTER NODES
                CLUSTER SLOTS
                SET a 1
                EVAL "return redis.call('get', 'a')" 0
                SPUBLISH a x
                CLUSTER ADDSLOTS 0 100
                CLUSTER ADDSLOTS 0
                CLUSTER ADDSLOTS 1 1
                CLUSTER ADDSLOTS 16384
                CLUSTER ADDSLOTS x
                CLUSTER ADDSLOTSRANGE 2 1
                CLUSTER ADDSLOTSRANGE 2 3 4
                CLUSTER ADDSLOTSRANGE 2 4 3 5
                CLUSTER ADDSLOTSRANGE 2 4 6 x
                CLUSTER DELSLOTS 5
                CLUSTER DELSLOTS 0 0
                CLUSTER DELSLOTSRANGE 0 5
                CLUSTER DELSLOTS 0
                CLUSTER NODES
                CLUSTER SHARDS
                CLUSTER BUMPEPOCH
                CLUSTER BUMPEPOCH
                CLUSTER SET-CONFIG-EPOCH 5
                CLUSTER SET-CONFIG-EPOCH -1
                CLUSTER FLUSHSLOTS
                CLUSTER ADDSLOTSRANGE 0 16383
                """);
        awaitState();
        compare(
                """
                CLUSTER INFO
                CLUSTER SLOTS
                CLUSTER LINKS
                MSET a 1 b 2
                MSET {x}a 1 {x}b 2
                SET {} 1
                SELECT 0
                SELECT 1
                SELECT x
                MOVE a 1
                SWAPDB 0 1
                COPY {x}a {x}b DB 1
                CLUSTER KEYSLOT foo
                CLUSTER KEYSLOT foo{}{bar}
                CLUSTER KEYSLOT
                CLUSTER COUNTKEYSINSLOT x
                CLUSTER COUNTKEYSINSLOT 16384
                CLUSTER COUNTKEYSINSLOT 16287
                CLUSTER GETKEYSINSLOT 16287 -1
                CLUSTER GETKEYSINSLOT 16287 0
                CLUSTER GETKEYSINSLOT 99999 1
                CLUSTER SETSLOT 5 NODE foo
                CLUSTER SETSLOT 5 NODE MYSELF
                CLUSTER SETSLOT 5 STABLE
                CLUSTER SETSLOT 5 STABLE x
                CLUSTER SETSLOT 5 IMPORTING foo
                CLUSTER SETSLOT 5 MIGRATING foo
                CLUSTER SETSLOT 5 MIGRATING
                CLUSTER SETSLOT 16384 STABLE
                CLUSTER SAVECONFIG
                CLUSTER COUNT-FAILURE-REPORTS foo
                CLUSTER COUNT-FAILURE-REPORTS MYSELF
                CLUSTER REPLICAS foo
                CLUSTER REPLICAS MYSELF
                CLUSTER SLAVES MYSELF
                CLUSTER FORGET foo
                CLUSTER FORGET MYSELF
                CLUSTER REPLICATE MYSELF
                CLUSTER MEET 127.0.0.1 99999999
                CLUSTER MEET abc 6379
                CLUSTER MEET 127.0.0.1 x
                CLUSTER MEET 127.0.0.1 6379 xx
                CLUSTER FAILOVER
                CLUSTER FAILOVER foo
                CLUSTER RESET foo
                CLUSTER RESET
                CLUSTER FLUSHSLOTS
                CLUSTER FOO
                ASKING
                READONLY
                READWRITE
                SORT a BY w_*
                SORT a BY w_* GET #
                SORT a GET w_*
                SORT a BY {a}x_* GET {a}y_*
                SORT a BY nosort GET {b}_*
                SORT a BY {}*
                SSUBSCRIBE a b
                SPUBLISH a x
                WATCH a b
                INFO cluster
                """);
    }

    @Test
    void keysOfOneTransactionOrScriptAreInOneSlot() {
        both("CLUSTER ADDSLOTSRANGE 0 16383");
        awaitState();
        compare(
                """
                MULTI
                SET a 1
                SET b 1
                EXEC
                EXEC
                MULTI
                MSET a 1 b 2
                EXEC
                MULTI
                SET {x}a 1
                SET {x}b 1
                EXEC
                EVAL "return redis.call('set', 'b', '1')" 1 a
                EVAL "return redis.call('get', 'b')" 0
                EVAL "return redis.call('mset', 'a', 1, 'b', 2)" 0
                EVAL "return 1" 2 a b
                EVAL "redis.call('set', 'a', '1') return redis.call('set', 'b', '1')" 0
                EVAL "#!lua\\nreturn redis.call('set', 'b', '1')" 1 a
                EVAL "#!lua\\nreturn redis.call('set', '{a}b', '1')" 1 a
                EVAL "#!lua\\nredis.call('set', 'a', '1') return redis.call('set', 'b', '1')" 0
                EVAL "#!lua flags=allow-cross-slot-keys\\nredis.call('set', 'a', '1') return redis.call('set', 'b', '1')" 0
                EVAL "#!lua flags=no-cluster\\nreturn 1" 0
                EVAL "return redis.pcall('select', 1)" 0
                """);
    }

    @Test
    void withoutFullCoverageTheSlotsServedAreServed() {
        Engine partly = Engine.open(partial(), Clock.systemUTC());
        WireClient asker = new WireClient(partly);
        assertThat(asker.send("CLUSTER ADDSLOTSRANGE 12000 13000")).isEqualTo("+OK\r\n");
        assertThat(asker.send("CLUSTER INFO")).contains("cluster_state:ok");
        assertThat(asker.send("SET foo 1")).isEqualTo("+OK\r\n");
        assertThat(asker.send("SET bar 1")).isEqualTo("-CLUSTERDOWN Hash slot not served\r\n");
        asker.send("CONFIG SET cluster-require-full-coverage yes cluster-allow-reads-when-down yes");
        assertThat(asker.send("GET foo")).isEqualTo("$1\r\n1\r\n");
        assertThat(asker.send("SET foo 1"))
                .isEqualTo("-CLUSTERDOWN The cluster is down and only accepts read commands\r\n");
        partly.close();
    }

    private static ServerConfig partial() {
        ServerConfig config = new ServerConfig();
        config.load("cluster-enabled", List.of("yes"));
        config.load("cluster-require-full-coverage", List.of("no"));
        return config;
    }
}
