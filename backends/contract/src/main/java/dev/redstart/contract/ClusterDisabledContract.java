package dev.redstart.contract;

import dev.redstart.ClusterFailoverMode;
import dev.redstart.ClusterResetMode;
import dev.redstart.SlotRange;
import dev.redstart.spi.Feature;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The commands about a cluster, on a server that is of none: each is refused, and changes nothing. */
@Needs(value = Feature.MULTI_SLOT, commands = "CLUSTER")
public abstract class ClusterDisabledContract extends ContractSuite {

    private static final String NODE = "d2f77744db1fd4a01f0c4a0cf7fcb89846f9d3ac";

    protected ClusterDisabledContract(TestBackend backend) {
        super(backend);
    }

    @Test
    void nothingIsToldOfACluster() {
        refused(List.of(
                () -> redis.clusterInfo(),
                () -> redis.clusterNodes(),
                () -> redis.clusterShards(),
                () -> redis.clusterSlots(),
                () -> redis.clusterLinks(),
                () -> redis.clusterMyid(),
                () -> redis.clusterReplicas(NODE),
                () -> redis.clusterCountFailureReports(NODE),
                () -> redis.clusterKeyslot("k"),
                () -> redis.clusterCountkeysinslot(5),
                () -> redis.clusterGetkeysinslot(5, 10)));
    }

    @Test
    @Needs(commands = "CLUSTER MYSHARDID")
    void thereIsNoShard() {
        refused(List.of(() -> redis.clusterMyshardid()));
    }

    @Test
    void noClusterIsMade() {
        refused(List.of(
                () -> redis.clusterAddslots(1, 2),
                () -> redis.clusterAddslotsrange(SlotRange.all()),
                () -> redis.clusterDelslots(1),
                () -> redis.clusterDelslotsrange(SlotRange.all()),
                () -> redis.clusterFlushslots(),
                () -> redis.clusterSetslotMigrating(5, NODE),
                () -> redis.clusterSetslotImporting(5, NODE),
                () -> redis.clusterSetslotNode(5, NODE),
                () -> redis.clusterSetslotStable(5),
                () -> redis.clusterMeet("127.0.0.1", 1),
                () -> redis.clusterForget(NODE),
                () -> redis.clusterReplicate(NODE),
                () -> redis.clusterFailover(),
                () -> redis.clusterFailover(ClusterFailoverMode.FORCE),
                () -> redis.clusterFailover(ClusterFailoverMode.TAKEOVER),
                () -> redis.clusterReset(),
                () -> redis.clusterReset(ClusterResetMode.SOFT),
                () -> redis.clusterReset(ClusterResetMode.HARD),
                () -> redis.clusterSaveconfig(),
                () -> redis.clusterSetConfigEpoch(1),
                () -> redis.clusterBumpepoch()));
    }

    private static void refused(List<ThrowingCallable> commands) {
        for (ThrowingCallable command : commands)
            Refused.with("ERR This instance has cluster support disabled", command);
    }
}
