package dev.redstart.redisson;

import dev.redstart.contract.driver.WaitingContract;

/** Whoever waits, for a connection or for the server, and what ends the wait. */
class WaitingTest extends WaitingContract {

    WaitingTest() {
        super(new RedissonDriver());
    }
}
