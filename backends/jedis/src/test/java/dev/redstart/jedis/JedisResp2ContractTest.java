package dev.redstart.jedis;

import dev.redstart.contract.RedisContract;
import dev.redstart.contract.TestBackends;
import dev.redstart.contract.servers.RedisServers;

/** The contract on real Redis over RESP2, which has fewer types on the wire and the same values in Java. */
class JedisResp2ContractTest extends RedisContract {

    JedisResp2ContractTest() {
        super(TestBackends.of(
                "jedis/resp2", "redstart:jedis:" + RedisServers.shared().uri() + "/0?protocol=resp2"));
    }
}
