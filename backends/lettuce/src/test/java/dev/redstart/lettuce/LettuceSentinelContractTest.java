package dev.redstart.lettuce;

import dev.redstart.contract.RedisContract;
import dev.redstart.contract.TestBackends;
import dev.redstart.contract.servers.RedisServers;

/** The contract on servers behind Sentinels. */
class LettuceSentinelContractTest extends RedisContract {

    LettuceSentinelContractTest() {
        super(TestBackends.of(
                "lettuce/sentinel",
                "redstart:lettuce:" + RedisServers.sharedSentinels().uri()));
    }
}
