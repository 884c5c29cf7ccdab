package dev.redstart.bench.drivers;

import dev.redstart.contract.servers.RedisServer;

/**
 * The server, and what both sides are told alike.
 *
 * @param connections how many a pool may have; a driver whose threads share one connection has one
 */
record Target(String host, int port, boolean resp3, int connections) {

    static Target of(RedisServer server, boolean resp3, int connections) {
        return new Target(server.host(), server.port(), resp3, connections);
    }

    /** The URL for Redstart over {@code driver}. */
    String url(String driver) {
        return "redstart:" + driver + ":redis://" + host + ":" + port + "?protocol=" + (resp3 ? "resp3" : "resp2")
                + "&poolSize=" + connections;
    }
}
