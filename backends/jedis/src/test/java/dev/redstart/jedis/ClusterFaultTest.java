package dev.redstart.jedis;

import dev.redstart.contract.cluster.ClusterFaultContract;
import org.junit.jupiter.api.Tag;

/** A Redis Cluster that changes under load. One driver runs it in every build. */
@Tag("long")
class ClusterFaultTest extends ClusterFaultContract {

    ClusterFaultTest() {
        super("jedis");
    }
}
