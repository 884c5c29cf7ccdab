package dev.redstart.server;

import dev.redstart.contract.RedisContract;

/** The same over RESP2. */
class ServerResp2ContractTest extends RedisContract {

    ServerResp2ContractTest() {
        super(ServerContractTest.backend("jedis", "resp2"));
    }
}
