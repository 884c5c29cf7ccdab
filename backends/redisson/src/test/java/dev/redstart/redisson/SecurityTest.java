package dev.redstart.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.driver.SecurityContract;
import dev.redstart.spi.Transport;
import org.redisson.api.RedissonClient;

/** Passwords, users with few rights, TLS. */
class SecurityTest extends SecurityContract {

    SecurityTest() {
        super(new RedissonDriver());
    }

    @Override
    protected void pingNatively(Transport transport) {
        assertThat(transport.unwrap(RedissonClient.class).getKeys().count()).isNotNegative();
    }
}
