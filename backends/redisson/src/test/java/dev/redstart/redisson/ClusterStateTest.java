package dev.redstart.redisson;

import dev.redstart.contract.cluster.ClusterStateContract;

/** What has state on a Redis Cluster. */
class ClusterStateTest extends ClusterStateContract {

    ClusterStateTest() {
        super("redisson");
    }
}
