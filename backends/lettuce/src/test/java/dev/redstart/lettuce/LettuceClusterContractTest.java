package dev.redstart.lettuce;

import dev.redstart.contract.RedisContract;
import dev.redstart.contract.TestBackends;
import dev.redstart.contract.servers.RedisServers;
import org.junit.jupiter.api.Tag;

/** The contract on a Redis Cluster; cases that need keys of several slots are excused by name. */
@Tag("long")
class LettuceClusterContractTest extends RedisContract {

    LettuceClusterContractTest() {
        super(TestBackends.of(
                "lettuce/cluster",
                "redstart:lettuce:" + RedisServers.sharedCluster().uri()));
    }
}
