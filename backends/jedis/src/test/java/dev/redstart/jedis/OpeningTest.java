package dev.redstart.jedis;

import dev.redstart.contract.driver.OpeningContract;

/** Servers that cannot be opened, and what the user reads then. */
class OpeningTest extends OpeningContract {

    OpeningTest() {
        super(new JedisDriver());
    }
}
