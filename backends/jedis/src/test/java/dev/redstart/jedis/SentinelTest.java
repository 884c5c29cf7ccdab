package dev.redstart.jedis;

import dev.redstart.contract.cluster.SentinelContract;
import org.junit.jupiter.api.Tag;

/** A primary and its replicas behind Sentinels. One driver runs it in every build. */
@Tag("long")
class SentinelTest extends SentinelContract {

    SentinelTest() {
        super("jedis");
    }
}
