package dev.redstart.redisson;

import dev.redstart.contract.driver.SubscriberContract;
import dev.redstart.spi.Transport;
import dev.redstart.spi.server.ServerSettings;

/** Subscriptions: that they deliver, come back, say what they missed, and end. */
class SubscriptionTest extends SubscriberContract {

    SubscriptionTest() {
        super(new RedissonDriver());
    }

    @Override
    protected Transport open(ServerSettings settings) {
        return new RedissonTransport(settings);
    }
}
