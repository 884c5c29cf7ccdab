package dev.redstart.server;

import dev.redstart.contract.RedisContract;

/** The same by Redisson. */
class ServerRedissonContractTest extends RedisContract {

    ServerRedissonContractTest() {
        super(ServerContractTest.backend("redisson", "resp3"));
    }
}
