package dev.redstart.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.driver.SecurityContract;
import dev.redstart.spi.Transport;
import io.lettuce.core.api.StatefulRedisConnection;

/** Passwords, users with few rights, TLS. */
class SecurityTest extends SecurityContract {

    SecurityTest() {
        super(new LettuceDriver());
    }

    @Override
    protected void pingNatively(Transport transport) {
        assertThat(transport.unwrap(StatefulRedisConnection.class).sync().ping())
                .isEqualTo("PONG");
    }
}
