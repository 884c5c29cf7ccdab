package dev.redstart.server;

import dev.redstart.contract.RedisContract;
import dev.redstart.contract.TestBackends;

/** The same over RESP2. */
class ServerResp2ContractTest extends RedisContract {

    private static final TestPort PORT = TestPort.open();

    ServerResp2ContractTest() {
        super(TestBackends.of(
                "server/jedis/resp2", "redstart:jedis:redis://127.0.0.1:" + PORT.port() + "/0?protocol=resp2"));
    }
}
