package dev.redstart.contract.driver;

import static dev.redstart.contract.driver.Support.await;
import static dev.redstart.contract.driver.Support.command;

import dev.redstart.contract.servers.RedisServer;
import dev.redstart.contract.servers.RedisServers;
import dev.redstart.spi.Driver;
import dev.redstart.spi.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A handle on the real Redis that the tests share: database 9, empty. */
public abstract class RealServerCase extends DriverCase {

    /** The shared one: never to be stopped. */
    protected final RedisServer server = RedisServers.shared();
    /** Open for each case. */
    protected Transport redis;

    protected RealServerCase(Driver driver) {
        super(driver);
    }

    final String address(String options) {
        return server.uri() + "/9" + options;
    }

    final void reopen(String options) {
        redis.close();
        redis = open(address(options));
    }

    @BeforeEach
    void openEmpty() {
        redis = open(address(""));
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
