package dev.redstart.redisson;

import static dev.redstart.contract.driver.Support.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.contract.driver.DriverContract;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.Reply;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RLock;
import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/** The driver against a real Redis. */
class RedissonTest extends DriverContract {

    RedissonTest() {
        super(new RedissonDriver());
    }

    @Test
    void readsWhatRedisSendsForTests() {
        assertThat(redis.call(command("DEBUG", "PROTOCOL", "attrib"))).isInstanceOf(Reply.Blob.class);
        assertThat(redis.call(command("DEBUG", "PROTOCOL", "verbatim")))
                .isInstanceOfSatisfying(
                        Reply.Verbatim.class, v -> assertThat(v.format()).isEqualTo("txt"));
    }

    @Test
    void givesTheNativeClientWithItsObjects() throws InterruptedException {
        redis.call(command("SET", "k", "v"));
        RedissonClient client = redis.unwrap(RedissonClient.class);
        assertThat(client.getBucket("k", StringCodec.INSTANCE).get()).isEqualTo("v");
        RMap<String, String> map = client.getMap("map", StringCodec.INSTANCE);
        map.put("f", "1");
        map.fastPut("g", "2");
        assertThat(map.readAllMap()).isEqualTo(Map.of("f", "1", "g", "2"));
        assertThat(redis.call(command("HGET", "map", "f"))).isEqualTo(Reply.blob("1"));
        LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
        client.getTopic("topic", StringCodec.INSTANCE).addListener(String.class, (channel, body) -> messages.add(body));
        redis.call(command("PUBLISH", "topic", "hello"));
        assertThat(messages.poll(10, TimeUnit.SECONDS)).isEqualTo("hello");
        RLock lock = client.getLock("lock");
        lock.lock();
        assertThat(redis.call(command("EXISTS", "lock"))).isEqualTo(Reply.integer(1));
        lock.unlock();
        assertThat(redis.call(command("EXISTS", "lock"))).isEqualTo(Reply.integer(0));
        assertThat(redis.unwrap(Redisson.class)).isSameAs(client);
        assertThat(redis.unwrap(String.class)).isNull();
        assertThat(redis.unwrap(Object.class)).isSameAs(redis);
        redis.close();
        assertThat(client.isShutdown()).isTrue();
        assertThat(redis.unwrap(RedissonClient.class)).isNull();
        assertThatThrownBy(() -> redis.call(command("PING"))).isInstanceOf(RedisConnectionException.class);
    }
}
