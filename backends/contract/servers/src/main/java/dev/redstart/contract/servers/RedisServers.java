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

    private static final class Shared70 {
        static final RedisServer SERVER =
                RedisServer.builder().binaries(RedisBinaries.redis70()).start();
    }

    private static final class Shared {
        static final RedisServer SERVER = RedisServer.builder().start();
    }
}
