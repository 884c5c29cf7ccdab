package dev.redstart.redisson;

import dev.redstart.contract.RedisContract;
import dev.redstart.contract.TestBackends;
import dev.redstart.contract.servers.RedisServers;
import org.junit.jupiter.api.Tag;

/** The contract on a Redis Cluster; cases that need keys of several slots are excused by name. */
@Tag("long")
class RedissonClusterContractTest extends RedisContract {

    RedissonClusterContractTest() {
        super(TestBackends.of(
                "redisson/cluster",
                "redstart:redisson:" + RedisServers.sharedCluster().uri()));
    }
}
