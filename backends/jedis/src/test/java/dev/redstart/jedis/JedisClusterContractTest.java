package dev.redstart.jedis;

import dev.redstart.contract.RedisContract;
import dev.redstart.contract.TestBackends;
import dev.redstart.contract.servers.RedisServers;

/** The contract on a Redis Cluster; cases that need keys of several slots are excused by name. */
class JedisClusterContractTest extends RedisContract {

    JedisClusterContractTest() {
        super(TestBackends.of(
                "jedis/cluster",
                "redstart:jedis:" + RedisServers.sharedCluster().uri()));
    }
}
