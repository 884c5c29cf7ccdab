package dev.redstart.jedis;

import dev.redstart.contract.RedisContract;
import dev.redstart.contract.TestBackends;
import dev.redstart.contract.servers.RedisServers;
import org.junit.jupiter.api.Tag;

/** The contract on servers behind Sentinels. */
@Tag("long")
class JedisSentinelContractTest extends RedisContract {

    JedisSentinelContractTest() {
        super(TestBackends.of(
                "jedis/sentinel",
                "redstart:jedis:" + RedisServers.sharedSentinels().uri()));
    }
}
