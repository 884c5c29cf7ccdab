package dev.redstart.server;

import dev.redstart.contract.RedisContract;

/** The same by Lettuce. */
class ServerLettuceContractTest extends RedisContract {

    ServerLettuceContractTest() {
        super(ServerContractTest.backend("lettuce", "resp3"));
    }
}
