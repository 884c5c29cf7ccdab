package dev.redstart.jedis;

import dev.redstart.contract.RedisContract;
import dev.redstart.contract.TestBackends;
import dev.redstart.contract.servers.RedisServers;

/** The contract on Redis 7.0: what it has not yet is excused by its own COMMAND, the rest is the same. */
class JedisRedis70ContractTest extends RedisContract {

    JedisRedis70ContractTest() {
        super(TestBackends.of(
                "jedis/redis7.0", "redstart:jedis:" + RedisServers.shared70().uri() + "/0"));
    }
}
