package dev.redstart.lettuce;

import dev.redstart.contract.RedisContract;
import dev.redstart.contract.TestBackends;
import dev.redstart.contract.servers.RedisServers;

/** The contract on real Redis over RESP2, which has fewer types on the wire and the same values in Java. */
class LettuceResp2ContractTest extends RedisContract {

    LettuceResp2ContractTest() {
        super(TestBackends.of(
                "lettuce/resp2", "redstart:lettuce:" + RedisServers.shared().uri() + "/0?protocol=resp2"));
    }
}
