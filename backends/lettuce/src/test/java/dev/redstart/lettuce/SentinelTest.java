package dev.redstart.lettuce;

import dev.redstart.contract.cluster.SentinelContract;

/** A primary and its replicas behind Sentinels. */
class SentinelTest extends SentinelContract {

    SentinelTest() {
        super("lettuce");
    }
}
