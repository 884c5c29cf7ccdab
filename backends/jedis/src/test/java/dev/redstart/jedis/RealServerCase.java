package dev.redstart.jedis;

import static dev.redstart.jedis.Support.await;
import static dev.redstart.jedis.Support.command;
import static dev.redstart.jedis.Support.open;

import dev.redstart.contract.servers.RedisServer;
import dev.redstart.contract.servers.RedisServers;
import dev.redstart.spi.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A handle on the real Redis that the tests share: database 9, empty. */
abstract class RealServerCase {

    final RedisServer server = RedisServers.shared();
    Transport redis = open(url(""));

    final String url(String options) {
        return "redstart:jedis:" + server.uri() + "/9" + options;
    }

    final void reopen(String options) {
        redis.close();
        redis = open(url(options));
    }

    @BeforeEach
    void empty() {
        redis.call(command("FLUSHALL"));
    }

    @AfterEach
    void close() {
        redis.close();
    }

    /** Until the server says that so many clients wait in a blocking command. */
    final void awaitBlocked(int clients) {
        await(() -> String.valueOf(server.call("INFO", "clients")).contains("blocked_clients:" + clients + "\r\n"));
    }
}
