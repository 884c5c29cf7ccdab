package dev.redstart.redisson;

import dev.redstart.contract.driver.OpeningContract;

/** Servers that cannot be opened, and what the user reads then. */
class OpeningTest extends OpeningContract {

    OpeningTest() {
        super(new RedissonDriver());
    }
}
