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

    private static final class Shared {
        static final RedisServer SERVER = RedisServer.builder().start();
    }
}
