package dev.redstart.contract.servers;

/** The server that suites share. */
public final class RedisServers {
    private RedisServers() {}

    /**
     * One plain server per JVM, started by the first caller and ended with the JVM. Whoever uses it empties the database
     * it writes to, leaves its settings as they were, and does not stop it.
     */
    public static RedisServer shared() {
        return Shared.SERVER;
    }

    /** A server of Redis 7.0 for the whole JVM, as {@link #shared()}. */
    public static RedisServer shared70() {
        return Shared70.SERVER;
    }

    /**
     * A cluster of 3 primaries with a replica each for the whole JVM, as {@link #shared()}. Whoever moves a slot moves it
     * back.
     */
    public static RedisCluster sharedCluster() {
        return SharedCluster.CLUSTER;
    }

    /** A primary, two replicas and three Sentinels for the whole JVM, as {@link #shared()}: no failover. */
    public static RedisSentinels sharedSentinels() {
        return SharedSentinels.SENTINELS;
    }

    private static final class SharedSentinels {
        static final RedisSentinels SENTINELS = RedisSentinels.start(2, 3);
    }

    private static final class SharedCluster {
        static final RedisCluster CLUSTER = RedisCluster.start(3, 1);
    }

    private static final class Shared70 {
        static final RedisServer SERVER =
                RedisServer.builder().binaries(RedisBinaries.redis70()).start();
    }

    private static final class Shared {
        static final RedisServer SERVER = RedisServer.builder().start();
    }
}
