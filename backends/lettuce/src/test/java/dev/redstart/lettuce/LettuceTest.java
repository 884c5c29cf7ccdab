package dev.redstart.lettuce;

import static dev.redstart.contract.driver.Support.command;
import static dev.redstart.contract.driver.Support.failure;
import static dev.redstart.contract.driver.Support.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.driver.DriverContract;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.Reply;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import org.junit.jupiter.api.Test;

/** The driver against a real Redis. */
class LettuceTest extends DriverContract {

    LettuceTest() {
        super(new LettuceDriver());
    }

    @Test
    void aVerbatimTextComesAsABlob() {
        assertThat(redis.call(command("DEBUG", "PROTOCOL", "verbatim")))
                .isEqualTo(Reply.blob("This is a verbatim\nstring"));
    }

    @Test
    void anAttributeEndsTheConnectionAndNothingElse() {
        assertThat(failure(() -> redis.call(command("DEBUG", "PROTOCOL", "attrib"))))
                .isInstanceOf(RedisConnectionException.class)
                .hasMessageContaining("cannot be decoded");
        assertThat(text(redis.call(command("PING")))).isEqualTo("PONG");
    }

    @Test
    void saysNothingAboutTheLibrary() {
        assertThat(String.valueOf(server.call("CLIENT", "LIST"))).doesNotContain("lib-name=Lettuce");
    }

    @Test
    void givesTheNativeClient() {
        redis.call(command("SET", "k", "v"));
        RedisClient client = redis.unwrap(RedisClient.class);
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            assertThat(connection.sync().get("k")).isEqualTo("v");
        }
        assertThat(redis.unwrap(RedisClient.class)).isSameAs(client);
        assertThat(redis.unwrap(StatefulRedisConnection.class))
                .isNotNull()
                .isSameAs(redis.unwrap(StatefulRedisConnection.class));
        assertThat(redis.unwrap(String.class)).isNull();
        assertThat(redis.unwrap(Object.class)).isSameAs(redis);
        redis.close();
        assertThat(redis.unwrap(RedisClient.class)).isNull();
    }
}
