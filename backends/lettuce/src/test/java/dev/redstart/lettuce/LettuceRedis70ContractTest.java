package dev.redstart.lettuce;

import dev.redstart.contract.RedisContract;
import dev.redstart.contract.TestBackends;
import dev.redstart.contract.servers.RedisServers;

/** The contract on Redis 7.0: what it has not yet is excused by its own COMMAND, the rest is the same. */
class LettuceRedis70ContractTest extends RedisContract {

    LettuceRedis70ContractTest() {
        super(TestBackends.of(
                "lettuce/redis7.0",
                "redstart:lettuce:" + RedisServers.shared70().uri() + "/0"));
    }
}
