package dev.redstart.jedis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.driver.SecurityContract;
import dev.redstart.spi.Transport;
import redis.clients.jedis.RedisClient;

/** Passwords, users with few rights, TLS. */
class SecurityTest extends SecurityContract {

    SecurityTest() {
        super(new JedisDriver());
    }

    @Override
    protected void pingNatively(Transport transport) {
        assertThat(transport.unwrap(RedisClient.class).ping()).isEqualTo("PONG");
    }
}
