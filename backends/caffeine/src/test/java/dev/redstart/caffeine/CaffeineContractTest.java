package dev.redstart.caffeine;

import dev.redstart.contract.RedisContract;
import dev.redstart.contract.TestBackends;

/** The contract on a cache that is large enough for every case. */
class CaffeineContractTest extends RedisContract {

    CaffeineContractTest() {
        super(TestBackends.of("caffeine", "redstart:caffeine:contract?maximumSize=1000000"));
    }
}
