package dev.redstart.jedis;

import dev.redstart.contract.driver.SubscriberContract;
import dev.redstart.spi.Transport;
import dev.redstart.spi.server.ServerSettings;

/** Subscriptions: that they deliver, come back, say what they missed, and end. */
class SubscriptionTest extends SubscriberContract {

    SubscriptionTest() {
        super(new JedisDriver());
    }

    @Override
    protected Transport open(ServerSettings settings) {
        return new JedisTransport(settings);
    }
}
