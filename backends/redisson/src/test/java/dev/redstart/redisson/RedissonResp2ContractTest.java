package dev.redstart.redisson;

import dev.redstart.contract.RedisContract;
import dev.redstart.contract.TestBackends;
import dev.redstart.contract.servers.RedisServers;

/** The contract on real Redis over RESP2, which has fewer types on the wire and the same values in Java. */
class RedissonResp2ContractTest extends RedisContract {

    RedissonResp2ContractTest() {
        super(TestBackends.of(
                "redisson/resp2", "redstart:redisson:" + RedisServers.shared().uri() + "/0?protocol=resp2"));
    }
}
