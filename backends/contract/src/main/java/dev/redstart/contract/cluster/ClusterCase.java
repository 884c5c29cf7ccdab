package dev.redstart.contract.cluster;

import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.contract.servers.RedisCluster;
import dev.redstart.contract.servers.RedisServer;
import dev.redstart.contract.servers.RedisServers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A handle on the cluster that the tests share, empty at the beginning of each case. */
public abstract class ClusterCase {

    /** Slots of three primaries, as redis-cli deals them out: {@code a} 15495, {@code b} 3300, {@code c} 7365. */
    static final List<String> ONE_KEY_OF_EACH = List.of("a", "b", "c");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final RedisCluster cluster = RedisServers.sharedCluster();
    private final String driver;
    /** Open for each case. */
    Redis redis;

    @SuppressWarnings("NullAway.Init") // opened before each case
    ClusterCase(String driver) {
        this.driver = driver;
    }

    @BeforeEach
    void openEmpty() {
        redis = open("");
        redis.flushall();
    }

    @AfterEach
    void close() {
        redis.close();
    }

    Redis open(String options) {
        return Redstart.open("redstart:" + driver + ":" + cluster.uri() + options);
    }

    /** A primary that does not serve the slot now. */
    final RedisServer otherPrimary(int slot) {
        RedisServer own = cluster.primaryOf(slot);
        return cluster.primaries().stream().filter(p -> p != own).findFirst().orElseThrow();
    }

    /** Returns when it holds, and fails when it does not in good time. */
    static void eventually(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("never happened within " + PATIENCE + ": " + what);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
