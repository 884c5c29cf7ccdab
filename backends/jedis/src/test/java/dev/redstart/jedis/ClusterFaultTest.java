package dev.redstart.jedis;

import dev.redstart.contract.cluster.ClusterFaultContract;

/** A Redis Cluster that changes under load. */
class ClusterFaultTest extends ClusterFaultContract {

    ClusterFaultTest() {
        super("jedis");
    }
}
