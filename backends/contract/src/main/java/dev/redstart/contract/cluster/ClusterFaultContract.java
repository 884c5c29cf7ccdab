package dev.redstart.contract.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.contract.servers.RedisCluster;
import dev.redstart.contract.servers.RedisServer;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A cluster under load while it changes. It has a cluster of its own, since it kills servers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ClusterFaultContract {

    private static final List<String> TAGS = List.of("a", "b", "c");
    private static final List<String> OTHER_TAGS = List.of("b", "c");
    private static final int SLOT_OF_A = 15495;
    private static final int MOVES = 4;

    private final String driver;
    private final RedisCluster cluster = RedisCluster.start(3, 1);

    protected ClusterFaultContract(String driver) {
        this.driver = driver;
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    private Redis open() {
        Redis redis = Redstart.open("redstart:" + driver + ":" + cluster.uri());
        redis.flushall();
        return redis;
    }

    /** Nobody notices: a node that sends a command elsewhere has not executed it, so it goes there by itself. */
    @Test
    void aSlotThatMovesUnderEightThreadsIsNoFailure() {
        try (Redis redis = open()) {
            Writers writers = new Writers(redis, TAGS);
            try (writers) {
                writers.awaitMore("a", 200);
                for (int i = 0; i < MOVES; i++) {
                    RedisServer from = cluster.primaryOf(SLOT_OF_A);
                    RedisServer to = cluster.primaries().stream()
                            .filter(primary -> primary != from)
                            .findFirst()
                            .orElseThrow();
                    cluster.move(SLOT_OF_A, to).end();
                    writers.awaitMore("a", 200);
                }
            }
            writers.checkReplies();
            assertThat(writers.failures()).isEmpty();
            writers.checkNothingIsLost(TAGS);
        }
    }

    /**
     * What was on its way to the primary that died is UNKNOWN; what came later was NOT_SENT, or waited for the new one. The
     * keys of the others lose nothing, and nothing at all is done twice.
     */
    @Test
    void aPrimaryThatIsKilledUnderLoadIsReplacedWithoutARestart() {
        try (Redis redis = open()) {
            RedisServer victim = cluster.primaryOf(SLOT_OF_A);
            Writers writers = new Writers(redis, TAGS);
            try (writers) {
                writers.awaitMore("a", 200);
                long start = System.nanoTime();
                victim.kill();
                writers.awaitMore("a", 1_000);
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                Map<Phase, Integer> phases = new TreeMap<>();
                for (RedisException e : writers.failures()) phases.merge(e.phase(), 1, Integer::sum);
                System.out.println(driver + " on a cluster: a primary was killed, writes to its keys went on within "
                        + millis + " ms; failed: " + phases);
            } finally {
                victim.start();
            }
            writers.checkReplies();
            assertThat(writers.failures()).allSatisfy(e -> assertThat(
                            e.phase() != Phase.REPLIED || e.getMessage().startsWith("CLUSTERDOWN"))
                    .as(e.getMessage())
                    .isTrue());
            writers.checkNothingIsLost(OTHER_TAGS);
            writers.checkNothingIsDoneTwice();
            ClusterCase.eventually(
                    "the one that died is back as a replica",
                    () -> String.valueOf(victim.call("INFO", "replication")).contains("master_link_status:up"));
        }
    }
}
