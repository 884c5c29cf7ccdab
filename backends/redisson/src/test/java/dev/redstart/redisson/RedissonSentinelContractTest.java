package dev.redstart.redisson;

import dev.redstart.contract.RedisContract;
import dev.redstart.contract.TestBackends;
import dev.redstart.contract.servers.RedisServers;
import org.junit.jupiter.api.Tag;

/** The contract on servers behind Sentinels. */
@Tag("long")
class RedissonSentinelContractTest extends RedisContract {

    RedissonSentinelContractTest() {
        super(TestBackends.of(
                "redisson/sentinel",
                "redstart:redisson:" + RedisServers.sharedSentinels().uri()));
    }
}
