package dev.redstart.redisson;

import dev.redstart.contract.driver.PinningContract;

/** Pinned connections: what they carry, and in what state they come back. */
class SessionTest extends PinningContract {

    SessionTest() {
        super(new RedissonDriver());
    }
}
