package dev.redstart.redisson;

import dev.redstart.contract.cluster.ClusterContract;

/** Commands on a Redis Cluster. */
class ClusterTest extends ClusterContract {

    ClusterTest() {
        super("redisson");
    }
}
