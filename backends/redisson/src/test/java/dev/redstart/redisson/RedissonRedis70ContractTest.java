package dev.redstart.redisson;

import dev.redstart.contract.RedisContract;
import dev.redstart.contract.TestBackends;
import dev.redstart.contract.servers.RedisServers;

/** The contract on Redis 7.0: what it has not yet is excused by its own COMMAND, the rest is the same. */
class RedissonRedis70ContractTest extends RedisContract {

    RedissonRedis70ContractTest() {
        super(TestBackends.of(
                "redisson/redis7.0",
                "redstart:redisson:" + RedisServers.shared70().uri() + "/0"));
    }
}
