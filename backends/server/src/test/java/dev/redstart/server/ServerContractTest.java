package dev.redstart.server;

import dev.redstart.contract.RedisContract;
import dev.redstart.contract.TestBackends;

/** The contract through the port by a driver of real Redis, over RESP3. */
class ServerContractTest extends RedisContract {

    /** Lives as long as the JVM: the contract opens its handles by URL. */
    private static final TestPort PORT = TestPort.open();

    ServerContractTest() {
        super(TestBackends.of("server/jedis/resp3", "redstart:jedis:redis://127.0.0.1:" + PORT.port() + "/0"));
    }
}
