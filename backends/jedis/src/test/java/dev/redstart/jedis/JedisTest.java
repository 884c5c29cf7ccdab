package dev.redstart.jedis;

import static dev.redstart.contract.driver.Support.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.contract.driver.DriverContract;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.Reply;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** The driver against a real Redis. */
class JedisTest extends DriverContract {

    JedisTest() {
        super(new JedisDriver());
    }

    @Test
    void readsWhatRedisSendsForTests() {
        assertThat(redis.call(command("DEBUG", "PROTOCOL", "attrib"))).isInstanceOf(Reply.Blob.class);
        assertThat(redis.call(command("DEBUG", "PROTOCOL", "verbatim")))
                .isInstanceOfSatisfying(
                        Reply.Verbatim.class, v -> assertThat(v.format()).isEqualTo("txt"));
    }

    @Test
    void givesTheNativeClient() {
        redis.call(command("SET", "k", "v"));
        assertThat(redis.unwrap(RedisClient.class).get("k")).isEqualTo("v");
        assertThat(redis.unwrap(UnifiedJedis.class)).isSameAs(redis.unwrap(RedisClient.class));
        assertThat(redis.unwrap(String.class)).isNull();
        assertThat(redis.unwrap(Object.class)).isSameAs(redis);
        redis.close();
        assertThatThrownBy(() -> redis.call(command("PING"))).isInstanceOf(RedisConnectionException.class);
    }
}
